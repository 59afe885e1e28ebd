// Spreadsheets as text: what the population tables of statistics offices come in.
#pragma once

#include <string>
#include <vector>

#include "plangrade/model/problem.h"

namespace plangrade::counting {

/// A sheet with its cells as text. Whole numbers have no decimal point; empty cells are "". Rows
/// may differ in length.
struct Sheet {
  std::string name;  ///< "" for CSV
  std::vector<std::vector<std::string>> rows;
};

/// Bounds on what is read: a hostile workbook claims billions of cells.
inline constexpr std::size_t kMostRows = 200'000;
inline constexpr std::size_t kMostColumns = 1'000;
inline constexpr std::size_t kMostCells = 8'000'000;

/// The sheets of a CSV, XLS or XLSX file, told apart by their first bytes.
Result<std::vector<Sheet>> read_sheets(const std::string& path);

/// One reader per format; `path` is for problems, `bytes` for the readers that can do with them.
Result<std::vector<Sheet>> read_xls(const std::string& path);
Result<std::vector<Sheet>> read_xlsx(const std::string& path, const std::string& bytes);

/// A number of a cell as text: "23564" for 23564.0.
std::string number_text(double number);

}  // namespace plangrade::counting
