// Figures that reviews of 2016 to 2019 printed, from their ratings alone.
//
// Sources: NSPCC, "Transforming mental health services for children who have been abused" (2017,
// 2018) and the figures its regional releases gave; estimates: the local figures that papers
// printed from the same reviews (Cambs Times, The Comet, Northants Telegraph, BBC Devon, 2018-19).
#include "builders.h"
#include "support/catch.h"

using namespace plangrade;
using namespace plangrade::testing;

namespace {

AggregateInput round_2016_17() {
  AggregateInput round;
  const std::pair<int, const char*> ratings[] = {{61, "amber"}, {21, "red"}, {16, "green"}};
  for (const auto& [count, rating] : ratings) {
    for (int i = 0; i < count; ++i) {
      round.results.push_back(rated(std::string(rating) + std::to_string(i), rating));
    }
  }
  for (int i = 0; i < 18; ++i) {  // 116 were due
    round.results.push_back(rated("missing" + std::to_string(i), kNoPlan));
  }
  round.policy = policy_2016_17();
  return round;
}

AggregateInput round_2017_18() {
  AggregateInput round;
  add_areas(round, 6, "amber", "North East");
  add_areas(round, 1, "red", "North East");
  add_areas(round, 2, "green", "North East");
  add_areas(round, 2, kNoPlan, "North East");
  add_areas(round, 140, "amber", "Elsewhere");
  add_areas(round, 20, "red", "Elsewhere");
  add_areas(round, 19, "green", "Elsewhere");
  add_areas(round, 5, kNoPlan, "Elsewhere");
  round.policy = policy_2017_18();
  return round;
}

}  // namespace

TEST_CASE(
    "2016/17: 98 of 116 plans give 62% amber, 21% red, 83% failing and green 17% as complement",
    "[aggregate]") {
  const auto summary = aggregate(round_2016_17());
  CHECK(figure(summary, "rating", "amber").percent == "62");
  CHECK(figure(summary, "rating", "amber").denominator == 98);
  CHECK(figure(summary, "rating", "amber").unit == "plans analysed");
  CHECK(figure(summary, "rating", "red").percent == "21");
  CHECK(figure(summary, "rating", "green").percent == "16");
  CHECK(figure(summary, "rating", "green").published == "17");
  CHECK(figure(summary, "failing", "red+amber").numerator == 82);
  CHECK(figure(summary, "failing", "red+amber").percent == "83");
  CHECK(summary.coverage.at(0).plans == 116);
  CHECK(summary.coverage.at(0).plans_assessed == 98);
}

TEST_CASE("2016/17 rounded half up gives 84% failing", "[aggregate]") {
  auto round = round_2016_17();
  round.policy->rounding = Rounding::half_up;
  CHECK(figure(aggregate(round), "failing", "red+amber").percent == "84");
}

TEST_CASE("2017/18: 88% failing: 167 of 188 areas with a plan", "[aggregate]") {
  const auto summary = aggregate(round_2017_18());
  const auto& failing = figure(summary, "failing", "red+amber");
  CHECK(failing.numerator == 167);
  CHECK(failing.denominator == 188);
  CHECK(failing.percent == "88");
  CHECK(headline(summary, "failing") ==
        "88% failing: 167 of 188 areas with a plan (red or amber; 21 red, 146 amber, 21 green; "
        "rounded down; left out: 7 areas without a plan)");
  auto exact = round_2017_18();
  exact.policy->digits = 2;
  CHECK(figure(aggregate(exact), "failing", "red+amber").percent == "88.82");
  exact.policy->rounding = Rounding::half_up;
  CHECK(figure(aggregate(exact), "failing", "red+amber").percent == "88.83");
}

TEST_CASE("2017/18, North East: 7 of 9 areas with a plan, 77%", "[aggregate]") {
  const auto summary = aggregate(round_2017_18());
  REQUIRE(summary.regions.size() == 2);
  const auto& region = summary.regions.at(1);
  CHECK(region.region == "North East");
  CHECK(region.areas == 11);
  CHECK(region.with_plan == 9);
  CHECK(region.failing.numerator == 7);
  CHECK(region.failing.denominator == 9);
  CHECK(region.failing.percent() == "77");
}

TEST_CASE("2018/19: all areas, no plan fails, half up: 74, 2, 6 and 18% of 195 and 82% failing",
          "[aggregate]") {
  AggregateInput round;
  add_areas(round, 144, "amber");
  add_areas(round, 4, "red");
  add_areas(round, 12, kNoPlan);
  add_areas(round, 35, "green");
  round.policy = policy_2018_19();
  const auto summary = aggregate(round);
  CHECK(figure(summary, "rating", "amber").percent == "74");
  CHECK(figure(summary, "rating", "red").percent == "2");
  CHECK(figure(summary, "rating", "no_plan").percent == "6");
  CHECK(figure(summary, "rating", "green").percent == "18");
  CHECK(figure(summary, "failing", "red+amber+no_plan").percent == "82");
  CHECK(figure(summary, "failing", "red+amber+no_plan").denominator == 195);
}

TEST_CASE("the rule of 2018/19 applied to 2017/18 gives 174 of 195, 89%", "[aggregate]") {
  auto round = round_2017_18();
  round.policy = policy_2018_19();
  const auto summary = aggregate(round);
  const auto& failing = figure(summary, "failing", "red+amber+no_plan");
  CHECK(failing.numerator == 174);
  CHECK(failing.denominator == 195);
  CHECK(failing.percent == "89");
}

TEST_CASE("criteria are shares of plans analysed, whatever the unit of the rating", "[aggregate]") {
  // 80% of plans recognise abuse or neglect as a cause: here 80 of 100 plans for 195 areas.
  AggregateInput round;
  round.policy = policy_2018_19();
  for (int i = 0; i < 100; ++i) {
    auto plan = rated("P" + std::to_string(i), "amber");
    plan.plan.area_codes = {"X" + std::to_string(i), "Y" + std::to_string(i)};
    CriterionResult criterion;
    criterion.criterion = "C1";
    criterion.level = i < 80 ? "met" : "not_met";
    plan.criteria = {criterion};
    round.results.push_back(plan);
  }
  auto unread = rated("Q", kNotAssessable);
  CriterionResult criterion;
  criterion.criterion = "C1";
  criterion.level = kNotAssessable;
  unread.criteria = {criterion};
  round.results.push_back(unread);
  const auto summary = aggregate(round);
  CHECK(figure(summary, "criterion", "C1=met").numerator == 80);
  CHECK(figure(summary, "criterion", "C1=met").denominator == 100);
  CHECK(figure(summary, "criterion", "C1=met").percent == "80");
  CHECK(figure(summary, "criterion", "C1=met").unit == "plans analysed");
}

TEST_CASE("every published estimate of abused children comes out exactly", "[aggregate]") {
  struct Row {
    const char* name;
    std::int64_t pop_0_10, pop_11_17, published;
  };
  const Row rows[] = {
      {"Cambridgeshire and Peterborough CCG, mid-2017", 123744, 68816, 26084},
      {"Herts Valleys CCG, mid-2017", 89636, 50696, 19080},
      {"East and North Hertfordshire CCG, mid-2017", 79033, 45768, 17057},
      {"Shropshire CCG, mid-2017", 35501, 24190, 8458},
      {"Telford and Wrekin CCG, mid-2017", 25455, 14686, 5481},
      {"Corby CCG, mid-2016", 11139, 5487, 2193},
      {"Devon (two CCGs, pooled counts), mid-2016", 137884, 83398, 30536},
      {"England, mid-2017", 7550145, 4316812, 1617345},
  };
  for (const auto& row : rows) {
    INFO(row.name);
    const auto children = estimate_children(radford(), area("X", "", row.pop_0_10, row.pop_11_17));
    REQUIRE(children.has_value());
    CHECK(children->value == row.published);
    CHECK(*children->low < row.published);
    CHECK(*children->high > row.published);
  }
}

TEST_CASE("an estimate is worded as one, with source, population year and interval",
          "[aggregate]") {
  AggregateInput round;
  auto england = area("E92000001", "", 7550145, 4316812);
  england.area_name = "England";
  round.areas.areas = {england};
  round.results = {rated("E92000001", "amber")};
  round.policy = policy_2017_18();
  round.estimates = {radford()};
  const auto summary = aggregate(round);
  CHECK(
      headline(summary, "children") ==
      "An estimated 1,617,345 children who have been abused or neglected live in areas rated red, "
      "amber or without a plan (Radford et al. 2011, mid-2017 population; interval 1,453,357 to "
      "1,781,333, "
      "normal approximation), a modelled estimate, not a count");
  CHECK(figure(summary, "children", "all areas").note.find("estimated") != std::string::npos);
}

TEST_CASE("an area without population has no estimate and is named", "[aggregate]") {
  AggregateInput round;
  round.areas.areas = {area("A", "", 1000, 500), area("B", "", 1000, std::nullopt)};
  round.results = {rated("A", "red"), rated("B", "red")};
  round.policy = policy_2017_18();
  round.estimates = {radford()};
  const auto summary = aggregate(round);
  CHECK(summary.areas.at(0).estimated_children == 89 + 110);
  CHECK_FALSE(summary.areas.at(1).estimated_children.has_value());
  CHECK_FALSE(summary.areas.at(1).population.has_value());
  CHECK(summary.coverage.at(0).without_population == 1);
  CHECK(headline(summary, "children").find("left out: NHS B CCG") != std::string::npos);
}
