// `plangrade score`: documents in, plan results with evidence out; both JSON lines.
#include <fstream>
#include <iostream>

#include "cli/commands.h"
#include "cli/settings.h"
#include "pipeline/parallel.h"

namespace plangrade::cli {
namespace {

/// Reads lines and hands out plans: documents of one plan_id stand together in `extract`'s output.
class PlanReader {
 public:
  explicit PlanReader(const std::string& path) : path_(path) {
    if (path != "-") file_.open(path);
  }
  bool opened() const { return path_ == "-" || file_.is_open(); }

  std::optional<Plan> next() {
    std::optional<Plan> plan = std::move(waiting_);
    waiting_.reset();
    std::string line;
    while (problems.empty() && std::getline(path_ == "-" ? std::cin : file_, line)) {
      ++number_;
      if (line.empty()) continue;
      auto parsed = parse_document_line(line, path_ == "-" ? "standard input" : path_, number_);
      if (!parsed) {
        problems = parsed.error();
        return std::nullopt;
      }
      Plan read{std::move(parsed->plan), {}};
      if (parsed->document) read.documents.push_back(std::move(*parsed->document));
      if (!plan) {
        plan = std::move(read);
      } else if (plan->entry.plan_id == read.entry.plan_id) {
        for (auto& document : read.documents) plan->documents.push_back(std::move(document));
      } else {
        waiting_ = std::move(read);
        return plan;
      }
    }
    return problems.empty() ? std::move(plan) : std::nullopt;
  }

  Problems problems;

 private:
  std::string path_;
  std::ifstream file_;
  int number_ = 0;
  std::optional<Plan> waiting_;
};

}  // namespace

int run_score(const Typed& typed, const Terminal& terminal) {
  Gathered gathered;
  auto jobs = number_option(typed, "jobs", 0, gathered);
  if (jobs == 0) jobs = std::max(1L, static_cast<long>(std::thread::hardware_concurrency()));
  if (!typed.has("rules"))
    gathered.add("no rule set is given",
                 "--rules FILE, or the id of a shipped one such as ltp-2017-18");
  if (typed.operands.size() > 1)
    gathered.add("more than one input is given",
                 "one file of `plangrade extract`, or - for standard input");
  auto rules = gathered.take(compile_rules(rule_sets(typed, gathered)));
  const auto path = typed.operands.empty() ? "-" : typed.operands.front();
  PlanReader reader(path);
  if (!reader.opened())
    gathered.add("'" + path + "' cannot be read",
                 "a file of `plangrade extract`, or - for standard input");
  warn(gathered.warnings, terminal);
  if (!gathered.problems.empty() || !rules) return report_problems(gathered.problems, terminal);

  struct Output {
    std::vector<std::string> lines;
    bool lost = false;
  };
  bool lost = false, closed = false;
  std::size_t plans = 0;
  in_order<Plan, Output>(
      static_cast<std::size_t>(jobs),
      [&]() -> std::optional<Plan> { return interrupted() ? std::nullopt : reader.next(); },
      [&](Plan&& plan, std::size_t) {
        Output output;
        settle_versions(plan);
        if (plan.entry.plan_id.empty()) {
          for (const auto& document : plan.documents)
            output.lines.push_back(document_summary_line(summary_of(document)));
        } else {
          for (const auto& result : score_documents(plan, *rules))
            output.lines.push_back(plan_result_line(result));
        }
        for (const auto& document : plan.documents)
          output.lost = output.lost || could_not_be_assessed(document.status);
        return output;
      },
      [&](Output&& output) {
        ++plans;
        lost = lost || output.lost;
        for (const auto& line : output.lines)
          closed = closed || !write_out(line) || !write_out("\n");
        return !closed;
      });
  if (!reader.problems.empty()) return report_problems(reader.problems, terminal);
  if (interrupted()) return kInterrupted;
  if (plans == 0) {
    gathered.add("the input holds no documents",
                 "pipe the output of `plangrade extract` into this command");
    return report_problems(gathered.problems, terminal);
  }
  return !closed && lost ? kNotAllAssessed : kDone;
}

}  // namespace plangrade::cli
