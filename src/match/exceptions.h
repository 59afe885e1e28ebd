// What `except` takes away from a term's matches: judged by place, not by sentence or document.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "plangrade/match.h"

namespace plangrade::match {

class Exceptions {
 public:
  /// Takes note of what exceptions take away that terms of the next rule set take over from others.
  void add(const RuleSet& rules) { strikes_.push_back(rules.strikes); }

  /// Takes away matches of terms that overlap an exception of the same term: one of its own, or one
  /// taken over that takes away from what the match was taken over with.
  void drop_excepted(std::span<const PatternInfo> patterns, std::vector<Match>& matches) const;

 private:
  std::vector<std::map<std::uint32_t, std::vector<std::uint32_t>>> strikes_;  // by rule set
};

}  // namespace plangrade::match
