// Widths are terminal columns, not bytes. Control characters never reach the terminal: text from a
// plan must not be able to move the cursor.
#include "base/terminal_text.h"

#include <algorithm>

#include "base/text.h"

namespace plangrade::base {

std::string printable(std::string_view text) {
  std::string out;
  const std::string clean = valid_utf8(text);
  for (std::size_t i = 0; i < clean.size(); ++i) {
    const auto c = static_cast<unsigned char>(clean[i]);
    const auto next = i + 1 < clean.size() ? static_cast<unsigned char>(clean[i + 1]) : 0;
    if (c == 0xC2 && next >= 0x80 && next < 0xA0) {
      ++i;  // the C1 control characters, U+0080 to U+009F
    } else if (c >= 0x20 && c != 0x7F) {
      out += clean[i];
    } else if (out.empty() || out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

std::string clipped(const std::string& text, int width) {
  if (display_width(text) <= width) return text;
  std::string out;
  int used = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    const auto character = std::string_view(text).substr(begin, end - begin);
    const int columns = display_width(character);
    if (used + columns > width - 1) break;
    out += character;
    used += columns;
    begin = end;
  }
  return width > 0 ? out + "…" : "";
}

std::string padded(const std::string& text, int width, bool right) {
  const std::string cut = clipped(text, width);
  const int missing = std::max(0, width - display_width(cut));
  const std::string blanks(static_cast<std::size_t>(missing), ' ');
  return right ? blanks + cut : cut + blanks;
}

std::string wrapped(const std::string& text, const std::string& lead, int width) {
  const std::string indent(lead.size(), ' ');
  std::string out, line = lead;
  bool empty = true;
  for (const auto& word : split(text, ' ')) {
    const bool full = width > 0 && display_width(line) + 1 + display_width(word) > width;
    if (!empty && full) {
      out += line + "\n";
      line = indent;
      empty = true;
    }
    if (!empty) line += " ";
    line += word;
    empty = false;
  }
  return out + line + "\n";
}

std::string styled(const std::string& text, Style style, bool color) {
  if (!color) return text;
  const char* code = "";
  switch (style) {
    case Style::bold:
      code = "\x1b[1m";
      break;
    case Style::dim:
      code = "\x1b[2m";
      break;
    case Style::red:
      code = "\x1b[31m";
      break;
    case Style::amber:
      code = "\x1b[33m";
      break;
    case Style::green:
      code = "\x1b[32m";
      break;
    case Style::grey:
      code = "\x1b[90m";
      break;
  }
  return code + text + "\x1b[0m";
}

}  // namespace plangrade::base
