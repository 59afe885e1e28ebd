// Character properties by ICU.
#include "text_marks.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <string>

namespace plangrade::extract {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

UChar32 first_character(std::string_view text) {
  int32_t i = 0;
  UChar32 c = 0;
  if (text.empty()) return 0;
  U8_NEXT(text.data(), i, static_cast<int32_t>(text.size()), c);
  return c;
}

}  // namespace

bool is_bullet(std::string_view word) {
  constexpr std::array<std::string_view, 34> kBullets = {
      "•", "◦", "▪",      "▫",      "■",      "□",      "●",      "○",      "‣",      "⁃", "∙", "·",
      "–", "—", "-",      "*",      "➢",      "➤",      "►",      "▶",      "✓",      "✔", "✗", "❖",
      "◆", "◾", "\uF0B7", "\uF0A7", "\uF0D8", "\uF0FC", "\uF076", "\uF02D", "\uF06E", "o"};
  return !word.empty() && std::find(kBullets.begin(), kBullets.end(), word) != kBullets.end();
}

bool is_item_number(std::string_view word) {
  std::string_view inner = word;
  const bool opened = inner.starts_with('(');
  if (opened) inner.remove_prefix(1);
  if (inner.size() < 2 || inner.size() > 5) return false;
  const char last = inner.back();
  if (last != ')' && (opened || last != '.')) return false;
  inner.remove_suffix(1);
  if (std::all_of(inner.begin(), inner.end(), is_digit)) return inner.size() <= 2;
  const auto roman = [](char c) { return c == 'i' || c == 'v' || c == 'x'; };
  if (std::all_of(inner.begin(), inner.end(), roman)) return true;
  return inner.size() == 1 && inner[0] >= 'a' && inner[0] <= 'z';
}

int section_depth(std::string_view text) {
  int depth = 0;
  std::size_t i = 0;
  while (i < text.size() && is_digit(text[i])) {
    while (i < text.size() && is_digit(text[i])) ++i;
    ++depth;
    if (i < text.size() && text[i] == '.') ++i;
  }
  if (depth == 0 || i >= text.size() || text[i] != ' ') return 0;
  return u_isalpha(first_character(text.substr(i + 1))) ? depth : 0;
}

bool has_letter(std::string_view text) {
  int32_t i = 0;
  const auto size = static_cast<int32_t>(text.size());
  while (i < size) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, size, c);
    if (c > 0 && u_isalpha(c)) return true;
  }
  return false;
}

bool is_letter(std::string_view character) { return u_isalpha(first_character(character)) != 0; }

bool ends_sentence(std::string_view text) {
  for (const std::string_view closing : {")", "\"", "'", "”", "’", "]"}) {
    if (text.ends_with(closing)) text.remove_suffix(closing.size());
  }
  return !text.empty() && std::string_view(".!?:;").find(text.back()) != std::string_view::npos;
}

bool begins_high(std::string_view text) {
  const UChar32 c = first_character(text);
  return u_isupper(c) || u_isdigit(c);
}

bool begins_low(std::string_view text) { return u_islower(first_character(text)) != 0; }

}  // namespace plangrade::extract
