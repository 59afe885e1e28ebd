// The tables of a result folder: every column with its type and meaning.
//
// One table of columns feeds the writers, the reader, datapackage.json and docs/tables.md, so that
// none of them can say something else than the others.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plangrade::report {

/// A column. `type` is a Frictionless type: string, integer, number or boolean.
struct Column {
  std::string name;
  std::string type;
  std::string description;
  std::vector<std::string> values;  ///< all values there can be; empty: any
  std::string title;                ///< for people; set for columns of criteria
};

struct TableSchema {
  std::string name;  ///< of the file without its ending
  std::string row;   ///< what one row is
  std::vector<Column> columns;
  std::vector<std::string> key;  ///< columns that tell rows apart; empty: none do for certain
};

/// documents, plans, criteria, evidence, areas, regions, national: in this order. The columns of
/// criteria, which plans.csv has after its own, are not among them.
const std::vector<TableSchema>& table_schemas();

/// Requires that there is a table of this name.
const TableSchema& table_schema(std::string_view name);

/// The text of docs/tables.md.
std::string tables_markdown();

}  // namespace plangrade::report
