// Characters of words, beyond ASCII: what \b in RE2 does not know.
#pragma once

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <string_view>

namespace plangrade::match {

inline bool is_ascii_word(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// Letters, digits, combining marks and the underscore.
inline bool is_word(char32_t c) {
  if (c < 0x80) return is_ascii_word(c);
  const auto point = static_cast<UChar32>(c);
  return u_isalnum(point) || (U_GET_GC_MASK(point) & U_GC_M_MASK) != 0;
}

/// The character that begins at `text[at]`; requires at < text.size() and valid UTF-8.
inline char32_t character_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return byte;
  auto offset = static_cast<int32_t>(at);
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(text.data(), offset, static_cast<int32_t>(text.size()), c);
  return static_cast<char32_t>(c);
}

/// How many bytes the character at `text[at]` has.
inline std::size_t character_width(std::string_view text, std::size_t at) {
  return static_cast<std::size_t>(U8_LENGTH(static_cast<UChar32>(character_at(text, at))));
}

/// The character that ends before `text[at]`; requires 0 < at <= text.size() and valid UTF-8.
inline char32_t character_before(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at - 1]);
  if (byte < 0x80) return byte;
  std::size_t start = at - 1;
  while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
  return character_at(text, start);
}

}  // namespace plangrade::match
