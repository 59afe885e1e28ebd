// Policies and estimates: the shipped ones say what was published, broken ones say what is wrong.
#include "plangrade/rules.h"
#include "support/catch.h"
#include "unit/rules/rule_files.h"

using namespace plangrade;
using test_rules::RuleFiles;

namespace {
const std::vector<std::string> kRulesDirs{PLANGRADE_SOURCE_DIR "/rules"};
}

TEST_CASE("the shipped policies are found by their id and say how each round was printed",
          "[rules]") {
  const auto first = load_policy("2016-17", kRulesDirs);
  REQUIRE(first);
  CHECK(first->unit == Unit::plan);
  CHECK(first->rounding == Rounding::floor);
  CHECK(first->complement == "green");
  CHECK(first->sha256.size() == 64);

  const auto second = load_policy("2017-18", kRulesDirs);
  REQUIRE(second);
  CHECK(second->unit == Unit::area);
  CHECK(second->denominator == Denominator::with_plan);
  CHECK(second->failing == std::vector<std::string>{"red", "amber"});

  const auto third = load_policy("2018-19", kRulesDirs);
  REQUIRE(third);
  CHECK(third->denominator == Denominator::all);
  CHECK(third->rounding == Rounding::half_up);
  CHECK(third->failing == std::vector<std::string>{"red", "amber", "no_plan"});
}

TEST_CASE("the shipped estimate holds the rates of Radford et al. as exact fractions", "[rules]") {
  const auto estimate = load_estimate("radford-2011", kRulesDirs);
  REQUIRE(estimate);
  REQUIRE(estimate->bands.size() == 2);
  CHECK(estimate->bands[0].rate == Fraction(89, 1000));
  CHECK(estimate->bands[1].rate == Fraction(219, 1000));
  CHECK(estimate->bands[1].low == Fraction(202, 1000));
  CHECK(estimate->interval == "normal approximation");
}

TEST_CASE("an id that no folder has is answered with the nearest one", "[rules]") {
  const auto policy = load_policy("2017-19", kRulesDirs);
  REQUIRE_FALSE(policy);
  CHECK(policy.error().front().code == "R040");
  CHECK(policy.error().front().remedy == "did you mean '2017-18'? " PLANGRADE_SOURCE_DIR
                                         "/rules/policies has 2016-17, 2017-18, 2018-19");
}

TEST_CASE("an id is looked for where the answer says, and what is there is listed", "[rules]") {
  const auto nowhere = load_policy("2017-18", {"/nowhere", "/not/here"});
  REQUIRE_FALSE(nowhere);
  CHECK(
      nowhere.error().front().remedy ==
      "name a .yaml file or a shipped id; there is none in /nowhere/policies, /not/here/policies");
  const auto unknown = load_policy("something-else", kRulesDirs);
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().front().remedy == "name a .yaml file or a shipped id; " PLANGRADE_SOURCE_DIR
                                          "/rules/policies has 2016-17, 2017-18, 2018-19");
}

TEST_CASE("a policy that names an unknown rating is refused with all its problems", "[rules]") {
  RuleFiles files;
  const auto path = files.add("p.yaml",
                              "plangrade: 1\nid: p\ntitle: P\nunit: area\nfailing: [red, ambr]\n"
                              "denominator: with_plan\nrounding: flor\ndigits: 9\n");
  const auto policy = load_policy(path);
  REQUIRE_FALSE(policy);
  REQUIRE(policy.error().size() == 3);
  CHECK(policy.error()[0].message == "unknown rating 'ambr'");
  CHECK(policy.error()[0].at.column == 16);
  CHECK(policy.error()[1].remedy == "did you mean 'floor'?");
  CHECK(policy.error()[2].code == "R038");
}

TEST_CASE("bounds of a rate must enclose it", "[rules]") {
  RuleFiles files;
  const auto path = files.add(
      "e.yaml",
      "plangrade: 1\nid: e\ntitle: E\nsource: {citation: C}\nmeasure: m\npopulation_source: p\n"
      "interval: published\nbands:\n  - {population: pop_0_10, rate: 5%, low: 6%, high: 7%}\n");
  const auto estimate = load_estimate(path);
  REQUIRE_FALSE(estimate);
  CHECK(estimate.error().front().message == "the rate is not between its bounds");
  CHECK(estimate.error().front().at.line == 9);
}
