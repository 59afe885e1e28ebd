// `plangrade areas import`: an ONS population table to an area register on standard output.
#include "cli/commands.h"
#include "cli/settings.h"

namespace plangrade::cli {

int run_areas_import(const Typed& typed, const Terminal& terminal) {
  Gathered gathered;
  if (typed.operands.size() != 1) {
    gathered.add("one table is imported at a time", "plangrade areas import FILE");
  }
  if (typed.has("later") != typed.has("succession")) {
    gathered.add("--later and --succession go together",
                 "the areas of the later round, and the table that says what became of the others");
  }
  std::optional<AreaRegister> areas;
  if (typed.operands.size() == 1) {
    areas = gathered.take(import_population(typed.operands.front(), typed.value("year")));
  }
  if (areas && typed.has("later") && typed.has("succession")) {
    if (const auto later = gathered.take(read_areas(typed.value("later")))) {
      areas = gathered.take(join_registers(*areas, *later, typed.value("succession")));
    }
  }
  if (!areas || !gathered.problems.empty()) return report_problems(gathered.problems, terminal);
  for (const auto& warning : areas->warnings) warn(warning);
  write_out(render_register(*areas));
  return kDone;
}

}  // namespace plangrade::cli
