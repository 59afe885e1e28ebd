// `plangrade aggregate`: plan results, or tables of ratings, codings or points, to figures.
#include <chrono>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/conclude.h"

namespace plangrade::cli {
namespace {

/// The lines of `plangrade score`; documents of a plan come once, whatever the number of rule sets.
Result<Scored> read_lines(const std::string& text, const std::string& name) {
  Scored scored;
  std::set<std::string> seen;
  Problems problems;
  int number = 0;
  for (const auto& line : base::split(text, '\n')) {
    ++number;
    if (base::trimmed(line).empty()) continue;
    auto parsed = parse_result_line(line, name, number);
    if (!parsed) {
      problems.insert(problems.end(), parsed.error().begin(), parsed.error().end());
      if (problems.size() >= 20) break;
      continue;
    }
    if (parsed->document) scored.documents.push_back(std::move(*parsed->document));
    if (!parsed->result) continue;
    for (const auto& document : parsed->result->documents) {
      if (seen.insert(document.plan_id + "\n" + document.path).second)
        scored.documents.push_back(document);
    }
    scored.results.push_back(std::move(*parsed->result));
  }
  if (!problems.empty()) return problems;
  return scored;
}

}  // namespace

int run_aggregate(const Typed& typed, const Terminal& terminal) {
  const auto start = std::chrono::steady_clock::now();
  Gathered gathered;
  const auto conditions = fail_conditions(typed, gathered);
  auto sets = rule_sets(typed, gathered);
  auto figures = statistics(typed, gathered);
  const auto path = typed.operands.empty() ? "-" : typed.operands.front();
  if (typed.operands.size() > 1)
    gathered.add("more than one input is given", "one file, or - for standard input");
  Scored scored;
  if (const auto text = gathered.take(base::read_file(path))) {
    const auto name = path == "-" ? "standard input" : path;
    if (base::trimmed(*text).starts_with("{")) {
      if (auto read = gathered.take(read_lines(*text, name))) scored = std::move(*read);
    } else {
      const auto* rules = sets.empty() ? nullptr : &sets.front();
      if (auto read = gathered.take(read_result_table(*text, name, rules, figures.plans)))
        scored.results = std::move(*read);
    }
  }
  warn(gathered.warnings, terminal);
  if (!gathered.problems.empty()) return report_problems(gathered.problems, terminal);
  sort_scored(scored, sets);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  return conclude(std::move(scored), std::move(sets), std::move(figures), typed, terminal,
                  conditions, seconds.count());
}

}  // namespace plangrade::cli
