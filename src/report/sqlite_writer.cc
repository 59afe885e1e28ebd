// results.sqlite: every table in one database, built in memory and written as one file.
#include <sqlite3.h>

#include <memory>

#include "base/text.h"
#include "report/writers.h"

namespace plangrade::report {
namespace {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
struct FreeBytes {
  void operator()(unsigned char* bytes) const { sqlite3_free(bytes); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

Problem database_problem(sqlite3* database, const std::string& table) {
  return {"OUT007",
          "the table '" + table + "' does not fit into a database: " + sqlite3_errmsg(database),
          {"results.sqlite", 0, 0},
          "",
          {}};
}

/// A name in double quotes; identifiers of criteria may hold anything.
std::string quoted(const std::string& name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

/// Exact decimals stay text where a double would change them: NUMERIC keeps what converts without
/// loss as a number.
const char* sql_type(const Column& column) {
  if (column.type == "integer" || column.type == "boolean") return "INTEGER";
  if (column.type == "number") return "NUMERIC";
  return "TEXT";
}

std::string create_table(const TableSchema& schema) {
  std::vector<std::string> parts;
  for (const auto& column : schema.columns)
    parts.push_back(quoted(column.name) + " " + sql_type(column));
  if (!schema.key.empty()) {
    std::vector<std::string> key;
    for (const auto& name : schema.key) key.push_back(quoted(name));
    parts.push_back("PRIMARY KEY (" + base::join(key, ", ") + ")");
  }
  return "CREATE TABLE " + quoted(schema.name) + " (" + base::join(parts, ", ") + ")";
}

int bind(sqlite3_stmt* statement, int place, const Column& column, const std::string& cell) {
  if (cell.empty()) return sqlite3_bind_null(statement, place);
  if (column.type == "boolean") return sqlite3_bind_int(statement, place, cell == "true" ? 1 : 0);
  return sqlite3_bind_text(statement, place, cell.data(), static_cast<int>(cell.size()),
                           SQLITE_STATIC);
}

bool run(sqlite3* database, const std::string& sql) {
  return sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool fill(sqlite3* database, const FilledTable& table) {
  if (!run(database, create_table(table.schema))) return false;
  const std::vector<std::string> marks(table.schema.columns.size(), "?");
  const auto sql =
      "INSERT INTO " + quoted(table.schema.name) + " VALUES (" + base::join(marks, ",") + ")";
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(database, sql.c_str(), -1, &raw, nullptr) != SQLITE_OK) return false;
  const Statement statement(raw);
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (bind(raw, static_cast<int>(i) + 1, table.schema.columns[i], row[i]) != SQLITE_OK)
        return false;
    }
    if (sqlite3_step(raw) != SQLITE_DONE) return false;
    sqlite3_reset(raw);
  }
  return true;
}

}  // namespace

Result<FolderFiles> write_sqlite(const ReportInput&, const std::vector<FilledTable>& tables,
                                 const WriteOptions&) {
  sqlite3* raw = nullptr;
  const bool open = sqlite3_open(":memory:", &raw) == SQLITE_OK;
  const Database database(raw);
  if (!open || !run(raw, "BEGIN")) return database_problem(raw, "");
  for (const auto& table : tables) {
    if (!fill(raw, table)) return database_problem(raw, table.schema.name);
  }
  if (!run(raw, "COMMIT")) return database_problem(raw, "");
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, FreeBytes> bytes(sqlite3_serialize(raw, "main", &size, 0));
  if (bytes == nullptr) return database_problem(raw, "");
  return FolderFiles{{"results.sqlite", std::string(bytes.get(), bytes.get() + size)}};
}

}  // namespace plangrade::report
