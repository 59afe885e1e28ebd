// Cells of a row as values, with a problem for every cell that is none.
#pragma once

#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "base/csv.h"
#include "plangrade/model/fraction.h"
#include "plangrade/model/problem.h"

namespace plangrade::report {

/// Reads the cells of one row. The table, the row and the problems must outlive it.
class CellReader {
 public:
  CellReader(const base::CsvTable& table, const base::CsvRow& row, Problems& problems)
      : table_(table), row_(row), problems_(problems) {}

  std::string text(std::string_view column) const { return std::string(table_.cell(row_, column)); }

  /// A whole number; empty if the cell is.
  std::optional<std::int64_t> count(std::string_view column) {
    const auto cell = table_.cell(row_, column);
    if (cell.empty()) return std::nullopt;
    std::int64_t value = 0;
    const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (read.ec != std::errc() || read.ptr != cell.data() + cell.size()) {
      complain(column, "is not a whole number");
      return std::nullopt;
    }
    return value;
  }

  /// A whole number from 0 that fits an int; 0 if the cell is empty.
  int small(std::string_view column) {
    const auto value = count(column).value_or(0);
    if (value < 0 || value > std::numeric_limits<int>::max()) {
      complain(column, "is out of range");
      return 0;
    }
    return static_cast<int>(value);
  }

  std::optional<Fraction> number(std::string_view column) {
    const auto cell = text(column);
    if (cell.empty()) return std::nullopt;
    const auto value = Fraction::parse(cell);
    if (!value) complain(column, "is not a number");
    return value;
  }

  /// The value that `value_named` gives for the cell; `otherwise`, with a problem, if there is
  /// none.
  template <typename Named, typename Value>
  Value named(std::string_view column, Named value_named, Value otherwise) {
    const auto value = value_named(table_.cell(row_, column));
    if (!value) complain(column, "is not a known name");
    return value.value_or(otherwise);
  }

  void complain(std::string_view column, const std::string& what) {
    problems_.push_back({"RES002",
                         "'" + text(column) + "' " + what + " (column " + std::string(column) + ")",
                         {table_.file, row_.line, table_.column(column) + 1},
                         "docs/tables.md says what the column holds",
                         {}});
  }

 private:
  const base::CsvTable& table_;
  const base::CsvRow& row_;
  Problems& problems_;
};

}  // namespace plangrade::report
