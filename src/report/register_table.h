// register.csv: the area register the figures were made with, in the columns of areas.csv as input.
#pragma once

#include <string>

#include "plangrade/model/area.h"
#include "plangrade/model/problem.h"

namespace plangrade::report {

/// The register as CSV; empty text if it has no areas.
std::string register_csv(const AreaRegister& areas, bool excel);

/// Reads it back; an empty text is an empty register. Problems go to `problems`.
AreaRegister read_register(const std::string& text, const std::string& file, Problems& problems);

}  // namespace plangrade::report
