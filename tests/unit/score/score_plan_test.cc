// Evidence, fragility, points, ratings and explanations.
#include <algorithm>
#include <chrono>

#include "support/rule_builder.h"

namespace plangrade {
namespace {

using namespace testing;  // NOLINT: builders only

Context negated() { return context("negated", {"no longer", "no"}, Direction::before, 6); }

RuleSet services() {
  Condition when = all({"abuse", "service"});
  when.unless["*"] = {"negated"};
  return rule_set(
      {term("abuse", {"abused?", "neglected"}), term("service", {"therapy", "clinics?"})},
      {criterion("C1", when)}, {negated()});
}

TEST_CASE("evidence quotes the sentence from its page with what stands beside it", "[score]") {
  const auto result =
      score_passage(services(), "We know this.  Abused children\nreceive  therapy. It helps them.");
  REQUIRE(result.criteria[0].evidence.size() == 1);
  const Evidence& evidence = result.criteria[0].evidence[0];
  CHECK(evidence.quote == "Abused children receive therapy.");
  CHECK(evidence.left == "We know this.");
  CHECK(evidence.right == "It helps them.");
  CHECK(evidence.page == 1);
  CHECK(evidence.path == "passage.txt");
  CHECK(evidence.term == "abuse+service");
  CHECK(evidence.level == "met");
  CHECK(evidence.role == Role::supports);
}

TEST_CASE("what a cue takes away is evidence too, with the cue", "[score]") {
  const auto result = score_passage(services(), "We no longer fund therapy for abused children.");
  const CriterionResult& criterion = result.criteria[0];
  CHECK(criterion.level == "not_met");
  REQUIRE(criterion.evidence.size() == 1);
  CHECK(criterion.evidence[0].role == Role::suppressed);
  CHECK(criterion.evidence[0].cue == "negated: no longer");
  CHECK(criterion.evidence[0].level == "met");
}

TEST_CASE("a long sentence is quoted around its matches", "[score]") {
  std::string words;
  for (int i = 0; i < 300; ++i) words += "and so on ";
  const auto result = score_passage(services(), words + "abused children have therapy " + words);
  REQUIRE(result.criteria[0].evidence.size() == 1);
  const std::string& quote = result.criteria[0].evidence[0].quote;
  CHECK(quote.size() < 600);
  CHECK(quote.find("abused children have therapy") != std::string::npos);
}

std::vector<Term> apart_terms() {
  return {term("abuse", {"abused?"}), term("child", {"child"}), term("service", {"therapy"})};
}

TEST_CASE("quotations that suffice only together have a number, and the name of their part",
          "[score]") {
  const Condition apart = group(Operator::all, {within(all({"abuse", "child"}), Scope::sentence),
                                                within(all({"service"}), Scope::sentence)});
  const RuleSet rules = rule_set(apart_terms(), {criterion("C1", apart)});
  const auto both = score_passage(rules, "Abuse of a child.\n\nTherapy.\n\nAn abused child.");
  const auto& evidence = both.criteria[0].evidence;
  REQUIRE(evidence.size() == 3);
  for (const Evidence& one : evidence) CHECK(one.together == 1);
  CHECK(evidence[0].part == "abuse with child");
  CHECK(evidence[1].part == "service");
  CHECK(evidence[2].part == "abuse with child");
  const auto one = score_passage(rules, "Therapy after abuse of a child.").criteria[0].evidence;
  REQUIRE(one.size() == 1);
  CHECK(one[0].part == "service + abuse with child");
}

TEST_CASE("an alternative that does not hold gives no evidence", "[score]") {
  const Condition apart = group(Operator::all, {within(all({"abuse", "child"}), Scope::sentence),
                                                within(all({"service"}), Scope::sentence)});
  const Condition either = group(Operator::any, {apart, within(all({"child"}), Scope::sentence)});
  const auto result = score_passage(rule_set(apart_terms(), {criterion("C1", either)}),
                                    "Abuse of many.\n\nA child.\n\nAbuse.");
  REQUIRE(result.criteria[0].evidence.size() == 1);
  CHECK(result.criteria[0].evidence[0].quote == "A child.");
  CHECK(result.criteria[0].evidence[0].together == 0);
}

TEST_CASE("evidence is bounded and in order of text", "[score]") {
  std::string passage;
  for (int i = 0; i < 100; ++i)
    passage += "Abused children have therapy. We no longer fund therapy for abused ones.\n\n";
  const auto result = score_passage(services(), passage);
  const auto& evidence = result.criteria[0].evidence;
  CHECK(std::ranges::count(evidence, Role::supports, &Evidence::role) == 40);
  CHECK(std::ranges::count(evidence, Role::suppressed, &Evidence::role) == 20);
  for (std::size_t i = 1; i < 40; ++i) CHECK(evidence[i - 1].span.begin < evidence[i].span.begin);
}

TEST_CASE("a decision on one quotation is fragile", "[score]") {
  const auto one = score_passage(services(), "Abused children have therapy.");
  CHECK(one.criteria[0].fragile);
  CHECK(one.criteria[0].fragile_reason == "one quotation");
}

TEST_CASE("a decision that flips without one pattern is fragile, others are not", "[score]") {
  const auto rests =
      score_passage(services(), "Abused children have therapy.\n\nThe neglected go to therapy.");
  CHECK(rests.criteria[0].fragile_reason == "pattern test.yaml:1:1");
  const auto firm =
      score_passage(services(), "Abused children have therapy.\n\nThe neglected go to clinics.");
  CHECK_FALSE(firm.criteria[0].fragile);
}

TEST_CASE("a decision that flips without one cue is fragile", "[score]") {
  RuleSet rules = services();
  const std::string passage = "We no longer fund therapy for abused children.";
  CHECK(score_passage(rules, passage).criteria[0].fragile_reason.empty());  // "no" does it too
  rules.contexts[0].cues.pop_back();
  CHECK(score_passage(rules, passage).criteria[0].fragile_reason == "cue negated");
}

TEST_CASE("the first level that holds is the level; its points count", "[score]") {
  RuleSet rules = services();
  Criterion& criterion = rules.criteria[0];
  criterion.levels[0].points = Fraction(2);
  criterion.levels.push_back({"partly", part("abuse"), Fraction(1), {}});
  criterion.weight = Fraction(3, 2);
  rules.rating = {{"green", {}, Fraction(7, 10), {}}, {"red", {}, std::nullopt, {}}};
  const auto met = score_passage(rules, "Abused children have therapy.");
  CHECK(met.criteria[0].level == "met");
  CHECK(met.points == Fraction(3));
  CHECK(met.score == Fraction(1));
  CHECK(met.rating == "green");
  const auto partly = score_passage(rules, "Abused children.");
  CHECK(partly.criteria[0].level == "partly");
  CHECK(partly.score == Fraction(1, 2));
  CHECK(partly.rating == "red");
}

TEST_CASE("a criterion that does not apply has no level and no points", "[score]") {
  RuleSet rules = services();
  rules.criteria[0].levels[0].points = Fraction(1);
  rules.criteria[0].applies.region = {"North East"};
  const auto result = score_passage(rules, "Abused children have therapy.");
  CHECK_FALSE(result.criteria[0].applicable);
  CHECK(result.criteria[0].level.empty());
  CHECK_FALSE(result.criteria[0].points_available.has_value());
  CHECK_FALSE(result.score.has_value());
}

TEST_CASE("a plan without text is not assessable, a missing one is no plan", "[score]") {
  RuleSet rules = services();
  rules.criteria[0].levels[0].points = Fraction(1);
  rules.rating = {{"red", {}, std::nullopt, {}}};
  const auto empty = score_passage(rules, "");
  CHECK(empty.rating == "not_assessable");
  CHECK(empty.criteria[0].level == "not_assessable");
  CHECK_FALSE(empty.score.has_value());
  Plan missing;
  missing.entry.missing = true;
  const auto none = score_text(rules, missing, SegmentedText{});
  CHECK(none.rating == "no_plan");
  CHECK(none.criteria[0].level.empty());
}

TEST_CASE("an explanation lists every level, its parts, their quotations and cues", "[score]") {
  const RuleSet rules = services();
  const Plan plan = plan_of("Abused children are many. We no longer fund therapy for abused ones.");
  const auto text = segment_passage(plan.documents[0].pages[0].text);
  const auto matcher = Matcher::compile({&rules, 1});
  REQUIRE(matcher.has_value());
  const auto matches = matcher->match(text, {});
  const auto explained =
      explain_plan({plan, text, rules, 0, matcher->patterns(), matches, "", ""}, true);
  REQUIRE(explained.size() == 1);
  CHECK(explained[0].level == "not_met");
  REQUIRE(explained[0].tried.size() == 1);
  const auto& parts = explained[0].tried[0].parts;
  REQUIRE(parts.size() == 3);
  CHECK(parts[0].description == "all within sentence");
  CHECK_FALSE(parts[0].held);
  REQUIRE(parts[0].evidence.size() == 1);
  CHECK(parts[0].evidence[0].cue == "negated: no longer");
  CHECK(parts[1].description == "abuse");
  CHECK(parts[1].held);
  CHECK(parts[2].description == "service");
  CHECK_FALSE(parts[2].held);
}

TEST_CASE("the order of terms and patterns changes no result", "[score]") {
  const std::string passage =
      "Abused children have therapy. No clinic. Neglected ones no longer go to clinics.\n\nAbuse.";
  RuleSet rules = services();
  const auto first = score_passage(rules, passage);
  std::reverse(rules.terms.begin(), rules.terms.end());
  for (Term& term : rules.terms) std::reverse(term.any.begin(), term.any.end());
  const auto second = score_passage(rules, passage);
  CHECK(first.criteria == second.criteria);
}

TEST_CASE("a sentence over a page break is quoted from the page of its match", "[score]") {
  Plan plan = plan_of("The council says that abused children");
  plan.documents[0].pages.push_back({2, "ii", "have therapy every week.", {}, false});
  const SegmentedText text = segment(plan.documents);
  REQUIRE(text.pages.size() == 2);
  const auto result = score_text(services(), plan, text);
  REQUIRE(result.criteria[0].level == "met");
  CHECK(result.criteria[0].evidence[0].page == 1);
  CHECK(result.criteria[0].evidence[0].quote == "The council says that abused children");
}

TEST_CASE("time is linear in the number of sentences", "[score]") {
  const auto seconds = [](int paragraphs) {
    std::string passage;
    for (int i = 0; i < paragraphs; ++i) {
      passage += "Abused children have hope. No longer is there therapy for them and clinics.\n\n";
    }
    const Plan plan = plan_of(passage);
    const auto text = segment_passage(passage);
    const auto begin = std::chrono::steady_clock::now();
    CHECK(score_text(services(), plan, text).criteria[0].level == "not_met");
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  const double small = seconds(500), large = seconds(5000);
  CHECK(large < 40 * small + 0.5);
}

}  // namespace
}  // namespace plangrade
