// The words that a pattern cannot do without.
//
// Screening many patterns by one automaton was measured on the 599 patterns of a real rule set:
// RE2::Set over the patterns spends 3 s on building states that each gap such as (?: \w+){0,5}
// multiplies, and then reads 7 MB/s, since every byte is a cache miss; re2::FilteredRE2 gives up on
// long alternations and lets two thirds of the patterns through. Rules are about words, so words
// are what is screened: of every alternative of a pattern the rarest word that it must contain.
//
//     (?:young )?carers? (?:who|of)|hidden carer\w*   ->   "carer", "carers", "hidden"
//     needs?(?: \w+){0,5} therapy                     ->   "therapy", and "need" or "needs"
//
// A pattern can match in a sentence only if a word of each group stands there. Some signs count as
// words: '|', which parts the cells of a table's row, and those of money.
#pragma once

#include <vector>

#include "match/word_needs.h"

namespace plangrade::match {

/// The trigger words of a pattern: the rarest group first, then others that are worth asking for,
/// four in all, each sorted; empty if it may match without any particular word.
TriggerGroups trigger_words(const WordPath& path);

/// Words (or their beginnings) of which every match begins with one, sorted; empty if a match may
/// begin in any other way.
std::vector<TriggerWord> first_words(const Node& root, bool whole_words);

}  // namespace plangrade::match
