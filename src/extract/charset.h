// Bytes of text formats to UTF-8, by what the file declares and what the bytes allow.
#pragma once

#include <string>
#include <string_view>

namespace plangrade::extract {

/// The text as valid UTF-8 without a byte order mark. In this order: a byte order mark; the bytes
/// are UTF-8 (files that declare Latin-1 and hold UTF-8 are common, the reverse cannot be read
/// as UTF-8); `declared`, if ICU knows the name; Windows-1252.
std::string decoded(std::string_view bytes, std::string_view declared = "");

/// The bytes in the named encoding as UTF-8; false if ICU does not know the name.
bool convert(std::string_view bytes, std::string_view charset, std::string& out);

/// Whether the bytes look like text in some encoding: no NUL bytes except in UTF-16, and hardly
/// any control characters.
bool looks_like_text(std::string_view bytes);

}  // namespace plangrade::extract
