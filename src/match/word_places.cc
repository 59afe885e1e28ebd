// Places are cleared by what was set, so that a sentence costs no more than its words.
#include "match/word_places.h"

namespace plangrade::match {

void WordPlaces::begin(std::string_view sentence, std::size_t size) {
  for (const std::uint32_t entry : known_) places_[entry] = 0;
  known_.clear();
  if (places_.size() < size) places_.resize(size);
  sentence_ = sentence;
  with_digits_ = digits_only_ = signs_ = beyond_ascii_ = 0;
  size_ = 0;
  paired_ = false;
}

void WordPlaces::find_pairs() {
  paired_ = true;
  pairs_.fill(0);
  std::uint32_t position = 0;
  const auto letter = [&](std::size_t i) {
    return static_cast<char>(kLetters[static_cast<unsigned char>(sentence_[i])]);
  };
  for (std::size_t end = 0; end < sentence_.size();) {
    const std::size_t begin = end;
    if (take_word(sentence_, end).letters == 0) continue;
    for (std::size_t i = begin + 2; i < end; ++i) {
      pairs_[letter_pair(letter(i - 1), letter(i))] |= std::uint64_t{1} << (position % 64);
    }
    ++position;
  }
}

}  // namespace plangrade::match
