// Letters are packed as they are read; text beyond ASCII takes a slower way to the same result.
#include "match/text_words.h"

#include <algorithm>
#include <utility>

#include "match/characters.h"
#include "match/spellings.h"

namespace plangrade::match {
namespace {

constexpr std::array<unsigned char, 256> letters() {
  std::array<unsigned char, 256> out{};
  for (std::size_t c = 0; c < 128; ++c) {
    const bool digit = c >= '0' && c <= '9';
    const bool capital = c >= 'A' && c <= 'Z';
    const bool small = c >= 'a' && c <= 'z';
    if (digit) out[c] = '0';
    if (capital) out[c] = static_cast<unsigned char>(c - 'A' + 'a');
    if (small || c == '_') out[c] = static_cast<unsigned char>(c);
  }
  for (const unsigned char c : {'|', '$', '%', ':', ';', '>'}) out[c] = kSignLetter;
  for (std::size_t c = 128; c < 256; ++c) out[c] = kLongLetter;
  return out;
}

unsigned char letter_of(char c) { return kLetters[static_cast<unsigned char>(c)]; }

/// Whether the only letter of a word is a sign (spellings.h).
bool is_sign_letter(std::uint64_t letter) {
  return letter != '_' && letter != '~' && letter != '0' && (letter < 'a' || letter > 'z');
}

/// The first eight letters of a word.
struct Packed {
  std::uint64_t letters = 0;
  unsigned shift = 0;
  void append(unsigned char letter) {
    if (shift == 64) return;
    letters |= std::uint64_t{letter} << shift;
    shift += 8;
  }
};

std::uint8_t kinds_of(std::string_view word, std::uint64_t letters) {
  std::uint8_t kinds = 0;
  for (const char c : word) {
    const unsigned char letter = letter_of(c);
    kinds |= letter == '0' ? kHasDigit : kHasLetter;
    if (letter == kLongLetter) kinds |= kBeyondAscii;
  }
  const bool alone = letters < 256 && is_sign_letter(letters);
  if (alone) kinds = static_cast<std::uint8_t>((kinds & ~kBeyondAscii) | kSignAlone);
  return kinds;
}

/// Takes on from `at`, where a sign or text beyond ASCII begins.
void take_rest(std::string_view text, std::size_t& at, Packed& word) {
  while (at < text.size()) {
    const char32_t c = character_at(text, at);
    const std::size_t width = static_cast<std::size_t>(U8_LENGTH(static_cast<UChar32>(c)));
    const char letter = reduced(c);
    if (letter == '\0') {
      if (word.shift > 0) return;
      at += width;
      if (const char alone = sign(c); alone != '\0') word.append(static_cast<unsigned char>(alone));
      return;
    }
    word.append(static_cast<unsigned char>(letter));
    at += width;
  }
}

}  // namespace

const std::array<unsigned char, 256> kLetters = letters();

Word take_word(std::string_view text, std::size_t& at) {
  const std::size_t begin = at;
  Packed word;
  std::uint8_t kinds = 0;
  while (at < text.size()) {
    const unsigned char letter = letter_of(text[at]);
    if (letter >= kSignLetter) {
      take_rest(text, at, word);
      if (word.letters == 0) return {};
      return {word.letters, kinds_of(text.substr(begin, at - begin), word.letters)};
    }
    if (letter == 0) break;
    word.append(letter);
    kinds |= letter == '0' ? kHasDigit : kHasLetter;
    ++at;
  }
  if (at == begin) ++at;
  return {word.letters, kinds};
}

TextWords::TextWords(const SegmentedText& text) {
  tokens_.reserve(text.text.size() / 5);
  first_.reserve(text.sentences.size() + 1);
  for (const Sentence& sentence : text.sentences) {
    first_.push_back(static_cast<std::uint32_t>(tokens_.size()));
    const std::string_view bytes = sentence.span.in(text.text);
    for (std::size_t at = 0; at < bytes.size();) {
      const auto begin = static_cast<std::uint32_t>(at);
      const Word word = take_word(bytes, at);
      if (word.letters != 0) tokens_.push_back({sentence.span.begin + begin, number_of(word)});
    }
  }
  first_.push_back(static_cast<std::uint32_t>(tokens_.size()));
  set_sentences(text.sentences.size());
}

std::uint32_t TextWords::number_of(const Word& word) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = ((word.letters ^ word.kinds) * 0x9E3779B97F4A7C15u) >> shift_;
  while (slots_[at] != kNone) {
    if (words_[slots_[at]] == word) return slots_[at];
    at = (at + 1) & mask;
  }
  const auto number = static_cast<std::uint32_t>(words_.size());
  slots_[at] = number;
  words_.push_back(word);
  if (2 * words_.size() > slots_.size()) grow();
  return number;
}

void TextWords::grow() {
  --shift_;
  slots_.assign(2 * slots_.size(), kNone);
  for (std::uint32_t number = 0; number < words_.size(); ++number) {
    const Word& word = words_[number];
    std::size_t at = ((word.letters ^ word.kinds) * 0x9E3779B97F4A7C15u) >> shift_;
    while (slots_[at] != kNone) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = number;
  }
}

/// Notes for every word the sentences that have it: as a list, or as a set where that is smaller.
void TextWords::set_sentences(std::size_t sentences) {
  std::vector<std::uint32_t> last(words_.size(), kNone), count(words_.size());
  const auto each_once = [&](auto visit) {
    std::ranges::fill(last, kNone);
    for (std::uint32_t i = 0; i < sentences; ++i) {
      for (const Token& token : of(i)) {
        if (std::exchange(last[token.word], i) != i) visit(token.word, i);
      }
    }
  };
  each_once([&](std::uint32_t word, std::uint32_t) { ++count[word]; });
  begin_.resize(words_.size() + 1);
  common_.assign(words_.size(), kNone);
  for (std::size_t word = 0; word < words_.size(); ++word) {
    begin_[word + 1] = begin_[word];
    if (count[word] <= sentences / 32) {
      begin_[word + 1] += count[word];
    } else {
      common_[word] = static_cast<std::uint32_t>(sets_.size());
      sets_.emplace_back(sentences);
    }
  }
  sentences_.resize(begin_.back());
  std::vector<std::uint32_t>& end = count;
  std::copy(begin_.begin(), begin_.end() - 1, end.begin());
  each_once([&](std::uint32_t word, std::uint32_t i) {
    if (common_[word] != kNone) return sets_[common_[word]].add(i);
    sentences_[end[word]++] = i;
  });
}

void TextWords::add_sentences(std::uint32_t word, SentenceSet& to) const {
  if (common_[word] != kNone) {
    to |= sets_[common_[word]];
    return;
  }
  for (std::uint32_t i = begin_[word]; i < begin_[word + 1]; ++i) to.add(sentences_[i]);
}

}  // namespace plangrade::match
