// The level of a criterion, and the holdings it rests on.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "score/operators.h"

namespace plangrade::scoring {

inline constexpr std::size_t kMaxSupporting = 40;
inline constexpr std::size_t kMaxSuppressed = 20;

/// Holdings for one level: those that support it, and those that would if no cue took them away.
struct LevelFindings {
  std::size_t level = 0;  ///< index into Criterion::levels
  bool held = false;
  std::vector<Holding> supporting, suppressed;  ///< in order of text
};

/// The levels that were tried, best first; the last one holds unless all were tried in vain.
struct Decision {
  std::vector<LevelFindings> tried;
  bool decided() const { return !tried.empty() && tried.back().held; }
};

/// A criterion with the conditions of its levels resolved.
struct ResolvedCriterion {
  const Criterion* criterion = nullptr;
  std::vector<Clause> levels;
  /// That these ask for, as indices into RuleSet::contexts: patterns of others decide nothing.
  std::set<std::uint32_t> contexts;
};

/// Decides a criterion with all its findings.
Decision decide(const MatchIndex& index, const ResolvedCriterion& criterion);

/// Index of the level that holds with `mask` left out; the number of levels if none does.
std::size_t level_without(const MatchIndex& index, const ResolvedCriterion& criterion,
                          const Mask& mask);

/// Everything that speaks for a clause in `stretch`, and what cues took away. Where a clause is
/// evaluated over the whole text, its parts are collected one by one, as parts of what suffices
/// together; nothing is collected of a part that does not hold.
void collect(const MatchIndex& index, const Clause& clause, const Stretch& stretch,
             LevelFindings& out);

/// Why a decision is fragile, or "" if it is not: it rests on one quotation, or flips if one
/// pattern or cue that matches where it was decided is left out.
std::string fragility(const MatchIndex& index, const ResolvedCriterion& criterion,
                      const Decision& decision);

}  // namespace plangrade::scoring

/// By criterion.
struct plangrade::Conditions::Impl {
  std::vector<scoring::ResolvedCriterion> criteria;
};
