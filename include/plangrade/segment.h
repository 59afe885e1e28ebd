// Stage 2: the pages of a plan to the text that is matched, with sentences and their surroundings.
#pragma once

#include <span>
#include <string>

#include "plangrade/model/document.h"
#include "plangrade/model/segmented_text.h"

namespace plangrade {

/// Normalises and segments the readable documents of one plan, in order. Documents that are not
/// readable contribute nothing. Linear in the text.
SegmentedText segment(std::span<const Document> documents);

/// A passage that stands alone, as in tests of rules: line breaks part paragraphs, "- " or "* "
/// begins a bullet, "a | b" is a row, "# " a heading; page 0.
SegmentedText segment_passage(const std::string& passage);

/// Where a stretch of the matched text stands: page (index into SegmentedText::pages) and bytes of
/// that page's text. A stretch over a page break is cut at the end of its first page.
struct PagePlace {
  std::uint32_t page = 0;
  Span span;
};
PagePlace place_of(const SegmentedText& text, Span span);

}  // namespace plangrade
