// What `except` takes away from a term's matches: judged by place, not by sentence or document.
#pragma once

#include <span>
#include <vector>

#include "plangrade/match.h"

namespace plangrade::match {

/// Takes away matches of terms that overlap an exception of the same term. Requires them in order.
void drop_excepted(std::span<const PatternInfo> patterns, std::vector<Match>& matches);

}  // namespace plangrade::match
