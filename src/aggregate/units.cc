// What a policy counts, and shares of it. A share's numerator is always a count of the rows that
// are also in its denominator.
#include <algorithm>
#include <map>
#include <set>

#include "aggregate/round_view.h"

namespace plangrade::counting {
namespace {

bool is_one_of(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

/// Regions of plans: that of the first of a plan's areas, so that a joint plan counts once.
std::map<std::string, std::string> region_of_plans(const RoundView& view) {
  std::map<std::string, std::string> regions;
  for (const auto& row : view.rows) regions.emplace(row.plan_id, row.region);
  return regions;
}

std::vector<CountedUnit> plans_as_units(const RoundView& view) {
  auto regions = region_of_plans(view);
  std::set<std::string> rated;
  std::vector<CountedUnit> units;
  for (const auto* result : view.results) {
    const auto& id = result->plan.plan_id;
    rated.insert(id);
    const std::string without = result->plan.missing ? kNoPlan : kNotAssessable;
    units.push_back({regions[id], result->rating.empty() ? without : result->rating, 1});
  }
  for (const auto& plan : view.input.plans) {
    if (rated.contains(plan.plan_id)) continue;
    units.push_back({regions[plan.plan_id], plan.missing ? kNoPlan : kNotAssessable, 1});
  }
  return units;
}

}  // namespace

std::map<std::string, std::string> area_types_of_plans(const RoundView& view) {
  std::map<std::string, std::string> types;
  for (std::size_t i = 0; i < view.rows.size(); ++i) {
    types.emplace(view.rows[i].plan_id, view.areas[i].area_type);
  }
  return types;
}

std::vector<CountedUnit> units_of(const RoundView& view) {
  if (view.policy.unit == Unit::plan) return plans_as_units(view);
  std::vector<CountedUnit> units;
  for (const auto& row : view.rows) {
    if (view.policy.unit == Unit::area) {
      units.push_back({row.region, row.rating, 1});
    } else if (row.population) {
      units.push_back({row.region, row.rating, *row.population});
    }
  }
  return units;
}

bool in_denominator(const Policy& policy, const std::string& rating) {
  return policy.denominator == Denominator::all || (rating != kNoPlan && rating != kNotAssessable);
}

Share share_of(const Policy& policy, std::span<const CountedUnit> units,
               const std::vector<std::string>& ratings) {
  Share share{0, 0, unit_name(policy, units), policy.rounding, policy.digits};
  for (const auto& unit : units) {
    if (!in_denominator(policy, unit.rating)) continue;
    share.denominator += unit.weight;
    if (is_one_of(ratings, unit.rating)) share.numerator += unit.weight;
  }
  return share;
}

std::string unit_name(const Policy& policy, std::span<const CountedUnit> units) {
  const bool all = policy.denominator == Denominator::all;
  const bool unread = std::ranges::any_of(
      units, [](const CountedUnit& unit) { return unit.rating == kNotAssessable; });
  const std::string with_plan = unread ? "with a plan that could be assessed" : "with a plan";
  switch (policy.unit) {
    case Unit::plan:
      return all ? "plans due" : "plans analysed";
    case Unit::area:
      return all ? "areas" : "areas " + with_plan;
    case Unit::child:
      return all ? "children in all areas" : "children in areas " + with_plan;
  }
  return "";
}

}  // namespace plangrade::counting
