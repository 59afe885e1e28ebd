// Many patterns over one text: RE2::Set says which of them match in a block of sentences, single
// RE2s then say where.
//
// Screening costs the same however many patterns there are, locating costs a pass per pattern that
// matches, so blocks are short: a common word must not drag a thousand bytes through its pattern.
// The only file that includes RE2 is pattern_set.cc.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plangrade/model/match.h"
#include "plangrade/model/segmented_text.h"

namespace plangrade::match {

/// One pattern to be matched, written for RE2 twice: to be located in a sentence, and to be
/// screened in a block of sentences, where ^ and $ would mean something else.
struct CompiledPattern {
  std::string locate, screen;
  bool whole_words = true;
  bool anchored = false;  ///< holds ^ or $, and must see each sentence by itself
};

class PatternSet {
 public:
  PatternSet();
  ~PatternSet();
  PatternSet(PatternSet&&) noexcept;
  PatternSet& operator=(PatternSet&&) noexcept;

  /// Adds a pattern under the number `id`; equal patterns are compiled once. Returns RE2's
  /// complaint, or nothing if it was accepted.
  std::optional<std::string> add(std::uint32_t id, const CompiledPattern& pattern);

  /// Ends adding. `memory_bytes` bounds the screening automaton; without enough of it every pattern
  /// is located by itself, with the same result.
  void compile(std::int64_t memory_bytes);

  /// Appends the leftmost matches, not overlapping per pattern, in every sentence of `text` for
  /// which `wanted` is true. Requires wanted.size() == text.sentences.size().
  void find(const SegmentedText& text, const std::vector<bool>& wanted,
            std::vector<Match>& out) const;

  bool empty() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace plangrade::match
