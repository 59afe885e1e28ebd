// How large the program is that RE2 makes of a pattern, without asking it.
//
// Of a thousand patterns a plan needs a hundred: RE2 compiles one when it is first looked for. But
// a pattern that RE2 refuses must be known before there is a plan, so that only those wait of which
// it is sure that it will not: of known parts, and far smaller than it allows.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "match/pattern_syntax.h"

namespace plangrade::match {

struct ProgramSize {
  bool known = false;       ///< if not, RE2 may refuse the pattern for other reasons than its size
  std::size_t letters = 0;  ///< instructions at most, without `atoms`
  std::map<std::string, std::size_t> atoms;  ///< how often it has an atom that is no plain letter
};

ProgramSize program_size(const Node& root);

}  // namespace plangrade::match
