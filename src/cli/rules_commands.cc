// `plangrade rules check|test|show|schema|suggest`: the tools an author of rules works with.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/problems.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/settings.h"
#include "cli/tables.h"
#include "plangrade/agreement.h"
#include "plangrade/rules.h"

namespace plangrade::cli {
namespace {

/// Rule sets named as operands or by --rules.
Typed with_operands(Typed typed) {
  auto& rules = typed.values["rules"];
  rules.insert(rules.end(), typed.operands.begin(), typed.operands.end());
  return typed;
}

base::ProblemFormat problem_format(const Typed& typed) {
  const auto format = typed.value("format");
  if (format == "sarif") return base::ProblemFormat::sarif;
  if (format == "json" || format == "jsonl") return base::ProblemFormat::json;
  return base::ProblemFormat::text;
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

/// Macro F1 and counts per criterion of decided passages.
Table measures_table(const std::vector<DecidedPassage>& decided) {
  std::map<std::string, std::vector<const DecidedPassage*>> by_criterion;
  for (const auto& one : decided) by_criterion[one.passage.criterion].push_back(&one);
  Table table{{"criterion", "passages", "right", "macro_f1", "kappa"}, {}};
  double sum = 0;
  for (const auto& [criterion, passages] : by_criterion) {
    std::set<std::string> names;
    for (const auto* one : passages) names.insert({one->passage.level, one->result.level});
    const std::vector<std::string> levels(names.begin(), names.end());
    Confusion confusion(levels.size(), std::vector<std::int64_t>(levels.size(), 0));
    const auto index = [&](const std::string& level) {
      return static_cast<std::size_t>(std::find(levels.begin(), levels.end(), level) -
                                      levels.begin());
    };
    int right = 0;
    for (const auto* one : passages) {
      ++confusion[index(one->passage.level)][index(one->result.level)];
      right += one->right();
    }
    sum += macro_f1(confusion).value_or(0);
    table.rows.push_back({criterion, std::to_string(passages.size()), std::to_string(right),
                          two_digits(macro_f1(confusion)), two_digits(cohen_kappa(confusion))});
  }
  if (!by_criterion.empty()) {
    table.rows.push_back({"mean", std::to_string(decided.size()), "",
                          two_digits(sum / static_cast<double>(by_criterion.size())), ""});
  }
  return table;
}

Table failures_table(const std::vector<DecidedPassage>& decided) {
  Table table{{"id", "criterion", "expected", "decided", "place", "evidence", "text"}, {}};
  for (const auto& one : decided) {
    if (one.right()) continue;
    std::string evidence;
    for (const auto& piece : one.result.evidence) {
      evidence += (evidence.empty() ? "" : "; ") + piece.term +
                  (piece.cue.empty() ? "" : " [" + piece.cue + "]");
    }
    table.rows.push_back({one.passage.id, one.passage.criterion, one.passage.level,
                          one.result.level,
                          fmt::format("{}:{}", one.passage.at.file, one.passage.at.line), evidence,
                          one_line(one.passage.text)});
  }
  return table;
}

}  // namespace

int run_rules_check(const Typed& given, const Terminal& terminal) {
  const auto typed = with_operands(given);
  Gathered gathered;
  if (typed.all("rules").empty())
    gathered.add("no rule set is given", "name a file, or the id of a shipped one");
  auto all = gathered.problems;
  const auto count = typed.all("rules").size();
  for (const auto& name : typed.all("rules")) {
    const auto loaded = load_rule_set(name, rules_dirs(), check_compiled);
    for (const auto& problem : loaded ? loaded->warnings : loaded.error()) {
      // Rule sets share files, and with them what is wrong there.
      if (std::find(all.begin(), all.end(), problem) == all.end()) all.push_back(problem);
    }
  }
  const auto format = problem_format(typed);
  if (format != base::ProblemFormat::text || !all.empty()) {
    write_out(base::render_problems(all, format, terminal.out_color));
  }
  const bool failed = std::any_of(all.begin(), all.end(),
                                  [](const Problem& p) { return p.severity == Severity::error; });
  if (format == base::ProblemFormat::text) {
    write_out(fmt::format("{} rule set{} checked: {}\n", count, count == 1 ? "" : "s",
                          base::problem_counts(all)));
  }
  if (failed) return kCouldNotRun;
  return kDone;
}

int run_rules_test(const Typed& given, const Terminal& terminal) {
  const auto typed = with_operands(given);
  Gathered gathered;
  if (typed.all("rules").empty())
    gathered.add("no rule set is given", "name a file, or the id of a shipped one");
  auto rules = gathered.take(compile_rules(rule_sets(typed, gathered)));
  std::vector<Passage> passages;
  if (rules) {
    if (!typed.has("passages") || typed.has("coverage")) passages = embedded_tests(*rules);
    for (const auto& path : typed.all("passages")) {
      if (auto read = gathered.take(read_passages(path, *rules)))
        passages.insert(passages.end(), read->begin(), read->end());
    }
  }
  if (!gathered.problems.empty() || !rules) return report_problems(gathered.problems, terminal);
  const auto wanted = typed.all("criterion");
  if (!wanted.empty()) {
    std::erase_if(passages, [&](const Passage& passage) {
      return std::find(wanted.begin(), wanted.end(), passage.criterion) == wanted.end();
    });
  }
  const auto report = decide_passages(*rules, passages);
  int failed = 0, gaps = 0, closed = 0;
  for (const auto& one : report.decided) {
    const bool gap = !one.passage.known_gap.empty();
    failed += !one.right() && !gap;
    gaps += !one.right() && gap;
    closed += one.right() && gap;
  }
  print_table(failures_table(report.decided), typed, terminal);
  if (typed.value("format") == "table") {
    write_out("\n");
    print_table(measures_table(report.decided), typed, terminal);
    write_out(fmt::format(
        "\n{} passages: {} right, {} wrong, {} known gaps{}\n", report.decided.size(),
        report.decided.size() - static_cast<std::size_t>(failed + gaps), failed, gaps,
        closed > 0 ? fmt::format("; {} known gaps are closed: take their mark off", closed) : ""));
  }
  int uncovered = 0;
  if (typed.has("coverage")) {
    for (const auto& info : report.never_fired) {
      warn(fmt::format("{}:{}:{}: no test makes the pattern fire: {}", info.pattern.at.file,
                       info.pattern.at.line, info.pattern.at.column, info.pattern.text));
      ++uncovered;
    }
    write_out(fmt::format("{} of {} patterns fire in a test\n",
                          rules->matcher.patterns().size() - report.never_fired.size(),
                          rules->matcher.patterns().size()));
  }
  return failed > 0 || uncovered > 0 ? kConditionHolds : kDone;
}

int run_rules_show(const Typed& given, const Terminal& terminal) {
  const auto typed = with_operands(given);
  Gathered gathered;
  if (typed.all("rules").empty())
    gathered.add("no rule set is given", "name a file, or the id of a shipped one");
  const auto sets = rule_sets(typed, gathered);
  if (!gathered.problems.empty()) return report_problems(gathered.problems, terminal);
  for (const auto& set : sets)
    write_out(typed.value("format") == "html" ? show_html(set) : show_markdown(set));
  return kDone;
}

int run_rules_schema(const Typed&, const Terminal&) {
  write_out(rule_schema_json());
  return kDone;
}

int run_rules_suggest(const Typed& typed, const Terminal& terminal) {
  Gathered gathered;
  auto rules = gathered.take(compile_rules(rule_sets(typed, gathered)));
  std::vector<Passage> passages;
  if (!typed.has("rules"))
    gathered.add("no rule set is given", "--rules FILE: it says which levels there are");
  if (!typed.has("passages"))
    gathered.add("no passages are given", "--passages FILE with criterion,level,text");
  for (const auto& path : typed.all("passages")) {
    if (!rules) break;
    if (auto read = gathered.take(read_passages(path, *rules)))
      passages.insert(passages.end(), read->begin(), read->end());
  }
  const auto most = number_option(typed, "most", 1, gathered);
  if (!gathered.problems.empty()) return report_problems(gathered.problems, terminal);
  Table table{{"criterion", "phrase", "met", "not_met", "log_odds", "z", "example"}, {}};
  for (const auto& criterion : rules->sets.front().criteria) {
    const auto wanted = typed.all("criterion");
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), criterion.id) == wanted.end())
      continue;
    std::vector<std::pair<std::string, bool>> texts;
    for (const auto& passage : passages) {
      if (passage.criterion == criterion.id)
        texts.emplace_back(passage.text, passage.level != criterion.otherwise);
    }
    for (const auto& one : suggest(texts, static_cast<int>(most))) {
      table.rows.push_back({criterion.id, one.phrase, std::to_string(one.in_met),
                            std::to_string(one.in_not_met), two_digits(one.log_odds),
                            two_digits(one.z), one_line(one.example)});
    }
  }
  print_table(table, typed, terminal);
  return kDone;
}

}  // namespace plangrade::cli
