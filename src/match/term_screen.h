// Which terms may stand in a sentence, by its words: a set of bits per sentence.
#pragma once

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

 private:
  std::size_t width_;
  std::vector<std::uint64_t> bits_;
};

/// The patterns of a term: numbers in a PatternSet, ascending.
struct TermPatterns {
  std::vector<std::uint32_t> any, except;
};

class TermScreen {
 public:
  /// `terms[t]` are the patterns of term t in `set`, to which a pointer is kept; `required[p]` the
  /// terms that must match in a sentence for pattern p to match there.
  TermScreen(const PatternSet& set, std::vector<TermPatterns> terms,
             std::vector<std::vector<TermNumber>> required);

  /// Adds to row `i` of `out` the terms that the candidate patterns `candidates` make possible.
  void add(std::span<const std::uint32_t> candidates, TermSets& out, std::size_t i) const {
    for (const std::uint32_t pattern : candidates) {
      for (const TermNumber term : owners_[pattern]) out.add(i, term);
    }
  }

  const PatternSet& set() const { return *set_; }
  const TermPatterns& patterns_of(TermNumber term) const { return terms_[term]; }
  const std::vector<TermNumber>& required_by(std::uint32_t pattern) const {
    return required_[pattern];
  }

 private:
  const PatternSet* set_;
  std::vector<TermPatterns> terms_;
  std::vector<std::vector<TermNumber>> owners_;  // by pattern: terms of which it is an `any`
  std::vector<std::vector<TermNumber>> required_;
};

}  // namespace plangrade::match
