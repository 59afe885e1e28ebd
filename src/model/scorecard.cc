// Totals of scorecards in exact fractions. Doubles were tried elsewhere: 17 of 409 published
// council totals were printed one point low, because 0.15 x 0.6 and its like are not what they say.
#include "plangrade/model/scorecard.h"

#include <algorithm>
#include <map>

namespace plangrade {
namespace {

struct Sum {
  Fraction points, available;
  bool any = false;
};

bool counts(const CriterionResult& result) {
  return result.applicable && result.points.has_value() && result.points_available.has_value();
}

void add(Sum& sum, const CriterionResult& result) {
  sum.points = sum.points + *result.points;
  sum.available = sum.available + *result.points_available;
  sum.any = true;
}

std::optional<Fraction> share_of(const Sum& sum) {
  if (sum.available.overflow() || sum.points.overflow() || sum.available == Fraction(0)) {
    return std::nullopt;
  }
  return sum.points / sum.available;
}

Fraction weight_of(const ScoreSection& section, const std::string& area_type) {
  const auto found = section.weight_by_area_type.find(area_type);
  return found == section.weight_by_area_type.end() ? section.weight : found->second;
}

std::map<std::string, Sum> sums_by_section(const RuleSet& rules,
                                           std::span<const CriterionResult> criteria) {
  std::map<std::string, std::string> section_of;
  for (const auto& criterion : rules.criteria) section_of[criterion.id] = criterion.section;
  std::map<std::string, Sum> sums;
  for (const auto& result : criteria) {
    if (counts(result)) add(sums[section_of[result.criterion]], result);
  }
  return sums;
}

std::optional<Fraction> weighted_score(const RuleSet& rules,
                                       std::span<const CriterionResult> criteria,
                                       const std::string& area_type) {
  auto sums = sums_by_section(rules, criteria);
  Fraction total, weights;
  bool any = false;
  for (const auto& section : rules.sections) {
    const auto& sum = sums[section.id];
    if (sum.points.overflow() || sum.available.overflow()) return std::nullopt;
    const auto share = share_of(sum);
    any = any || share.has_value();
    if (!share && rules.empty_section == EmptySection::rescale) continue;
    const Fraction weight = weight_of(section, area_type);
    weights = weights + weight;
    total = total + weight * share.value_or(Fraction(0));
  }
  if (!any || weights == Fraction(0)) return std::nullopt;
  const Fraction score = total / weights;
  if (score.overflow()) return std::nullopt;
  return score;
}

bool row_holds(const RatingRule& row, std::span<const CriterionResult> criteria,
               const std::optional<Fraction>& score) {
  if (row.at_least && (!score || *score < *row.at_least)) return false;
  return std::ranges::all_of(row.when, [&](const auto& wanted) {
    const auto result = std::ranges::find(criteria, wanted.first, &CriterionResult::criterion);
    return result != criteria.end() && std::ranges::count(wanted.second, result->level) > 0;
  });
}

}  // namespace

ScorecardTotals scorecard_totals(const RuleSet& rules, std::span<const CriterionResult> criteria,
                                 const std::string& area_type) {
  Sum all;
  for (const auto& result : criteria) {
    if (counts(result)) add(all, result);
  }
  ScorecardTotals totals;
  if (!all.any) return totals;
  if (!all.points.overflow()) totals.points = all.points;
  if (!all.available.overflow()) totals.points_available = all.available;
  totals.score =
      rules.sections.empty() ? share_of(all) : weighted_score(rules, criteria, area_type);
  return totals;
}

std::string rating_of(const RuleSet& rules, std::span<const CriterionResult> criteria,
                      const std::optional<Fraction>& score) {
  for (const auto& row : rules.rating) {
    if (row_holds(row, criteria, score)) return row.rating;
  }
  return "";
}

std::optional<Fraction> points_of_level(const Criterion& criterion, const std::string& level) {
  for (const auto& known : criterion.levels) {
    if (known.level == level) return criterion.weight * known.points.value_or(Fraction(0));
  }
  if (level == criterion.otherwise) return criterion.weight * criterion.otherwise_points;
  return std::nullopt;
}

bool gives_points(const Criterion& criterion) {
  return criterion.max.has_value() || criterion.otherwise_points != Fraction(0) ||
         std::ranges::any_of(criterion.levels, [](const Level& l) { return l.points.has_value(); });
}

Fraction points_available_in(const Criterion& criterion) {
  if (criterion.max) return criterion.weight * *criterion.max;
  Fraction best = criterion.otherwise_points;
  for (const auto& level : criterion.levels) {
    best = std::max(best, level.points.value_or(Fraction(0)));
  }
  return criterion.weight * best;
}

}  // namespace plangrade
