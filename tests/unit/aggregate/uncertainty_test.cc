// How sure a headline is: coder error, fragile ratings, and what coverage says of the plans.
#include <algorithm>

#include "builders.h"
#include "support/catch.h"

using namespace plangrade;
using namespace plangrade::testing;

namespace {

/// One criterion: met is green, else red.
RuleSet one_criterion() {
  RuleSet rules;
  rules.id = "rules";
  Criterion criterion;
  criterion.id = "C1";
  Level met;
  met.level = "met";
  criterion.levels = {met};
  criterion.otherwise = "not_met";
  rules.criteria = {criterion};
  RatingRule green, red;
  green.rating = "green";
  green.when = {{"C1", {"met"}}};
  red.rating = "red";
  rules.rating = {green, red};
  return rules;
}

PlanResult decided(const std::string& plan, const std::string& level) {
  auto result = rated(plan, level == "met" ? "green" : "red");
  CriterionResult criterion;
  criterion.criterion = "C1";
  criterion.level = level;
  result.criteria = {criterion};
  return result;
}

/// `met` of 100 areas are decided as met.
AggregateInput hundred(int met) {
  AggregateInput round;
  for (int i = 0; i < 100; ++i) {
    const auto code = "A" + std::to_string(100 + i);
    round.areas.areas.push_back(area(code));
    round.results.push_back(decided(code, i < met ? "met" : "not_met"));
  }
  round.policy = policy_2017_18();
  round.rule_sets = {one_criterion()};
  return round;
}

Agreement evaluated(std::vector<std::vector<std::int64_t>> confusion) {
  CriterionAgreement criterion;
  criterion.criterion = "C1";
  criterion.levels = {"met", "not_met"};
  criterion.confusion = std::move(confusion);
  Agreement agreement;
  agreement.criteria = {criterion};
  return agreement;
}

bool has_statement(const NationalSummary& summary, const std::string& words) {
  return std::ranges::any_of(summary.coverage.at(0).statements, [&](const std::string& statement) {
    return statement.find(words) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("coder error gives the failing share a range around the corrected share", "[aggregate]") {
  // se = 0.9, sp = 0.8: q = 0.34 met stands for (0.34 + 0.8 - 1) / 0.7 = 0.2, so 80% fail, not 66%.
  auto round = hundred(34);
  round.agreement["rules"] = evaluated({{180, 20}, {40, 160}});
  const auto summary = aggregate(round);
  const auto& failing = figure(summary, "failing", "red+amber");
  CHECK(failing.percent == "66");  // the count stays
  REQUIRE_FALSE(failing.low.empty());
  CHECK(std::stoi(failing.low) < 80);
  CHECK(std::stoi(failing.high) > 80);
  CHECK(std::stoi(failing.low) > 68);
  CHECK(std::stoi(failing.high) < 92);
  CHECK(failing.note.find("400 codings") != std::string::npos);
  CHECK(headline(summary, "failing").find("66% failing") == 0);
  CHECK(headline(summary, "failing").find("corrected for coder error: ") != std::string::npos);
  const auto& met = figure(summary, "criterion", "C1=met");
  CHECK(std::stoi(met.low) + std::stoi(failing.high) == 100);
}

TEST_CASE("a program that never erred in the evaluation has a range of no width", "[aggregate]") {
  auto round = hundred(34);
  round.agreement["rules"] = evaluated({{30, 0}, {0, 50}});
  const auto summary = aggregate(round);
  CHECK(figure(summary, "failing", "red+amber").low == "66");
  CHECK(figure(summary, "failing", "red+amber").high == "66");
}

TEST_CASE("a level that the evaluation never met gets no range, and that is said", "[aggregate]") {
  auto round = hundred(34);
  round.agreement["rules"] = evaluated({{0, 5}, {0, 50}});
  const auto summary = aggregate(round);
  CHECK(figure(summary, "failing", "red+amber").low.empty());
  REQUIRE(summary.warnings.size() == 1);
  CHECK(summary.warnings[0].find("no range for C1") == 0);
}

TEST_CASE("the same input gives the same range", "[aggregate]") {
  auto round = hundred(50);
  round.agreement["rules"] = evaluated({{18, 2}, {4, 16}});
  const auto first = aggregate(round);
  std::ranges::reverse(round.results);
  const auto second = aggregate(round);
  CHECK(figure(first, "failing", "red+amber").low == figure(second, "failing", "red+amber").low);
  CHECK(figure(first, "failing", "red+amber").high == figure(second, "failing", "red+amber").high);
}

TEST_CASE("fragile ratings are counted, named and flipped either way", "[aggregate]") {
  auto round = hundred(40);
  for (int i = 0; i < 3; ++i) {
    round.results[static_cast<std::size_t>(i)].criteria[0].fragile = true;  // met by one quotation
    round.results[static_cast<std::size_t>(i)].criteria[0].fragile_reason = "one quotation";
  }
  for (int i = 98; i < 100; ++i) {
    round.results[static_cast<std::size_t>(i)].criteria[0].fragile = true;  // a cue took it away
    round.results[static_cast<std::size_t>(i)].criteria[0].fragile_reason = "cue negated";
  }
  const auto summary = aggregate(round);
  CHECK(figure(summary, "failing", "red+amber").percent == "60");
  CHECK(figure(summary, "fragile", "ratings").numerator == 5);
  CHECK(figure(summary, "fragile", "failing, all flipped to the better").percent == "58");
  CHECK(figure(summary, "fragile", "failing, all flipped to the worse").percent == "63");
  REQUIRE(summary.fragile.size() == 5);
  CHECK(summary.fragile[0].could_be == std::vector<std::string>{"red"});
  CHECK(summary.fragile[0].reasons == std::vector<std::string>{"C1: one quotation"});
  CHECK(summary.fragile[4].could_be == std::vector<std::string>{"green"});
}

TEST_CASE("a fragile decision that cannot move the rating is not a fragile rating", "[aggregate]") {
  auto round = hundred(40);
  round.results[99].criteria[0].fragile = true;  // not met, and could only fall further
  round.results[99].criteria[0].fragile_reason = "one quotation";
  CHECK(aggregate(round).fragile.empty());
}

TEST_CASE("coverage names old, repeated, duplicated and shared plans", "[aggregate]") {
  auto round = hundred(40);
  round.results[0].plan.round = "2017-18";
  round.results[0].plan.published = "2016-10-31";
  DocumentSummary document;
  document.sha256 = "aa";
  round.results[1].documents = {document};
  round.previous_documents = {{"aa", "old"}};
  document.sha256 = "bb";
  round.results[2].documents = round.results[3].documents = {document};
  for (int quote = 0; quote < 6; ++quote) {
    Evidence evidence;
    evidence.quote = "Sentence " + std::to_string(quote);
    round.results[4].criteria[0].evidence.push_back(evidence);
    evidence.quote = "Sentence\n" + std::to_string(quote);
    round.results[5].criteria[0].evidence.push_back(evidence);
  }
  round.results[4].pages = 30;
  const auto summary = aggregate(round);
  CHECK(has_statement(summary, "1 plan is older than the round: A100 (2016-10-31)"));
  CHECK(has_statement(summary, "1 plan has the very file of the previous round: A101"));
  CHECK(has_statement(summary, "the same file stands for several plans: A102, A103"));
  CHECK(has_statement(summary, "plans A104 and A105 share 6 of 6 quotations"));
  CHECK(figure(summary, "evidence per 10 pages", "green").published == "2.0");
}

TEST_CASE("ratings without their criteria get no range: nobody knows what the coder decided",
          "[aggregate]") {
  auto round = hundred(34);
  for (auto& result : round.results) result.criteria.clear();
  round.agreement["rules"] = evaluated({{180, 20}, {40, 160}});
  CHECK(figure(aggregate(round), "failing", "red+amber").low.empty());
}
