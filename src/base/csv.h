// Tables of comma-separated values by RFC 4180: reading with places, writing.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "plangrade/model/problem.h"

namespace plangrade::base {

struct CsvRow {
  int line = 0;                          ///< line on which the row begins, from 1
  std::vector<std::string> cells;
};

struct CsvTable {
  std::string file;
  std::vector<std::string> columns;
  std::vector<CsvRow> rows;

  /// Index of a column, or -1.
  int column(std::string_view name) const;
  /// The cell of a column, or "" if the table has no such column.
  std::string_view cell(const CsvRow& row, std::string_view name) const;
};

/// What a reader of tables knows about its columns.
struct CsvColumns {
  std::vector<std::string> required;
  std::vector<std::string> optional;
  bool allow_others = false;             ///< columns that are not listed are kept, not an error
};

/// Parses `text`. A BOM and CRLF are accepted. Problems (all at once): not UTF-8, quotes out of
/// place, rows with too many or too few cells, missing or unknown columns with "did you mean".
Result<CsvTable> parse_csv(std::string_view text, const std::string& file, const CsvColumns& columns);
Result<CsvTable> read_csv(const std::string& path, const CsvColumns& columns);

/// One row with its LF, quoted where needed. With `excel`, cells that begin with = + - @ get a
/// leading apostrophe unless they are plain numbers.
std::string csv_line(const std::vector<std::string>& cells, char separator = ',', bool excel = false);

}  // namespace plangrade::base
