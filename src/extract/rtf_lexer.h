// The tokens of RTF. The format is a stream of groups `{...}`, control words `\par`, `\u8217`,
// control symbols `\'92`, `\~`, and text bytes; no library of Debian's reads it.
#pragma once

#include <cstddef>
#include <string_view>

namespace plangrade::extract {

enum class RtfKind {
  end,  ///< of the bytes
  group_begin,
  group_end,
  word,    ///< `name`, and `number` if `has_number`
  symbol,  ///< `\` and the one character in `name`
  byte,    ///< `byte`: text in the code page that is in force, also from \'hh
};

struct RtfToken {
  RtfKind kind = RtfKind::end;
  std::string_view name;  ///< lives as long as the bytes
  int number = 0;         ///< -2^31 to 2^31-1, capped
  bool has_number = false;
  char byte = 0;
};

/// Reads tokens; every byte sequence gives some, and each call takes at least one byte.
class RtfLexer {
 public:
  explicit RtfLexer(std::string_view bytes) : bytes_(bytes) {}
  /// The next token. The bytes of `\bin` are passed over with it; line ends are no text.
  RtfToken next();

 private:
  RtfToken control();
  RtfToken word();

  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace plangrade::extract
