// docs/tables.md says what the writers write.
#include "report/schemas.h"

#include <cstdlib>
#include <set>

#include "base/file.h"
#include "support/catch.h"

namespace plangrade::report {

TEST_CASE("docs/tables.md is in step with the table of columns", "[report][tables]") {
  const std::string path = std::string(PLANGRADE_SOURCE_DIR) + "/docs/tables.md";
  if (std::getenv("PLANGRADE_UPDATE") != nullptr)
    REQUIRE(base::write_file(path, tables_markdown()));
  const auto text = base::read_file(path);
  REQUIRE(text);
  CHECK(*text == tables_markdown());
}

TEST_CASE("every column has a type of the data package and a meaning", "[report][tables]") {
  const std::set<std::string> types{"string", "integer", "number", "boolean"};
  for (const auto& schema : table_schemas()) {
    std::set<std::string> names;
    for (const auto& column : schema.columns) {
      CAPTURE(schema.name, column.name);
      CHECK(types.contains(column.type));
      CHECK_FALSE(column.description.empty());
      CHECK(names.insert(column.name).second);
    }
  }
}

}  // namespace plangrade::report
