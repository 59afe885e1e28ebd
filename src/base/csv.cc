// RFC 4180 tables through libcsv, which does the quoting; places and columns are ours.
#include "base/csv.h"

#include <csv.h>

#include <algorithm>
#include <utility>

#include "base/file.h"
#include "base/text.h"

namespace plangrade::base {
namespace {

struct Collector {
  std::vector<CsvRow> rows;
  CsvRow current;
  int line = 1;
};

void on_cell(void* data, std::size_t size, void* user) {
  auto& collector = *static_cast<Collector*>(user);
  if (collector.current.cells.empty()) collector.current.line = collector.line;
  collector.current.cells.emplace_back(static_cast<const char*>(data), size);
}

void on_row(int, void* user) {
  auto& collector = *static_cast<Collector*>(user);
  if (!collector.current.cells.empty()) collector.rows.push_back(std::move(collector.current));
  collector.current = {};
}

Problem csv_problem(std::string code, std::string message, const std::string& file, int line,
                    int column, std::string remedy) {
  return Problem{std::move(code), std::move(message), {file, line, column}, std::move(remedy), {}};
}

/// Feeds the text line by line, so that the collector knows where a row begins.
Result<std::vector<CsvRow>> parse_rows(std::string_view text, const std::string& file) {
  csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0) {
    return csv_problem("CSV000", "the CSV reader could not start", file, 0, 0, "");
  }
  // Blanks around cells belong to the cells: RFC 4180, section 2.4.
  csv_set_space_func(&parser, [](unsigned char) { return 0; });
  Collector collector;
  Problems problems;
  std::size_t begin = 0;
  int line = 1;
  int row_line = 1;
  while (begin < text.size() && problems.empty()) {
    std::size_t end = text.find('\n', begin);
    end = end == std::string_view::npos ? text.size() : end + 1;
    if (collector.current.cells.empty()) row_line = line;
    collector.line = row_line;
    const std::size_t rows_before = collector.rows.size();
    const std::size_t done =
        csv_parse(&parser, text.data() + begin, end - begin, on_cell, on_row, &collector);
    if (done != end - begin) {
      problems.push_back(csv_problem("CSV001", "a quotation mark stands where none may", file, line,
                                     static_cast<int>(done) + 1,
                                     "a cell that holds quotes, commas or line breaks is put in "
                                     "quotes, and a quote in it is doubled"));
    }
    if (collector.rows.size() != rows_before) row_line = line + 1;
    begin = end;
    ++line;
  }
  if (problems.empty() && csv_fini(&parser, on_cell, on_row, &collector) != 0) {
    problems.push_back(csv_problem("CSV002", "a quoted cell is never closed", file, row_line, 0,
                                   "add the closing quotation mark"));
  }
  csv_free(&parser);
  if (!problems.empty()) return problems;
  return std::move(collector.rows);
}

void check_columns(const CsvTable& table, const CsvColumns& columns, Problems& problems) {
  std::vector<std::string> known = columns.required;
  known.insert(known.end(), columns.optional.begin(), columns.optional.end());
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const auto& name = table.columns[i];
    const auto place = static_cast<int>(i) + 1;
    if (std::count(table.columns.begin(), table.columns.end(), name) > 1 &&
        table.column(name) != static_cast<int>(i)) {
      problems.push_back(csv_problem("CSV005", "the column '" + name + "' stands twice",
                                     table.file, 1, place, "leave one out"));
    }
    if (columns.allow_others || std::find(known.begin(), known.end(), name) != known.end()) continue;
    problems.push_back(csv_problem("CSV003", "unknown column '" + name + "'", table.file, 1, place,
                                   did_you_mean(name, known)));
  }
  for (const auto& name : columns.required) {
    if (table.column(name) < 0) {
      problems.push_back(csv_problem("CSV004", "the column '" + name + "' is missing", table.file, 1,
                                     0, "the table needs: " + join(columns.required, ",")));
    }
  }
}

}  // namespace

int CsvTable::column(std::string_view name) const {
  const auto at = std::find(columns.begin(), columns.end(), name);
  return at == columns.end() ? -1 : static_cast<int>(at - columns.begin());
}

std::string_view CsvTable::cell(const CsvRow& row, std::string_view name) const {
  const int at = column(name);
  if (at < 0 || static_cast<std::size_t>(at) >= row.cells.size()) return {};
  return row.cells[static_cast<std::size_t>(at)];
}

Result<CsvTable> parse_csv(std::string_view text, const std::string& file,
                           const CsvColumns& columns) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (const auto bad = invalid_utf8(text); bad != std::string_view::npos) {
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<long>(bad), '\n');
    return csv_problem("CSV006", "the file is not UTF-8", file, static_cast<int>(line), 0,
                       "save it as \"CSV UTF-8\"");
  }
  auto rows = parse_rows(text, file);
  if (!rows) return std::move(rows).error();
  CsvTable table;
  table.file = file;
  if (rows->empty()) {
    return csv_problem("CSV007", "the table is empty", file, 1, 0,
                       "its first line names the columns: " + join(columns.required, ","));
  }
  table.columns = rows->front().cells;
  table.rows.assign(std::make_move_iterator(rows->begin() + 1),
                    std::make_move_iterator(rows->end()));
  Problems problems;
  check_columns(table, columns, problems);
  for (const auto& row : table.rows) {
    if (row.cells.size() == table.columns.size()) continue;
    problems.push_back(csv_problem("CSV008",
                                   "the row has " + std::to_string(row.cells.size()) +
                                       " cells, the header " + std::to_string(table.columns.size()),
                                   file, row.line, 0, "one cell per column; quote cells with commas"));
  }
  if (!problems.empty()) return problems;
  return table;
}

Result<CsvTable> read_csv(const std::string& path, const CsvColumns& columns) {
  auto text = read_file(path);
  if (!text) return std::move(text).error();
  return parse_csv(*text, path, columns);
}

std::string csv_line(const std::vector<std::string>& cells, char separator, bool excel) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += separator;
    std::string cell = cells[i];
    if (excel && !cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos &&
        !is_decimal_number(cell)) {
      cell.insert(cell.begin(), '\'');
    }
    if (cell.find_first_of("\"\n\r") == std::string::npos &&
        cell.find(separator) == std::string::npos) {
      line += cell;
      continue;
    }
    line += '"';
    for (const char c : cell) {
      if (c == '"') line += '"';
      line += c;
    }
    line += '"';
  }
  line += '\n';
  return line;
}

}  // namespace plangrade::base
