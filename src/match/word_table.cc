#include "match/word_table.h"

#include <algorithm>
#include <utility>

namespace plangrade::match {

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

}  // namespace plangrade::match
