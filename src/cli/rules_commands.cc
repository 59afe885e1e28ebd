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

std::string place_in_words(const SourcePosition& at) {
  return fmt::format("{}:{}", at.file, at.line) +
         (at.column > 0 ? fmt::format(":{}", at.column) : "");
}

/// What is not as it should be, a row each: wrong passages, known gaps, known gaps that are closed;
/// with `coverage`, patterns that no passage makes fire and levels that none asks for.
Table findings_table(const PassageReport& report, bool coverage) {
  Table table{{"what", "id", "criterion", "expected", "decided", "place", "evidence", "text"}, {}};
  for (const auto& one : report.decided) {
    const bool gap = !one.passage.known_gap.empty();
    if (one.right() && !gap) continue;
    std::string evidence;
    for (const auto& piece : one.result.evidence) {
      evidence += (evidence.empty() ? "" : "; ") + piece.term +
                  (piece.cue.empty() ? "" : " [" + piece.cue + "]");
    }
    table.rows.push_back({one.right() ? "gap closed"
                          : gap       ? "known gap"
                                      : "wrong",
                          one.passage.id, one.passage.criterion, one.passage.level,
                          one.result.level, place_in_words(one.passage.at), evidence,
                          one_line(one.passage.text)});
  }
  if (!coverage) return table;
  for (const auto& level : report.untested) {
    table.rows.push_back(
        {"level untested", "", level.criterion, level.level, "", place_in_words(level.at), "", ""});
  }
  for (const auto& info : report.never_fired) {
    table.rows.push_back({"never fires", "", "", "", "", place_in_words(info.pattern.at), "",
                          one_line(info.pattern.text)});
  }
  return table;
}

/// The same for people: the place first, as editors take it, then what was expected and why it
/// came out otherwise.
std::string findings_text(const Table& findings) {
  std::string text;
  for (const auto& row : findings.rows) {
    const auto &what = row[0], &place = row[5], &evidence = row[6], &passage = row[7];
    text += place + ": " + what;
    if (what == "never fires") {
      text += ": " + passage + "\n";
    } else if (what == "level untested") {
      text += fmt::format(": no passage of {} is {}\n", row[2], row[3]);
    } else {
      text += fmt::format(": {} is {}, decided {}\n    {}\n", row[1].empty() ? row[2] : row[1],
                          row[3], row[4].empty() ? "nothing" : row[4], passage);
      if (!evidence.empty()) text += "    by " + evidence + "\n";
    }
  }
  return text.empty() ? text : text + "\n";
}

/// Counts of passages, and of coverage if it is asked for, for people.
std::string test_summary(const PassageReport& report, bool coverage) {
  std::size_t wrong = 0, gaps = 0, closed = 0;
  for (const auto& one : report.decided) {
    const bool gap = !one.passage.known_gap.empty();
    wrong += !one.right() && !gap;
    gaps += !one.right() && gap;
    closed += one.right() && gap;
  }
  auto text =
      fmt::format("{} passages: {} right, {} wrong, {} known gaps{}\n", report.decided.size(),
                  report.decided.size() - wrong - gaps, wrong, gaps,
                  closed > 0 ? fmt::format("; {} are closed: take their mark off", closed) : "");
  if (!coverage) return text;
  return text + fmt::format("{} of {} patterns fire, {} of {} levels are asked for\n",
                            report.patterns - report.never_fired.size(), report.patterns,
                            report.levels - report.untested.size(), report.levels);
}

}  // namespace

int run_rules_check(const Typed& given, const Terminal& terminal) {
  const auto typed = with_operands(given);
  Gathered gathered;
  if (typed.all("rules").empty())
    gathered.add("no file is given",
                 "name a rule set, vocabulary, policy or estimate, or the id of a shipped one");
  auto all = gathered.problems;
  const auto count = typed.all("rules").size();
  for (const auto& name : typed.all("rules")) {
    for (const auto& problem : check_rule_file(name, rules_dirs(), check_compiled)) {
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
    write_out(fmt::format("{} file{} checked: {}\n", count, count == 1 ? "" : "s",
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
  const bool coverage = typed.has("coverage");
  const auto table = findings_table(report, coverage);
  if (typed.value("format") != "table") {
    print_table(table, typed, terminal);
  } else {
    write_out(findings_text(table));
    print_table(measures_table(report.decided), typed, terminal);
    write_out("\n" + test_summary(report, coverage));
  }
  const bool wrong = std::any_of(
      report.decided.begin(), report.decided.end(),
      [](const DecidedPassage& one) { return !one.right() && one.passage.known_gap.empty(); });
  const bool uncovered = coverage && !(report.never_fired.empty() && report.untested.empty());
  return wrong || uncovered ? kConditionHolds : kDone;
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
