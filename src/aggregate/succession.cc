// Which areas take part in a round. Areas merge: a register may hold the 195 of one year and the
// 42 of another, tied by successor_code and dated by valid_from and valid_to.
#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "aggregate/round_view.h"

namespace plangrade::counting {
namespace {

/// First and last day of the financial year in which the round begins; both "" if unknown.
struct Year {
  std::string first, last;
};

Year financial_year(const std::string& round) {
  if (round.size() < 4 ||
      !std::all_of(round.begin(), round.begin() + 4, [](char c) { return c >= '0' && c <= '9'; })) {
    return {};
  }
  const std::string begin = round.substr(0, 4);
  return {begin + "-04-01", std::to_string(std::stoi(begin) + 1) + "-03-31"};
}

/// Dates are "YYYY", "YYYY-MM" or "YYYY-MM-DD"; a short one covers all days that begin with it.
bool is_valid_in(const Area& area, const Year& year) {
  if (year.first.empty()) return true;
  if (!area.valid_from.empty() && area.valid_from > year.last) return false;
  return area.valid_to.empty() || area.valid_to >= year.first.substr(0, area.valid_to.size());
}

}  // namespace

std::string round_of(const std::vector<PlanEntry>& plans, std::span<const PlanResult> results) {
  std::map<std::string, int> count;
  for (const auto& plan : plans) ++count[plan.round];
  for (const auto& result : results) ++count[result.plan.round];
  count.erase("");
  const auto most = std::ranges::max_element(
      count, [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == count.end() ? "" : most->first;
}

std::vector<Area> areas_of_round(const AreaRegister& areas, const std::string& round) {
  const Year year = financial_year(round);
  std::set<std::string> valid;
  for (const auto& area : areas.areas) {
    if (is_valid_in(area, year)) valid.insert(area.area_code);
  }
  std::vector<Area> taking_part;
  for (const auto& area : areas.areas) {
    if (valid.contains(area.area_code) && !valid.contains(area.successor_code)) {
      taking_part.push_back(area);
    }
  }
  std::ranges::sort(taking_part, {}, &Area::area_code);
  return taking_part;
}

std::string successor_in(const RoundView& view, const std::string& code) {
  const auto& next = view.successors;
  std::string at = code;
  for (std::size_t step = 0; step <= next.size() && !at.empty(); ++step) {
    const auto found = std::ranges::lower_bound(view.areas, at, {}, &Area::area_code);
    if (found != view.areas.end() && found->area_code == at) return at;
    const auto following = next.find(at);
    at = following == next.end() ? "" : following->second;
  }
  return "";
}

AreaRegister areas_of_plans(const AggregateInput& input) {
  std::map<std::string, Area> areas;
  const auto add = [&](const PlanEntry& plan) {
    const auto add_one = [&](const std::string& code) {
      areas[code].area_code = code;
      areas[code].area_name = code;
    };
    for (const auto& code : plan.area_codes) add_one(code);
    if (plan.area_codes.empty()) add_one(plan.plan_id);
  };
  for (const auto& plan : input.plans) add(plan);
  for (const auto& result : input.results) add(result.plan);
  AreaRegister made;
  for (auto& [code, area] : areas) made.areas.push_back(std::move(area));
  return made;
}

}  // namespace plangrade::counting
