// How ratings become headlines: the policy of a round, and the estimate of children.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plangrade/model/fraction.h"

namespace plangrade {

enum class Unit { plan, area, child };
enum class Denominator { with_plan, all };

/// rules/policies/*.yaml; see docs/statistics.md.
struct Policy {
  std::string id, title, citation, url, file, sha256;
  Unit unit = Unit::area;
  std::vector<std::string> failing{"red", "amber"};
  Denominator denominator = Denominator::with_plan;
  Rounding rounding = Rounding::half_up;
  int digits = 0;
  std::string complement;                    ///< a rating printed as 100 less the others; may be empty
  std::vector<std::string> children_in{"red", "amber", "no_plan"};
  std::string regions = "region";            ///< column of the register to group by
  std::vector<std::string> stagnant{"red", "amber"};
  std::vector<std::string> rating_order{"red", "amber", "green"};   ///< worst first, for comparison
};

/// One age band of an estimate: a rate, and its bounds where they are known.
struct EstimateBand {
  std::string population;                    ///< "pop_0_10" or "pop_11_17"
  Fraction rate;
  std::optional<Fraction> low, high;
};

/// A modelled number of children; rules/estimates/*.yaml.
struct Estimate {
  std::string id, title, citation, url, file, sha256;
  std::string measure;                       ///< "children who have been abused or neglected"
  std::string interval;                      ///< "normal approximation", "published"; empty: none
  std::string population_source;
  std::vector<EstimateBand> bands;           ///< each rounded half up, then added
};

}  // namespace plangrade
