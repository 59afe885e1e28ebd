// FNV-1a for words, a multiply-xorshift mix (the finalizer of MurmurHash3) for their sequences.
#include "base/text_sketch.h"

#include <algorithm>
#include <charconv>

namespace plangrade::base {
namespace {

constexpr std::size_t kSketchSize = 256;
constexpr std::size_t kWordsBefore = 3;
constexpr std::size_t kHashDigits = 8;
constexpr std::uint64_t kFnvStart = 14695981039346656037ULL;
constexpr std::uint64_t kFnvPrime = 1099511628211ULL;

std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 33)) * 0xff51afd7ed558ccdULL;
  value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53ULL;
  return value ^ (value >> 33);
}

/// Letters and digits in lower case; 0 for what parts words. Bytes above ASCII belong to words.
unsigned char word_byte(unsigned char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<unsigned char>(c + ('a' - 'A'));
  const bool inside = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
  return inside ? c : 0;
}

}  // namespace

void TextSketcher::add(std::string_view text) {
  std::uint64_t hash = kFnvStart;
  bool inside = false;
  for (const char c : text) {
    const unsigned char byte = word_byte(static_cast<unsigned char>(c));
    if (byte != 0) hash = (hash ^ byte) * kFnvPrime;
    if (byte == 0 && inside) {
      add_word(hash);
      hash = kFnvStart;
    }
    inside = byte != 0;
  }
  if (inside) add_word(hash);
}

void TextSketcher::add_word(std::uint64_t hash) {
  if (last_.size() == kWordsBefore) {
    std::uint64_t sequence = 0;
    for (const auto word : last_) sequence = mixed(sequence + word);
    sequences_.push_back(static_cast<std::uint32_t>(mixed(sequence + hash) >> 32));
    last_.erase(last_.begin());
  }
  last_.push_back(hash);
}

TextSketch TextSketcher::sketch() const {
  TextSketch sketch = sequences_;
  std::ranges::sort(sketch);
  // Not std::ranges::unique, whose subrange clang 14 (preset fuzz) cannot take from libstdc++ 12.
  sketch.erase(std::unique(sketch.begin(), sketch.end()), sketch.end());
  if (sketch.size() > kSketchSize) sketch.resize(kSketchSize);
  return sketch;
}

double resemblance(const TextSketch& a, const TextSketch& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t i = 0, j = 0, seen = 0, shared = 0;
  for (; seen < kSketchSize && (i < a.size() || j < b.size()); ++seen) {
    const bool from_a = j == b.size() || (i < a.size() && a[i] <= b[j]);
    const bool from_b = i == a.size() || (j < b.size() && b[j] <= a[i]);
    shared += from_a && from_b;
    i += from_a;
    j += from_b;
  }
  return static_cast<double>(shared) / static_cast<double>(seen);
}

std::string sketch_text(const TextSketch& sketch) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  for (const auto hash : sketch) {
    for (int shift = 28; shift >= 0; shift -= 4) text += kHex[(hash >> shift) & 15];
  }
  return text;
}

TextSketch sketch_from(std::string_view text) {
  TextSketch sketch;
  if (text.size() % kHashDigits != 0 || text.size() > kSketchSize * kHashDigits) return {};
  for (; !text.empty(); text.remove_prefix(kHashDigits)) {
    std::uint32_t hash = 0;
    const auto* end = text.data() + kHashDigits;
    const auto read = std::from_chars(text.data(), end, hash, 16);
    if (read.ptr != end || (!sketch.empty() && hash <= sketch.back())) return {};
    sketch.push_back(hash);
  }
  return sketch;
}

}  // namespace plangrade::base
