// Whether a condition holds in a stretch of text, and on which matches it rests.
//
// A condition is solved from the text, not from the condition: stretches are opened only around
// matches of the part that is rarest in the plan, so that a question about ten sentences of a
// hundred pages looks at ten sentences.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "score/clause.h"
#include "score/contexts.h"
#include "score/match_index.h"

namespace plangrade::scoring {

/// A match on which a condition rests.
struct Use {
  Located match;
  std::uint32_t term = 0;             ///< index into RuleSet::terms
  unsigned carried = kNoSurrounding;  ///< from where, if not from the stretch itself
  std::optional<Cue> suppressed_by;   ///< the cue that takes it away
  std::optional<Cue> required;        ///< the cue of `only` that it stands in
};

/// Which part of what holds only together a holding is, where parts stand in stretches of their
/// own: of a finding here and the decision that follows from it elsewhere, neither suffices alone.
struct PartOf {
  int together = 0;  ///< holdings with the same number suffice together; 0: it suffices by itself
  int part = 0;      ///< one of each number is needed, from 1
  std::string name;  ///< of the part, in few words
  bool operator==(const PartOf&) const = default;
};

/// The matches on which a condition holds in one stretch, in order of the parts.
struct Holding {
  std::vector<Use> uses;
  PartOf of{};
  bool suppressed() const;  ///< rests on a match that a cue takes away
};

/// How a condition is to be solved.
struct SolveOptions {
  bool ignore_unless = false;  ///< let governed matches count, marked as suppressed
  Mask mask;                   ///< leave out a pattern or a sentence
};

class Solver {
 public:
  /// Keeps a reference to `index`.
  Solver(const MatchIndex& index, SolveOptions options) : index_(index), options_(options) {}

  /// Up to `limit` ways in which a clause holds in `stretch`: one per stretch that the clause opens
  /// in it, or different matches if it opens none. In order of text.
  std::vector<Holding> solve(const Clause& clause, const Stretch& stretch, std::size_t limit) const;

  /// Ways in which a clause with `from` holds in the surroundings of the stretch's sentences.
  std::vector<Holding> solve_around(const Clause& clause, const Stretch& stretch,
                                    std::size_t limit) const;

  /// Ways to hold in exactly this stretch, whatever the clause would open.
  std::vector<Holding> solve_in(const Clause& clause, const Stretch& stretch,
                                std::size_t limit) const;

  /// The first way to hold in a stretch that the clause opened: no `none` part holds there and at
  /// least one match is not carried.
  std::optional<Holding> hold_in(const Clause& clause, const Stretch& stretch) const;

  const MatchIndex& index() const { return index_; }
  const SolveOptions& options() const { return options_; }

  /// The match as a use of a term of `clause`, if zones, contexts and mask allow it.
  std::optional<Use> use_of(const Clause& clause, const Located& match) const;

 private:
  std::vector<Holding> solve_here(const Clause& clause, const Stretch& stretch,
                                  std::size_t limit) const;

  const MatchIndex& index_;
  SolveOptions options_;
};

}  // namespace plangrade::scoring
