// A rule set while it is put together from its files: conditions are still trees with `use` in
// them, since what a name means is only known when all files have been read.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "plangrade/model/rule_set.h"
#include "rules/yaml_tree.h"

namespace plangrade::rules {

/// Pattern::taken of what `except_own` lists, until what terms include is put in.
inline constexpr std::uint32_t kOwnOnly = 0xFFFFFFFF;

struct SharedCondition {
  std::string name;
  YamlNode tree;
  SourcePosition at;
};

struct DraftCriterion {
  Criterion criterion;         ///< its levels without `when`
  std::vector<YamlNode> when;  ///< one for every level
};

struct Draft {
  RuleSet rules;  ///< its criteria are empty; they stand below
  std::vector<DraftCriterion> criteria;
  std::vector<SharedCondition> conditions;
};

/// What one file says, without the files it names. Values of a wrong shape are left out: they have
/// been reported by check_shape.
Draft read_draft(const YamlNode& root, Problems& problems);

/// Adds what an included file defines. Names that are defined twice: R011.
void include_draft(Draft& into, Draft&& included, Problems& problems);

/// Lays `own` over the rule set that it extends: the same name or id replaces.
Draft extend_draft(Draft&& base, Draft&& own, const YamlNode& own_root);

/// Turns the trees of conditions into conditions, `use` put in. Problems: R013 to R015, R021, R029,
/// R036 and the like. `used` receives the names of shared conditions that are referred to.
void resolve_conditions(Draft& draft, std::set<std::string>& used, Problems& problems);

}  // namespace plangrade::rules
