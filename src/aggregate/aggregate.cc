// The order of the stage: areas of the round, their ratings, then everything that is counted from
// those rows, rule set by rule set.
#include "plangrade/aggregate.h"

#include <algorithm>
#include <map>

#include "aggregate/messages.h"
#include "aggregate/round_view.h"

namespace plangrade {
namespace {

using counting::RoundView;

/// Counts without judging: nothing is failing until a policy says so.
const Policy& no_policy() {
  static const Policy policy = [] {
    Policy made;
    made.failing.clear();
    made.children_in.clear();
    made.stagnant.clear();
    return made;
  }();
  return policy;
}

std::map<std::string, std::vector<const PlanResult*>> by_rule_set(
    const std::vector<PlanResult>& results) {
  std::map<std::string, std::vector<const PlanResult*>> sorted;
  for (const auto& result : results) sorted[result.rule_set].push_back(&result);
  for (auto& [id, plans] : sorted) {
    std::ranges::sort(plans, {}, [](const PlanResult* r) { return r->plan.plan_id; });
  }
  return sorted;
}

void warn_of_policy(const Policy& policy, std::vector<std::string>& warnings) {
  if (policy.denominator == Denominator::all) return;
  for (const auto& rating : policy.failing) {
    if (counting::in_denominator(policy, rating)) continue;
    warnings.push_back("policy " + counting::in_quotes(policy.id) + " calls " + rating +
                       " failing and leaves it out of the denominator: it is not counted");
  }
}

void warn_of_ratings(const RoundView& view, std::vector<std::string>& warnings) {
  std::map<std::string, int> strange;
  for (const auto* result : view.results) {
    const auto& rating = result->rating;
    if (rating.empty() || rating == kNoPlan || rating == kNotAssessable) continue;
    if (std::ranges::count(view.policy.rating_order, rating) == 0) ++strange[rating];
  }
  for (const auto& [rating, count] : strange) {
    warnings.push_back("rating " + counting::in_quotes(rating) + " of " + std::to_string(count) +
                       (count == 1 ? " plan" : " plans") +
                       " is not in the policy's order of ratings: it is counted, never as failing");
  }
}

template <typename T>
void append(std::vector<T>& to, std::vector<T> from) {
  std::ranges::move(from, std::back_inserter(to));
}

void add_rule_set(RoundView view, NationalSummary& summary) {
  auto& warnings = summary.warnings;
  view.rows = counting::area_rows(view, warnings);
  if (view.has_policy) warn_of_ratings(view, warnings);
  add_changes(view, view.rows, warnings);
  warn_of_policies(view, warnings);
  append(summary.regions, counting::region_rows(view, warnings));
  auto figures = counting::national_figures(view);
  auto fragile = counting::fragile_areas(view);
  add_fragile_figures(view, fragile, figures);
  add_coder_error(view, figures, warnings);
  append(summary.fragile, std::move(fragile));
  append(summary.headlines, counting::headlines(view, figures));
  append(summary.figures, std::move(figures));
  summary.coverage.push_back(counting::coverage_of(view));
  append(summary.areas, std::move(view.rows));
}

}  // namespace

NationalSummary aggregate(const AggregateInput& input) {
  NationalSummary summary;
  const Policy& policy = input.policy ? *input.policy : no_policy();
  if (input.policy) {
    summary.policy = policy.id;
    warn_of_policy(policy, summary.warnings);
  }
  if (!input.estimates.empty()) summary.estimate = input.estimates.front().id;
  const auto areas = counting::areas_of_round(
      input.areas.areas.empty() ? counting::areas_of_plans(input) : input.areas,
      counting::round_of(input.plans, input.results));
  std::map<std::string, std::string> successors;
  for (const auto& area : input.areas.areas) successors[area.area_code] = area.successor_code;
  for (const auto& [rule_set, results] : by_rule_set(input.results)) {
    const auto rules = std::ranges::find(input.rule_sets, rule_set, &RuleSet::id);
    const bool at_hand = rules != input.rule_sets.end();
    add_rule_set({input,
                  policy,
                  input.policy.has_value(),
                  rule_set,
                  results,
                  areas,
                  successors,
                  at_hand ? &*rules : nullptr,
                  {}},
                 summary);
  }
  return summary;
}

}  // namespace plangrade
