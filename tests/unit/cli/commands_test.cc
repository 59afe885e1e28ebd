// The tables of commands and options hold together, and what is typed is read as the help says.
#include "cli/commands.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/file.h"
#include "support/catch.h"

using namespace plangrade;
using namespace plangrade::cli;

namespace {

const std::vector<std::string> kSome{"rules", "jobs", "format", "quiet", "config"};

/// An environment variable for the length of a test.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) { ::setenv(name, value, 1); }
  ~Variable() { ::unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

}  // namespace

TEST_CASE("every option of a command is in the table, and every option is of some command",
          "[cli]") {
  std::set<std::string> rows,
      used{"config", "color", "progress", "quiet", "verbose", "log-format", "help"};
  for (const auto& row : option_rows()) CHECK(rows.insert(row.name).second);
  for (const auto& command : commands()) {
    for (const auto& option : command.options) {
      CAPTURE(command.name, option);
      CHECK(rows.contains(option));
      used.insert(option);
    }
  }
  for (const auto& row : rows) {
    CAPTURE(row);
    CHECK((used.contains(row) || row == "version"));
  }
}

TEST_CASE("a command says which formats it has if it takes one", "[cli]") {
  for (const auto& command : commands()) {
    CAPTURE(command.name);
    const bool takes = std::ranges::find(command.options, "format") != command.options.end();
    CHECK(takes == (*command.formats != '\0'));
  }
}

TEST_CASE("the README or the documentation names every command", "[cli]") {
  const std::string source = PLANGRADE_SOURCE_DIR;
  std::string text = base::read_file(source + "/README.md").value();
  for (const char* page : {"rules", "method", "pipeline", "statistics", "tables"}) {
    if (const auto read = base::read_file(source + "/docs/" + page + ".md")) text += *read;
  }
  for (const auto& command : commands()) {
    CAPTURE(command.name);
    CHECK(text.find(command.name) != std::string::npos);
  }
}

TEST_CASE("operands and options may be mixed, and an option may be repeated", "[cli]") {
  const auto typed = read_arguments({"a", "--rules", "x", "b", "--rules=y", "-j", "2"}, kSome);
  REQUIRE(typed);
  CHECK(typed->operands == std::vector<std::string>{"a", "b"});
  CHECK(typed->all("rules") == std::vector<std::string>{"x", "y"});
  CHECK(typed->value("jobs") == "2");
  CHECK(typed->value("format") == "table");
  CHECK_FALSE(typed->has("format"));
}

TEST_CASE("all slips of a command line are reported at once", "[cli]") {
  const auto typed = read_arguments({"--rulse", "x", "--format", "tabel", "--nonsense"}, kSome);
  REQUIRE_FALSE(typed);
  std::string said;
  for (const auto& problem : typed.error()) said += problem.message + " " + problem.remedy + "\n";
  CHECK(said.find("--rulse") != std::string::npos);
  CHECK(said.find("'rules'") != std::string::npos);
  CHECK(said.find("'tabel'") != std::string::npos);
  CHECK(said.find("--nonsense") != std::string::npos);
}

TEST_CASE("a flag wins over the environment", "[cli]") {
  const Variable jobs("PLANGRADE_JOBS", "7");
  CHECK(read_arguments({}, kSome)->value("jobs") == "7");
  CHECK(read_arguments({"--jobs", "2"}, kSome)->value("jobs") == "2");
}

TEST_CASE("a variable that is no choice is named", "[cli]") {
  const Variable format("PLANGRADE_FORMAT", "tabel");
  const auto typed = read_arguments({}, kSome);
  REQUIRE_FALSE(typed);
  CHECK(typed.error().front().message.find("PLANGRADE_FORMAT") != std::string::npos);
}
