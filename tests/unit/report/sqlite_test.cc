// results.sqlite as a reader of databases sees it.
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>

#include "base/file.h"
#include "plangrade/report.h"
#include "support/catch.h"
#include "unit/report/sample_round.h"

namespace plangrade {
namespace {

/// The first column of the first row; "NULL" for a missing value.
std::string ask(sqlite3* database, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  REQUIRE(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
  REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
  const auto* text = sqlite3_column_text(statement, 0);
  std::string answer = text == nullptr ? "NULL" : std::string(reinterpret_cast<const char*>(text));
  sqlite3_finalize(statement);
  return answer;
}

}  // namespace

TEST_CASE("the database answers with the figures of the tables, and missing values are NULL",
          "[report]") {
  const auto files = render_extra(sample::round(), "sqlite");
  REQUIRE(files);
  std::string bytes = files->at("results.sqlite");
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(":memory:", &database) == SQLITE_OK);
  REQUIRE(sqlite3_deserialize(database, "main", reinterpret_cast<unsigned char*>(bytes.data()),
                              static_cast<sqlite3_int64>(bytes.size()),
                              static_cast<sqlite3_int64>(bytes.size()),
                              SQLITE_DESERIALIZE_READONLY) == SQLITE_OK);
  CHECK(ask(database, "SELECT sum(estimated_children) FROM areas") == "8772");
  CHECK(ask(database, "SELECT population FROM areas WHERE area_code = 'X05'") == "NULL");
  CHECK(ask(database, "SELECT count(*) FROM evidence WHERE role = 'suppressed'") == "1");
  CHECK(ask(database, "SELECT typeof(page) FROM evidence LIMIT 1") == "integer");
  CHECK(ask(database, "SELECT points FROM criteria WHERE plan_id = 'joint' AND criterion = 'C1'") ==
        "1");
  sqlite3_close(database);
}

}  // namespace plangrade
