// `plangrade run`: a directory of plans in, a result folder out.
#include <chrono>

#include "cli/commands.h"
#include "cli/conclude.h"

namespace plangrade::cli {

int run_run(const Typed& typed, const Terminal& terminal) {
  const auto start = std::chrono::steady_clock::now();
  Gathered gathered;
  auto work = work_options(typed, gathered);
  const auto round_wanted = round_options(typed, gathered);
  const auto conditions = fail_conditions(typed, gathered);
  if (!typed.has("rules"))
    gathered.add("no rule set is given",
                 "--rules FILE, or the id of a shipped one such as ltp-2017-18");
  if (!typed.has("out")) gathered.add("no result folder is given", "--out DIR");
  if (typed.has("out")) gathered.take(check_folder_target(typed.value("out"), typed.has("force")));
  auto sets = rule_sets(typed, gathered);
  auto figures = statistics(typed, gathered);
  auto rules = gathered.take(compile_rules(std::move(sets)));
  std::optional<Round> round;
  if (!round_wanted.inputs.empty()) {
    const auto* areas = figures.areas.areas.empty() ? nullptr : &figures.areas;
    round = gathered.take(find_round(round_wanted, areas));
  }
  if (interrupted()) return kInterrupted;
  warn(gathered.warnings, terminal);
  if (!gathered.problems.empty() || !round || !rules)
    return report_problems(gathered.problems, terminal);
  warn(round->warnings, terminal);

  std::size_t files = 0;
  for (const auto& plan : round->plans) files += plan.files.size();
  Scored scored;
  {
    Progress progress(terminal, "reading and rating", files);
    work.on_file = [&](const std::string& path) { progress.step(path); };
    scored = score_round(*round, *rules, work, figures.areas);
  }
  if (scored.stopped) {
    warn("interrupted; texts that were read are kept, so the next run is quicker");
    return kInterrupted;
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  return conclude(std::move(scored), std::move(rules->sets), std::move(figures), typed, terminal,
                  conditions, seconds.count());
}

}  // namespace plangrade::cli
