// One round against another: changes per area, mergers, stagnation, policies that differ.
#include <algorithm>

#include "builders.h"
#include "support/catch.h"

using namespace plangrade;
using namespace plangrade::testing;

namespace {

/// Five areas; `previous` and `now` are ratings in their order.
AggregateInput two_rounds(const std::vector<std::string>& previous,
                          const std::vector<std::string>& now) {
  AggregateInput round;
  for (std::size_t i = 0; i < now.size(); ++i) {
    const std::string code = "A" + std::to_string(i);
    round.areas.areas.push_back(area(code));
    if (now[i] != kNoPlan) round.results.push_back(rated(code, now[i]));
    if (!previous[i].empty()) round.previous["rules|" + code] = previous[i];
  }
  round.policy = policy_2017_18();
  round.previous_policy = "2017-18";
  return round;
}

std::vector<std::string> changes(const NationalSummary& summary) {
  std::vector<std::string> found;
  for (const auto& row : summary.areas) found.push_back(row.change);
  return found;
}

bool has_warning(const NationalSummary& summary, const std::string& words) {
  return std::ranges::any_of(summary.warnings, [&](const std::string& warning) {
    return warning.find(words) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("areas are improved, same, worse, new or lost", "[aggregate]") {
  const auto summary =
      aggregate(two_rounds({"red", "amber", "green", kNoPlan, "amber", "", kNotAssessable, kNoPlan},
                           {"amber", "amber", "red", "red", kNoPlan, "green", "red", kNoPlan}));
  CHECK(changes(summary) ==
        std::vector<std::string>{"improved", "same", "worse", "new", "lost", "new", "", "same"});
  CHECK(summary.areas[0].previous_rating == "red");
  CHECK(summary.areas[5].previous_rating.empty());
  CHECK(figure(summary, "change", "improved").numerator == 1);
  CHECK(figure(summary, "change", "improved").denominator == 8);
}

TEST_CASE("stagnation has two denominators", "[aggregate]") {
  const auto summary = aggregate(two_rounds({"red", "amber", "green", "amber", kNoPlan},
                                            {"amber", "amber", "red", kNoPlan, "red"}));
  const auto& with_plan = figure(summary, "change", "stagnant");
  CHECK(with_plan.numerator == 2);
  CHECK(with_plan.denominator == 3);
  CHECK(with_plan.unit == "areas with a plan in both rounds");
  const auto& all = figure(summary, "change", "stagnant, all areas");
  CHECK(all.numerator == 2);
  CHECK(all.denominator == 5);
}

TEST_CASE("shares of two rounds under one policy are compared", "[aggregate]") {
  const auto summary =
      aggregate(two_rounds({"red", "red", "red", "green"}, {"red", "red", "green", "green"}));
  CHECK(headline(summary, "change") ==
        "Failing down to 50% (2 of 4 areas with a plan) from 75% (3 of 4 areas with a plan) in the "
        "previous round, both under policy 2017-18");
  CHECK(summary.warnings.empty());
}

TEST_CASE("figures under different policies are not subtracted, and a common one is offered",
          "[aggregate]") {
  // 2017/18 as published under its own policy (88%), and 2018/19 under the next.
  AggregateInput round;
  add_areas(round, 144, "amber");
  add_areas(round, 4, "red");
  add_areas(round, 12, kNoPlan);
  add_areas(round, 35, "green");
  const std::pair<int, const char*> before[] = {
      {146, "amber"}, {21, "red"}, {21, "green"}, {7, kNoPlan}};
  std::size_t next = 0;
  for (const auto& [count, rating] : before) {
    for (int i = 0; i < count; ++i) {
      round.previous["ltp-2017-18|" + round.areas.areas[next++].area_code] = rating;
    }
  }
  round.policy = policy_2018_19();
  round.previous_policy = "2017-18";
  round.previous_policy_rules = policy_2017_18();
  const auto summary = aggregate(round);
  CHECK(
      has_warning(summary,
                  "figures of this round (policy '2018-19') and of the previous one (policy "
                  "'2017-18') are not comparable and are not subtracted; under '2018-19' for both: "
                  "89% failing before (174 of 195 areas), 82% now (160 of 195 areas)"));
  CHECK(has_warning(summary, "rated under another rule set"));
  CHECK(figure(summary, "change", "failing before, policy 2017-18").percent == "88");
  CHECK(figure(summary, "change", "failing now, policy 2017-18").denominator == 183);
  for (const auto& f : summary.figures) CHECK(f.item.find("difference") == std::string::npos);
}

TEST_CASE("merged areas count for their successor and are called merged", "[aggregate]") {
  AggregateInput round;
  auto first = area("OLD1"), second = area("OLD2"), renamed = area("OLD3");
  first.successor_code = second.successor_code = "NEW";
  renamed.successor_code = "RENAMED";
  round.areas.areas = {first, second, renamed, area("NEW"), area("RENAMED")};
  round.results = {rated("NEW", "amber"), rated("RENAMED", "green")};
  round.previous = {{"rules|OLD1", "red"},
                    {"rules|OLD2", "amber"},
                    {"rules|OLD3", "amber"},
                    {"rules|GONE", "red"}};
  round.policy = policy_2017_18();
  round.previous_policy = "2017-18";
  const auto summary = aggregate(round);
  REQUIRE(summary.areas.size() == 2);
  CHECK(summary.areas[0].area_code == "NEW");
  CHECK(summary.areas[0].change == "merged");
  CHECK(summary.areas[0].previous_rating == "red;amber");
  CHECK(summary.areas[1].change == "improved");
  CHECK(has_warning(
      summary,
      "1 area of the previous round has neither a row nor a successor in the register: GONE"));
}

TEST_CASE("a register of two rounds counts the areas valid in the round", "[aggregate]") {
  AggregateInput round;
  auto old = area("OLD"), merged = area("NEW");
  old.valid_to = "2018-03-31";
  old.successor_code = "NEW";
  merged.valid_from = "2018-04-01";
  round.areas.areas = {old, merged};
  round.results = {rated("OLD", "red")};
  round.results[0].plan.round = "2017-18";
  REQUIRE(aggregate(round).areas.size() == 1);
  CHECK(aggregate(round).areas[0].area_code == "OLD");
  round.results[0].plan.round = "2018-19";
  REQUIRE(aggregate(round).areas.size() == 1);
  CHECK(aggregate(round).areas[0].area_code == "NEW");
  CHECK(aggregate(round).areas[0].rating == "red");  // the plan of an area that merged since
}

TEST_CASE("195 areas of 2018 become the 42 Integrated Care Boards of 2022", "[aggregate]") {
  const auto shared = shared_folder();
  if (shared.empty()) {
    WARN("skipped: no reference data (set PLANGRADE_SHARED)");
    return;
  }
  const auto derived = shared / "data/reference/derived";
  const auto before = import_population((derived / "ccg2018_195_children_mid2016est.csv").string());
  const auto boards = import_population(
      (derived / "icb2022_42_children_mid2017_mid2019_mid2020.csv").string(), "2020");
  REQUIRE(before);
  REQUIRE(boards);
  const auto joined =
      join_registers(*before, *boards, (derived / "ccg_succession_2015_to_2022.csv").string());
  REQUIRE(joined);
  AggregateInput round;
  round.areas = *joined;
  for (const auto& one : before->areas) round.previous["rules|" + one.area_code] = "amber";
  for (const auto& board : boards->areas) round.results.push_back(rated(board.area_code, "amber"));
  round.policy = policy_2017_18();
  round.previous_policy = "2017-18";
  const auto summary = aggregate(round);
  CHECK(summary.areas.size() == 42);
  CHECK(summary.warnings.empty());
  CHECK(figure(summary, "change", "new").numerator == 0);
  CHECK(figure(summary, "change", "same").numerator == 7);
  CHECK(figure(summary, "change", "merged").numerator == 35);
}
