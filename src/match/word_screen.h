// All trigger words of all patterns in one trie: which patterns may match, by one look at each word
// of the text.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "match/trigger_words.h"

namespace plangrade::match {

class WordScreen {
 public:
  WordScreen();

  /// Registers a pattern under the next free number; without words it is a candidate everywhere.
  void add(const std::vector<TriggerWord>& words);

  /// What a search needs to remember; one per thread and screen.
  struct Scratch {
    std::vector<std::uint32_t> candidates;
    std::vector<bool> seen;
  };

  /// Sets `scratch.candidates` to the numbers of the patterns that may match in `text`, in
  /// ascending order. Linear in the text.
  void candidates(std::string_view text, Scratch& scratch) const;

 private:
  static constexpr std::size_t kLetters = 29;  // a-z, '0', '_', '~'
  struct Node {
    std::array<std::uint32_t, kLetters> next{};  // 0: none; the root is nobody's child
    std::vector<std::uint32_t> exact, prefix;    // patterns
  };

  static std::size_t letter(char reduced);
  void collect(const std::vector<std::uint32_t>& patterns, Scratch& scratch) const;

  std::vector<Node> nodes_;
  std::vector<std::uint32_t> always_;
  std::uint32_t patterns_ = 0;
};

}  // namespace plangrade::match
