// results.xlsx: one sheet per table. Texts are written as texts, so none can be a formula.
//
// The library writes to files only, and puts the time into the workbook unless told another; both
// are dealt with here, so that the same input gives the same bytes.
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "base/file.h"
#include "base/text.h"
#include "report/writers.h"

namespace plangrade::report {
namespace {

constexpr std::size_t kMostRows = 1'048'575;  // of a sheet, beside the header
constexpr std::size_t kMostBytes = 32'767;    // of a cell, counted as if all were ASCII
constexpr time_t kAnyTime = 315'532'800;      // 1980-01-01, as the library puts into its archive

Problem sheet_problem(const std::string& message, const std::string& remedy) {
  return {"OUT007", message, {"results.xlsx", 0, 0}, remedy, {}};
}

/// Removes the temporary folder with whatever is in it.
struct TemporaryFolder {
  std::filesystem::path path;
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path.empty()) std::filesystem::remove_all(path, ignored);
  }
};

/// At most kMostBytes of a cell, cut between characters, with a mark if something is missing.
std::string fitting(const std::string& cell) {
  if (cell.size() <= kMostBytes) return cell;
  std::size_t end = kMostBytes - 3;
  while ((static_cast<unsigned char>(cell[end]) & 0xC0U) == 0x80U) --end;
  return cell.substr(0, end) + "…";
}

void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t place, const Column& column,
                const std::string& cell) {
  if (cell.empty()) return;
  if (column.type == "boolean") {
    worksheet_write_boolean(sheet, row, place, cell == "true" ? 1 : 0, nullptr);
    return;
  }
  double value = 0;
  const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  const bool number =
      column.type != "string" && read.ec == std::errc() && read.ptr == cell.data() + cell.size();
  if (number) {
    worksheet_write_number(sheet, row, place, value, nullptr);
  } else {
    worksheet_write_string(sheet, row, place, fitting(cell).c_str(), nullptr);
  }
}

/// Wide enough for the head and the first rows, within reason.
double width_of(const FilledTable& table, std::size_t column) {
  constexpr std::size_t kLooked = 50;
  int width = base::display_width(table.schema.columns[column].name) + 3;
  for (std::size_t i = 0; i < std::min(kLooked, table.rows.size()); ++i) {
    width = std::max(width, base::display_width(table.rows[i][column]) + 1);
  }
  return std::min(width, 60);
}

bool fill_sheet(lxw_workbook* book, const FilledTable& table, lxw_format* bold) {
  auto* sheet = workbook_add_worksheet(book, table.schema.name.c_str());
  if (sheet == nullptr) return false;
  const auto columns = static_cast<lxw_col_t>(table.schema.columns.size());
  for (lxw_col_t i = 0; i < columns; ++i) {
    worksheet_write_string(sheet, 0, i, fitting(table.schema.columns[i].name).c_str(), bold);
    worksheet_set_column(sheet, i, i, width_of(table, i), nullptr);
  }
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    for (lxw_col_t i = 0; i < columns; ++i) {
      write_cell(sheet, static_cast<lxw_row_t>(r) + 1, i, table.schema.columns[i],
                 table.rows[r][i]);
    }
  }
  worksheet_freeze_panes(sheet, 1, 1);
  worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(table.rows.size()),
                       static_cast<lxw_col_t>(columns - 1));
  return true;
}

void set_properties(lxw_workbook* book) {
  std::string title = "Ratings of local plans";
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.created = kAnyTime;
  workbook_set_properties(book, &properties);
}

}  // namespace

Result<FolderFiles> write_xlsx(const ReportInput&, const std::vector<FilledTable>& tables,
                               const WriteOptions&) {
  for (const auto& table : tables) {
    if (table.rows.size() <= kMostRows && table.schema.columns.size() <= LXW_COL_MAX) continue;
    return sheet_problem(
        "the table '" + table.schema.name + "' has more rows or columns than a sheet can hold",
        "use the CSV tables or --format sqlite");
  }
  std::error_code error;
  std::string pattern =
      (std::filesystem::temp_directory_path(error) / "plangrade-xlsx-XXXXXX").string();
  if (error || ::mkdtemp(pattern.data()) == nullptr) {
    return sheet_problem("there is no place for a temporary file",
                         "set TMPDIR to a folder that can be written");
  }
  const TemporaryFolder folder{pattern};
  const auto path = (folder.path / "results.xlsx").string();
  auto* book = workbook_new(path.c_str());
  if (book == nullptr) return sheet_problem("the workbook could not be begun", "");
  set_properties(book);
  auto* bold = workbook_add_format(book);
  format_set_bold(bold);
  bool filled = true;
  for (const auto& table : tables) filled = filled && fill_sheet(book, table, bold);
  const auto closed = workbook_close(book);
  if (!filled || closed != LXW_NO_ERROR) {
    return sheet_problem(std::string("the workbook could not be written: ") + lxw_strerror(closed),
                         "");
  }
  auto bytes = base::read_file(path);
  if (!bytes) return std::move(bytes).error();
  return FolderFiles{{"results.xlsx", std::move(*bytes)}};
}

}  // namespace plangrade::report
