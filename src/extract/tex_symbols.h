// Signs of mathematics in text set by TeX. Its fonts name signs as Adobe's list of glyph names does
// not ("prime", "negationslash"); Poppler then gives the place in the font as if it were ASCII, and
// a' is read as "a0". The places are fixed: Knuth, The TeXbook, appendix F.
#pragma once

#include <optional>
#include <string_view>

namespace plangrade::extract {

/// Whether text in this font may go on in one of signs.
bool is_tex_font(std::string_view font_name);

/// Whether only formulas are set in it: letters and large signs. (Bullets are of its symbols.)
bool is_formula_font(std::string_view font_name);

/// Whether its signs, all of them large, hang below the point they are set at.
bool hangs_from_baseline(std::string_view font_name);

/// Whether its letters reach beyond their widths (TeX's italic correction), so that the white space
/// after them looks wider in numbers than on paper.
bool is_slanted(std::string_view font_name);

/// What stands at the place of `code` in the font, as UTF-8, and empty for pieces of large
/// brackets; none if `code` is right, or the font is not one of those.
std::optional<std::string_view> tex_symbol(std::string_view font_name, char32_t code);

}  // namespace plangrade::extract
