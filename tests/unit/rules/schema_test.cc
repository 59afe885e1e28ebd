// The JSON Schema, held against an independent validator, and the generated parts of the docs.
#include <cstdlib>
#include <filesystem>
#include <regex>
#include <set>

#include "base/file.h"
#include "plangrade/rules.h"
#include "rules/codes.h"
#include "rules/keys.h"
#include "support/catch.h"
#include "unit/rules/rule_files.h"

using namespace plangrade;
namespace fs = std::filesystem;

namespace {

const fs::path kSource = PLANGRADE_SOURCE_DIR;

/// Validates YAML files with python3-jsonschema; true if all are valid.
bool validates(const std::string& schema, const std::string& arguments) {
  const auto command = "python3 '" + (kSource / "tests/unit/rules/validate.py").string() + "' '" +
                       schema + "' " + arguments;
  return std::system(command.c_str()) == 0;
}

bool has_validator() {
  return std::system("python3 -c 'import jsonschema, yaml' 2>/dev/null") == 0;
}

/// Does `text` stand between `mark` and the end mark? PLANGRADE_UPDATE=1 puts it there.
bool in_step(const char* file, const std::string& mark, const std::string& text) {
  const auto path = (kSource / file).string();
  auto docs = base::read_file(path).value();
  const auto begin = docs.find(mark) + mark.size();
  const auto end = docs.find("<!-- end -->", begin);
  if (begin < mark.size() || end == std::string::npos) return false;
  if (docs.substr(begin, end - begin) == text) return true;
  if (std::getenv("PLANGRADE_UPDATE") == nullptr) return false;
  docs.replace(begin, end - begin, text);
  return base::write_file(path, docs).has_value();
}

}  // namespace

TEST_CASE("every shipped rule file is valid against the schema, and wrong ones are not",
          "[rules]") {
  if (!has_validator()) {
    WARN("SKIPPED: python3-jsonschema and python3-yaml are not installed");
    return;
  }
  test_rules::RuleFiles files;
  const auto schema = files.add("schema.json", rule_schema_json());
  std::string shipped;
  for (const auto& entry : fs::recursive_directory_iterator(kSource / "rules")) {
    if (entry.path().extension() == ".yaml") shipped += " '" + entry.path().string() + "'";
  }
  CHECK(validates(schema, shipped));
  for (const char* wrong : {"R004-unknown-key", "R007-wrong-kind", "R008-missing-key",
                            "R009-unknown-value", "R036-operators"}) {
    CAPTURE(wrong);
    CHECK_FALSE(validates(
        schema, "-q '" + (kSource / "tests/errors" / wrong / "input.yaml").string() + "'"));
  }
}

TEST_CASE("the tables of docs/rules.md and docs/messages.md are those of the loader", "[rules]") {
  CHECK(in_step("docs/rules.md", "<!-- keys: generated -->\n", rules::key_tables_markdown()));
  CHECK(in_step("docs/messages.md", "<!-- codes: generated -->\n", rules::code_table_markdown()));
}

TEST_CASE("the worked example of docs/rules.md is a rule set", "[rules]") {
  const auto docs = base::read_file((kSource / "docs/rules.md").string()).value();
  const std::string fence = "```yaml\nplangrade: 1\n";
  const auto begin = docs.find(fence);
  REQUIRE(begin != std::string::npos);
  const auto text = docs.substr(begin + 8, docs.find("\n```", begin + 8) - begin - 7);
  test_rules::RuleFiles files;
  const auto loaded = load_rule_set(files.add("example.yaml", text));
  REQUIRE(loaded);
  CHECK(loaded->warnings.empty());
}

TEST_CASE("every operator of a condition has an example in docs/rules.md that can be used",
          "[rules]") {
  const auto docs = base::read_file((kSource / "docs/rules.md").string()).value();
  const auto begin = docs.find("| to say | write |");
  REQUIRE(begin != std::string::npos);
  const auto table = docs.substr(begin, docs.find("\n\n", begin) - begin);
  const std::regex example("`(\\{.*\\})` \\|");
  std::string shown;
  for (std::sregex_iterator match(table.begin(), table.end(), example), end; match != end;
       ++match) {
    const auto condition = (*match)[1].str();
    CAPTURE(condition);
    shown += condition;
    test_rules::RuleFiles files;
    const auto loaded = load_rule_set(
        files.add("example.yaml",
                  test_rules::head() +
                      "terms: {abused_children: [abused], service: [service], funding: "
                      "['{money}'], training: "
                      "[training]}\ncontexts: {negated: ['no'], planned: [will]}\n"
                      "conditions: {service_for_abused: {all: [abused_children, service], within: "
                      "sentence}}\n" +
                      test_rules::criterion(condition) + "rating: [{rating: red}]\n"));
    REQUIRE(loaded);
    for (const auto& warning : loaded->warnings) CHECK(warning.code == "R022");
  }
  for (const auto* key : rules::keys_of("condition")) {
    CAPTURE(key->key);
    CHECK(shown.find(std::string(key->key) + ":") != std::string::npos);
  }
}

TEST_CASE("docs/messages.md knows the family of every code in the sources", "[rules]") {
  const auto messages = base::read_file((kSource / "docs/messages.md").string()).value();
  const std::regex code("\"([A-Z]{1,5})[0-9]{3}\"");
  std::set<std::string> families;
  for (const auto& entry : fs::recursive_directory_iterator(kSource / "src")) {
    if (!entry.is_regular_file()) continue;
    const auto text = base::read_file(entry.path().string()).value();
    for (std::sregex_iterator match(text.begin(), text.end(), code), end; match != end; ++match) {
      families.insert((*match)[1]);
    }
  }
  CHECK(families.count("R") == 1);
  for (const auto& family : families) {
    CAPTURE(family);
    CHECK(std::regex_search(messages, std::regex("`" + family + "[0-9]{3}`")));
  }
}
