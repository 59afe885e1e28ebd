// `plangrade evaluate`: results against human codings.
#include <fmt/format.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/text.h"
#include "cli/agreement_json.h"
#include "cli/commands.h"
#include "cli/settings.h"
#include "cli/tables.h"
#include "plangrade/agreement.h"

namespace plangrade::cli {
namespace {

Result<std::vector<PlanResult>> read_results(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) {
    auto folder = read_folder(path);
    if (!folder) return std::move(folder).error();
    return std::move(folder->content.results);
  }
  const auto text = base::read_file(path);
  if (!text) return text.error();
  std::vector<PlanResult> results;
  Problems problems;
  int number = 0;
  for (const auto& line : base::split(*text, '\n')) {
    ++number;
    if (line.empty()) continue;
    auto parsed = parse_result_line(line, path, number);
    if (!parsed) return std::move(parsed).error();
    if (parsed->result) results.push_back(std::move(*parsed->result));
  }
  return results;
}

std::string with_interval(const Measured& measured) {
  if (!measured.value) return "";
  if (!measured.low) return two_digits(measured.value);
  return two_digits(measured.value) + " (" + two_digits(measured.low) + " to " +
         two_digits(measured.high) + ")";
}

Table measures_table(const Agreement& agreed) {
  Table table{
      {"criterion", "n", "macro_f1", "kappa", "alpha", "accuracy", "evidence_found", "evidence_n"},
      {}};
  for (const auto& one : agreed.criteria) {
    table.rows.push_back({one.criterion == "*" ? "all" : one.criterion, std::to_string(one.kappa.n),
                          with_interval(one.macro_f1), with_interval(one.kappa),
                          with_interval(one.alpha), with_interval(one.accuracy),
                          with_interval(one.evidence_found), std::to_string(one.evidence_found.n)});
  }
  return table;
}

Table levels_table(const Agreement& agreed) {
  Table table{{"criterion", "level", "precision", "recall", "f1", "human", "program", "both"}, {}};
  for (const auto& one : agreed.criteria) {
    for (std::size_t i = 0; i < one.levels.size(); ++i) {
      std::int64_t human = 0, program = 0;
      for (std::size_t j = 0; j < one.levels.size(); ++j) {
        human += one.confusion[i][j];
        program += one.confusion[j][i];
      }
      const auto& level = one.by_level[i];
      table.rows.push_back({one.criterion == "*" ? "all" : one.criterion, level.level,
                            with_interval(level.precision), with_interval(level.recall),
                            with_interval(level.f1), std::to_string(human), std::to_string(program),
                            std::to_string(one.confusion[i][i])});
    }
  }
  return table;
}

Table disagreements_table(const Agreement& agreed) {
  Table table{{"plan_id", "criterion", "human", "program", "human_page", "human_quote",
               "program_page", "program_quote", "note"},
              {}};
  for (const auto& one : agreed.disagreements) {
    table.rows.push_back({one.plan_id, one.criterion, one.human_level, one.program_level,
                          one.human_page == 0 ? "" : std::to_string(one.human_page),
                          one.human_quote,
                          one.program_page == 0 ? "" : std::to_string(one.program_page),
                          one.program_quote, one.note});
  }
  return table;
}

void print(const std::string& rule_set, const Agreement& agreed, const Typed& typed,
           const Terminal& terminal) {
  const auto format = typed.value("format");
  if (format == "json") {
    write_out(agreement_text(rule_set, agreed));
    return;
  }
  if (format != "table") {
    print_table(disagreements_table(agreed), typed, terminal);
    return;
  }
  // Whatever the width: an interval that is cut is none.
  const auto print_whole = [&](const Table& table) {
    write_out(render_table(table, TableFormat::table, terminal.out_color, 0));
  };
  print_whole(measures_table(agreed));
  write_out("\n");
  print_whole(levels_table(agreed));
  write_out(fmt::format("\nrating right: {} of n = {}\n\n", with_interval(agreed.rating_agreement),
                        agreed.rating_agreement.n));
  if (!agreed.disagreements.empty()) print_table(disagreements_table(agreed), typed, terminal);
}

}  // namespace

int run_evaluate(const Typed& typed, const Terminal& terminal) {
  Gathered gathered;
  const auto sets = rule_sets(typed, gathered);
  if (sets.empty() && gathered.problems.empty())
    gathered.add("no rule set is given", "--rules FILE: it says which levels there are");
  if (!typed.has("codings"))
    gathered.add("no codings are given", "--codings FILE with plan_id,criterion,level");
  if (typed.operands.size() != 1)
    gathered.add("one result is compared at a time",
                 "a result folder, or a file of `plangrade score`");
  std::vector<Coding> codings;
  for (const auto& path : typed.all("codings")) {
    if (auto read = gathered.take(read_codings(path)))
      codings.insert(codings.end(), read->begin(), read->end());
  }
  AgreementOptions options;
  options.bootstrap = static_cast<int>(number_option(typed, "bootstrap", 0, gathered));
  std::vector<PlanResult> results;
  if (typed.operands.size() == 1) {
    if (auto read = gathered.take(read_results(typed.operands.front()))) results = std::move(*read);
  }
  if (!gathered.problems.empty()) return report_problems(gathered.problems, terminal);
  const auto agreed = agreement(sets.front(), results, codings, options);
  for (const auto& warning : agreed.warnings) warn(warning);
  print(sets.front().id, agreed, typed, terminal);
  return kDone;
}

}  // namespace plangrade::cli
