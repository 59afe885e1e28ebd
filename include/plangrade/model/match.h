// Where patterns match. Offsets only: the text stays where it is.
#pragma once

#include <cstdint>
#include <vector>

#include "plangrade/model/span.h"

namespace plangrade {

/// One match of one pattern of a term, cue or zone.
struct Match {
  std::uint32_t pattern = 0;   ///< number of the pattern in its Matcher
  Span span;                   ///< bytes of SegmentedText::text
  Span given{};                ///< of a name: where the plan gives it; empty otherwise
  auto operator<=>(const Match&) const = default;
};

}  // namespace plangrade
