// Rule sets from YAML: what comes out of a good file, and of several.
#include "base/file.h"
#include "plangrade/rules.h"
#include "support/catch.h"
#include "unit/rules/rule_files.h"

using namespace plangrade;
using test_rules::criterion;
using test_rules::head;
using test_rules::RuleFiles;

namespace {

std::string codes(const Problems& problems) {
  std::string out;
  for (const auto& problem : problems) out += problem.code + " " + problem.message + "\n";
  return out;
}

LoadedRuleSet load(const std::string& path) {
  auto loaded = load_rule_set(path);
  if (!loaded) FAIL(codes(loaded.error()));
  return std::move(loaded).value();
}

}  // namespace

TEST_CASE("a rule set says what its file says", "[rules]") {
  RuleFiles files;
  const auto path = files.add(
      "r.yaml",
      head() +
          "terms:\n  abuse:\n    any: ['sexual abuse', 'neglect(?:ed)?']\n"
          "    except: ['neglected area']\n  harm: ['mental health']\n"
          "contexts:\n  negated: {cues: ['no longer'], direction: both, reach: 6 words}\n" +
          criterion("{all: [abuse, harm], within: 12 words, unless: [negated]}",
                    "    tests:\n      - {text: \"Neglect harms mental health.\", level: met}\n"
                    "rating:\n  - {rating: green, when: {C1: met}}\n  - {rating: red}\n"));
  const auto loaded = load(path);
  const RuleSet& rules = loaded.rules;
  CHECK(loaded.warnings.empty());
  CHECK(rules.id == "r");
  REQUIRE(rules.terms.size() == 2);
  CHECK(rules.terms[0].any[1].text == "neglect(?:ed)?");
  CHECK(rules.terms[0].any[1].at.line == 7);
  CHECK(rules.terms[0].any[1].at.column == 28);
  CHECK(rules.contexts[0].direction == Direction::both);
  CHECK(rules.contexts[0].reach == 6);
  REQUIRE(rules.criteria.size() == 1);
  const Condition& when = rules.criteria[0].levels[0].when;
  CHECK(when.op == Operator::all);
  CHECK(when.within == Within{Scope::words, 12});
  CHECK(when.unless.at("*") == std::vector<std::string>{"negated"});
  CHECK(when.parts[1].term == "harm");
  CHECK(rules.criteria[0].otherwise == "not_met");
  CHECK(rules.rating[1].when.empty());
  CHECK(rules.default_not_in.size() == 4);
}

TEST_CASE("points, weights and scores are exact", "[rules]") {
  RuleFiles files;
  const auto path = files.add(
      "r.yaml",
      head() +
          "terms: {a: [aa], b: [bb]}\nsections:\n  - {id: s, title: S, weight: 3/7, "
          "weight_by_area_type: {county: 12.5%}}\nempty_sections: zero\n"
          "criteria:\n  - id: C1\n    name: n\n    question: Q?\n    section: s\n    weight: 2\n"
          "    max: 3\n    levels:\n      - {level: met, when: a, points: 3}\n"
          "      - {level: partly, when: b, points: 0.5}\n    otherwise: {level: not_met, points: "
          "0}\n"
          "rating:\n  - {rating: strong, at_least: 70%}\n  - {rating: weak}\n");
  const auto rules = load(path).rules;
  CHECK(rules.sections[0].weight == Fraction(3, 7));
  CHECK(rules.sections[0].weight_by_area_type.at("county") == Fraction(1, 8));
  CHECK(rules.empty_section == EmptySection::zero);
  CHECK(rules.criteria[0].levels[1].points == Fraction(1, 2));
  CHECK(rules.criteria[0].max == Fraction(3));
  CHECK(rules.rating[0].at_least == Fraction(7, 10));
}

TEST_CASE("included files bring vocabulary, and only what is needed is kept", "[rules]") {
  RuleFiles files;
  const auto people =
      files.add("terms/people.yaml",
                "plangrade: 1\nterms:\n  child: ['child(?:ren)?']\n  looked_after: {any: ['LAC'], "
                "include: [child]}\n  adult: ['adults?']\n  abused_child: ['abused {child}']\n");
  const auto path = files.add("r.yaml", head() + "include: [terms/people.yaml]\n" +
                                            criterion("{any: [looked_after, abused_child]}"));
  const auto loaded = load(path);
  CHECK(loaded.warnings.empty());
  std::string names;
  for (const auto& term : loaded.rules.terms) names += term.name + " ";
  CHECK(names == "child looked_after abused_child ");
  CHECK(loaded.rules.terms[1].any.size() == 2);
  const auto bytes = base::read_file(path).value() + base::read_file(people).value();
  CHECK(loaded.rules.sha256 == base::sha256(bytes));
}

TEST_CASE("a rule set that extends another replaces what has the same name", "[rules]") {
  RuleFiles files;
  files.add("base.yaml", head("base") + "terms: {a: [old], b: [kept]}\n" +
                             criterion("{all: [a, b]}") + "rating: [{rating: red}]\n");
  const auto path = files.add("r.yaml", head("next") + "extends: base.yaml\nterms: {a: [new]}\n");
  const auto rules = load(path).rules;
  CHECK(rules.id == "next");
  CHECK(rules.terms[0].any[0].text == "new");
  CHECK(rules.terms[1].any[0].text == "kept");
  CHECK(rules.criteria.size() == 1);
  CHECK(rules.rating[0].rating == "red");
}

TEST_CASE("a shared condition is put in with what stands beside its use", "[rules]") {
  RuleFiles files;
  const auto path = files.add(
      "r.yaml", head() +
                    "terms: {a: [aa], b: [bb]}\ncontexts: {negated: [not], planned: [will]}\n"
                    "conditions:\n  both: {all: [a, b], within: sentence, unless: [negated]}\n" +
                    criterion("{use: both, unless: [planned], in: [body]}"));
  const auto when = load(path).rules.criteria[0].levels[0].when;
  CHECK(when.op == Operator::all);
  CHECK(when.within == Within{Scope::sentence, 0});
  CHECK(when.unless.at("*") == std::vector<std::string>{"negated", "planned"});
  CHECK(when.in == std::vector<std::string>{"body"});
}

TEST_CASE("one slip is one problem: what was meant is read all the same", "[rules]") {
  RuleFiles files;
  const auto path = files.add("r.yaml", head() + "tems: {a: [aa]}\n" + criterion("a"));
  const auto loaded = load_rule_set(path);
  REQUIRE_FALSE(loaded);
  CHECK(codes(loaded.error()) == "R004 unknown key 'tems' in a rule set\n");
  CHECK(loaded.error()[0].remedy == "did you mean 'terms'?");
  CHECK(loaded.error()[0].at.line == 5);
  CHECK(loaded.error()[0].source_line == "tems: {a: [aa]}");
}

TEST_CASE("all problems of all files come at once, in the order of files and lines", "[rules]") {
  RuleFiles files;
  files.add("t.yaml", "plangrade: 1\nterms: {a: ['(?=x)y'], a: [z]}\n");
  const auto path =
      files.add("r.yaml", head() + "include: [t.yaml]\n" + criterion("{all: [a, nobody]}"));
  const auto loaded = load_rule_set(path);
  REQUIRE_FALSE(loaded);
  std::string found;
  for (const auto& problem : loaded.error()) found += problem.code + " ";
  CHECK(found == "R012 R023 R006 ");
}

TEST_CASE("loading the same files twice gives the same rule set", "[rules]") {
  RuleFiles files;
  const auto path =
      files.add("r.yaml", head() + "terms: {a: [aa], b: [bb]}\n" + criterion("{any: [b, a]}"));
  CHECK(load(path).rules.sha256 == load(path).rules.sha256);
}
