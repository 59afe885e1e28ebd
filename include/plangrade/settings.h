// The configuration file plangrade.yaml.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "plangrade/model/problem.h"

namespace plangrade {

/// Option names to their values as text ("true" for switches; a list gives several). `known` are
/// the options that may stand there; problems: not YAML, unknown options, values that are maps.
Result<std::map<std::string, std::vector<std::string>>> load_settings(
    const std::string& path, const std::vector<std::string>& known);

}  // namespace plangrade
