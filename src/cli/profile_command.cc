// `plangrade rules profile`: which patterns of rule sets cost and match most over a corpus, and
// which criteria every plan meets or none.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <tuple>

#include "base/terminal_text.h"
#include "cli/commands.h"
#include "cli/pattern_owner.h"
#include "cli/settings.h"
#include "cli/tables.h"
#include "plangrade/match.h"
#include "plangrade/score.h"
#include "plangrade/segment.h"

namespace plangrade::cli {
namespace {

using Json = nlohmann::ordered_json;

/// A pattern as it stands in a file; rule sets that share it share the row.
struct PatternRow {
  std::string place, of, text;
  PatternCost cost;
  std::size_t plans = 0;  ///< in which it matches
};

/// How often a criterion had each of its levels.
struct CriterionRow {
  std::string rule_set, criterion;
  std::vector<std::pair<std::string, std::size_t>> levels;
  std::size_t plans = 0;
};

struct Profile {
  std::vector<PatternRow> patterns;
  std::vector<CriterionRow> criteria;
  std::size_t plans = 0;
};

/// Collects plan by plan. A pattern that several terms or rule sets share is counted once: they
/// look for the same.
class Profiler {
 public:
  explicit Profiler(const Rules& rules) : rules_(rules) {
    std::map<std::tuple<std::string, int, int>, std::size_t> known;
    for (const auto& info : rules.matcher.patterns()) {
      const auto& at = info.pattern.at;
      const auto [place, is_new] =
          known.try_emplace({at.file, at.line, at.column}, profile_.patterns.size());
      row_.push_back(is_new ? static_cast<long>(place->second) : -1);
      if (!is_new) continue;
      profile_.patterns.push_back({fmt::format("{}:{}:{}", at.file, at.line, at.column),
                                   pattern_owner(info, rules),
                                   info.pattern.text,
                                   {},
                                   0});
    }
    for (const auto& set : rules.sets) {
      for (const auto& criterion : set.criteria) {
        CriterionRow row{set.id, criterion.id, {}, 0};
        for (const auto& level : criterion.levels) row.levels.emplace_back(level.level, 0);
        row.levels.emplace_back(criterion.otherwise, 0);
        profile_.criteria.push_back(std::move(row));
      }
    }
  }

  void add(const Plan& plan) {
    const auto text = segment(plan.documents);
    if (text.sentences.empty()) return;
    ++profile_.plans;
    std::vector<PatternCost> costs(rules_.matcher.patterns().size());
    rules_.matcher.profile(text, plan.entry.area_names, costs);
    for (std::size_t i = 0; i < costs.size(); ++i) {
      if (row_[i] < 0) continue;
      auto& row = profile_.patterns[static_cast<std::size_t>(row_[i])];
      row.cost += costs[i];
      row.plans += costs[i].matches > 0;
    }
    std::size_t next = 0;
    for (const auto& result : score_documents(plan, rules_)) {
      for (const auto& one : result.criteria) count(profile_.criteria[next++], one);
    }
  }

  /// Patterns that cost most first: by the bytes they are looked for in, which is the same every
  /// time, unlike time.
  Profile finish() {
    std::stable_sort(profile_.patterns.begin(), profile_.patterns.end(),
                     [](const auto& a, const auto& b) { return a.cost.bytes > b.cost.bytes; });
    return std::move(profile_);
  }

 private:
  static void count(CriterionRow& row, const CriterionResult& result) {
    if (!result.applicable) return;
    ++row.plans;
    for (auto& [level, plans] : row.levels) plans += level == result.level;
  }

  const Rules& rules_;
  std::vector<long> row_;  // by pattern: its row, or -1 if another pattern counts for it
  Profile profile_;
};

/// Why a criterion tells no plan from another, or has a best level for nothing; empty if it does
/// its work, or if the plans are too few to say.
std::string note_on(const CriterionRow& row) {
  constexpr std::size_t kFewest = 5;
  if (row.plans < kFewest) return "";
  for (const auto& [level, plans] : row.levels) {
    if (plans == row.plans) return "every plan is " + level;
  }
  return row.levels.front().second == 0 ? "no plan is " + row.levels.front().first : "";
}

std::string levels_text(const CriterionRow& row) {
  std::string text;
  for (const auto& [level, plans] : row.levels) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", level, plans);
  }
  return text;
}

std::string milliseconds(const PatternCost& cost) {
  return fmt::format("{:.1f}", static_cast<double>(cost.nanoseconds) / 1e6);
}

Table criteria_table(const Profile& profile) {
  Table table{{"rule_set", "criterion", "plans", "levels", "note"}, {}};
  for (const auto& row : profile.criteria) {
    table.rows.push_back(
        {row.rule_set, row.criterion, std::to_string(row.plans), levels_text(row), note_on(row)});
  }
  return table;
}

/// Rows of patterns without times, which differ from run to run.
Table patterns_table(const std::vector<PatternRow>& rows) {
  Table table{{"place", "of", "matches", "plans", "sentences", "bytes", "pattern"}, {}};
  for (const auto& row : rows) {
    table.rows.push_back({row.place, row.of, std::to_string(row.cost.matches),
                          std::to_string(row.plans), std::to_string(row.cost.sentences),
                          std::to_string(row.cost.bytes), row.text});
  }
  return table;
}

/// The first `most` patterns, two lines each: what they cost and find, and where they stand.
std::string patterns_text(const std::vector<PatternRow>& rows, std::size_t most, int width) {
  std::string text;
  for (std::size_t i = 0; i < std::min(most, rows.size()); ++i) {
    const auto& row = rows[i];
    const auto line = base::printable(fmt::format("               {}  {}", row.place, row.text));
    text += fmt::format("{:>10} ms  {} match{} in {} plan{}, {}\n{}\n", milliseconds(row.cost),
                        row.cost.matches, row.cost.matches == 1 ? "" : "es", row.plans,
                        row.plans == 1 ? "" : "s", row.of, base::clipped(line, width));
  }
  return text;
}

/// Patterns from the one of which `what` is most; those without any are left out.
template <typename What>
std::vector<PatternRow> ranked(std::vector<PatternRow> rows, What what) {
  std::erase_if(rows, [&](const PatternRow& row) { return what(row) == 0; });
  std::ranges::stable_sort(rows, std::greater{}, what);
  return rows;
}

void print_for_people(const Profile& profile, std::size_t most, const Typed& typed,
                      const Terminal& terminal) {
  const auto& patterns = profile.patterns;
  const auto silent =
      std::ranges::count(patterns, 0U, [](const auto& row) { return row.cost.matches; });
  const auto total =
      std::accumulate(patterns.begin(), patterns.end(), PatternCost{},
                      [](PatternCost sum, const PatternRow& row) { return sum += row.cost; });
  const auto by_cost = ranked(patterns, [](const auto& row) { return row.cost.nanoseconds; });
  const auto by_matches = ranked(patterns, [](const auto& row) { return row.cost.matches; });
  write_out(fmt::format("Patterns that cost most, of {} ms in all:\n{}", milliseconds(total),
                        patterns_text(by_cost, most, terminal.width)));
  write_out("\nPatterns that match most:\n" + patterns_text(by_matches, most, terminal.width));
  write_out("\nCriteria:\n");
  print_table(criteria_table(profile), typed, terminal);
  write_out(fmt::format("\n{} patterns over {} plan{}; {} match nowhere, see --format csv\n",
                        patterns.size(), profile.plans, profile.plans == 1 ? "" : "s", silent));
}

Json profile_json(const Profile& profile) {
  Json patterns = Json::array(), criteria = Json::array();
  for (const auto& row : profile.patterns) {
    patterns.push_back({{"place", row.place},
                        {"of", row.of},
                        {"pattern", row.text},
                        {"matches", row.cost.matches},
                        {"plans", row.plans},
                        {"sentences", row.cost.sentences},
                        {"bytes", row.cost.bytes}});
  }
  for (const auto& row : profile.criteria) {
    Json levels = Json::object();
    for (const auto& [level, plans] : row.levels) levels[level] = plans;
    criteria.push_back({{"rule_set", row.rule_set},
                        {"criterion", row.criterion},
                        {"plans", row.plans},
                        {"levels", std::move(levels)},
                        {"note", note_on(row)}});
  }
  return {{"plans", profile.plans},
          {"patterns", std::move(patterns)},
          {"criteria", std::move(criteria)}};
}

}  // namespace

int run_rules_profile(const Typed& given, const Terminal& terminal) {
  auto typed = given;
  if (!typed.has("rules") && !typed.operands.empty()) {
    typed.values["rules"] = {typed.operands.front()};
    typed.operands.erase(typed.operands.begin());
  }
  Gathered gathered;
  const auto work = work_options(typed, gathered);
  const auto most = static_cast<std::size_t>(number_option(typed, "most", 1, gathered));
  const auto wanted = round_options(typed, gathered);
  if (!typed.has("rules"))
    gathered.add("no rule set is given", "plangrade rules profile RULES PLANS...");
  const auto rules = gathered.take(compile_rules(rule_sets(typed, gathered)));
  std::optional<Round> round;
  if (!wanted.inputs.empty()) round = gathered.take(find_round(wanted, nullptr));
  if (!gathered.problems.empty() || !round || !rules)
    return report_problems(gathered.problems, terminal);

  Profiler profiler(*rules);
  bool lost = false;
  read_round(*round, work, {}, [&](const Plan& plan) {
    for (const auto& document : plan.documents)
      lost = lost || could_not_be_assessed(document.status);
    profiler.add(plan);
    return !interrupted();
  });
  if (interrupted()) return kInterrupted;
  const auto profile = profiler.finish();
  for (const auto& row : profile.criteria) {
    if (const auto note = note_on(row); !note.empty())
      warn(fmt::format("{} {}: {}", row.rule_set, row.criterion, note));
  }
  const auto format = typed.value("format");
  if (format == "table") {
    print_for_people(profile, most, typed, terminal);
  } else if (format == "json") {
    write_out(profile_json(profile).dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  } else {
    print_table(patterns_table(profile.patterns), typed, terminal);
  }
  return lost ? kNotAllAssessed : kDone;
}

}  // namespace plangrade::cli
