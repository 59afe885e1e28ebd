// What the figures rest on: expected, found, readable, and what a reader should know about the
// plans before quoting a share of them.
#include <algorithm>
#include <map>
#include <set>

#include "aggregate/round_view.h"
#include "aggregate/wording.h"

namespace plangrade::counting {
namespace {

bool is_missing(const PlanResult& result) { return result.rating == kNoPlan; }

void count_plans(const RoundView& view, Coverage& coverage) {
  std::set<std::string> due;
  for (const auto& plan : view.input.plans) due.insert(plan.plan_id);
  for (const auto* result : view.results) {
    due.insert(result->plan.plan_id);
    coverage.plans_assessed += !is_missing(*result) && result->rating != kNotAssessable;
  }
  coverage.plans = static_cast<std::int64_t>(due.size());
}

void name_areas(const RoundView& view, const char* rating, const std::string& what,
                Coverage& coverage) {
  std::vector<std::string> names;
  for (const auto& row : view.rows) {
    if (row.rating == rating) names.push_back(row.area_name);
  }
  if (names.empty()) return;
  coverage.statements.push_back(
      counted(static_cast<std::int64_t>(names.size()), "area has ", "areas have ") + what + ": " +
      names_of(names));
}

/// Files that were not read, by the reason.
void name_documents(const RoundView& view, Coverage& coverage) {
  std::map<std::string, std::set<std::string>> plans_of_message;
  for (const auto* result : view.results) {
    if (result->rating != kNotAssessable) continue;
    std::string why;
    for (const auto& document : result->documents) {
      if (document.status != DocumentStatus::readable) why = document.message;
    }
    plans_of_message[why].insert(result->plan.plan_id);
  }
  for (const auto& [why, plans] : plans_of_message) {
    coverage.statements.push_back(
        counted(static_cast<std::int64_t>(plans.size()), "plan", "plans") +
        " could not be assessed" + (why.empty() ? "" : " (" + why + ")") + ": " +
        names_of({plans.begin(), plans.end()}));
  }
}

void name_guessed(const RoundView& view, Coverage& coverage) {
  std::vector<std::string> names;
  for (const auto* result : view.results) {
    if (result->plan.areas_guessed) names.push_back(result->plan.plan_id);
  }
  if (names.empty()) return;
  coverage.statements.push_back("areas were guessed from the title pages of " +
                                counted(static_cast<std::int64_t>(names.size()), "plan", "plans") +
                                ": " + names_of(names));
}

void name_without_population(const RoundView& view, Coverage& coverage) {
  std::vector<std::string> names;
  for (const auto& row : view.rows) {
    if (!row.population) names.push_back(row.area_name);
  }
  coverage.without_population = static_cast<std::int64_t>(names.size());
  if (names.empty() || view.input.estimates.empty()) return;
  coverage.statements.push_back(counted(coverage.without_population, "area has", "areas have") +
                                " no population and no estimate: " + names_of(names));
}

void name_joint(const RoundView& view, Coverage& coverage) {
  std::map<std::string, int> areas_of_plan;
  for (const auto& row : view.rows) {
    if (!row.plan_id.empty()) ++areas_of_plan[row.plan_id];
  }
  std::int64_t plans = 0, areas = 0;
  for (const auto& [plan, count] : areas_of_plan) {
    if (count < 2) continue;
    ++plans;
    areas += count;
  }
  if (plans == 0) return;
  coverage.statements.push_back(counted(plans, "joint plan covers ", "joint plans cover ") +
                                std::to_string(areas) + " areas, and each inherits its rating");
}

}  // namespace

Coverage coverage_of(const RoundView& view) {
  Coverage coverage;
  coverage.rule_set = view.rule_set;
  coverage.areas = static_cast<std::int64_t>(view.rows.size());
  for (const auto& row : view.rows) {
    coverage.no_plan += row.rating == kNoPlan;
    coverage.not_assessable += row.rating == kNotAssessable;
  }
  coverage.with_plan = coverage.areas - coverage.no_plan;
  count_plans(view, coverage);
  coverage.statements.push_back(
      std::to_string(coverage.with_plan) + " of " + counted(coverage.areas, "area", "areas") +
      (coverage.areas == 1 ? " has" : " have") + " a plan; " +
      std::to_string(coverage.plans_assessed) + " of " + counted(coverage.plans, "plan", "plans") +
      " due could be assessed");
  if (view.input.areas.areas.empty()) {
    coverage.statements.push_back(
        "no register of areas was given: the areas are those that the plans name");
  }
  name_areas(view, kNoPlan, "no plan", coverage);
  name_areas(view, kNotAssessable, "a plan that could not be assessed", coverage);
  name_documents(view, coverage);
  name_joint(view, coverage);
  name_guessed(view, coverage);
  name_without_population(view, coverage);
  add_plan_statements(view, coverage);
  return coverage;
}

}  // namespace plangrade::counting
