// Text on a terminal: measured in columns, safe to print, styled only if asked.
#pragma once

#include <string>
#include <string_view>

namespace plangrade::base {

enum class Style { bold, dim, red, amber, green, grey };

/// `text` between escape sequences if `color`, else as it is.
std::string styled(const std::string& text, Style style, bool color);

/// `text` as valid UTF-8 with every run of control characters as one blank.
std::string printable(std::string_view text);

/// `text` cut to `width` terminal columns, with an ellipsis if something is missing.
std::string clipped(const std::string& text, int width);

/// `text` clipped and filled with blanks to exactly `width` columns, on the left if `right`.
std::string padded(const std::string& text, int width, bool right);

/// `text` in lines of at most `width` columns (0: one line), broken at blanks. The first begins
/// with `lead`, the others with as many blanks; a word that is longer than a line is left whole.
std::string wrapped(const std::string& text, const std::string& lead, int width);

}  // namespace plangrade::base
