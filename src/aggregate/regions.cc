// regions.csv: the same counts by region. Summed over all rows they are the nation's, so areas
// without a region have a row of their own with an empty name.
#include <algorithm>
#include <map>

#include "aggregate/round_view.h"

namespace plangrade::counting {
namespace {

void add(std::optional<std::int64_t>& sum, const std::optional<std::int64_t>& value) {
  if (value) sum = sum.value_or(0) + *value;
}

bool counts_children(const Policy& policy, const std::string& rating) {
  for (const auto& name : policy.children_in) {
    if (name == rating) return true;
  }
  return false;
}

/// A region all of whose areas are rated well has 0 children in failing areas, not "unknown".
void add_children(const RoundView& view, const AreaResult& row, RegionResult& region) {
  if (!row.estimated_children) return;
  add(region.estimated_children, row.estimated_children);
  if (!view.has_policy) return;
  const bool failing = counts_children(view.policy, row.rating);
  add(region.estimated_children_failing, failing ? *row.estimated_children : 0);
}

}  // namespace

std::vector<RegionResult> region_rows(const RoundView& view, std::vector<std::string>& warnings) {
  std::map<std::string, RegionResult> regions;
  std::map<std::string, std::vector<CountedUnit>> units;
  for (const auto& row : view.rows) {
    auto& region = regions[row.region];
    ++region.areas;
    if (row.rating != kNoPlan) ++region.with_plan;
    if (view.policy.unit != Unit::plan) ++region.by_rating[row.rating];
    add_children(view, row, region);
  }
  for (const auto& unit : units_of(view)) {
    units[unit.region].push_back(unit);
    if (view.policy.unit == Unit::plan) ++regions[unit.region].by_rating[unit.rating];
  }
  const auto& column = view.policy.regions;
  const auto& extra = view.input.areas.extra_columns;
  if (column != "region" && column != "area_type" &&
      std::find(extra.begin(), extra.end(), column) == extra.end()) {
    warnings.push_back("the policy groups areas by the column '" + column +
                       "', which the register does not have: there are no regional figures");
  }
  if (regions.size() == 1 && regions.begin()->first.empty()) return {};
  std::vector<RegionResult> rows;
  for (auto& [name, region] : regions) {
    region.region = name;
    region.rule_set = view.rule_set;
    if (view.has_policy) region.failing = share_of(view.policy, units[name], view.policy.failing);
    rows.push_back(std::move(region));
  }
  return rows;
}

}  // namespace plangrade::counting
