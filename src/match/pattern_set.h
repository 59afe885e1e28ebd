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

#include "match/compiled_pattern.h"
#include "match/word_route.h"
#include "match/word_table.h"
#include "plangrade/model/match.h"
#include "plangrade/model/segmented_text.h"

namespace plangrade::match {

/// What screening finds, and what it needs to remember; one per thread, for any set.
struct ScreenScratch {
  std::vector<std::uint32_t> branches;  ///< candidates, ascending: their trigger words are there
  SentenceWords words;                  ///< of the sentence, if there are candidates
  WordPlaces places;                    ///< of these
  std::vector<std::uint32_t> touched;
  std::vector<std::uint8_t> groups;  // by branch: trigger groups seen; all 0 between calls
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

  /// Ends adding, before the first use. `preferred`, by pattern: those that screen() may be
  /// confined to; empty: all.
  void finish(const std::vector<bool>& preferred = {});

  /// How many different patterns there are; they are numbered from 0.
  std::uint32_t size() const;

  /// The ids under which pattern `number` was added.
  const std::vector<std::uint32_t>& ids(std::uint32_t number) const;

  /// How often pattern `number` is to be expected; see word_path.h.
  double commonness(std::uint32_t number) const;

  /// The branches of all patterns are numbered through; those of a pattern follow one another.
  struct Branches {
    std::uint32_t begin = 0, end = 0;
  };
  Branches branches_of(std::uint32_t number) const;
  std::uint32_t pattern_of(std::uint32_t branch) const;

  /// Sets `scratch.branches` to those that may match in `sentence` by their trigger words; only to
  /// those of patterns that finish() was told of, if they are `preferred`. Linear in the sentence.
  void screen(std::string_view sentence, bool preferred, ScreenScratch& scratch) const;

  /// The words of a sentence, with those that patterns look for.
  SentenceWords words(std::string_view sentence) const;

  /// Sets `places` to where these words of a sentence stand.
  void place(std::string_view sentence, const SentenceWords& words, WordPlaces& places) const;

  /// Whether a branch may match where words stand like this.
  bool may_match(std::uint32_t branch, WordPlaces& places) const;

  /// Appends the leftmost matches of pattern `number` in a sentence of `text`, not overlapping.
  void locate(std::uint32_t number, const SegmentedText& text, Span sentence,
              const SentenceWords& words, std::vector<Match>& out) const;

  /// Appends all matches in the sentences of `text` for which `wanted` is true, in no order.
  /// Requires wanted.size() == text.sentences.size().
  void find(const SegmentedText& text, const std::vector<bool>& wanted,
            std::vector<Match>& out) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace plangrade::match
