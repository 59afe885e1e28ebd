// All words that patterns look for, in one hash table.
//
// A word is known by its first eight letters, packed into one number:
//
//     abuse -> "abuse\0\0\0" exactly     maltreat* -> "maltreat"     young* -> "young\0\0\1"
//
// The marker in the eighth letter keeps "begins with" apart from "is". Longer words are found by
// their first eight letters, which is a few too many and never one too few. Chains of letters in a
// trie were tried first: every letter is then a look into memory that depends on the one before.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "match/spellings.h"
#include "match/text_words.h"

namespace plangrade::match {

class WordTable {
 public:
  /// A number for the word, from 0 on; words that cannot be told apart share one.
  std::uint32_t add(const TriggerWord& word);

  std::uint32_t size() const { return size_; }

  /// Calls visit(number) for every word of the table that a word of a text fits.
  template <typename Visit>
  void look_up(const Word& word, Visit visit) const;

 private:
  struct Slot {
    std::uint64_t key = 0;  // 0: free
    std::uint32_t entry = 0;
  };
  static constexpr std::uint64_t kBegins = std::uint64_t{1} << 56;

  static std::uint64_t first_letters(std::uint64_t letters, std::size_t length) {
    return letters & ((std::uint64_t{1} << (8 * length)) - 1);
  }
  /// Where to look for the lengths of prefixes that begin with the same two letters, or nearly so.
  static std::size_t beginning(std::uint64_t letters) {
    return (letters & 31) << 5 | (letters >> 8 & 31);
  }
  std::size_t slot_of(std::uint64_t key) const { return (key * 0x9E3779B97F4A7C15u) >> shift_; }
  const Slot& find(std::uint64_t key) const {
    std::size_t at = slot_of(key);
    while (slots_[at].key != key && slots_[at].key != 0) at = (at + 1) & (slots_.size() - 1);
    return slots_[at];
  }
  void grow();

  std::vector<Slot> slots_ = std::vector<Slot>(16);
  int shift_ = 60;
  std::uint32_t size_ = 0;
  // Bit n: a prefix of n letters, 1 to 7, begins like this.
  std::array<std::uint8_t, 1024> prefix_lengths_{};
};

template <typename Visit>
void WordTable::look_up(const Word& word, Visit visit) const {
  const std::uint64_t letters = word.letters;
  if (const Slot& slot = find(letters); slot.key != 0) visit(slot.entry);
  const unsigned lengths = prefix_lengths_[beginning(letters)];
  const auto length = static_cast<std::size_t>(std::bit_width(letters) + 7) / 8;
  for (std::size_t n = 1; lengths >> n != 0 && n <= length; ++n) {
    if ((lengths >> n & 1) == 0) continue;
    if (const Slot& slot = find(first_letters(letters, n) | kBegins); slot.key != 0) {
      visit(slot.entry);
    }
  }
  if ((word.kinds & kBeyondAscii) == 0) return;
  const auto foreign = static_cast<unsigned char>(kForeignWord.word.front());
  if (const Slot& slot = find(foreign); slot.key != 0) visit(slot.entry);
}

}  // namespace plangrade::match
