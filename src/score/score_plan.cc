// One plan under one rule set: levels, points, rating.
#include <algorithm>

#include "plangrade/model/scorecard.h"
#include "plangrade/score.h"
#include "score/evidence.h"
#include "score/levels.h"

namespace plangrade {
namespace {

bool named_or_all(const std::vector<std::string>& names, const std::string& name) {
  return names.empty() || std::ranges::count(names, name) > 0;
}

/// Points of a criterion, left empty where no level of it has any.
void set_points(const Criterion& criterion, CriterionResult& result) {
  const Fraction available = points_available_in(criterion);
  const bool has_points = criterion.max.has_value() || criterion.otherwise_points != Fraction(0) ||
                          std::ranges::any_of(criterion.levels, [](const Level& level) {
                            return level.points.has_value();
                          });
  if (!has_points) return;
  result.points = points_of_level(criterion, result.level);
  if (result.points) result.points_available = available;
}

CriterionResult score_criterion(const scoring::MatchIndex& index,
                                const scoring::ResolvedCriterion& resolved) {
  const Criterion& criterion = *resolved.criterion;
  const scoring::Decision decision = scoring::decide(index, resolved);
  CriterionResult result;
  result.level = decision.decided() ? criterion.levels[decision.tried.back().level].level
                                    : criterion.otherwise;
  result.evidence = scoring::evidence_of(index, resolved, decision);
  result.fragile_reason = scoring::fragility(index, resolved, decision);
  const auto quotations = std::ranges::count(result.evidence, Role::supports, &Evidence::role);
  if (result.fragile_reason == "one quotation" && quotations > 1) {
    result.fragile_reason = "one of " + std::to_string(quotations) + " quotations";
  }
  result.fragile = !result.fragile_reason.empty();
  set_points(criterion, result);
  return result;
}

bool readable(const ScoreInput& input) {
  return !input.text.sentences.empty() && !input.plan.entry.missing;
}

/// Criteria of a plan without text: nothing is decided.
CriterionResult undecided(const ScoreInput& input) {
  CriterionResult result;
  result.level = input.plan.entry.missing ? "" : kNotAssessable;
  result.basis = Basis::none;
  return result;
}

void set_rating(const ScoreInput& input, PlanResult& result) {
  if (!readable(input)) {
    result.rating = input.plan.entry.missing ? kNoPlan : kNotAssessable;
    result.basis = Basis::none;
    return;
  }
  const ScorecardTotals totals = scorecard_totals(input.rules, result.criteria, input.area_type);
  result.points = totals.points;
  result.points_available = totals.points_available;
  result.score = totals.score;
  result.rating = rating_of(input.rules, result.criteria, result.score);
}

}  // namespace

bool applies(const Criterion& criterion, const std::string& area_type, const std::string& region,
             const std::string& round) {
  return named_or_all(criterion.applies.area_type, area_type) &&
         named_or_all(criterion.applies.region, region) &&
         named_or_all(criterion.applies.round, round);
}

PlanResult score_plan(const ScoreInput& input) {
  if (input.conditions == nullptr) {
    const Conditions conditions(input.rules);
    ScoreInput resolved = input;
    resolved.conditions = &conditions;
    return score_plan(resolved);
  }
  PlanResult result;
  result.plan = input.plan.entry;
  result.rule_set = input.rules.id;
  result.rule_set_sha256 = input.rules.sha256;
  result.words = input.text.words;
  for (const Document& document : input.plan.documents) {
    result.pages += static_cast<int>(document.pages.size());
  }
  const scoring::MatchIndex index(input);
  for (const auto& resolved : input.conditions->impl().criteria) {
    const Criterion& criterion = *resolved.criterion;
    CriterionResult scored;
    if (!applies(criterion, input.area_type, input.region, input.plan.entry.round)) {
      scored.applicable = false;
      scored.basis = Basis::none;
    } else {
      scored = readable(input) ? score_criterion(index, resolved) : undecided(input);
    }
    scored.criterion = criterion.id;
    result.criteria.push_back(std::move(scored));
  }
  set_rating(input, result);
  return result;
}

}  // namespace plangrade
