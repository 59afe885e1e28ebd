// Reading UTF-8 that may be broken, one character at a time.
#pragma once

#include <cstdint>
#include <string_view>

namespace plangrade::segmenting {

struct Character {
  std::int32_t code = -1;    ///< negative: not UTF-8
  std::uint32_t length = 0;  ///< bytes; 0 at the end of the text
};

/// The character that begins at `offset`; the next begins `length` further on.
Character character_at(std::string_view text, std::size_t offset);
/// The character that ends the text; code -1 and length 0 if it is empty.
Character last_character(std::string_view text);

/// White space and control characters, line breaks and no-break spaces included.
bool is_blank(std::int32_t code);
/// Characters without width or meaning of their own: soft hyphens, zero-width ones, directions.
bool is_invisible(std::int32_t code);
/// Hyphens and dashes of every length, which all become '-'.
bool is_hyphen(std::int32_t code);
bool is_letter(std::int32_t code);
bool is_lower(std::int32_t code);
bool is_upper(std::int32_t code);
/// Closing quotes and brackets, which may follow the end of a sentence.
bool is_closer(std::int32_t code);

/// `text` without blanks at its ends; blanks of every kind.
std::string_view without_blanks(std::string_view text);

}  // namespace plangrade::segmenting
