// Judged by the last and first words alone.
#include "segment/continuation.h"

#include <algorithm>
#include <array>

#include "segment/characters.h"

namespace plangrade::segmenting {
namespace {

// A paragraph of at least so many bytes that ends a page without a stop goes on overleaf; shorter
// ones may be captions and titles.
constexpr std::size_t kLongParagraph = 100;

/// A word behind which no sentence can end, so that the next paragraph goes on even with a capital.
bool ends_amid_phrase(std::string_view text) {
  static constexpr std::array<std::string_view, 16> kWords{
      "the",  "a",  "an", "of",   "and",  "or",  "to",    "for",
      "with", "by", "in", "from", "that", "our", "their", "which"};
  text = without_blanks(text);
  if (!text.empty() && text.back() == ',') return true;
  const std::size_t blank = text.find_last_of(" \n\t");
  if (blank == std::string_view::npos) return false;
  return std::find(kWords.begin(), kWords.end(), text.substr(blank + 1)) != kWords.end();
}

/// "... in our Emotional" before "Wellbeing Service" in the next column.
bool ends_in_name(std::string_view text) {
  text = without_blanks(text);
  const std::size_t blank = text.find_last_of(" \n\t");
  if (blank == std::string_view::npos) return false;
  const std::string_view word = text.substr(blank + 1);
  return is_upper(character_at(word, 0).code) && is_lower(last_character(word).code);
}

}  // namespace

bool ends_open(std::string_view text) {
  text = without_blanks(text);
  Character last = last_character(text);
  while (last.length > 0 && is_closer(last.code)) {
    text.remove_suffix(last.length);
    last = last_character(text);
  }
  constexpr std::string_view kStops = ".?!:;|";
  return last.length > 0 && !(last.code < 0x80 && last.code >= 0 &&
                              kStops.find(static_cast<char>(last.code)) != kStops.npos);
}

bool goes_on(std::string_view before, std::string_view text, Break where) {
  text = without_blanks(text);
  if (text.empty() || !ends_open(before)) return false;
  const Character first = character_at(text, 0);
  if (is_lower(first.code)) return true;
  if (!where.prose || !is_upper(first.code)) return false;
  return ends_amid_phrase(before) ||
         (before.size() >= kLongParagraph && (where.new_page || ends_in_name(before)));
}

bool is_page_number(std::string_view text) {
  constexpr std::size_t kLongest = 16;
  text = without_blanks(text);
  if (text.size() > kLongest || !(text.starts_with("Page ") || text.starts_with("page ")))
    return false;
  text.remove_prefix(5);
  const std::size_t end = text.find_first_not_of("0123456789");
  if (end == 0 || text.empty()) return false;
  if (end == text.npos) return true;
  text.remove_prefix(end);
  return text.starts_with(" of ") && text.find_first_not_of("0123456789", 4) == text.npos;
}

bool begins_note(std::string_view text) {
  text = without_blanks(text);
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const Character first = character_at(text, 0);
  const bool superscript = first.code == 0xB9 || first.code == 0xB2 || first.code == 0xB3 ||
                           (first.code >= 0x2070 && first.code <= 0x2079);
  if (superscript) return true;
  if (digits == 0 || digits > 3) return false;
  text.remove_prefix(digits);
  if (text.starts_with(' ')) text.remove_prefix(1);
  return is_upper(character_at(text, 0).code) || text.starts_with("http") ||
         text.starts_with("www.");
}

}  // namespace plangrade::segmenting
