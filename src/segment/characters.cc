// Character properties come from ICU.
#include "segment/characters.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace plangrade::segmenting {

Character character_at(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return {};
  const auto first = static_cast<unsigned char>(text[offset]);
  if (first < 0x80) return {first, 1};
  const std::string_view window = text.substr(offset, 4);
  std::int32_t i = 0;
  UChar32 code = 0;
  U8_NEXT(window.data(), i, static_cast<std::int32_t>(window.size()), code);
  return {code, static_cast<std::uint32_t>(i)};
}

Character last_character(std::string_view text) {
  for (std::size_t length = 1; length <= std::min<std::size_t>(4, text.size()); ++length) {
    const Character last = character_at(text, text.size() - length);
    if (last.code >= 0 && last.length == length) return last;
  }
  return {-1, text.empty() ? 0u : 1u};
}

bool is_blank(std::int32_t code) {
  if (code < 0) return false;
  if (code < 0x80) return code <= 0x20 || code == 0x7F;
  return u_isUWhiteSpace(code) || code < 0xA0;
}

bool is_invisible(std::int32_t code) {
  if (code < 0x80) return false;
  return u_charType(code) == U_FORMAT_CHAR || (code >= 0xFE00 && code <= 0xFE0F);
}

bool is_hyphen(std::int32_t code) {
  if (code == '-') return true;
  return code >= 0x80 && ((code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0xFE63 ||
                          code == 0xFF0D || code == 0x2043);
}

bool is_letter(std::int32_t code) { return code >= 0 && u_isalpha(code); }
bool is_lower(std::int32_t code) { return code >= 0 && u_islower(code); }
bool is_upper(std::int32_t code) { return code >= 0 && u_isupper(code); }

bool is_closer(std::int32_t code) {
  return code == ')' || code == ']' || code == '"' || code == '\'' || code == 0x2019 ||
         code == 0x201D || code == 0xBB;
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty()) {
    const Character first = character_at(text, 0);
    if (!is_blank(first.code) && !is_invisible(first.code)) break;
    text.remove_prefix(first.length);
  }
  while (!text.empty()) {
    const Character last = last_character(text);
    if (!is_blank(last.code) && !is_invisible(last.code)) break;
    text.remove_suffix(last.length);
  }
  return text;
}

}  // namespace plangrade::segmenting
