// XLS workbooks (BIFF) through FreeXL; the only file that includes it.
#include <freexl.h>

#include <algorithm>
#include <memory>

#include "aggregate/messages.h"
#include "aggregate/sheet.h"
#include "base/text.h"

namespace plangrade::counting {
namespace {

struct Close {
  void operator()(const void* handle) const { freexl_close(handle); }
};
using Workbook = std::unique_ptr<const void, Close>;

std::string cell_text(const void* workbook, unsigned int row, unsigned short column) {
  FreeXL_CellValue value{};
  if (freexl_get_cell_value(workbook, row, column, &value) != FREEXL_OK) return "";
  switch (value.type) {
    case FREEXL_CELL_INT:
      return std::to_string(value.value.int_value);
    case FREEXL_CELL_DOUBLE:
      return number_text(value.value.double_value);
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TIME:
      return value.value.text_value == nullptr ? "" : base::valid_utf8(value.value.text_value);
    default:
      return "";
  }
}

Sheet read_active(const void* workbook, std::string name) {
  Sheet sheet{std::move(name), {}};
  unsigned int rows = 0;
  unsigned short columns = 0;
  if (freexl_worksheet_dimensions(workbook, &rows, &columns) != FREEXL_OK) return sheet;
  rows = std::min<unsigned int>(rows, kMostRows);
  columns = std::min<unsigned short>(columns, kMostColumns);
  for (unsigned int row = 0; row < rows; ++row) {
    auto& cells = sheet.rows.emplace_back();
    for (unsigned short column = 0; column < columns; ++column) {
      cells.push_back(cell_text(workbook, row, column));
    }
    while (!cells.empty() && cells.back().empty()) cells.pop_back();
  }
  return sheet;
}

}  // namespace

Result<std::vector<Sheet>> read_xls(const std::string& path) {
  const void* opened = nullptr;
  const int status = freexl_open(path.c_str(), &opened);
  const Workbook workbook(opened);
  if (status != FREEXL_OK) {
    return problem_at(
        "POP001", "the XLS workbook cannot be read (FreeXL error " + std::to_string(status) + ")",
        path, 0, "save it as XLSX or CSV");
  }
  unsigned int count = 0;
  freexl_get_info(workbook.get(), FREEXL_BIFF_SHEET_COUNT, &count);
  std::vector<Sheet> sheets;
  for (unsigned int i = 0; i < std::min(count, 64U); ++i) {
    const char* name = nullptr;
    if (freexl_get_worksheet_name(workbook.get(), static_cast<unsigned short>(i), &name) !=
            FREEXL_OK ||
        freexl_select_active_worksheet(workbook.get(), static_cast<unsigned short>(i)) !=
            FREEXL_OK) {
      continue;
    }
    sheets.push_back(read_active(workbook.get(), name == nullptr ? "" : base::valid_utf8(name)));
  }
  return sheets;
}

}  // namespace plangrade::counting
