// Many patterns over one text: the words of a sentence say which of them may match in it and where
// they may begin (text_screen.h), RE2 says where they do match. The only file that includes RE2 is
// pattern_set.cc.
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

namespace plangrade::match {

class PatternSet {
 public:
  PatternSet();
  ~PatternSet();
  PatternSet(PatternSet&&) noexcept;
  PatternSet& operator=(PatternSet&&) noexcept;

  /// Adds a pattern under the number `id`; equal patterns are compiled once, at the latest when
  /// they are first located. Returns RE2's complaint, or nothing if it is accepted.
  std::optional<std::string> add(std::uint32_t id, const CompiledPattern& pattern);

  /// Adds `id` to the pattern that has this text; false if there is none.
  bool add_again(std::uint32_t id, const std::string& text, bool whole_words);

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
  std::uint32_t branches() const;
  std::uint32_t pattern_of(std::uint32_t branch) const;
  /// The ways of the branches, under their numbers.
  const Routes& routes() const;

  /// The branches of which a word is among the rarest trigger words, and those that have none.
  std::span<const std::uint32_t> triggered_by(std::uint32_t word) const;
  std::span<const std::uint32_t> untriggered() const;

  /// The words that branches look for.
  const WordTable& words() const;

  /// The list, among those of routes(), of words with one of which every match of pattern `number`
  /// begins; kNone: not known.
  std::uint32_t first_words(std::uint32_t number) const;

  /// Appends the leftmost matches of pattern `number` in a sentence of `text`, not overlapping; if
  /// `begins` are given, which are bytes of the sentence, ascending, only those that begin there.
  void locate(std::uint32_t number, std::string_view text, Span sentence,
              const std::vector<std::uint32_t>* begins, std::vector<Match>& out) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace plangrade::match
