// From levels and points to a score and a rating: pure arithmetic on a rule set's tables, used both
// when a plan is scored and when a coder's decision replaces the program's.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "plangrade/model/fraction.h"
#include "plangrade/model/plan_result.h"
#include "plangrade/model/rule_set.h"

namespace plangrade {

/// The points that a criterion gives for a level, before its weight; empty if the criterion has no
/// points at all or the level is not one of its levels.
std::optional<Fraction> points_of(const Criterion& criterion, const std::string& level);

/// The most points a criterion can give, before its weight: `max`, else those of its best level.
/// Empty if the criterion has no points at all.
std::optional<Fraction> points_available(const Criterion& criterion);

/// The rating that a rule set gives to levels and score alone; "" if no row holds. A criterion that
/// does not apply is left out of `when`; one that is not assessable makes the rating
/// `not_assessable`.
std::string decide_rating(const RuleSet& rules, std::span<const CriterionResult> criteria,
                          const std::optional<Fraction>& score);

/// Points, points available (both weighted) and score 0..1; all empty without points, or where a
/// criterion that counts could not be assessed.
struct Scorecard {
  std::optional<Fraction> points, points_available, score;
};

/// Adds up criteria by the rule set's weights. `CriterionResult::points` are before the criterion's
/// weight. Without sections the score is points / points available; with sections it is the sum of
/// weight * share over the sum of weights, a section's share being its points of its points
/// available. Where nothing is available in a section, `rescale` leaves its weight out and `zero`
/// keeps it.
Scorecard total_points(const RuleSet& rules, std::span<const CriterionResult> criteria,
                       const std::string& area_type);

}  // namespace plangrade
