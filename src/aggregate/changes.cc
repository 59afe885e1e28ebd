// This round against the previous one, area by area. Areas merge between rounds, so a previous
// rating is looked for under every code that the area took over.
//
// Shares of two rounds are only compared under one policy: both are counted anew from their rows
// under this round's policy, and what was printed under another one is never subtracted.
#include <algorithm>
#include <map>
#include <set>

#include "aggregate/messages.h"
#include "aggregate/round_view.h"
#include "aggregate/wording.h"
#include "base/text.h"

namespace plangrade::counting {
namespace {

/// Codes of the previous round by the area that they belong to now.
std::map<std::string, std::vector<std::string>> predecessors(
    const RoundView& view, const std::map<std::string, std::string>& previous) {
  std::map<std::string, std::vector<std::string>> codes;
  for (const auto& [code, rating] : previous) {
    if (const auto now = successor_in(view, code); !now.empty()) codes[now].push_back(code);
  }
  return codes;
}

std::string change_of(const Policy& policy, const std::string& before, const std::string& now) {
  if (before == kNotAssessable || now == kNotAssessable) return "";
  if (before == now) return "same";
  if (before == kNoPlan) return "new";
  if (now == kNoPlan) return "lost";
  const auto& order = policy.rating_order;
  const auto from = std::ranges::find(order, before), to = std::ranges::find(order, now);
  if (from == order.end() || to == order.end()) return "";
  return from < to ? "improved" : "worse";
}

/// Distinct ratings of merged areas, worst first: "red;amber".
std::string joined_ratings(const RoundView& view, const std::vector<std::string>& codes,
                           const std::map<std::string, std::string>& previous) {
  std::vector<std::string> ratings;
  for (const auto& code : codes) ratings.push_back(previous.at(code));
  return base::join(ratings_in_order(view.policy, ratings), ";");
}

bool is_rated(const std::string& rating) {
  return rating != kNoPlan && rating != kNotAssessable && !rating.empty();
}

std::vector<CountedUnit> units_before(const std::map<std::string, std::string>& previous) {
  std::vector<CountedUnit> units;
  for (const auto& [code, rating] : previous) units.push_back({"", rating, 1});
  return units;
}

std::vector<CountedUnit> units_now(const RoundView& view) {
  std::vector<CountedUnit> units;
  for (const auto& row : view.rows) units.push_back({row.region, row.rating, 1});
  return units;
}

NationalFigure figure_of(const RoundView& view, std::string item, const Share& share,
                         std::string note) {
  NationalFigure made;
  made.rule_set = view.rule_set;
  made.measure = "change";
  made.item = std::move(item);
  made.numerator = share.numerator;
  made.denominator = share.denominator;
  made.unit = share.unit;
  made.percent = made.published = share.percent();
  made.note = std::move(note);
  return made;
}

void add_stagnant(const RoundView& view, std::vector<NationalFigure>& figures) {
  const auto& policy = view.policy;
  Share both{0, 0, "areas with a plan in both rounds", policy.rounding, policy.digits};
  for (const auto& row : view.rows) {
    if (row.change == "merged" || !is_rated(row.rating) || !is_rated(row.previous_rating)) continue;
    ++both.denominator;
    both.numerator += std::ranges::count(policy.stagnant, row.rating) > 0 &&
                      std::ranges::count(policy.stagnant, row.previous_rating) > 0;
  }
  const auto note = list_of(policy.stagnant, "or") +
                    " in both rounds; merged areas have no rating "
                    "of their own before and are left out";
  figures.push_back(figure_of(view, "stagnant", both, note));
  both.denominator = static_cast<std::int64_t>(view.rows.size());
  both.unit = "areas";
  figures.push_back(figure_of(view, "stagnant, all areas", both, note));
}

void add_failing_before(const RoundView& view, std::vector<NationalFigure>& figures) {
  if (view.policy.unit != Unit::area)
    return;  // plans and populations of last round are not at hand
  const auto before = units_before(previous_ratings(view));
  const auto now = units_now(view);
  const auto add = [&](const Policy& policy, const std::string& note) {
    figures.push_back(figure_of(view, "failing before, policy " + policy.id,
                                share_of(policy, before, policy.failing), note));
    figures.push_back(figure_of(view, "failing now, policy " + policy.id,
                                share_of(policy, now, policy.failing), note));
  };
  add(view.policy, "both rounds counted under one policy");
  const auto& other = view.input.previous_policy_rules;
  if (other && other->id != view.policy.id && other->unit == Unit::area) {
    add(*other, "both rounds counted under the policy of the previous round");
  }
}

}  // namespace

std::map<std::string, std::string> previous_ratings(const RoundView& view) {
  std::map<std::string, std::map<std::string, std::string>> by_rule_set;
  for (const auto& [key, rating] : view.input.previous) {
    const auto bar = key.find('|');
    if (bar == std::string::npos) continue;
    by_rule_set[key.substr(0, bar)][key.substr(bar + 1)] = rating;
  }
  if (by_rule_set.contains(view.rule_set)) return by_rule_set[view.rule_set];
  // Rounds are often rated under rule sets of their own; with one on each side the pair is clear.
  if (by_rule_set.size() == 1) return by_rule_set.begin()->second;
  return {};
}

void add_changes(const RoundView& view, std::vector<AreaResult>& rows,
                 std::vector<std::string>& warnings) {
  const auto previous = previous_ratings(view);
  if (previous.empty()) return;
  const auto codes = predecessors(view, previous);
  std::size_t found = 0;
  for (auto& row : rows) {
    const auto before = codes.find(row.area_code);
    if (before == codes.end()) {
      row.change = is_rated(row.rating) ? "new" : "";
      continue;
    }
    found += before->second.size();
    row.previous_rating = joined_ratings(view, before->second, previous);
    row.change = before->second.size() > 1
                     ? "merged"
                     : change_of(view.policy, row.previous_rating, row.rating);
  }
  if (found == previous.size()) return;
  std::vector<std::string> gone;
  for (const auto& [code, rating] : previous) {
    if (successor_in(view, code).empty()) gone.push_back(code);
  }
  warnings.push_back(counted(static_cast<std::int64_t>(gone.size()),
                             "area of the previous round has", "areas of the previous round have") +
                     " neither a row nor a successor in the register: " + names_of(gone));
}

void add_change_figures(const RoundView& view, std::vector<NationalFigure>& figures) {
  if (!view.has_policy || previous_ratings(view).empty()) return;
  std::map<std::string, std::int64_t> count;
  for (const auto& row : view.rows) ++count[row.change];
  const auto areas = static_cast<std::int64_t>(view.rows.size());
  for (const auto* change : {"improved", "same", "worse", "new", "lost", "merged"}) {
    const Share share{count[change], areas, "areas", view.policy.rounding, view.policy.digits};
    figures.push_back(figure_of(view, change, share, ""));
  }
  add_stagnant(view, figures);
  add_failing_before(view, figures);
}

void warn_of_policies(const RoundView& view, std::vector<std::string>& warnings) {
  const auto previous = previous_ratings(view);
  if (previous.empty()) return;
  if (!view.input.previous.contains(view.rule_set + "|" + previous.begin()->first)) {
    warnings.push_back("the previous round was rated under another rule set than " +
                       in_quotes(view.rule_set) + ": a change may come from the rules");
  }
  if (!view.has_policy || view.input.previous_policy == view.policy.id) return;
  std::string text =
      "figures of this round (policy " + in_quotes(view.policy.id) + ") and of the previous one (" +
      (view.input.previous_policy.empty() ? "no policy named"
                                          : "policy " + in_quotes(view.input.previous_policy)) +
      ") are not comparable and are not subtracted";
  if (view.policy.unit == Unit::area) {
    const auto before = share_of(view.policy, units_before(previous), view.policy.failing);
    const auto now = share_of(view.policy, units_now(view), view.policy.failing);
    text += "; under " + in_quotes(view.policy.id) + " for both: " + before.percent() +
            "% failing before (" + std::to_string(before.numerator) + " of " +
            std::to_string(before.denominator) + " " + before.unit + "), " + now.percent() +
            "% now (" + std::to_string(now.numerator) + " of " + std::to_string(now.denominator) +
            " " + now.unit + ")";
  }
  warnings.push_back(text);
}

}  // namespace plangrade::counting
