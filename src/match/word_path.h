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
// The way is wider than the pattern, never narrower: letters in the middle of a word, and what
// stands between words, are not looked at. In sentences of more than 63 words places fall together,
// the 64th with the first, so that more may seem to match.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "match/pattern_syntax.h"
#include "match/spellings.h"
#include "match/word_table.h"

namespace plangrade::match {

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

/// Where the words of one sentence stand: bit i of a set stands for its words i, i + 64, and so on.
class WordPlaces {
 public:
  /// The places of a word by its number in the table of words.
  std::uint64_t of(std::uint32_t entry) const { return places_[entry]; }
  /// Places of words that have digits, of those that have nothing else, of signs that are words by
  /// themselves, and of words with letters beyond ASCII.
  std::uint64_t with_digits() const { return with_digits_; }
  std::uint64_t digits_only() const { return digits_only_; }
  std::uint64_t signs() const { return signs_; }
  std::uint64_t beyond_ascii() const { return beyond_ascii_; }
  /// Places of words with a pair of letters behind the first, or with one that looks like it.
  std::uint64_t with_pair(std::uint8_t pair) {
    if (!paired_) find_pairs();
    return pairs_[pair];
  }
  /// The place behind the last word.
  std::uint64_t end() const { return std::uint64_t{1} << (size_ % 64); }
  /// Whether places fall together.
  bool folded() const { return size_ > 63; }

  /// Sets the places of the words of `sentence`; there may be `entries` different ones. Keeps the
  /// view of the sentence.
  void set(std::string_view sentence, const SentenceWords& words, std::size_t entries);

 private:
  void find_pairs();

  std::string_view sentence_;
  std::vector<std::uint64_t> places_;
  std::vector<std::uint32_t> known_;
  std::uint64_t with_digits_ = 0, digits_only_ = 0, signs_ = 0, beyond_ascii_ = 0;
  std::uint32_t size_ = 0;
  bool paired_ = false;
  std::array<std::uint64_t, 256> pairs_{};
};

/// A number for two neighbouring letters, the same for some others.
inline std::uint8_t letter_pair(char first, char second) {
  return static_cast<std::uint8_t>((first & 31) << 3 ^ (second & 31));
}

/// A way with its words as a table of words has them.
class Route {
 public:
  Route() = default;
  /// `entries[i]` is the number of word i of `path` in the table; of each of `needs`, the numbers
  /// of its trigger words, the way needs one.
  Route(const WordPath& path, std::vector<std::uint32_t> entries,
        const std::vector<std::vector<std::uint32_t>>& needs);

  /// Whether a sentence has the trigger words; if not, the way does not lead through.
  bool has_words(const WordPlaces& places) const;

  /// Whether the way leads through a sentence: false only if the pattern does not match there.
  bool leads_through(WordPlaces& places) const;

 private:
  friend class Traveller;
  std::vector<PathStep> steps_;
  std::vector<std::uint32_t> entries_;
  std::vector<std::uint32_t> needs_, needs_end_;  // the latter by group
  std::vector<std::uint8_t> pairs_;               // of letters, of all words
  std::vector<std::uint32_t> pairs_end_;          // by word
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
