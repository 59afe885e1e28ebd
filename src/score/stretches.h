// The stretches of text that `within` opens, around the matches that a condition cannot do without.
#pragma once

#include <functional>

#include "score/clause.h"
#include "score/match_index.h"

namespace plangrade::scoring {

/// Calls `visit` for the stretches that `clause.within` opens inside `outer` and in which it could
/// hold, in order of text, until `visit` says to stop. For windows of words and sentences, which
/// overlap, `visit` returns the byte behind which the next window must begin.
struct Visit {
  bool stop = false;
  std::uint32_t next_after = 0;  ///< windows: begin of the first match of the holding found
  bool held = false;
};
void each_stretch(const MatchIndex& index, const Clause& clause, const Stretch& outer,
                  const std::function<Visit(const Stretch&)>& visit);

}  // namespace plangrade::scoring
