// Names that a plan gives to what a term is about.
//
//     "The Willow Project offers trauma therapy to children who have been abused."
//      ... thirty pages on ...
//     "The Willow Project received £45,000."
//
// A pattern such as '{name} Project' finds a candidate; where the terms stand beside it that the
// rule set asks for, the candidate is a name, and is looked for in the whole plan.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "match/text_words.h"
#include "plangrade/match.h"

namespace plangrade::match {

/// At most so many different names are taken from one plan; the first ones.
inline constexpr std::size_t kMaxNames = 200;

class Names {
 public:
  /// The patterns [numbers.first, numbers.second) find candidates for `naming` of a rule set.
  /// Numbers must rise from call to call. Terms that the rule set does not have are never matched.
  void add(const RuleSet& rules, const Naming& naming,
           std::pair<std::uint32_t, std::uint32_t> numbers);

  /// Takes the candidates out of `matches` (in order of text) and appends, out of order, where the
  /// names among them stand. Words of `area_names` do not tell one service from another; a single
  /// word that the plan also writes small is no name. False if nothing was appended.
  bool resolve(const SegmentedText& text, const TextWords& words,
               std::span<const PatternInfo> patterns, std::span<const std::string> area_names,
               std::vector<Match>& matches) const;

  struct Rule {
    std::uint32_t first = 0, last = 0;  ///< numbers of its patterns, half open
    std::vector<std::uint32_t> beside;  ///< indices of terms; kNone: a term that does not exist
    bool in_paragraph = false;
  };
  /// What add() was told, ascending by first.
  const std::vector<Rule>& rules() const { return rules_; }

 private:
  const Rule& rule_of(std::uint32_t pattern) const;

  friend class NameReading;
  std::vector<Rule> rules_;
};

/// The name in a candidate, without numbers before it and leading words that no name begins with
/// ("7.3", "the", "called"). Empty if what is left would not tell one service from another: nothing
/// but general words ("Mental Health Service"), or a single word of fewer than five letters.
std::string distinctive_name(std::string_view candidate, std::span<const std::string> area_names);

}  // namespace plangrade::match
