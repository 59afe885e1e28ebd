// Problems as they are printed.
#include "base/problems.h"

#include <nlohmann/json.hpp>

#include "support/catch.h"

using namespace plangrade;
using base::ProblemFormat;
using base::render_problems;

namespace {

Problem slip() {
  return {"R004",
          "unknown key 'witin'",
          {"rules/a b.yaml", 12, 5},
          "did you mean 'within'?",
          "    witin: page",
          Severity::error};
}

}  // namespace

TEST_CASE("a problem is printed with its place, its line, a caret and the remedy", "[base]") {
  CHECK(render_problems({slip()}, ProblemFormat::text) ==
        "rules/a b.yaml:12:5: error[R004]: unknown key 'witin'\n"
        "   12 |     witin: page\n"
        "      |     ^\n"
        "      = did you mean 'within'?\n");
}

TEST_CASE("the caret stands below its character where characters are wide or of many bytes",
          "[base]") {
  auto problem = slip();
  problem.source_line = "é中x: page";
  problem.at.column = 3;
  const auto text = render_problems({problem}, ProblemFormat::text);
  CHECK(text.find("      |    ^\n") != std::string::npos);
}

TEST_CASE("control characters never reach the terminal", "[base]") {
  auto problem = slip();
  problem.source_line = "\x1b[31mred";
  problem.message = "unknown key '\x1b]0;x\x07'";
  const auto text = render_problems({problem}, ProblemFormat::text);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\x07') == std::string::npos);
}

TEST_CASE("a very long line is shown around its caret", "[base]") {
  auto problem = slip();
  problem.source_line = std::string(1'000'000, 'a');
  problem.at.column = 500'000;
  CHECK(render_problems({problem}, ProblemFormat::text).size() < 600);
}

TEST_CASE("JSON holds every part of a problem and the counts", "[base]") {
  auto warning = slip();
  warning.severity = Severity::warning;
  const auto json = nlohmann::json::parse(render_problems({slip(), warning}, ProblemFormat::json));
  CHECK(json["errors"] == 1);
  CHECK(json["warnings"] == 1);
  CHECK(json["problems"][0]["line"] == 12);
  CHECK(json["problems"][0]["remedy"] == "did you mean 'within'?");
}

TEST_CASE("SARIF names rule, level and region, and encodes the file name", "[base]") {
  const auto json = nlohmann::json::parse(render_problems({slip()}, ProblemFormat::sarif));
  CHECK(json["version"] == "2.1.0");
  const auto& result = json["runs"][0]["results"][0];
  CHECK(result["ruleId"] == "R004");
  CHECK(result["level"] == "error");
  const auto& place = result["locations"][0]["physicalLocation"];
  CHECK(place["artifactLocation"]["uri"] == "rules/a%20b.yaml");
  CHECK(place["region"]["startColumn"] == 5);
}

TEST_CASE("problems are counted in words", "[base]") {
  auto warning = slip();
  warning.severity = Severity::warning;
  CHECK(base::problem_counts({}) == "no problems");
  CHECK(base::problem_counts({slip(), slip(), warning}) == "2 errors, 1 warning");
}
