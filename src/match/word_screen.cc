// A word is walked letter by letter and left as soon as no trigger word begins like it.
#include "match/word_screen.h"

#include <algorithm>

#include "match/characters.h"

namespace plangrade::match {
namespace {

/// Moves `i` behind one character and gives its letter, 0 if it belongs to no word.
char take(std::string_view text, std::size_t& i) {
  const char32_t c = character_at(text, i);
  i += c < 0x80 ? 1 : static_cast<std::size_t>(U8_LENGTH(static_cast<UChar32>(c)));
  return reduced(c);
}

}  // namespace

WordScreen::WordScreen() : nodes_(1) {}

std::size_t WordScreen::letter(char reduced) {
  if (reduced >= 'a' && reduced <= 'z') return static_cast<std::size_t>(reduced - 'a');
  if (reduced == '0') return 26;
  return reduced == '_' ? 27 : 28;
}

void WordScreen::add(const std::vector<TriggerWord>& words) {
  const std::uint32_t pattern = patterns_++;
  if (words.empty()) always_.push_back(pattern);
  for (const TriggerWord& trigger : words) {
    std::size_t node = 0;
    for (const char c : trigger.word) {
      const std::size_t l = letter(c);
      if (nodes_[node].next[l] == 0) {
        nodes_[node].next[l] = static_cast<std::uint32_t>(nodes_.size());
        nodes_.emplace_back();
      }
      node = nodes_[node].next[l];
    }
    (trigger.prefix ? nodes_[node].prefix : nodes_[node].exact).push_back(pattern);
  }
}

void WordScreen::collect(const std::vector<std::uint32_t>& patterns, Scratch& scratch) const {
  for (const std::uint32_t pattern : patterns) {
    if (scratch.seen[pattern]) continue;
    scratch.seen[pattern] = true;
    scratch.candidates.push_back(pattern);
  }
}

void WordScreen::candidates(std::string_view text, Scratch& scratch) const {
  scratch.seen.resize(patterns_);
  scratch.candidates = always_;
  for (std::size_t i = 0; i < text.size();) {
    char c = take(text, i);
    if (c == '\0') continue;
    std::uint32_t node = 0;
    while (c != '\0') {
      node = nodes_[node].next[letter(c)];
      if (node == 0) break;
      if (!nodes_[node].prefix.empty()) collect(nodes_[node].prefix, scratch);
      c = i < text.size() ? take(text, i) : '\0';
    }
    if (node != 0) {
      collect(nodes_[node].exact, scratch);
    } else {
      while (c != '\0') c = i < text.size() ? take(text, i) : '\0';
    }
  }
  for (const std::uint32_t pattern : scratch.candidates) scratch.seen[pattern] = false;
  std::ranges::sort(scratch.candidates);
}

}  // namespace plangrade::match
