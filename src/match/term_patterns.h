// Which patterns of a set belong to which term, and which terms stand inside them.
#pragma once

#include <cstdint>
#include <vector>

#include "match/pattern_set.h"

namespace plangrade::match {

/// Terms of all rule sets, numbered through; terms with the same patterns have one number.
using TermNumber = std::uint32_t;

/// Groups of terms, of which one of each is asked for.
using TermGroups = std::vector<std::vector<TermNumber>>;

/// The patterns of a set by the terms that they belong to.
struct TermPatterns {
  struct Of {
    std::vector<std::uint32_t> any, except;  ///< numbers in the set, ascending
    std::vector<TermNumber> inner;           ///< terms that stand inside of these, perhaps twice
  };
  const PatternSet* set = nullptr;
  std::vector<Of> of;                ///< by term
  std::vector<TermGroups> required;  ///< by branch: every match holds one of each group
};

/// Fills `inner` from `required`.
inline void note_inner_terms(TermPatterns& patterns) {
  for (TermPatterns::Of& term : patterns.of) {
    for (const std::uint32_t number : term.any) {
      const PatternSet::Branches branches = patterns.set->branches_of(number);
      for (std::uint32_t branch = branches.begin; branch < branches.end; ++branch) {
        for (const auto& group : patterns.required[branch]) {
          term.inner.insert(term.inner.end(), group.begin(), group.end());
        }
      }
    }
  }
}

}  // namespace plangrade::match
