// The words of one text, read once whatever is asked of them: which there are, where they stand.
//
// A word is known by its first eight letters, in the reduced alphabet of spellings.h, packed into
// one number; it is all that a table of words knows of it (word_table.h). A text has few different
// words: what patterns want of a word is found out once for all places where it stands.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "match/sentence_set.h"
#include "plangrade/model/segmented_text.h"

namespace plangrade::match {

/// What the characters of a word are; bits.
enum WordKind : std::uint8_t {
  kHasDigit = 1,
  kHasLetter = 2,
  kBeyondAscii = 4,
  kSignAlone = 8,  ///< a sign that is a word by itself (spellings.h)
};

/// A word without its place.
struct Word {
  std::uint64_t letters = 0;  ///< the first in the lowest byte; 0 behind the last
  std::uint8_t kinds = 0;
  bool operator==(const Word&) const = default;
};

/// A word where it stands.
struct Token {
  std::uint32_t begin = 0;  ///< byte of the text
  std::uint32_t word = 0;   ///< index into TextWords::words()
};

class TextWords {
 public:
  /// Reads the sentences of `text`, which is valid UTF-8. Linear in the text.
  explicit TextWords(const SegmentedText& text);

  /// The different words.
  const std::vector<Word>& words() const { return words_; }

  std::span<const Token> of(std::uint32_t sentence) const {
    return {tokens_.data() + first_[sentence], tokens_.data() + first_[sentence + 1]};
  }

  /// Adds the sentences in which the word stands.
  void add_sentences(std::uint32_t word, SentenceSet& to) const;

 private:
  std::uint32_t number_of(const Word& word);
  void grow();
  void set_sentences(std::size_t sentences);

  std::vector<Token> tokens_;
  std::vector<std::uint32_t> first_;  // by sentence: of tokens_
  std::vector<Word> words_;
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(1024, kNone);
  int shift_ = 54;
  std::vector<std::uint32_t> sentences_, begin_;  // the latter by word: of sentences_
  std::vector<std::uint32_t> common_;             // by word: of sets_, or kNone
  std::vector<SentenceSet> sets_;
};

/// The letter of an ASCII character in the alphabet of trigger words; 0 if it is of no word,
/// kSignLetter for signs that are words by themselves, kLongLetter for a byte of a longer
/// character.
inline constexpr unsigned char kSignLetter = 254, kLongLetter = 255;
extern const std::array<unsigned char, 256> kLetters;

/// Moves `at` behind the word or sign that begins there, or behind a character of none: then the
/// word has no letters. Requires at < text.size().
Word take_word(std::string_view text, std::size_t& at);

}  // namespace plangrade::match
