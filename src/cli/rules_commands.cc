// `plangrade rules check|test|show|schema|suggest`: the tools an author of rules works with.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "base/problems.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/pattern_owner.h"
#include "cli/settings.h"
#include "cli/tables.h"
#include "plangrade/agreement.h"
#include "plangrade/rules.h"

namespace plangrade::cli {
namespace {

namespace fs = std::filesystem;

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

/// Names as they are given, and for each directory the rule files in and below it, by name. The
/// settings of the program, plangrade.yaml, are no rules.
std::vector<std::string> rule_files(const std::vector<std::string>& names, Gathered& gathered) {
  std::vector<std::string> files;
  for (const auto& name : names) {
    std::error_code error;
    if (!fs::is_directory(name, error)) {
      files.push_back(name);
      continue;
    }
    std::vector<std::string> found;
    for (fs::recursive_directory_iterator at(name, error), end; !error && at != end;
         at.increment(error)) {
      const auto& path = at->path();
      const bool yaml = path.extension() == ".yaml" || path.extension() == ".yml";
      if (yaml && path.filename() != "plangrade.yaml" && at->is_regular_file(error))
        found.push_back(path.lexically_normal().string());
    }
    if (error)
      gathered.add(fmt::format("'{}' cannot be read: {}", name, error.message()), "");
    else if (found.empty())
      gathered.add(fmt::format("'{}' holds no rule file", name), "rule files end in .yaml or .yml");
    std::sort(found.begin(), found.end());
    files.insert(files.end(), found.begin(), found.end());
  }
  std::vector<std::string> once;
  for (const auto& file : files) {
    if (std::find(once.begin(), once.end(), file) == once.end()) once.push_back(file);
  }
  return once;
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
Table findings_table(const PassageReport& report, const Rules& rules, bool coverage) {
  Table table{{"what", "id", "criterion", "expected", "decided", "place", "of", "evidence", "text"},
              {}};
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
                          one.result.level, place_in_words(one.passage.at), "", evidence,
                          one_line(one.passage.text)});
  }
  if (!coverage) return table;
  for (const auto& level : report.untested) {
    table.rows.push_back({"level untested", "", level.criterion, level.level, "",
                          place_in_words(level.at), level.rule_set, "", ""});
  }
  for (const auto& info : report.never_fired) {
    table.rows.push_back({"never fires", "", "", "", "", place_in_words(info.pattern.at),
                          pattern_owner(info, rules), "", one_line(info.pattern.text)});
  }
  return table;
}

/// How many of the patterns of each file fire, for people.
Table coverage_table(const PassageReport& report, const Rules& rules) {
  std::map<std::string, std::set<std::pair<int, int>>> written;
  for (const auto& info : rules.matcher.patterns())
    written[info.pattern.at.file].emplace(info.pattern.at.line, info.pattern.at.column);
  std::map<std::string, std::size_t> silent;
  for (const auto& info : report.never_fired) ++silent[info.pattern.at.file];
  Table table{{"file", "patterns", "never_fire"}, {}};
  for (const auto& [file, places] : written) {
    table.rows.push_back({file, std::to_string(places.size()), std::to_string(silent[file])});
  }
  return table;
}

/// The same for people: the place first, as editors take it, then what was expected and why it
/// came out otherwise.
std::string findings_text(const Table& findings) {
  std::string text;
  for (const auto& row : findings.rows) {
    const auto &what = row[0], &place = row[5], &of = row[6], &evidence = row[7], &passage = row[8];
    text += place + ": " + what;
    if (what == "never fires") {
      text += ": " + of + ": " + passage + "\n";
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
      fmt::format("{} passages: {} right, {} wrong, {} known gap{}{}\n", report.decided.size(),
                  report.decided.size() - wrong - gaps, wrong, gaps, gaps == 1 ? "" : "s",
                  closed > 0 ? fmt::format("; take the mark off {} closed", closed) : "");
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
  const auto names = rule_files(typed.all("rules"), gathered);
  auto all = gathered.problems;
  for (const auto& name : names) {
    for (const auto& problem : check_rule_file(name, rules_dirs(), check_compiled)) {
      // Rule sets share files, and with them what is wrong there.
      if (std::find(all.begin(), all.end(), problem) == all.end()) all.push_back(problem);
    }
  }
  const auto format = problem_format(typed);
  if (format != base::ProblemFormat::text || !all.empty()) {
    write_out(base::render_problems(all, format, terminal.out_color, rule_codes()));
  }
  const bool failed = std::any_of(all.begin(), all.end(),
                                  [](const Problem& p) { return p.severity == Severity::error; });
  if (format == base::ProblemFormat::text) {
    write_out(fmt::format("{} file{} checked: {}\n", names.size(), names.size() == 1 ? "" : "s",
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
  if (rules && gathered.problems.empty()) {
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
  const auto table = findings_table(report, *rules, coverage);
  if (typed.value("format") != "table") {
    print_table(table, typed, terminal);
  } else {
    write_out(findings_text(table));
    print_table(measures_table(report.decided), typed, terminal);
    if (coverage) {
      write_out("\n");
      print_table(coverage_table(report, *rules), typed, terminal);
    }
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
