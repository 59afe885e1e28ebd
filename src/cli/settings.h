// Step two of the command line: what was typed becomes options, rule sets, registers.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/options.h"
#include "cli/terminal.h"
#include "plangrade/aggregate.h"
#include "plangrade/pipeline.h"

namespace plangrade::cli {

/// Folders in which shipped rule sets, policies and estimates are looked up by id.
std::vector<std::string> rules_dirs();

/// Collects problems of several inputs, so that all are shown at once.
class Gathered {
 public:
  /// The value, or nothing and its problems are kept.
  template <typename T>
  std::optional<T> take(Result<T> result) {
    if (result) return std::move(result).value();
    for (const auto& problem : result.error()) {  // two stages may read the same file
      if (std::find(problems.begin(), problems.end(), problem) == problems.end()) {
        problems.push_back(problem);
      }
    }
    return std::nullopt;
  }
  void add(std::string message, std::string remedy) {
    problems.push_back({"CLI003", std::move(message), {}, std::move(remedy), {}});
  }
  Problems problems;
  Problems warnings;
};

/// --jobs, --cache, --timeout, --max-memory, --ocr.
WorkOptions work_options(const Typed& typed, Gathered& gathered);

/// A whole number of at least `least`, or a problem.
long number_option(const Typed& typed, const std::string& name, long least, Gathered& gathered);

/// --rules, each a path or the id of a shipped rule set.
std::vector<RuleSet> rule_sets(const Typed& typed, Gathered& gathered);

/// Everything that `run` and `aggregate` need besides plan results.
struct Statistics {
  AreaRegister areas;
  std::optional<Policy> policy;
  std::vector<Estimate> estimates;
  std::vector<PlanEntry> plans;
  std::vector<Coding> codings;
  std::optional<ResultFolder> previous;
  std::map<std::string, Agreement> agreement;  ///< by rule set
};
Statistics statistics(const Typed& typed, Gathered& gathered);

/// "2/3" as 2 and 3; nothing if that is no part of a whole.
std::optional<std::pair<long, long>> parse_shard(const std::string& text);

/// --shard I/N and the operands.
RoundOptions round_options(const Typed& typed, Gathered& gathered);

/// One --fail-on condition.
struct FailCondition {
  std::string text, name;
  char comparison = 0;  ///< '>', '<' or 0: "is there any"
  Fraction limit;
  bool percent = false;
};
std::vector<FailCondition> fail_conditions(const Typed& typed, Gathered& gathered);

/// Text of the first condition that holds; empty if none does.
std::string condition_that_holds(const std::vector<FailCondition>& conditions,
                                 const ReportInput& report);

}  // namespace plangrade::cli
