// The characters of RTF: bytes in changing code pages and UTF-16 units, gathered as UTF-8.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace plangrade::extract {

/// The name by which ICU knows a Windows or DOS code page: 1252 is "windows-1252".
std::string code_page_name(int code_page);

/// The code page of a font's \fcharset; 0 where the document's own counts, -1 for symbol fonts.
int code_page_of_charset(int charset);

/// The few characters of Symbol and Wingdings fonts that carry meaning (bullet, tick, cross,
/// arrow) by their code of one byte; "" for others, which are ornaments.
std::string_view symbol_character(unsigned char code);

/// Gathers text; bytes of one character may come one by one.
class RtfCharacters {
 public:
  void byte(char c, int code_page);  ///< -1: a symbol font
  void utf16(int unit);              ///< \uN, which may be negative; surrogates come in pairs
  void utf8(std::string_view text);
  /// All text so far, which is then forgotten.
  std::string take();

 private:
  void flush();

  std::string done_;
  std::string bytes_;  ///< not yet converted, all in code_page_
  int code_page_ = 0;
  unsigned high_ = 0;  ///< a high surrogate that waits for the low one
};

}  // namespace plangrade::extract
