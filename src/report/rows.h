// Rows of every table of the result folder, as text cells.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plangrade/report.h"
#include "report/schemas.h"

namespace plangrade::report {

/// A table ready to be written: its columns (those of the schema, and for plans the criteria
/// behind them) and its rows, with one cell per column.
struct FilledTable {
  TableSchema schema;
  std::vector<std::vector<std::string>> rows;
};

/// All tables, in the order of table_schemas(). Cells are valid UTF-8; "" is a missing value.
std::vector<FilledTable> filled_tables(const ReportInput& input);

/// A fraction for a table: exact decimals if they end within 12 digits, else 12 digits.
std::string number_cell(const std::optional<Fraction>& value);

/// The fraction exactly: "3", "1/3"; empty if absent or overflowed.
std::string exact_cell(const std::optional<Fraction>& value);

}  // namespace plangrade::report
