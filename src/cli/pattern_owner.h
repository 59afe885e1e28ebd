// What a pattern belongs to, in words.
#pragma once

#include <string>

#include "plangrade/pipeline.h"

namespace plangrade::cli {

/// "term abuse", "exception of abuse", "context negated".
std::string pattern_owner(const PatternInfo& info, const Rules& rules);

}  // namespace plangrade::cli
