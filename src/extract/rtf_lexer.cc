// Tokens of RTF, after the Rich Text Format Specification 1.9.1, "RTF Syntax".
#include "extract/rtf_lexer.h"

#include <algorithm>
#include <limits>

namespace plangrade::extract {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

RtfToken RtfLexer::next() {
  while (at_ < bytes_.size() &&
         (bytes_[at_] == '\r' || bytes_[at_] == '\n' || bytes_[at_] == '\0')) {
    ++at_;
  }
  RtfToken token;
  if (at_ >= bytes_.size()) return token;
  const char c = bytes_[at_++];
  if (c == '{') {
    token.kind = RtfKind::group_begin;
  } else if (c == '}') {
    token.kind = RtfKind::group_end;
  } else if (c == '\\') {
    return control();
  } else {
    token.kind = RtfKind::byte;
    token.byte = c;
  }
  return token;
}

RtfToken RtfLexer::control() {
  RtfToken token;
  if (at_ >= bytes_.size()) return token;
  if (is_letter(bytes_[at_])) return word();
  token.kind = RtfKind::symbol;
  token.name = bytes_.substr(at_++, 1);
  if (token.name == "'" && at_ + 1 < bytes_.size()) {
    const int high = hex_value(bytes_[at_]);
    const int low = hex_value(bytes_[at_ + 1]);
    if (high >= 0 && low >= 0) {
      token.kind = RtfKind::byte;
      token.byte = static_cast<char>(high * 16 + low);
      at_ += 2;
    }
  }
  return token;
}

RtfToken RtfLexer::word() {
  constexpr int kMost = std::numeric_limits<int>::max();
  RtfToken token;
  token.kind = RtfKind::word;
  const auto begin = at_;
  while (at_ < bytes_.size() && is_letter(bytes_[at_])) ++at_;
  token.name = bytes_.substr(begin, at_ - begin);
  const bool negative = at_ + 1 < bytes_.size() && bytes_[at_] == '-' && is_digit(bytes_[at_ + 1]);
  if (negative) ++at_;
  while (at_ < bytes_.size() && is_digit(bytes_[at_])) {
    const int digit = bytes_[at_++] - '0';
    token.has_number = true;
    token.number = token.number > (kMost - digit) / 10 ? kMost : token.number * 10 + digit;
  }
  if (negative) token.number = -token.number;
  if (at_ < bytes_.size() && bytes_[at_] == ' ') ++at_;
  if (token.name == "bin" && token.number > 0) {
    at_ += std::min(bytes_.size() - at_, static_cast<std::size_t>(token.number));
  }
  return token;
}

}  // namespace plangrade::extract
