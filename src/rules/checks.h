// What must hold beyond the shape of the file: names that exist, scopes that can be honoured,
// levels and ratings that can be reached, patterns that the matcher can run.
#pragma once

#include <set>
#include <string>

#include "plangrade/model/problem.h"
#include "plangrade/model/rule_set.h"
#include "rules/draft.h"

namespace plangrade::rules {

/// Completes a draft and checks it. What included files define and nothing refers to is left out.
RuleSet resolve_and_check(Draft draft, Problems& problems);

/// "did you mean ...", or what is known if that is short; `if_none` if nothing is known.
std::string hint(const std::string& given, const std::vector<std::string>& known,
                 const std::string& if_none);

/// The zones that every plan is divided into, whatever the rule set says.
const std::vector<std::string>& built_in_zones();

/// What a rule set refers to, by name.
struct References {
  std::set<std::string> terms, contexts, zones;
};
/// Adds what a condition and its parts refer to.
void add_references(const Condition& condition, References& references);
/// Adds what patterns refer to as {TERM}, through other terms to the end.
void add_placeholders(const RuleSet& rules, References& references);

/// Names of terms that nobody defined, names that are reserved: R010, R012.
void check_names(const RuleSet& rules, const Draft& draft, Problems& problems);
/// Terms, contexts, zones and conditions of `rules.file` that nothing refers to: R022, warnings.
void check_unused(const RuleSet& rules, const Draft& draft,
                  const std::set<std::string>& used_conditions, Problems& problems);
/// Stretches of text that cannot be opened where they are asked for, or are not said: R030, R031, R046.
void check_scopes(const Criterion& criterion, Problems& problems);
/// Levels, points, sections and tests of a criterion: R011, R017, R018, R032, R033, R045.
void check_criterion(const Criterion& criterion, const RuleSet& rules, Problems& problems);
/// Rows of the rating table that can never hold, and plans that no row holds for: R016, R017, R034,
/// R035.
void check_rating(const RuleSet& rules, Problems& problems);
/// Patterns that a term lists twice, before it has those of included terms: R042, warnings.
void check_doubles(const std::vector<Term>& terms, Problems& problems);
/// Patterns, as far as they can be judged by their text: R023 to R028, R041, R044.
void check_patterns(const RuleSet& rules, Problems& problems);

}  // namespace plangrade::rules
