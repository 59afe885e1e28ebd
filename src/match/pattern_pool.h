// Patterns that are looked for in the same places, those with {area} apart from the others.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "match/pattern_set.h"
#include "match/pattern_syntax.h"

namespace plangrade::match {

/// A pattern with {area} in it: compiled anew for every plan.
struct LocalPattern {
  std::uint32_t id = 0;
  Syntax syntax;
  bool whole_words = true;
};

/// Patterns without {area} are compiled once, in `common`.
struct PatternPool {
  PatternSet common;
  std::vector<LocalPattern> local;

  /// RE2's complaint, or nothing.
  std::optional<std::string> add(std::uint32_t id, Syntax syntax, const CompiledPattern& pattern,
                                 bool whole_words);

  /// The patterns with {area}, for the names of the areas of one plan; without names, what else
  /// they may match.
  PatternSet localised(std::span<const std::string> area_names) const;
};

}  // namespace plangrade::match
