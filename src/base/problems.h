// Problems for people, programs and code review.
#pragma once

#include <span>
#include <string>

#include "plangrade/model/problem.h"

namespace plangrade::base {

/// text: as a compiler prints them, with the line and a caret; json: one object with a list;
/// sarif: SARIF 2.1.0, which code hosts show beside the lines.
enum class ProblemFormat { text, json, sarif };

/// All problems, in their order, ending in a line break. `color` is for text only. Control
/// characters in file names, messages and lines are made visible, never sent to a terminal.
/// `codes` is what sarif says of the codes, as code hosts show it.
std::string render_problems(const Problems& problems, ProblemFormat format, bool color = false,
                            std::span<const CodeMeaning> codes = {});

/// "2 errors, 1 warning"; "no problems".
std::string problem_counts(const Problems& problems);

}  // namespace plangrade::base
