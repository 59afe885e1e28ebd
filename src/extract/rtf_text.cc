// Conversion is ICU's, by way of charset.h.
#include "extract/rtf_text.h"

#include <unicode/utf8.h>

#include <array>

#include "base/text.h"
#include "extract/charset.h"

namespace plangrade::extract {
namespace {

struct CharsetRow {
  int charset;
  int code_page;
};

// Rich Text Format Specification 1.9.1, "Font Table", \fcharset.
constexpr std::array<CharsetRow, 17> kCharsets = {{{2, -1},
                                                   {77, 10000},
                                                   {128, 932},
                                                   {129, 949},
                                                   {134, 936},
                                                   {136, 950},
                                                   {161, 1253},
                                                   {162, 1254},
                                                   {163, 1258},
                                                   {177, 1255},
                                                   {178, 1256},
                                                   {186, 1257},
                                                   {204, 1251},
                                                   {222, 874},
                                                   {238, 1250},
                                                   {254, 437},
                                                   {255, 850}}};

}  // namespace

std::string code_page_name(int code_page) {
  switch (code_page) {
    case 10000:
      return "macintosh";
    case 437:
      return "ibm-437";
    case 850:
      return "ibm-850";
    case 932:
      return "windows-31j";
    case 65001:
      return "UTF-8";
    default:
      return "windows-" + std::to_string(code_page);
  }
}

int code_page_of_charset(int charset) {
  for (const auto& row : kCharsets) {
    if (row.charset == charset) return row.code_page;
  }
  return 0;
}

std::string_view symbol_character(unsigned char code) {
  switch (code) {
    case 0xB7:
    case 0xA7:
      return "\u2022";
    case 0xFC:
    case 0xFE:
    case 0x50:
      return "\u2713";
    case 0xFB:
    case 0xFD:
    case 0x4F:
      return "\u2717";
    case 0xE0:
      return "\u2192";
    default:
      return "";
  }
}

void RtfCharacters::flush() {
  if (high_ != 0) done_ += "\uFFFD";
  high_ = 0;
  if (bytes_.empty()) return;
  std::string converted;
  if (!convert(bytes_, code_page_name(code_page_), converted)) converted = decoded(bytes_);
  done_ += converted;
  bytes_.clear();
}

void RtfCharacters::byte(char c, int code_page) {
  if (code_page < 0) {
    const auto code = static_cast<unsigned char>(c);
    return utf8(code == ' ' ? " " : symbol_character(code));
  }
  if (code_page != code_page_ || high_ != 0) flush();
  code_page_ = code_page;
  bytes_ += c;
}

void RtfCharacters::utf16(int unit) {
  constexpr unsigned kHigh = 0xD800, kLow = 0xDC00, kAfter = 0xE000;
  const unsigned code = static_cast<unsigned>(unit) & 0xFFFF;
  const unsigned high = high_;
  if (high != 0 && code >= kLow && code < kAfter) high_ = 0;
  flush();
  if (code >= kHigh && code < kLow) {
    high_ = code;
    return;
  }
  UChar32 character = static_cast<UChar32>(code);
  if (code >= kLow && code < kAfter) {
    character =
        high == 0 ? 0xFFFD : static_cast<UChar32>(0x10000 + ((high - kHigh) << 10) + (code - kLow));
  }
  if (code >= 0xF000 && code <= 0xF0FF) {
    done_ += symbol_character(static_cast<unsigned char>(code & 0xFF));
    return;
  }
  std::array<char, U8_MAX_LENGTH> bytes = {};
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, character);
  done_.append(bytes.data(), static_cast<std::size_t>(length));
}

void RtfCharacters::utf8(std::string_view text) {
  flush();
  done_ += text;
}

std::string RtfCharacters::take() {
  flush();
  std::string text;
  text.swap(done_);
  return text;
}

}  // namespace plangrade::extract
