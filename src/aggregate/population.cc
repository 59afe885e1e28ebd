// Population tables.
#include "aggregate/population.h"

#include "aggregate/messages.h"
#include "plangrade/aggregate.h"

namespace plangrade {

Result<AreaRegister> counting::population_register(const std::string& path, const std::string&) {
  return problem_at("POP001", "not a population table", path, 0);
}

Result<AreaRegister> import_population(const std::string& path) {
  return counting::population_register(path, "");
}

GuessedAreas guess_areas(const AreaRegister&, const std::string&) { return {}; }

}  // namespace plangrade
