// From decided criteria to points, a score and a rating: what a rule set says once all levels are
// known. The same arithmetic serves plans that the program read, adjudicated levels, and tables of
// points that somebody else made.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "plangrade/model/fraction.h"
#include "plangrade/model/plan_result.h"
#include "plangrade/model/rule_set.h"

namespace plangrade {

/// Totals of a plan. Empty where nothing is available or a sum does not fit 64 bits.
struct ScorecardTotals {
  std::optional<Fraction> points, points_available;
  std::optional<Fraction> score;  ///< 0..1
};

/// Sums the points of the applicable criteria. CriterionResult::points and points_available count
/// as they stand: the weight of a criterion is already in them. With sections the score is
///     sum over sections of weight x points / points available, over the sum of weights,
/// where a section without anything available is left out of both sums (EmptySection::rescale) or
/// takes part with a share of 0 (EmptySection::zero). Without sections it is points / available.
/// `area_type` chooses among ScoreSection::weight_by_area_type.
ScorecardTotals scorecard_totals(const RuleSet& rules, std::span<const CriterionResult> criteria,
                                 const std::string& area_type);

/// The rating of the first row of the rule set's table that holds; "" if none does. A row with
/// `at_least` never holds without a score.
std::string rating_of(const RuleSet& rules, std::span<const CriterionResult> criteria,
                      const std::optional<Fraction>& score);

/// Points of `level` for `criterion`, its weight included; empty if it has no such level. A level
/// without points of its own is worth nothing.
std::optional<Fraction> points_of_level(const Criterion& criterion, const std::string& level);

/// Whether any level of `criterion` is worth points; where none is, points stay empty.
bool gives_points(const Criterion& criterion);

/// Points available in `criterion`, its weight included: `max`, or the best level's points.
Fraction points_available_in(const Criterion& criterion);

}  // namespace plangrade
