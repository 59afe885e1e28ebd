// Where the words of one sentence stand, as bits, so that a question is asked of all places at
// once.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "match/text_words.h"
#include "match/word_lists.h"

namespace plangrade::match {

/// Sets of places: bit i stands for the words i, i + 64, and so on of a sentence.
class WordPlaces {
 public:
  /// The places of a word by its number in the table of words.
  std::uint64_t of(std::uint32_t entry) const { return places_[entry]; }

  /// The different words that stand there.
  const std::vector<std::uint32_t>& words() const { return known_; }

  /// The places of all words of a list.
  std::uint64_t of(const WordList& list) const {
    std::uint64_t out = 0;
    if (list.bits.empty()) {
      for (const std::uint32_t entry : list.entries) out |= places_[entry];
    } else {
      for (const std::uint32_t entry : known_) {
        if (list.has(entry)) out |= places_[entry];
      }
    }
    return out;
  }

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
    if (kinds == kHasLetter) continue;
    if ((kinds & kHasDigit) != 0) with_digits_ |= bit;
    if ((kinds & (kHasDigit | kHasLetter)) == kHasDigit) digits_only_ |= bit;
    if ((kinds & kSignAlone) != 0) signs_ |= bit;
    if ((kinds & kBeyondAscii) != 0) beyond_ascii_ |= bit;
  }
}

}  // namespace plangrade::match
