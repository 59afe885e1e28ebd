// Which terms may stand in a sentence, by its words: a set of bits per sentence.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "match/pattern_set.h"

namespace plangrade::match {

/// Terms of all rule sets, numbered through; terms with the same patterns have one number.
using TermNumber = std::uint32_t;

/// Sets of terms, one per row, stored as bits.
class TermSets {
 public:
  TermSets(std::size_t rows, std::size_t terms) : width_((terms + 63) / 64), bits_(rows * width_) {}

  std::size_t width() const { return width_; }
  std::uint64_t* row(std::size_t i) { return bits_.data() + i * width_; }
  const std::uint64_t* row(std::size_t i) const { return bits_.data() + i * width_; }
  bool has(std::size_t i, TermNumber term) const {
    return (row(i)[term / 64] >> (term % 64) & 1) != 0;
  }
  void add(std::size_t i, TermNumber term) { row(i)[term / 64] |= std::uint64_t{1} << (term % 64); }
  void add(const TermSets& more) {
    for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] |= more.bits_[i];
  }

 private:
  std::size_t width_;
  std::vector<std::uint64_t> bits_;
};

/// The patterns of a term: numbers in a PatternSet, ascending.
struct TermPatterns {
  std::vector<std::uint32_t> any, except;
};

/// Groups of terms, of which one of each is asked for.
using TermGroups = std::vector<std::vector<TermNumber>>;

class TermScreen {
 public:
  /// `terms[t]` are the patterns of term t in `set`, to which a pointer is kept; of
  /// `required[b]`, one of each group must match in a sentence for branch b of a pattern to match.
  TermScreen(const PatternSet& set, std::vector<TermPatterns> terms,
             std::vector<TermGroups> required);

  const PatternSet& set() const { return *set_; }
  const TermPatterns& patterns_of(TermNumber term) const { return terms_[term]; }
  /// Whether of each group of terms that a branch requires one `stands`.
  template <typename Stands>
  bool required_stand(std::uint32_t branch, Stands stands) const {
    return std::ranges::all_of(required_[branch], [&](const std::vector<TermNumber>& group) {
      return std::ranges::any_of(group, stands);
    });
  }

  /// By pattern: whether one of `terms` may stand by it.
  std::vector<bool> patterns_of_any(const TermSets& terms) const;

  /// Adds to `terms` those that are required by branches of their own patterns, and so on.
  void add_required(TermSets& terms) const;

  /// Adds to row `i` of `possible` the terms that may stand in a sentence by their words and the
  /// order of these: all, or only `preferred` ones (PatternSet::finish), of which every required
  /// term must be one.
  void screen(std::string_view sentence, bool preferred, ScreenScratch& scratch, TermSets& possible,
              std::size_t i) const;

 private:
  void look_into(std::uint32_t branch, ScreenScratch& scratch, TermSets& possible,
                 std::size_t i) const;

  const PatternSet* set_;
  std::vector<TermPatterns> terms_;
  std::vector<std::vector<TermNumber>> owners_;  // by pattern: terms of which it is an `any`
  std::vector<TermGroups> required_;             // by branch
  std::vector<std::uint32_t> depth_;  // by branch: how many terms deep what it requires goes
};

}  // namespace plangrade::match
