// Reading single values of rule files.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "plangrade/model/rule_set.h"

namespace plangrade::rules {

/// Letters, digits, "_" and "-", beginning with a letter, at most 64 of them.
bool is_name(std::string_view text);
/// The same, and it may begin with a digit.
bool is_id(std::string_view text);

/// "0" to "999999".
std::optional<int> whole_number(std::string_view text);

/// "sentence", "page", "12 words", "2 sentences".
std::optional<Within> parse_within(const std::string& text);

/// "6 words" gives 6, "sentence" gives 0.
std::optional<int> parse_reach(const std::string& text);

/// The inverse of parse_within.
std::string to_text(const Within& within);

}  // namespace plangrade::rules
