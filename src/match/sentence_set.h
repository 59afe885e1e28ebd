// Sets of the sentences of one text, as bits, so that a question is asked of 64 of them at once.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace plangrade::match {

class SentenceSet {
 public:
  explicit SentenceSet(std::size_t sentences = 0, bool all = false)
      : size_(sentences), bits_((sentences + 63) / 64, all ? ~std::uint64_t{0} : 0) {
    trim();
  }

  std::size_t size() const { return size_; }
  bool has(std::size_t i) const { return (bits_[i / 64] >> (i % 64) & 1) != 0; }
  void add(std::size_t i) { bits_[i / 64] |= std::uint64_t{1} << (i % 64); }
  void remove(std::size_t i) { bits_[i / 64] &= ~(std::uint64_t{1} << (i % 64)); }
  void clear() { std::ranges::fill(bits_, 0); }
  void fill() {
    std::ranges::fill(bits_, ~std::uint64_t{0});
    trim();
  }
  bool empty() const {
    std::uint64_t any = 0;
    for (const std::uint64_t bits : bits_) any |= bits;
    return any == 0;
  }
  std::size_t count() const {
    std::size_t sum = 0;
    for (const std::uint64_t bits : bits_) sum += static_cast<std::size_t>(std::popcount(bits));
    return sum;
  }

  SentenceSet& operator|=(const SentenceSet& other) {
    for (std::size_t w = 0; w < bits_.size(); ++w) bits_[w] |= other.bits_[w];
    return *this;
  }
  SentenceSet& operator&=(const SentenceSet& other) {
    for (std::size_t w = 0; w < bits_.size(); ++w) bits_[w] &= other.bits_[w];
    return *this;
  }
  SentenceSet& operator-=(const SentenceSet& other) {
    for (std::size_t w = 0; w < bits_.size(); ++w) bits_[w] &= ~other.bits_[w];
    return *this;
  }

  /// Adds those that follow a member of `other` by `n`, as far as they are in `within`.
  void add_behind(const SentenceSet& other, std::size_t n, const SentenceSet& within) {
    const std::size_t words = n / 64, bits = n % 64;
    for (std::size_t w = bits_.size(); w-- > words;) {
      std::uint64_t moved = other.bits_[w - words] << bits;
      if (bits > 0 && w > words) moved |= other.bits_[w - words - 1] >> (64 - bits);
      bits_[w] |= moved & within.bits_[w];
    }
  }
  /// Adds those that a member of `other` in `within` follows by `n`.
  void add_before(const SentenceSet& other, std::size_t n, const SentenceSet& within) {
    const std::size_t words = n / 64, bits = n % 64;
    const auto from = [&](std::size_t w) { return other.bits_[w] & within.bits_[w]; };
    for (std::size_t w = 0; w + words < bits_.size(); ++w) {
      std::uint64_t moved = from(w + words) >> bits;
      if (bits > 0 && w + words + 1 < bits_.size()) moved |= from(w + words + 1) << (64 - bits);
      bits_[w] |= moved;
    }
  }

  /// Calls visit(sentence) for each, ascending.
  template <typename Visit>
  void each(Visit visit) const {
    for (std::size_t w = 0; w < bits_.size(); ++w) {
      for (std::uint64_t bits = bits_[w]; bits != 0; bits &= bits - 1) {
        visit(static_cast<std::uint32_t>(64 * w) +
              static_cast<std::uint32_t>(std::countr_zero(bits)));
      }
    }
  }

 private:
  void trim() {
    if (size_ % 64 != 0) bits_.back() &= (std::uint64_t{1} << (size_ % 64)) - 1;
  }

  std::size_t size_;
  std::vector<std::uint64_t> bits_;
};

}  // namespace plangrade::match
