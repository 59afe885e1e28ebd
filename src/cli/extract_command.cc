// `plangrade extract`: files to documents, one JSON line each.
#include "cli/commands.h"
#include "cli/settings.h"

namespace plangrade::cli {

int run_extract(const Typed& typed, const Terminal& terminal) {
  Gathered gathered;
  auto work = work_options(typed, gathered);
  const auto wanted = round_options(typed, gathered);
  AreaRegister areas;
  if (typed.has("areas")) {
    if (auto read = gathered.take(read_areas(typed.value("areas")))) areas = std::move(*read);
  }
  std::optional<Round> round;
  if (!wanted.inputs.empty())
    round = gathered.take(find_round(wanted, areas.areas.empty() ? nullptr : &areas));
  if (interrupted()) return kInterrupted;
  if (!gathered.problems.empty() || !round) return report_problems(gathered.problems, terminal);
  warn(round->warnings, terminal);

  std::size_t files = 0;
  for (const auto& plan : round->plans) files += plan.files.size();
  bool lost = false, closed = false;
  bool finished = false;
  {
    Progress progress(terminal, "reading", files);
    work.on_file = [&](const std::string& path) { progress.step(path); };
    finished = extract_round(*round, work, areas, [&](const std::vector<ExtractedLine>& lines) {
      for (const auto& line : lines) {
        lost = lost || line.not_assessable;
        closed = closed || !write_out(line.text) || !write_out("\n");
      }
      return !closed;
    });
  }
  if (closed) return kDone;
  if (!finished) return kInterrupted;
  return lost ? kNotAllAssessed : kDone;
}

}  // namespace plangrade::cli
