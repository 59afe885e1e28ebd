// The way of a match through the words of a sentence.
//
// That the words of a pattern stand somewhere in a sentence says little where they are "have",
// "for" and "two": they must also follow one another as the pattern has it. A pattern is therefore
// read once more, by its words alone, and this way is walked for all places of a sentence at once:
// bit i of a number is "before the i-th word", or "within it".
//
//     (?:is|are) (?:\w+ ){0,2}offered        the children are now being offered help
//     before   11111111                                 0    1   2   3     4      5
//     is|are   00001000  behind "are"
//     \w+      00111000  up to two words farther
//     offered  01000000  behind "offered": it may match
//
// The way is wider than the pattern, never narrower: what stands between words is not looked at,
// and letters in the middle of a word only by pairs. In sentences of more than 63 words places fall
// together, the 64th with the first, so that more may seem to match.
#pragma once

#include <cstdint>
#include <vector>

#include "match/pattern_syntax.h"
#include "match/spellings.h"

namespace plangrade::match {

/// More than so many words away is anywhere behind.
inline constexpr std::uint16_t kFar = 40;

/// One step of a way. Steps stand in the order of the pattern, each before its parts.
struct PathStep {
  enum class Kind : std::uint8_t {
    sequence,      ///< parts one after the other
    choice,        ///< any of its parts
    repeated,      ///< its parts, `n` times at most
    word,          ///< one of its words, to its end
    beginning,     ///< one of its words, which may go on
    letters,       ///< letters or digits, any number of them
    digits,        ///< the same of digits alone
    number,        ///< digits with points, commas and the like: `n` characters at most
    end_of_word,   ///< out of a word, or out of none
    apart,         ///< what parts words, signs among them: `n` characters at most
    anything,      ///< `n` characters at most
    words_behind,  ///< ` \w+`, `n` times at most
    words_before,  ///< `\w+ `, `n` times at most
    first,         ///< the beginning of the sentence
    last,          ///< its end
  };
  Kind kind = Kind::sequence;
  bool optional = false;
  bool digits = false;   ///< word, beginning: one has no more than digits
  bool letters = false;  ///< word, beginning: one has a letter; apart: or a letter beyond ASCII
  std::uint16_t n = 1;
  std::uint32_t begin = 0, end = 0;  ///< of `word` and `beginning`: words; else end: the next step
};

struct WordPath {
  std::vector<PathStep> steps;     ///< empty: nothing is known
  std::vector<TriggerWord> words;  ///< of all steps
};

/// Calls visit(index) for the parts of step `at`.
template <typename Visit>
void each_part(const std::vector<PathStep>& steps, std::uint32_t at, Visit visit) {
  using Kind = PathStep::Kind;
  for (std::uint32_t i = at + 1; i < steps[at].end;) {
    visit(i);
    const bool words = steps[i].kind == Kind::word || steps[i].kind == Kind::beginning;
    i = words ? i + 1 : steps[i].end;
  }
}

/// The way of a pattern; empty if it is too long to be worth walking.
WordPath word_path(const Node& root, bool whole_words);

/// How often a way leads through a sentence, roughly; for an empty way, always.
double commonness(const WordPath& path);

}  // namespace plangrade::match
