// Stage 2: the pages of a plan to the text that is matched, with sentences and their surroundings.
#pragma once

#include <span>
#include <string>

#include "plangrade/model/document.h"
#include "plangrade/model/segmented_text.h"

namespace plangrade {

/// Normalises and segments the readable documents of one plan, in order. Documents that are not
/// readable contribute nothing. Linear in the text; block spans that lie outside their page are
/// cut, invalid UTF-8 becomes U+FFFD.
SegmentedText segment(std::span<const Document> documents);

/// A passage that stands alone, as in tests of rules: line breaks part paragraphs, "- " or "* "
/// begins a bullet (indented: a nested one), "a | b" is a row (the first of several is their
/// header), "# " a heading; page 0. Places are bytes of the passage.
SegmentedText segment_passage(const std::string& passage);

/// Where a stretch of the matched text stands: page (index into SegmentedText::pages) and bytes of
/// that page's text. A stretch over a page break is cut at the end of its first page.
struct PagePlace {
  std::uint32_t page = 0;
  Span span;
};
/// Requires span.end <= text.text.size(). An empty span, or a text without pages, gives an empty
/// place.
PagePlace place_of(const SegmentedText& text, Span span);

/// One line per unit, for the authors of rules: number, kind, page, zone, section, heading, lead-in
/// and text.
std::string describe(const SegmentedText& text);

}  // namespace plangrade
