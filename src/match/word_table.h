// All words that patterns look for, in one hash table: a text is read once, at one look per word.
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
#include <cstdint>
#include <string_view>
#include <vector>

#include "match/spellings.h"

namespace plangrade::match {

/// A word of a sentence that patterns look for.
struct KeyWord {
  std::uint32_t begin = 0;     ///< byte of the sentence
  std::uint32_t position = 0;  ///< among the words of the sentence
  std::uint32_t entry = 0;     ///< in the table of words
};

/// The words of a sentence. Bit i of a set stands for its words i, i + 64, and so on.
struct SentenceWords {
  std::vector<KeyWord> known;      ///< in order; one word may fit several entries
  std::uint32_t size = 0;          ///< words, known or not
  std::uint64_t with_digits = 0;   ///< set of words that have digits
  std::uint64_t digits_only = 0;   ///< set of words that have nothing else
  std::uint64_t signs = 0;         ///< set of signs that are words by themselves
  std::uint64_t beyond_ascii = 0;  ///< set of words with letters beyond ASCII
};

class WordTable {
 public:
  /// A number for the word, from 0 on; words that cannot be told apart share one.
  std::uint32_t add(const TriggerWord& word);

  std::uint32_t size() const { return size_; }

  /// Calls visit(entry) for every word of `text`, which is valid UTF-8, and every entry that it
  /// fits. Linear in the text.
  template <typename Visit>
  void scan(std::string_view text, Visit visit) const {
    each_word(text, [&](std::size_t, std::size_t, const Word& word) { look_up(word, visit); });
  }

  /// The same words with their places.
  SentenceWords read(std::string_view sentence) const;

  /// Calls visit(begin, end) for every word of `text`, be it in a table or not.
  template <typename Visit>
  static void each_place(std::string_view text, Visit visit) {
    each_word(text, [&](std::size_t begin, std::size_t end, const Word&) { visit(begin, end); });
  }

 private:
  struct Slot {
    std::uint64_t key = 0;  // 0: free
    std::uint32_t entry = 0;
  };
  /// A word of a text: its first eight letters, and how many it has, counted up to eight.
  struct Word {
    std::uint64_t letters = 0;
    std::size_t length = 0;
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

  /// Moves `i` behind the word or sign that begins there, or behind a character of none.
  static Word take_word(std::string_view text, std::size_t& i);
  /// The same for text beyond ASCII and signs; `word` has been read so far.
  static Word take_rest(std::string_view text, std::size_t& i, Word word);
  static void append(Word& word, unsigned char letter) {
    if (word.length == 8) return;
    word.letters |= std::uint64_t{letter} << (8 * word.length);
    ++word.length;
  }

  template <typename Visit>
  static void each_word(std::string_view text, Visit visit);
  template <typename Visit>
  void look_up(const Word& word, Visit visit) const;

  std::vector<Slot> slots_ = std::vector<Slot>(16);
  int shift_ = 60;
  std::uint32_t size_ = 0;
  // Bit n: a prefix of n letters, 1 to 7, begins like this.
  std::array<std::uint8_t, 1024> prefix_lengths_{};
};

/// The letter of an ASCII character in the alphabet of trigger words; 0 if it is of no word,
/// kSign for signs that are words by themselves, kBeyondAscii for a byte of a longer character.
inline constexpr unsigned char kSign = 254, kBeyondAscii = 255;
extern const std::array<unsigned char, 256> kLetters;

template <typename Visit>
void WordTable::look_up(const Word& word, Visit visit) const {
  if (const Slot& slot = find(word.letters); slot.key != 0) visit(slot.entry);
  unsigned lengths = prefix_lengths_[beginning(word.letters)];
  for (std::size_t n = 1; lengths >> n != 0 && n <= word.length; ++n) {
    if ((lengths >> n & 1) == 0) continue;
    if (const Slot& slot = find(first_letters(word.letters, n) | kBegins); slot.key != 0) {
      visit(slot.entry);
    }
  }
}

template <typename Visit>
void WordTable::each_word(std::string_view text, Visit visit) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (kLetters[static_cast<unsigned char>(text[i])] == 0) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    const Word word = take_word(text, i);
    if (word.length > 0) visit(begin, i, word);
  }
}

}  // namespace plangrade::match
