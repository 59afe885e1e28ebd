// Passages that nearly satisfy a condition, for a person who asks why a level did not hold.
#pragma once

#include <string>
#include <vector>

#include "score/operators.h"

namespace plangrade::scoring {

struct NearMiss {
  Holding holding;
  /// "lacks harm_to_mind; or risk" (any of them would do), "stands in the zone references"
  std::string reason;
};

/// At most `limit` passages, best first, in each of which one thing keeps a condition from holding:
/// a part that is missing, the order of its parts, a part of `none` that stands there, or the zone.
/// A passage with rare terms is better than one with common ones; one that lacks more than it holds
/// is left out. Requires that the clause does not hold.
std::vector<NearMiss> near_misses(const MatchIndex& index, const Clause& clause, std::size_t limit);

}  // namespace plangrade::scoring
