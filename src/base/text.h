// Small services on UTF-8 text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plangrade::base {

/// Offset of the first byte that is not UTF-8, or npos.
std::size_t invalid_utf8(std::string_view text);

/// `text` with every invalid sequence replaced by U+FFFD and NULs dropped.
std::string valid_utf8(std::string_view text);

std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::vector<std::string> split(std::string_view text, char separator);  ///< "" gives no parts
std::string_view trimmed(std::string_view text);  ///< ASCII blanks off both ends
std::string lower_ascii(std::string_view text);

/// "did you mean 'within'?" for the nearest of `known`, or "expected one of: ..." if none is near.
std::string did_you_mean(const std::string& given, const std::vector<std::string>& known);

/// "-12", "3.5": an optional sign, digits, and at most one point with digits behind it.
bool is_decimal_number(std::string_view text);

/// `text` as a JSON string in quotes; what is not UTF-8 becomes U+FFFD.
std::string json_string(std::string_view text);

/// `text` as HTML shows it, between tags or in a quoted attribute: blanks for line breaks and tabs,
/// nothing for other control characters, U+FFFD for what is not UTF-8.
std::string escaped_html(std::string_view text);

/// 1234567 as "1,234,567".
std::string with_thousands(long long number);

/// Columns that `text` takes on a terminal (wide and combining characters considered).
int display_width(std::string_view text);

}  // namespace plangrade::base
