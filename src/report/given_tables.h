// What was given to a run and is kept in its folder: register.csv (the area register) and
// codings.csv (human decisions), in the columns they have as inputs.
#pragma once

#include <string>
#include <vector>

#include "plangrade/model/area.h"
#include "plangrade/model/coding.h"
#include "plangrade/model/problem.h"

namespace plangrade::report {

/// The register as CSV; empty text if it has no areas.
std::string register_csv(const AreaRegister& areas, bool excel);

/// Reads it back; an empty text is an empty register. Problems go to `problems`.
AreaRegister read_register(const std::string& text, const std::string& file, Problems& problems);

/// The human decisions as CSV; empty text if there are none.
std::string codings_csv(const std::vector<Coding>& codings, bool excel);

/// Reads them back; an empty text holds none. Problems go to `problems`.
std::vector<Coding> read_codings_csv(const std::string& text, const std::string& file,
                                     Problems& problems);

}  // namespace plangrade::report
