// Lists of words that patterns ask for. Patterns share most of them: equal lists are kept once.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "match/word_table.h"

namespace plangrade::match {

/// A list by its words' numbers in a table of words.
struct WordList {
  std::span<const std::uint32_t> entries;
  std::span<const std::uint64_t> bits;  ///< the same as a set; empty if the list is short

  bool has(std::uint32_t entry) const {
    return entry / 64 < bits.size() && (bits[entry / 64] >> (entry % 64) & 1) != 0;
  }
};

/// A number for two neighbouring letters, the same for some others.
inline std::uint8_t letter_pair(char first, char second) {
  return static_cast<std::uint8_t>((first & 31) << 3 ^ (second & 31));
}

class WordLists {
 public:
  /// The number of a list; its words are added to `table`.
  std::uint32_t add(const std::vector<TriggerWord>& words, WordTable& table);

  std::uint32_t size() const { return static_cast<std::uint32_t>(lists_.size()); }

  WordList operator[](std::uint32_t list) const {
    const List& of = lists_[list];
    return {{entries_.data() + of.begin, of.size}, {bits_.data() + of.bits_begin, of.bits_size}};
  }

  /// Calls visit(pairs) for every word of a list, in order: the pairs of letters in it.
  template <typename Visit>
  void each_pairs(std::uint32_t list, Visit visit) const {
    const std::uint32_t first = lists_[list].begin;
    for (std::uint32_t i = first; i < first + lists_[list].size; ++i) {
      visit(std::span(pairs_.data() + pairs_begin_[i], pairs_.data() + pairs_begin_[i + 1]));
    }
  }

 private:
  struct List {
    std::uint32_t begin = 0, size = 0;  // of entries_
    std::uint32_t bits_begin = 0, bits_size = 0;
  };
  std::unordered_map<std::string, std::uint32_t> known_;  // by their words
  std::vector<List> lists_;
  std::vector<std::uint32_t> entries_;
  std::vector<std::uint64_t> bits_;
  std::vector<std::uint8_t> pairs_;
  std::vector<std::uint32_t> pairs_begin_ = {0};  // by place in entries_
};

}  // namespace plangrade::match
