// The words that a pattern cannot do without.
//
// Screening many patterns by one automaton was measured on the 599 patterns of a real rule set:
// RE2::Set over the patterns spends 3 s on building states that each gap such as (?: \w+){0,5}
// multiplies, and then reads 7 MB/s, since every byte is a cache miss; re2::FilteredRE2 gives up on
// long alternations and lets two thirds of the patterns through. Rules are about words, so words
// are what is screened: of every alternative of a pattern the rarest word that it must contain.
//
//     (?:young )?carers? (?:who|of)|hidden carer\w*   ->   "carer", "carers", "hidden"
//
// A pattern can match in a sentence only if one of its trigger words stands there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "match/pattern_syntax.h"

namespace plangrade::match {

/// A word in the reduced alphabet (reduced() below) that a text's word must equal, or begin with.
struct TriggerWord {
  std::string word;
  bool prefix = false;
  auto operator<=>(const TriggerWord&) const = default;
};

/// The trigger words of a pattern, sorted; empty if it may match without any particular word.
std::vector<TriggerWord> trigger_words(const Node& root, bool whole_words);

/// A character in the alphabet of trigger words: a to z, '0' for any digit, '_', '~' for letters
/// beyond ASCII; 0 if it belongs to no word.
char reduced(char32_t c);

}  // namespace plangrade::match
