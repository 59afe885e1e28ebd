// A list is kept by its words; a long one as a set of bits too.
#include "match/word_lists.h"

#include <algorithm>
#include <utility>

namespace plangrade::match {
namespace {

// A sentence has some twenty words: longer lists are asked for these, not gone through.
constexpr std::size_t kLong = 16;

}  // namespace

std::uint32_t WordLists::add(const std::vector<TriggerWord>& words, WordTable& table) {
  std::string key;
  for (const TriggerWord& word : words) key += word.word + (word.prefix ? '*' : ' ');
  const auto [known, is_new] = known_.try_emplace(std::move(key), size());
  if (!is_new) return known->second;
  List list{.begin = static_cast<std::uint32_t>(entries_.size()),
            .size = static_cast<std::uint32_t>(words.size()),
            .bits_begin = static_cast<std::uint32_t>(bits_.size())};
  for (const TriggerWord& word : words) {
    const std::uint32_t entry = table.add(word);
    entries_.push_back(entry);
    for (std::size_t i = 1; i < word.word.size(); ++i) {
      pairs_.push_back(letter_pair(word.word[i - 1], word.word[i]));
    }
    pairs_begin_.push_back(static_cast<std::uint32_t>(pairs_.size()));
    if (words.size() < kLong) continue;
    bits_.resize(std::max<std::size_t>(bits_.size(), list.bits_begin + entry / 64 + 1));
    bits_[list.bits_begin + entry / 64] |= std::uint64_t{1} << (entry % 64);
  }
  list.bits_size = static_cast<std::uint32_t>(bits_.size()) - list.bits_begin;
  lists_.push_back(list);
  return known->second;
}

}  // namespace plangrade::match
