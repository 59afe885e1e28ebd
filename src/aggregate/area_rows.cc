// From plans to areas: every area inherits the rating of the plan that is for it.
#include <algorithm>
#include <map>
#include <tuple>

#include "aggregate/area_names.h"
#include "aggregate/messages.h"
#include "aggregate/round_view.h"
#include "base/text.h"

namespace plangrade::counting {
namespace {

/// A plan that may count for an area. `result` is null for a plan that was listed and not rated.
struct Candidate {
  const PlanEntry* plan = nullptr;
  const PlanResult* result = nullptr;
};
using Candidates = std::map<std::string, std::vector<Candidate>>;  // by area code

std::string rating_of(const Candidate& candidate) {
  if (candidate.result != nullptr && !candidate.result->rating.empty()) {
    return candidate.result->rating;
  }
  return candidate.plan->missing ? kNoPlan : kNotAssessable;
}

int standing_of(const Candidate& candidate) {
  const auto rating = rating_of(candidate);
  return rating == kNoPlan ? 2 : rating == kNotAssessable ? 1 : 0;
}

std::uint64_t words_of(const Candidate& candidate) {
  return candidate.result == nullptr ? 0 : candidate.result->words;
}

/// Better candidates first: a rated plan, then one that could not be read, then a missing one; the
/// latest; the one that is for fewer areas; the longest; the first by id.
bool comes_before(const Candidate& a, const Candidate& b) {
  const auto key = [](const Candidate& c, const Candidate& other) {
    return std::tuple(standing_of(c), other.plan->published, c.plan->area_codes.size(),
                      words_of(other), c.plan->plan_id);
  };
  return key(a, b) < key(b, a);
}

/// The first of these that parts the two, as the reason why `a` counts.
std::string why_before(const Candidate& a, const Candidate& b) {
  if (standing_of(a) != standing_of(b)) return "the other could not be assessed";
  if (a.plan->published != b.plan->published) {
    return b.plan->published.empty() ? "its date is known" : "it was published later";
  }
  if (a.plan->area_codes.size() != b.plan->area_codes.size()) return "it is for fewer areas";
  if (words_of(a) != words_of(b)) return "it is longer";
  return "it comes first by name";
}

/// Areas of the register whose column plan_id names the plan.
std::vector<std::string> codes_in_register(const RoundView& view, const PlanEntry& plan) {
  std::vector<std::string> codes;
  const auto& extra = view.input.areas.extra_columns;
  const auto column = std::ranges::find(extra, "plan_id");
  if (column == extra.end()) return codes;
  const auto index = static_cast<std::size_t>(column - extra.begin());
  for (const auto& area : view.areas) {
    if (index < area.extra.size() && area.extra[index] == plan.plan_id) {
      codes.push_back(area.area_code);
    }
  }
  return codes;
}

/// What plans are matched to areas with.
struct Placing {
  const RoundView& view;
  AreaNames names;
  Candidates candidates;
  std::vector<std::string>& warnings;

  /// Codes that a plan is for: its own, else what the register says, else the area whose code or
  /// name the plan's id is. An ambiguous name is told and stands for none.
  std::vector<std::string> codes_of(const PlanEntry& plan) {
    if (!plan.area_codes.empty()) return plan.area_codes;
    if (auto codes = codes_in_register(view, plan); !codes.empty()) return codes;
    if (!successor_in(view, plan.plan_id).empty()) return {plan.plan_id};
    auto codes = names.called(plan.plan_id);
    if (codes.size() < 2) return codes;
    warnings.push_back("plan " + in_quotes(plan.plan_id) + " has the name of several areas (" +
                       base::join(codes, ", ") + "); give its area_codes");
    return {};
  }

  void add(const Candidate& candidate) {
    bool placed = false;
    for (const auto& code : codes_of(*candidate.plan)) {
      // A plan for an area that has merged since is a plan for the area that took over.
      const auto now = successor_in(view, code);
      if (now.empty()) continue;
      auto& of_area = candidates[now];
      const bool known = std::ranges::any_of(
          of_area, [&](const Candidate& c) { return c.plan->plan_id == candidate.plan->plan_id; });
      if (!known) of_area.push_back(candidate);
      placed = true;
    }
    if (placed) return;
    warnings.push_back(
        "plan " + in_quotes(candidate.plan->plan_id) +
        " is for no area of the register and counts for none; give its area_codes in "
        "plans.csv");
  }
};

Candidates candidates_of(const RoundView& view, std::vector<std::string>& warnings) {
  std::map<std::string, Candidate> plans;
  for (const auto& plan : view.input.plans) plans[plan.plan_id].plan = &plan;
  for (const auto* result : view.results) {
    auto& candidate = plans[result->plan.plan_id];
    candidate.result = result;
    if (candidate.plan == nullptr || candidate.plan->area_codes.empty()) {
      candidate.plan = &result->plan;
    }
  }
  Placing placing{view, AreaNames(view.input.areas.areas), {}, warnings};
  for (const auto& [id, candidate] : plans) placing.add(candidate);
  return std::move(placing.candidates);
}

std::string region_of(const RoundView& view, const Area& area) {
  const auto& column = view.policy.regions;
  if (column == "region") return area.region;
  if (column == "area_type") return area.area_type;
  const auto& extra = view.input.areas.extra_columns;
  const auto found = std::ranges::find(extra, column);
  if (found == extra.end()) return "";
  return area.extra[static_cast<std::size_t>(found - extra.begin())];
}

Basis basis_of(const Candidate& candidate, const std::string& rating) {
  if (rating == kNoPlan) return Basis::none;
  if (candidate.result != nullptr && candidate.result->basis == Basis::override_) {
    return Basis::override_;
  }
  return candidate.plan->area_codes.size() > 1 ? Basis::inherited : Basis::own;
}

AreaResult row_of(const RoundView& view, const Area& area, const Candidate* plan) {
  AreaResult row;
  row.area_code = area.area_code;
  row.area_name = area.area_name;
  row.region = region_of(view, area);
  row.rule_set = view.rule_set;
  row.rating = kNoPlan;
  row.basis = Basis::none;
  if (area.pop_0_10 && area.pop_11_17) row.population = *area.pop_0_10 + *area.pop_11_17;
  if (!view.input.estimates.empty()) {
    if (const auto children = estimate_children(view.input.estimates.front(), area)) {
      row.estimated_children = children->value;
      row.estimated_low = children->low;
      row.estimated_high = children->high;
    }
  }
  if (plan == nullptr) return row;
  row.plan_id = plan->plan->plan_id;
  row.rating = rating_of(*plan);
  row.basis = basis_of(*plan, row.rating);
  return row;
}

}  // namespace

std::vector<AreaResult> area_rows(const RoundView& view, std::vector<std::string>& warnings) {
  auto candidates = candidates_of(view, warnings);
  std::vector<AreaResult> rows;
  for (const auto& area : view.areas) {
    auto& plans = candidates[area.area_code];
    std::ranges::sort(plans, comes_before);
    rows.push_back(row_of(view, area, plans.empty() ? nullptr : &plans.front()));
    std::vector<std::string> others;
    for (std::size_t i = 1; i < plans.size(); ++i) {
      if (plans[i].plan->missing) continue;
      others.push_back(in_quotes(plans[i].plan->plan_id) + " (" +
                       why_before(plans.front(), plans[i]) + ")");
    }
    if (others.empty()) continue;
    warnings.push_back("area " + area.area_name +
                       " has more than one plan: " + in_quotes(plans.front().plan->plan_id) +
                       " counts, not " + base::join(others, ", "));
  }
  return rows;
}

}  // namespace plangrade::counting
