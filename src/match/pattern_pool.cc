// Patterns with {area} are tried once, so that what RE2 refuses is known before there is a plan.
#include "match/pattern_pool.h"

#include <utility>

namespace plangrade::match {

std::optional<std::string> PatternPool::add(std::uint32_t id, Syntax syntax,
                                            const CompiledPattern& pattern, bool whole_words) {
  if (!syntax.has_area) return common.add(id, pattern);
  PatternSet trial;
  auto reason = trial.add(id, pattern);
  if (!reason) local.push_back({id, std::move(syntax), whole_words});
  return reason;
}

PatternSet PatternPool::localised(std::span<const std::string> area_names) const {
  PatternSet set;
  for (const LocalPattern& pattern : local) {
    if (area_names.empty() && needs_area(pattern.syntax.root)) continue;
    // Names too long for RE2 leave their pattern without matches.
    (void)set.add(pattern.id, compile_pattern(pattern.syntax, pattern.whole_words, area_names));
  }
  return set;
}

}  // namespace plangrade::match
