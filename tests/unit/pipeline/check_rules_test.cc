// All problems of a rule set in one pass, those of compiled patterns among them: every folder of
// tests/errors as `plangrade rules check` answers it.
#include <filesystem>
#include <fstream>

#include "base/file.h"
#include "base/problems.h"
#include "plangrade/pipeline.h"
#include "plangrade/rules.h"
#include "support/catch.h"

using namespace plangrade;
namespace fs = std::filesystem;

namespace {

std::string said_about(const fs::path& folder) {
  const auto problems = check_rule_file((folder / "input.yaml").string(), {}, check_compiled);
  auto said = base::render_problems(problems, base::ProblemFormat::text);
  const auto prefix = folder.string() + "/";
  for (auto at = said.find(prefix); at != std::string::npos; at = said.find(prefix, at)) {
    said.erase(at, prefix.size());
  }
  return said;
}

}  // namespace

TEST_CASE("every wrong rule file is answered in one pass, compiled patterns and all",
          "[pipeline]") {
  for (const auto& entry :
       fs::directory_iterator(fs::path(PLANGRADE_SOURCE_DIR) / "tests/errors")) {
    DYNAMIC_SECTION(entry.path().filename().string()) {
      const auto said = said_about(entry.path());
      const auto expected = (entry.path() / "expected.txt").string();
      const bool compiled = entry.path().filename().string().starts_with("M") ||
                            entry.path().filename() == "R028-always-excepted";
      if (compiled && std::getenv("PLANGRADE_UPDATE") != nullptr) std::ofstream(expected) << said;
      CHECK(said == base::read_file(expected).value());
    }
  }
}

TEST_CASE("every shipped file of rules is without errors", "[pipeline]") {
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(PLANGRADE_SOURCE_DIR) / "rules")) {
    if (entry.path().extension() != ".yaml") continue;
    for (const Problem& problem : check_rule_file(entry.path().string(), {}, check_compiled)) {
      CAPTURE(problem.at.file, problem.at.line, problem.message);
      CHECK(problem.severity == Severity::warning);
    }
  }
}

TEST_CASE("a pattern that its exceptions take away only in part may stand", "[pipeline]") {
  RuleSet rules;
  Term term;
  term.name = "misuse";
  term.any = {{"(?:child|drug) misuse", {}}, {"misus\\w+", {}}};
  term.except = {{"drug misuse", {}}};
  rules.terms.push_back(term);
  CHECK(check_compiled(rules).empty());
  rules.terms[0].except.push_back({"child \\w+", {}});
  REQUIRE(check_compiled(rules).size() == 1);
  CHECK(check_compiled(rules)[0].code == "R028");
}

TEST_CASE("plain patterns are written out, others are not", "[pipeline]") {
  CHECK(plain_forms("(?:child|drug)s? abuse") ==
        std::vector<std::string>{"childs abuse", "child abuse", "drugs abuse", "drug abuse"});
  CHECK(plain_forms("a|b") == std::vector<std::string>{"a", "b"});
  for (const char* other :
       {"abus\\w*", "[ab]", "a+", "a{2}", "(a", "a)", "{area}", ".", "(?i:a)"}) {
    CAPTURE(other);
    CHECK(plain_forms(other).empty());
  }
  CHECK(plain_forms("(?:a|b|c|d)(?:a|b|c|d)(?:a|b|c|d)(?:a|b|c|d)").empty());
}
