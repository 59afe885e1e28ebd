// The end that `run` and `aggregate` share: overrides, national figures, the result folder.
#pragma once

#include <string>
#include <vector>

#include "cli/settings.h"

namespace plangrade::cli {

/// Applies codings, aggregates, writes --out and says what came of it. `run_facts` go to run.json.
/// Returns the exit code.
int conclude(Scored scored, std::vector<RuleSet> sets, Statistics statistics, const Typed& typed,
             const Terminal& terminal, const std::vector<FailCondition>& conditions,
             double seconds);

}  // namespace plangrade::cli
