// Wrong rule files and what is said about them: tests/errors/<code>-<what>/, input.yaml beside
// expected.txt. PLANGRADE_UPDATE=1 rewrites the expectations; read the diff before committing it.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "base/file.h"
#include "base/problems.h"
#include "plangrade/rules.h"
#include "support/catch.h"

using namespace plangrade;
namespace fs = std::filesystem;

namespace {

const fs::path kFixtures = fs::path(PLANGRADE_SOURCE_DIR) / "tests/errors";

std::vector<fs::path> fixtures() {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(kFixtures)) {
    if (entry.is_directory()) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

/// What is said about the file: errors, or warnings, or nothing.
Problems problems_of(const std::string& path) { return check_rule_file(path); }

/// File names without the folder, so that expectations hold anywhere.
std::string without_folder(std::string text, const fs::path& folder) {
  const auto prefix = folder.string() + "/";
  for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at)) {
    text.erase(at, prefix.size());
  }
  return text;
}

}  // namespace

TEST_CASE("every wrong rule file is answered as its expectation says", "[rules]") {
  for (const auto& folder : fixtures()) {
    // What only compiled patterns show is held to its expectation in check_rules_test.cc.
    if (folder.filename().string().starts_with("M") ||
        folder.filename() == "R028-always-excepted") {
      continue;
    }
    DYNAMIC_SECTION(folder.filename().string()) {
      const auto problems = problems_of((folder / "input.yaml").string());
      const auto said =
          without_folder(base::render_problems(problems, base::ProblemFormat::text), folder);
      const auto expected = (folder / "expected.txt").string();
      if (std::getenv("PLANGRADE_UPDATE") != nullptr) std::ofstream(expected) << said;
      const auto wanted = base::read_file(expected);
      REQUIRE(wanted);
      CHECK(said == *wanted);
      const auto code = folder.filename().string().substr(0, 4);
      CHECK(said.find("[" + code + "]") != std::string::npos);
    }
  }
}

TEST_CASE("every code has a fixture", "[rules]") {
  std::set<std::string> shown;
  for (const auto& folder : fixtures()) shown.insert(folder.filename().string().substr(0, 4));
  // R040 is about names on the command line (load_policy_test.cc), as are patterns there, which are
  // held to "tests/cli/search-says-what-is-wrong-with-a-pattern".
  const std::set<std::string> typed{"R040", "M002", "M004", "M005", "M006", "M007", "M008"};
  for (const auto& row : rule_codes()) {
    if (typed.contains(std::string(row.code))) continue;
    CHECK(shown.count(std::string(row.code)) == 1);
  }
}
