// Makes rounds for tests in one line each.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "plangrade/aggregate.h"

namespace plangrade::testing {

inline PlanResult rated(const std::string& plan_id, const std::string& rating,
                        const std::string& rule_set = "rules") {
  PlanResult result;
  result.plan.plan_id = plan_id;
  result.plan.missing = rating == kNoPlan;
  result.rule_set = rule_set;
  result.rating = rating;
  return result;
}

inline Area area(const std::string& code, const std::string& region = "",
                 std::optional<std::int64_t> pop_0_10 = {},
                 std::optional<std::int64_t> pop_11_17 = {}, const std::string& year = "2017") {
  Area made;
  made.area_code = code;
  made.area_name = "NHS " + code + " CCG";
  made.area_type = "ccg";
  made.region = region;
  made.pop_0_10 = pop_0_10;
  made.pop_11_17 = pop_11_17;
  made.population_year = year;
  return made;
}

/// `count` areas (and a rated plan for each, whose id is the area's code) added to a round.
inline void add_areas(AggregateInput& round, int count, const std::string& rating,
                      const std::string& region = "") {
  for (int i = 0; i < count; ++i) {
    const std::string code = "A" + std::to_string(1000 + round.areas.areas.size());
    round.areas.areas.push_back(area(code, region));
    if (rating != kNoPlan) round.results.push_back(rated(code, rating));
  }
}

/// Areas with a plan, failing is red or amber, rounded down: the policy of 2017/18.
inline Policy policy_2017_18() {
  Policy policy;
  policy.id = "2017-18";
  policy.rounding = Rounding::floor;
  return policy;
}

/// All areas, no plan fails, rounded half up: the policy of 2018/19.
inline Policy policy_2018_19() {
  Policy policy;
  policy.id = "2018-19";
  policy.failing = {"red", "amber", "no_plan"};
  policy.denominator = Denominator::all;
  policy.rounding = Rounding::half_up;
  return policy;
}

/// Plans, rounded down, green as the complement: the policy of 2016/17.
inline Policy policy_2016_17() {
  Policy policy;
  policy.id = "2016-17";
  policy.unit = Unit::plan;
  policy.rounding = Rounding::floor;
  policy.complement = "green";
  return policy;
}

/// Maltreatment by a parent or guardian, Radford et al. (2011).
inline Estimate radford() {
  Estimate estimate;
  estimate.id = "radford-2011";
  estimate.citation = "Radford et al. 2011";
  estimate.measure = "children who have been abused or neglected";
  estimate.interval = "normal approximation";
  estimate.bands = {{"pop_0_10", Fraction(89, 1000), Fraction(77, 1000), Fraction(101, 1000)},
                    {"pop_11_17", Fraction(219, 1000), Fraction(202, 1000), Fraction(236, 1000)}};
  return estimate;
}

inline const NationalFigure& figure(const NationalSummary& summary, const std::string& measure,
                                    const std::string& item) {
  static const NationalFigure none{};
  for (const auto& f : summary.figures) {
    if (f.measure == measure && f.item == item) return f;
  }
  return none;
}

inline std::string headline(const NationalSummary& summary, const std::string& measure) {
  for (const auto& h : summary.headlines) {
    if (h.measure == measure) return h.text;
  }
  return "";
}

/// Reference data outside the project, where it is at hand; empty otherwise.
inline std::filesystem::path shared_folder() {
  const char* given = std::getenv("PLANGRADE_SHARED");
  const std::filesystem::path path =
      given != nullptr ? given : std::filesystem::path(PLANGRADE_SOURCE_DIR) / ".." / "shared";
  return std::filesystem::is_directory(path / "data") ? path : std::filesystem::path();
}

}  // namespace plangrade::testing
