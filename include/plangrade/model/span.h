// A half-open range of bytes in UTF-8 text.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace plangrade {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t length() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  /// The bytes of `text` that the span covers; requires end <= text.size(). Lives as long as `text`.
  std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
  auto operator<=>(const Span&) const = default;
};

}  // namespace plangrade
