// Letters are packed as they are read; text beyond ASCII takes a slower way to the same result.
#include "match/word_table.h"

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
  for (const unsigned char c : {'|', '$', '%', ':'}) out[c] = kSign;
  for (std::size_t c = 128; c < 256; ++c) out[c] = kBeyondAscii;
  return out;
}

/// Whether the only letter of a word is a sign (spellings.h).
bool is_sign_letter(std::uint64_t letter) {
  return letter != '_' && letter != '~' && letter != '0' && (letter < 'a' || letter > 'z');
}

}  // namespace

const std::array<unsigned char, 256> kLetters = letters();

std::uint32_t WordTable::add(const TriggerWord& word) {
  std::uint64_t key = 0;
  const std::size_t length = std::min<std::size_t>(word.word.size(), 8);
  for (std::size_t i = 0; i < length; ++i) {
    key |= std::uint64_t{static_cast<unsigned char>(word.word[i])} << (8 * i);
  }
  if (word.prefix && length < 8) {
    const auto bit = static_cast<std::uint8_t>(1U << length);
    for (std::uint64_t second = 0; second < 32; ++second) {
      const bool known = length > 1;
      prefix_lengths_[beginning(known ? key : key | second << 8)] |= bit;
      if (known) break;
    }
    key |= kBegins;
  }
  if (const Slot& slot = find(key); slot.key != 0) return slot.entry;
  if (2 * (size_ + 1) > slots_.size()) grow();
  std::size_t at = slot_of(key);
  while (slots_[at].key != 0) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = {key, size_};
  return size_++;
}

void WordTable::grow() {
  const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
  --shift_;
  for (const Slot& slot : old) {
    if (slot.key == 0) continue;
    std::size_t at = slot_of(slot.key);
    while (slots_[at].key != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

SentenceWords WordTable::read(std::string_view sentence) const {
  SentenceWords out;
  each_word(sentence, [&](std::size_t begin, std::size_t end, const Word& word) {
    const std::uint64_t bit = std::uint64_t{1} << (out.size % 64);
    bool digit = false, letter = false, beyond = false;
    for (std::size_t i = begin; i < end; ++i) {
      const unsigned char kind = kLetters[static_cast<unsigned char>(sentence[i])];
      beyond = beyond || kind == kBeyondAscii;
      (kind == '0' ? digit : letter) = true;
    }
    if (digit) out.with_digits |= bit;
    if (digit && !letter) out.digits_only |= bit;
    const bool is_sign = word.length == 1 && is_sign_letter(word.letters);
    if (is_sign) out.signs |= bit;
    if (beyond && !is_sign) out.beyond_ascii |= bit;
    look_up(word, [&](std::uint32_t entry) {
      out.known.push_back({static_cast<std::uint32_t>(begin), out.size, entry});
    });
    ++out.size;
  });
  return out;
}

WordTable::Word WordTable::take_word(std::string_view text, std::size_t& i) {
  Word word;
  while (i < text.size()) {
    unsigned char letter = kLetters[static_cast<unsigned char>(text[i])];
    if (letter >= kSign) return take_rest(text, i, word);
    if (letter == 0) break;
    append(word, letter);
    ++i;
  }
  return word;
}

WordTable::Word WordTable::take_rest(std::string_view text, std::size_t& i, Word word) {
  while (i < text.size()) {
    const char32_t c = character_at(text, i);
    const std::size_t width = static_cast<std::size_t>(U8_LENGTH(static_cast<UChar32>(c)));
    char letter = reduced(c);
    if (letter == '\0') {
      if (word.length > 0) break;
      i += width;
      if (const char alone = sign(c); alone != '\0')
        append(word, static_cast<unsigned char>(alone));
      break;
    }
    append(word, static_cast<unsigned char>(letter));
    i += width;
  }
  return word;
}

}  // namespace plangrade::match
