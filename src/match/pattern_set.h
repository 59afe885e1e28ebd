// Many patterns over one text: trigger words say which of them may match in a sentence, RE2 says
// where. The only file that includes RE2 is pattern_set.cc.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "match/trigger_words.h"
#include "plangrade/model/match.h"
#include "plangrade/model/segmented_text.h"

namespace plangrade::match {

struct CompiledPattern {
  std::string text;                   ///< for RE2
  std::vector<TriggerWord> triggers;  ///< empty: it may match anywhere
  bool whole_words = true;
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
