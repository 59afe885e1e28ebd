// Walking the way of a pattern (word_path.h) through a sentence, at all places at once.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "match/text_words.h"
#include "match/word_path.h"

namespace plangrade::match {

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

  /// Sets the places of the words of a sentence. `entries_of(word)` are the numbers that a table of
  /// `size` words has for a word of a text. Keeps the view of the sentence.
  template <typename EntriesOf>
  void set(std::string_view sentence, std::span<const Token> tokens, const std::vector<Word>& words,
           std::size_t size, EntriesOf entries_of);

 private:
  void begin(std::string_view sentence, std::size_t size);
  void find_pairs();

  std::string_view sentence_;
  std::vector<std::uint64_t> places_;
  std::vector<std::uint32_t> known_;
  std::uint64_t with_digits_ = 0, digits_only_ = 0, signs_ = 0, beyond_ascii_ = 0;
  std::uint32_t size_ = 0;
  bool paired_ = false;
  std::array<std::uint64_t, 256> pairs_{};
};

template <typename EntriesOf>
void WordPlaces::set(std::string_view sentence, std::span<const Token> tokens,
                     const std::vector<Word>& words, std::size_t size, EntriesOf entries_of) {
  begin(sentence, size);
  for (const Token& token : tokens) {
    const std::uint64_t bit = std::uint64_t{1} << (size_++ % 64);
    for (const std::uint32_t entry : entries_of(token.word)) {
      if (places_[entry] == 0) known_.push_back(entry);
      places_[entry] |= bit;
    }
    const std::uint8_t kinds = words[token.word].kinds;
    if ((kinds & kHasDigit) != 0) with_digits_ |= bit;
    if ((kinds & (kHasDigit | kHasLetter)) == kHasDigit) digits_only_ |= bit;
    if ((kinds & kSignAlone) != 0) signs_ |= bit;
    if ((kinds & kBeyondAscii) != 0) beyond_ascii_ |= bit;
  }
}

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

  /// The groups of its trigger words, the rarest first.
  std::size_t groups() const { return needs_end_.size(); }
  std::span<const std::uint32_t> group(std::size_t i) const {
    const std::uint32_t begin = i == 0 ? 0 : needs_end_[i - 1];
    return {needs_.data() + begin, needs_.data() + needs_end_[i]};
  }

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

}  // namespace plangrade::match
