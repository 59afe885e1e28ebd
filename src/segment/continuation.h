// Whether a paragraph ends where its block does, or goes on in the next column or page.
#pragma once

#include <string_view>

namespace plangrade::segmenting {

/// What is known of the two blocks beside their text.
struct Break {
  bool prose = true;      ///< the first is a paragraph, not a bullet
  bool new_page = false;  ///< the second begins a page
};

/// Whether paragraph `text` continues `before`: that ends without a stop, and the rest begins in
/// lower case, or with a capital behind a phrase or name that is cut, or overleaf after a line
/// that is too long for a caption.
bool goes_on(std::string_view before, std::string_view text, Break where);

/// Whether the last visible character, closing quotes and brackets aside, is no stop.
bool ends_open(std::string_view text);

/// "Page 3", "Page 3 of 23": furniture that an extractor could not tell.
bool is_page_number(std::string_view text);

/// "12 Radford, L.", "1 https://...": a number or superscript without a stop behind it.
bool begins_note(std::string_view text);

}  // namespace plangrade::segmenting
