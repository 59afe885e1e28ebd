// Many patterns over one text: the words of a sentence say which of them may match in it and where
// they may begin, RE2 says where they do match. The only file that includes RE2 is pattern_set.cc.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "match/trigger_words.h"
#include "match/word_table.h"
#include "plangrade/model/match.h"
#include "plangrade/model/segmented_text.h"

namespace plangrade::match {

struct CompiledPattern {
  std::string text;                ///< for RE2
  TriggerGroups triggers;          ///< empty: it may match anywhere
  std::vector<TriggerWord> first;  ///< with which every match begins; empty: not known
  bool whole_words = true;
};

/// A word of a sentence that patterns look for.
struct KeyWord {
  std::uint32_t begin = 0;  ///< byte of the sentence
  std::uint32_t entry = 0;  ///< in the set's table of words
};

/// What screening needs to remember; one per thread, for any set.
struct ScreenScratch {
  std::vector<std::uint32_t> candidates;
  std::vector<std::uint8_t> groups;  // by pattern: trigger groups seen; all 0 between calls
  std::vector<std::uint32_t> touched;
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

  /// How many different patterns there are; they are numbered from 0.
  std::uint32_t size() const;

  /// The ids under which pattern `number` was added.
  const std::vector<std::uint32_t>& ids(std::uint32_t number) const;

  /// How often the words of pattern `number` are to be expected; see trigger_words.h.
  double commonness(std::uint32_t number) const;

  /// Sets `scratch.candidates` to the patterns that may match in `sentence` by their trigger words,
  /// in no order. Linear in the sentence.
  void screen(std::string_view sentence, ScreenScratch& scratch) const;

  /// The words of a sentence at which patterns may begin, in order.
  std::vector<KeyWord> key_words(std::string_view sentence) const;

  /// Appends the leftmost matches of pattern `number` in a sentence of `text`, not overlapping.
  void locate(std::uint32_t number, const SegmentedText& text, Span sentence,
              std::span<const KeyWord> words, std::vector<Match>& out) const;

  /// Appends all matches in the sentences of `text` for which `wanted` is true, in no order.
  /// Requires wanted.size() == text.sentences.size().
  void find(const SegmentedText& text, const std::vector<bool>& wanted,
            std::vector<Match>& out) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace plangrade::match
