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

/// What the patterns of all rule sets belong to, by id.
struct PatternOwners {
  std::vector<TermNumber> term;                   ///< of patterns of terms and names
  std::vector<bool> is_exception;                 ///< of the term
  std::vector<std::vector<TermGroups>> required;  ///< by branch, as in TermPatterns
};

/// The patterns of `set`, to which a pointer is kept; `terms`: how many there are.
TermPatterns patterns_by_term(const PatternSet& set, const PatternOwners& owners,
                              std::size_t terms);

}  // namespace plangrade::match
