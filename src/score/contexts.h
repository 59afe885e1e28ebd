// ConText (Harkema et al. 2009, "ConText: an algorithm for determining negation, experiencer, and
// temporal status from clinical reports"): a cue governs what stands near it.
//
//     "We [no longer] fund trauma therapy, but abused children are seen by ..."
//       cue, reach 8 words ->          stop ^ (what follows is not governed)
#pragma once

#include <optional>

#include "score/clause.h"
#include "score/match_index.h"

namespace plangrade::scoring {

/// What is left out to see whether a decision rests on it.
struct Mask {
  std::uint32_t pattern = kNone;
  std::uint32_t sentence = kNone;
  bool hides(const Located& found) const {
    return found.pattern == pattern || found.sentence == sentence ||
           (sentence != kNone && found.named_in == sentence);
  }
};

/// A cue that governs a match.
struct Cue {
  std::uint32_t context = 0;  ///< index into RuleSet::contexts
  Located at;
};

/// The cue of `context` that governs `match`: in its sentence on the right side of it, within reach
/// and with no stop in between; or in surroundings that the context carries over.
std::optional<Cue> governing_cue(const MatchIndex& index, std::uint32_t context,
                                 const Located& match, const Mask& mask);

/// The sentences that stand around `sentence`: of the kinds in `wanted` (bits), nearest first.
struct SurroundingSentence {
  std::uint32_t sentence = 0;
  unsigned kind = kNoSurrounding;
};
std::vector<SurroundingSentence> surroundings_of(const MatchIndex& index, std::uint32_t sentence,
                                                 unsigned wanted);

}  // namespace plangrade::scoring
