// Writing normalised text and keeping account of where every byte comes from.
#pragma once

#include <cstdint>
#include <string_view>

#include "plangrade/model/segmented_text.h"

namespace plangrade::segmenting {

/// Appends to a SegmentedText's text and origins, so that they stay in step.
class TextBuilder {
 public:
  explicit TextBuilder(SegmentedText& out) : out_(out) {}

  /// `bytes` stand as they are at `source` of the page.
  void verbatim(std::uint32_t page, std::uint32_t source, std::string_view bytes);
  /// `bytes` stand for what begins at `source` of the page, and are not the same.
  void repair(std::uint32_t page, std::uint32_t source, std::string_view bytes);

  std::uint32_t size() const { return static_cast<std::uint32_t>(out_.text.size()); }
  /// The text so far from `begin` on; valid until the next call that appends.
  std::string_view from(std::uint32_t begin) const {
    return std::string_view(out_.text).substr(begin);
  }

 private:
  SegmentedText& out_;
  std::uint32_t expected_page_ = kNone;  ///< a verbatim byte from here continues the run
  std::uint32_t expected_source_ = 0;
};

}  // namespace plangrade::segmenting
