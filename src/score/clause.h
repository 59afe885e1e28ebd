// Conditions as they are evaluated: names resolved to numbers, what nested conditions inherit
// (unless, only, carry, zones) written out at every term, scopes settled.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plangrade/model/rule_set.h"
#include "plangrade/model/surrounding.h"

namespace plangrade::scoring {

/// Which zones a match may stand in.
struct Zones {
  std::vector<std::string> in, not_in, default_not_in;
  bool allows(const std::string& zone) const;
};

struct Clause {
  Operator op = Operator::term;
  std::uint32_t term = 0;  ///< index into RuleSet::terms; kNone if there is none
  int n = 0;               ///< at_least, count
  Distinct distinct = Distinct::match;
  bool ordered = false;
  int gap = -1;                             ///< ordered: words between neighbours; -1: any number
  bool opens = false;                       ///< is evaluated in stretches of its own
  Within within;                            ///< if it opens them
  std::vector<std::uint32_t> unless, only;  ///< indices into RuleSet::contexts
  unsigned carry = kNoSurrounding;
  unsigned from = kNoSurrounding;  ///< it must hold in one of these, not in the stretch
  Zones zones;
  std::vector<Clause> parts, none;
  std::string name;         ///< of the shared condition that it was written as; may be empty
  std::string description;  ///< "abuse", "all within sentence", for explain
};

/// Resolves the condition of a level. Names that the rule set does not have match nothing.
Clause resolve(const Condition& condition, const RuleSet& rules);

/// A clause in few words: the name of the shared condition that it was written as, or "abuse",
/// "abuse or neglect", "abuse with harm".
std::string in_few_words(const Clause& clause, const RuleSet& rules);

/// "sentence", "12 words"
std::string within_text(const Within& within);

}  // namespace plangrade::scoring
