// Rule sets: loading, checking, showing. The only layer that knows YAML.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "plangrade/model/policy.h"
#include "plangrade/model/problem.h"
#include "plangrade/model/rule_set.h"

namespace plangrade {

struct LoadedRuleSet {
  RuleSet rules;
  Problems warnings;
};

/// Reads a rule set with all that it includes or extends, and checks it. On failure: all problems
/// (and warnings) of all files at once, each with code, file, line, column and remedy. The rule set
/// is complete: shared conditions are put in, and terms hold the patterns of those they include.
/// Patterns are only checked as far as that goes without RE2; translate_pattern does the rest.
///
/// `path_or_id` is a path, or the id of a shipped file ("2017-18"), which is looked up as
/// `<dir>/<id>.yaml`, `<dir>/policies/<id>.yaml` or `<dir>/estimates/<id>.yaml` in `rules_dirs`.
///
/// `more` may add what another stage has to say about the rule set, errors or not, so that all is
/// shown in one pass; what it says of a pattern that is wrong already is left out.
Result<LoadedRuleSet> load_rule_set(const std::string& path_or_id,
                                    const std::vector<std::string>& rules_dirs = {},
                                    const std::function<Problems(const RuleSet&)>& more = {});

/// The same for policies and estimates.
Result<Policy> load_policy(const std::string& path_or_id,
                           const std::vector<std::string>& rules_dirs = {});
Result<Estimate> load_estimate(const std::string& path_or_id,
                               const std::vector<std::string>& rules_dirs = {});

/// Every problem and warning of a rule set, vocabulary, policy or estimate, by path or shipped id;
/// which of them a file is, its keys say. `more` as for load_rule_set. A vocabulary is checked as
/// far as that goes without the files that include it.
Problems check_rule_file(const std::string& path_or_id,
                         const std::vector<std::string>& rules_dirs = {},
                         const std::function<Problems(const RuleSet&)>& more = {});

/// The configuration file plangrade.yaml: option names to their values as text ("true" for switches;
/// a list gives several). `known` are the options that may stand there. Problems: not YAML, unknown
/// options, values that are maps.
Result<std::map<std::string, std::vector<std::string>>> load_settings(
    const std::string& path, const std::vector<std::string>& known);

/// The texts that a pattern of plain words stands for, at most 64: "(?:child|drug) abuse" is "child
/// abuse" and "drug abuse". Empty for any other pattern.
std::vector<std::string> plain_forms(const std::string& pattern);

/// Every code of problems with rule files and their patterns, each once.
std::span<const CodeMeaning> rule_codes();

/// The rule set as a codebook for people who dispute a rating.
std::string show_markdown(const RuleSet& rules);
std::string show_html(const RuleSet& rules);

/// JSON Schema (2020-12) of rule set files, made from the table that the loader checks against.
std::string rule_schema_json();

}  // namespace plangrade
