// Points, sections, scores and the rating table, in exact fractions.
#include "plangrade/model/rating.h"

#include <algorithm>
#include <map>

namespace plangrade {
namespace {

bool has_points(const Criterion& criterion) {
  return criterion.max || criterion.otherwise_points != Fraction(0) ||
         std::any_of(criterion.levels.begin(), criterion.levels.end(),
                     [](const Level& level) { return level.points.has_value(); });
}

const CriterionResult* find(std::span<const CriterionResult> criteria, const std::string& id) {
  for (const CriterionResult& result : criteria) {
    if (result.criterion == id) return &result;
  }
  return nullptr;
}

/// Whether the levels are as a row of the rating table wants them. A row none of whose criteria
/// applies does not hold.
bool levels_fit(const RatingRule& rule, std::span<const CriterionResult> criteria) {
  bool any_applies = rule.when.empty();
  for (const auto& [id, levels] : rule.when) {
    const CriterionResult* result = find(criteria, id);
    if (result == nullptr) return false;
    if (!result->applicable) continue;
    any_applies = true;
    if (std::find(levels.begin(), levels.end(), result->level) == levels.end()) return false;
  }
  return any_applies;
}

/// Weighted points of points available.
struct Tally {
  Fraction points, available;
};

Fraction section_weight(const ScoreSection& section, const std::string& area_type) {
  const auto found = section.weight_by_area_type.find(area_type);
  return found == section.weight_by_area_type.end() ? section.weight : found->second;
}

std::optional<Fraction> section_score(const RuleSet& rules,
                                      const std::map<std::string, Tally>& tallies,
                                      const std::string& area_type) {
  Fraction sum, weights;
  for (const ScoreSection& section : rules.sections) {
    const Fraction weight = section_weight(section, area_type);
    const auto found = tallies.find(section.id);
    const bool available = found != tallies.end() && found->second.available > Fraction(0);
    if (available) sum = sum + weight * (found->second.points / found->second.available);
    if (available || rules.empty_section == EmptySection::zero) weights = weights + weight;
  }
  if (weights == Fraction(0)) return std::nullopt;
  return sum / weights;
}

}  // namespace

std::optional<Fraction> points_of(const Criterion& criterion, const std::string& level) {
  if (!has_points(criterion)) return std::nullopt;
  for (const Level& candidate : criterion.levels) {
    if (candidate.level == level) return candidate.points.value_or(Fraction(0));
  }
  if (level == criterion.otherwise) return criterion.otherwise_points;
  return std::nullopt;
}

std::optional<Fraction> points_available(const Criterion& criterion) {
  if (!has_points(criterion)) return std::nullopt;
  if (criterion.max) return criterion.max;
  Fraction best = criterion.otherwise_points;
  for (const Level& level : criterion.levels) {
    if (level.points && *level.points > best) best = *level.points;
  }
  return best;
}

std::string decide_rating(const RuleSet& rules, std::span<const CriterionResult> criteria,
                          const std::optional<Fraction>& score) {
  for (const CriterionResult& result : criteria) {
    if (result.applicable && result.level == kNotAssessable) return kNotAssessable;
  }
  for (const RatingRule& rule : rules.rating) {
    if (rule.at_least && (!score || *score < *rule.at_least)) continue;
    if (levels_fit(rule, criteria)) return rule.rating;
  }
  return "";
}

Scorecard total_points(const RuleSet& rules, std::span<const CriterionResult> criteria,
                       const std::string& area_type) {
  std::map<std::string, const CriterionResult*> by_id;
  for (const CriterionResult& result : criteria) by_id.emplace(result.criterion, &result);
  std::map<std::string, Tally> by_section;
  Tally total;
  bool any_points = false;
  for (const Criterion& criterion : rules.criteria) {
    const auto found = by_id.find(criterion.id);
    if (found == by_id.end() || !found->second->applicable) continue;
    const CriterionResult& result = *found->second;
    if (!result.points_available) {
      if (has_points(criterion)) return {};
      continue;
    }
    if (!result.points) return {};
    any_points = true;
    for (Tally* tally : {&total, &by_section[criterion.section]}) {
      tally->points = tally->points + criterion.weight * *result.points;
      tally->available = tally->available + criterion.weight * *result.points_available;
    }
  }
  if (!any_points) return {};
  Scorecard card{total.points, total.available, std::nullopt};
  if (!rules.sections.empty()) {
    card.score = section_score(rules, by_section, area_type);
  } else if (total.available > Fraction(0)) {
    card.score = total.points / total.available;
  }
  return card;
}

}  // namespace plangrade
