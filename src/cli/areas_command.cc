// `plangrade areas import`: an ONS population table to an area register on standard output.
#include "base/csv.h"
#include "cli/commands.h"
#include "cli/settings.h"

namespace plangrade::cli {

int run_areas_import(const Typed& typed, const Terminal& terminal) {
  Gathered gathered;
  if (typed.operands.size() != 1)
    gathered.add("one table is imported at a time", "plangrade areas import FILE");
  std::optional<AreaRegister> areas;
  if (typed.operands.size() == 1) areas = gathered.take(import_population(typed.operands.front()));
  if (!areas || !gathered.problems.empty()) return report_problems(gathered.problems, terminal);
  const auto number = [](const std::optional<std::int64_t>& value) {
    return value ? std::to_string(*value) : "";
  };
  write_out(base::csv_line({"area_code", "area_name", "area_type", "region", "pop_0_10",
                            "pop_11_17", "population_year"}));
  for (const auto& area : areas->areas) {
    write_out(
        base::csv_line({area.area_code, area.area_name, area.area_type, area.region,
                        number(area.pop_0_10), number(area.pop_11_17), area.population_year}));
  }
  return kDone;
}

}  // namespace plangrade::cli
