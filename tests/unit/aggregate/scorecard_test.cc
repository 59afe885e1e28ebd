// Scorecards: weighted sections, applicability, exact totals, tables that somebody else made.
//
// Modelled on the public council climate scorecards: nine weighted sections, of which 17 of 409
// totals were printed one point low because they were added up in binary floating point.
#include "plangrade/model/scorecard.h"

#include <cmath>
#include <ctime>

#include "builders.h"
#include "support/catch.h"

using namespace plangrade;
using namespace plangrade::testing;

namespace {

constexpr int kWeights[] = {20, 20, 15, 15, 10, 5, 5, 5, 5};
constexpr int kSections = 9;

/// Nine sections with `questions` questions each, bands at 40% and 70%.
RuleSet council_scorecard(int questions = 1) {
  RuleSet rules;
  rules.id = "councils";
  for (int s = 0; s < kSections; ++s) {
    ScoreSection section;
    section.id = "S" + std::to_string(s);
    section.weight = Fraction(kWeights[s], 100);
    rules.sections.push_back(section);
    for (int q = 0; q < questions; ++q) {
      Criterion criterion;
      criterion.id = "S" + std::to_string(s) + "Q" + std::to_string(q);
      criterion.section = section.id;
      criterion.max = Fraction(20);
      criterion.otherwise = "none";
      rules.criteria.push_back(criterion);
    }
  }
  for (const auto& [rating, at_least] :
       {std::pair("green", Fraction(7, 10)), std::pair("amber", Fraction(4, 10)),
        std::pair("red", Fraction(0))}) {
    RatingRule row;
    row.rating = rating;
    row.at_least = at_least;
    rules.rating.push_back(row);
  }
  return rules;
}

std::string points_table(const std::vector<std::pair<int, int>>& sections) {
  std::string text = "plan_id,criterion,points,points_available\n";
  for (std::size_t s = 0; s < sections.size(); ++s) {
    text += "council,S" + std::to_string(s) + "Q0," + std::to_string(sections[s].first) + "," +
            std::to_string(sections[s].second) + "\n";
  }
  return text;
}

/// Of processor time; builds without optimisation or with sanitizers are given more.
#ifdef NDEBUG
constexpr double kMostSeconds = 1;
#else
constexpr double kMostSeconds = 20;
#endif

PlanResult read_one(const std::string& text, const RuleSet* rules) {
  const auto results = read_result_table(text, "table.csv", rules, {});
  REQUIRE(results);
  REQUIRE(results->size() == 1);
  return results->front();
}

double score_in_doubles(const std::vector<std::pair<int, int>>& sections) {
  double sum = 0;
  for (std::size_t s = 0; s < sections.size(); ++s) {
    sum += kWeights[s] / 100.0 * (static_cast<double>(sections[s].first) / sections[s].second);
  }
  return sum * 100;
}

}  // namespace

TEST_CASE("a total that ends in a half is rounded up, where doubles put it a point low",
          "[aggregate]") {
  const std::vector<std::pair<int, int>> sections = {{13, 20}, {2, 16}, {10, 10}, {3, 12}, {0, 8},
                                                     {0, 10},  {3, 6},  {4, 5},   {3, 4}};
  const auto rules = council_scorecard();
  const auto result = read_one(points_table(sections), &rules);
  CHECK(result.score == Fraction(89, 200));
  CHECK(rounded(*result.score * Fraction(100), Rounding::half_up, 0) == "45");
  CHECK(std::floor(score_in_doubles(sections) + 0.5) == 44);
  CHECK(result.rating == "amber");
}

TEST_CASE("a section without anything available is left out of the weights, or counts as nothing",
          "[aggregate]") {
  std::vector<std::pair<int, int>> sections(9, {10, 20});
  sections[0] = {0, 0};
  auto rules = council_scorecard();
  CHECK(read_one(points_table(sections), &rules).score == Fraction(1, 2));
  rules.empty_section = EmptySection::zero;
  CHECK(read_one(points_table(sections), &rules).score == Fraction(4, 10));
}

TEST_CASE("criteria that do not apply shrink what is available", "[aggregate]") {
  const auto rules = council_scorecard(2);
  const auto result = read_one(
      "plan_id,criterion,points,points_available\n"
      "council,S0Q0,5,10\ncouncil,S0Q1,,\ncouncil,S1Q0,-2,0\ncouncil,S1Q1,6,8\n",
      &rules);
  CHECK(result.points == Fraction(9));
  CHECK(result.points_available == Fraction(18));
  CHECK(result.score == (Fraction(1, 5) * Fraction(1, 2) + Fraction(1, 5) * Fraction(1, 2)) /
                            (Fraction(1, 5) + Fraction(1, 5)));
  CHECK_FALSE(result.criteria.at(1).applicable);
}

TEST_CASE("sections are weighted by the type of area", "[aggregate]") {
  auto rules = council_scorecard();
  rules.sections[0].weight_by_area_type = {{"district", Fraction(0)}};
  const std::string rows = "A,S0Q0,20,20,TYPE\nA,S1Q0,10,20,TYPE\n";
  const auto table = [&](const std::string& type) {
    auto text = "plan_id,criterion,points,points_available,area_type\n" + rows;
    for (auto at = text.find("TYPE"); at != std::string::npos; at = text.find("TYPE")) {
      text.replace(at, 4, type);
    }
    return text;
  };
  CHECK(read_one(table("county"), &rules).score == Fraction(3, 4));
  CHECK(read_one(table("district"), &rules).score == Fraction(1, 2));
}

TEST_CASE("levels give points by the rule set, weight included", "[aggregate]") {
  RuleSet rules;
  rules.id = "levels";
  Criterion criterion;
  criterion.id = "C1";
  criterion.weight = 2;
  Level met;
  met.level = "met";
  met.points = Fraction(3, 2);
  criterion.levels = {met};
  criterion.otherwise = "not_met";
  rules.criteria = {criterion};
  const auto result = read_one("plan_id,criterion,level\nP,C1,met\n", &rules);
  CHECK(result.points == Fraction(3));
  CHECK(result.points_available == Fraction(3));
  CHECK(result.score == Fraction(1));
}

TEST_CASE("a sum that does not fit is no score, never a wrong one", "[aggregate]") {
  auto rules = council_scorecard(3);
  std::string text = "plan_id,criterion,points,points_available\n";
  const char* primes[] = {"1/999999937", "1/999999929", "1/999999893"};
  for (int q = 0; q < 3; ++q) text += "A,S0Q" + std::to_string(q) + "," + primes[q] + ",1\n";
  CHECK_FALSE(read_one(text, &rules).score.has_value());
  CHECK_FALSE(read_one(text, &rules).points.has_value());
}

TEST_CASE("30,000 answers of 400 councils are totalled exactly and in under a second",
          "[aggregate]") {
  const auto rules = council_scorecard(8);  // 72 questions, 416 councils: 29,952 rows
  std::string text = "plan_id,criterion,points,points_available\n";
  std::uint64_t state = 42;
  std::map<std::string, std::vector<std::pair<int, int>>> sums;
  for (int council = 0; council < 416; ++council) {
    const auto id = "council" + std::to_string(1000 + council);
    sums[id].assign(kSections, {0, 0});
    for (int s = 0; s < kSections; ++s) {
      for (int q = 0; q < 8; ++q) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        const int available = 1 + q % 3,
                  points = static_cast<int>((state >> 33U) % (available + 1));
        sums[id][s].first += points;
        sums[id][s].second += available;
        text += id + ",S" + std::to_string(s) + "Q" + std::to_string(q) + "," +
                std::to_string(points) + "," + std::to_string(available) + "\n";
      }
    }
  }
  const auto start = std::clock();
  const auto results = read_result_table(text, "answers.csv", &rules, {});
  REQUIRE(results);
  AggregateInput round;
  round.results = *results;
  round.policy = policy_2016_17();
  round.rule_sets = {rules};
  const auto summary = aggregate(round);
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  CHECK(seconds < kMostSeconds);
  REQUIRE(results->size() == 416);
  for (const auto& result : *results) {
    // All sections have 15 points available, so the score is a count of 1/1500.
    std::int64_t fifteen_hundredths = 0;
    for (int s = 0; s < kSections; ++s) {
      fifteen_hundredths += kWeights[s] * sums[result.plan.plan_id][s].first;
    }
    REQUIRE(result.score == Fraction(fifteen_hundredths, 1500));
  }
  CHECK(figure(summary, "score", "median").denominator == 416);
}

TEST_CASE("tables that contradict the rule set or themselves are told, all at once",
          "[aggregate]") {
  const auto rules = council_scorecard();
  const auto results = read_result_table(
      "plan_id,criterion,points,points_available\nA,S0Q0,3,2\nA,S0Q9,1,2\nA,S1Q0,x,2\n,S1Q0,1,2\n"
      "A,S2Q0,1,2\nA,S2Q0,1,2\n",
      "table.csv", &rules, {});
  REQUIRE_FALSE(results);
  std::vector<std::string> found;
  for (const auto& problem : results.error()) {
    found.push_back(problem.code + ":" + std::to_string(problem.at.line));
  }
  CHECK(found ==
        std::vector<std::string>{"RES009:2", "RES007:3", "RES008:4", "RES003:5", "RES004:7"});
  CHECK(results.error()[1].remedy.find("did you mean 'S0Q0'") != std::string::npos);
}
