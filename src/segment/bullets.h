// The glyphs that begin a bullet, and bullets that an extractor took for running text.
#pragma once

#include <string_view>
#include <vector>

#include "plangrade/model/span.h"

namespace plangrade::segmenting {

/// How sure a glyph is to begin a bullet: "•" is wherever it stands, "-" only at a line's start.
enum class GlyphClass { none, sure, line_start };

struct Glyph {
  GlyphClass kind = GlyphClass::none;
  std::uint32_t length = 0;  ///< bytes, without the blank behind it
  bool sub_item = false;     ///< usual for the second level: "o", "◦", "–"
};

/// The glyph at the start of `text`, if a blank (or the end) follows it.
Glyph glyph_at(std::string_view text);

/// Bytes of the number or letter that begins a numbered bullet, with its stop or bracket: "1.",
/// "(b)", "iv)"; 0 if there is none.
std::uint32_t enumerator_length(std::string_view text);

/// `block` of `page` parted before each bullet in it; the first part is what stands before the
/// first bullet and may be the whole block.
std::vector<Span> parted_at_bullets(std::string_view page, Span block);

}  // namespace plangrade::segmenting
