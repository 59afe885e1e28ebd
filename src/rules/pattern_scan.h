// Reading the text of a pattern without RE2: what it refers to, whether it holds what RE2 cannot
// run, whether it could match nothing at all, and which of its words decide on its case.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plangrade::rules {

/// {NAME} in a pattern; a quantifier such as {2,3} and \p{L} are none.
struct Placeholder {
  std::string name;
  std::size_t offset = 0;  ///< of its "{"
};

/// Something that RE2 does not have, or that is not well-formed.
struct PatternFault {
  enum class Kind { look_around, back_reference, malformed } kind;
  std::size_t offset = 0;
  std::string token;  ///< as written: "(?<!"
  std::string what;   ///< malformed: what is wrong
};

struct PatternScan {
  std::vector<Placeholder> placeholders;
  std::vector<PatternFault> faults;
  bool can_be_empty = false;  ///< only meaningful without faults
  std::string capital;        ///< the first word or class with a capital letter outside (?i:...)
  std::string small;          ///< the first word of four small letters or more outside (?i:...)
};

/// Linear in the text; nesting beyond 200 groups is a fault.
PatternScan scan_pattern(std::string_view pattern);

/// {number}, {money}, {percent}, {year}, {area}.
const std::vector<std::string>& built_in_placeholders();

}  // namespace plangrade::rules
