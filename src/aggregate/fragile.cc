// Ratings that one doubt would change.
//
// The score stage marks a decision as fragile when it rests on one quotation or flips without one
// pattern or cue. Whether the rating flips with it is asked of the rating table: a doubted
// quotation or pattern lets the level fall, a doubted cue lets it rise. One doubt at a time; the
// headline is then given with every such rating flipped to the worse, and to the better.
#include <algorithm>
#include <map>
#include <set>

#include "aggregate/round_view.h"
#include "aggregate/wording.h"
#include "plangrade/model/scorecard.h"

namespace plangrade::counting {
namespace {

/// Levels of a criterion from best to worst.
std::vector<std::string> levels_of(const Criterion& criterion) {
  std::vector<std::string> levels;
  for (const auto& level : criterion.levels) levels.push_back(level.level);
  levels.push_back(criterion.otherwise);
  return levels;
}

/// Levels that the decision could fall or rise to. Taking away a cue gives matches back.
std::vector<std::string> levels_in_doubt(const Criterion& criterion,
                                         const CriterionResult& result) {
  const auto levels = levels_of(criterion);
  const auto now = std::ranges::find(levels, result.level);
  if (now == levels.end()) return {};
  if (result.fragile_reason.starts_with("cue")) return {levels.begin(), now};
  return {now + 1, levels.end()};
}

std::string rating_with(const RuleSet& rules, const PlanResult& plan, std::size_t index,
                        const Criterion& criterion, const std::string& level,
                        const std::string& area_type) {
  auto criteria = plan.criteria;
  criteria[index].level = level;
  if (gives_points(criterion)) criteria[index].points = points_of_level(criterion, level);
  const auto totals = scorecard_totals(rules, criteria, area_type);
  return rating_of(rules, criteria, totals.score);
}

/// Ratings that single doubts lead to, with the reasons.
FragileArea doubts_of(const RuleSet& rules, const PlanResult& plan, const std::string& area_type) {
  FragileArea doubts;
  std::set<std::string> ratings;
  for (std::size_t i = 0; i < plan.criteria.size(); ++i) {
    const auto& result = plan.criteria[i];
    if (!result.fragile || !result.applicable) continue;
    const auto criterion = std::ranges::find(rules.criteria, result.criterion, &Criterion::id);
    if (criterion == rules.criteria.end()) continue;
    bool flips = false;
    for (const auto& level : levels_in_doubt(*criterion, result)) {
      const auto rating = rating_with(rules, plan, i, *criterion, level, area_type);
      if (rating == plan.rating || rating.empty()) continue;
      ratings.insert(rating);
      flips = true;
    }
    if (flips) doubts.reasons.push_back(result.criterion + ": " + result.fragile_reason);
  }
  doubts.could_be = {ratings.begin(), ratings.end()};
  return doubts;
}

bool is_failing(const Policy& policy, const std::string& rating) {
  return std::ranges::count(policy.failing, rating) > 0;
}

NationalFigure figure_of(const RoundView& view, const std::string& item, const Share& share,
                         const std::string& note) {
  NationalFigure made;
  made.rule_set = view.rule_set;
  made.measure = "fragile";
  made.item = item;
  made.numerator = share.numerator;
  made.denominator = share.denominator;
  made.unit = share.unit;
  made.percent = made.published = share.percent();
  made.note = note;
  return made;
}

}  // namespace

std::vector<FragileArea> fragile_areas(const RoundView& view) {
  std::vector<FragileArea> fragile;
  if (view.rules == nullptr) return fragile;
  auto types = area_types_of_plans(view);
  std::map<std::string, FragileArea> by_plan;
  for (const auto* plan : view.results) {
    auto doubts = doubts_of(*view.rules, *plan, types[plan->plan.plan_id]);
    if (!doubts.could_be.empty()) by_plan[plan->plan.plan_id] = std::move(doubts);
  }
  for (const auto& row : view.rows) {
    const auto found = by_plan.find(row.plan_id);
    if (found == by_plan.end()) continue;
    auto area = found->second;
    area.rule_set = view.rule_set;
    area.area_code = row.area_code;
    area.area_name = row.area_name;
    area.plan_id = row.plan_id;
    area.rating = row.rating;
    fragile.push_back(std::move(area));
  }
  return fragile;
}

void add_fragile_figures(const RoundView& view, std::span<const FragileArea> fragile,
                         std::vector<NationalFigure>& figures) {
  if (!view.has_policy || view.rules == nullptr || view.policy.unit == Unit::child) return;
  if (view.rules->rating.empty()) return;  // merged folders keep no bands: unknown, not none
  auto share = share_of(view.policy, units_of(view), view.policy.failing);
  const auto failing = share.numerator;
  std::set<std::string> counted_plans;
  std::int64_t units = 0, could_fail = 0, could_pass = 0;
  for (const auto& area : fragile) {
    if (view.policy.unit == Unit::plan && !counted_plans.insert(area.plan_id).second) continue;
    ++units;
    const bool now = is_failing(view.policy, area.rating);
    const bool flips = std::ranges::any_of(area.could_be, [&](const std::string& rating) {
      return is_failing(view.policy, rating) != now;
    });
    if (flips) ++(now ? could_pass : could_fail);
  }
  const std::string note = "ratings that one doubted quotation, pattern or cue would change";
  share.numerator = units;
  figures.push_back(figure_of(view, "ratings", share, note));
  share.numerator = failing - could_pass;
  figures.push_back(figure_of(view, "failing, all flipped to the better", share,
                              std::to_string(could_pass) + " failing would not be"));
  share.numerator = failing + could_fail;
  figures.push_back(figure_of(view, "failing, all flipped to the worse", share,
                              std::to_string(could_fail) + " more would be failing"));
}

}  // namespace plangrade::counting
