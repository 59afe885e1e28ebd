// Population tables as registers; shared by the import and by read_areas.
#pragma once

#include <string>

#include "plangrade/model/area.h"
#include "plangrade/model/problem.h"

namespace plangrade::counting {

/// A population table (CSV, XLS, XLSX) as a register; `year` chooses among several mid-years, ""
/// takes the latest.
Result<AreaRegister> population_register(const std::string& path, const std::string& year);

}  // namespace plangrade::counting
