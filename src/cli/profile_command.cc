// `plangrade rules profile`: which patterns of rule sets cost and match most over a corpus, and
// which criteria every plan meets or none.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <tuple>

#include "cli/commands.h"
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

const char* role_name(PatternRole role) {
  switch (role) {
    case PatternRole::any:
      return "term";
    case PatternRole::except:
      return "exception of";
    case PatternRole::named:
      return "name of";
    case PatternRole::cue:
    case PatternRole::pseudo:
    case PatternRole::stop:
    case PatternRole::context_unless:
      return "context";
    case PatternRole::zone:
      return "zone";
  }
  return "";
}

std::string owner_name(const PatternInfo& info, const RuleSet& rules) {
  switch (info.role) {
    case PatternRole::any:
    case PatternRole::except:
    case PatternRole::named:
      return rules.terms[info.owner].name;
    case PatternRole::cue:
    case PatternRole::pseudo:
    case PatternRole::stop:
    case PatternRole::context_unless:
      return rules.contexts[info.owner].name;
    case PatternRole::zone:
      return rules.zones[info.owner].name;
  }
  return "";
}

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
      profile_.patterns.push_back(
          {fmt::format("{}:{}:{}", at.file, at.line, at.column),
           fmt::format("{} {}", role_name(info.role), owner_name(info, rules.sets[info.rule_set])),
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

/// The level that all plans have; empty if they differ or are too few to say.
std::string only_level(const CriterionRow& row) {
  constexpr std::size_t kFewest = 5;
  for (const auto& [level, plans] : row.levels) {
    if (plans == row.plans && row.plans >= kFewest) return level;
  }
  return "";
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
    const auto only = only_level(row);
    table.rows.push_back({row.rule_set, row.criterion, std::to_string(row.plans), levels_text(row),
                          only.empty() ? "" : "every plan is " + only});
  }
  return table;
}

/// Rows of patterns; with times only for people, since they differ from run to run.
Table patterns_table(const std::vector<PatternRow>& rows, bool times) {
  Table table{{"place", "of", "matches", "plans", "sentences", "bytes"}, {}};
  if (times) table.columns.emplace_back("ms");
  table.columns.emplace_back("pattern");
  for (const auto& row : rows) {
    std::vector<std::string> cells{row.place,
                                   row.of,
                                   std::to_string(row.cost.matches),
                                   std::to_string(row.plans),
                                   std::to_string(row.cost.sentences),
                                   std::to_string(row.cost.bytes)};
    if (times) cells.push_back(milliseconds(row.cost));
    cells.push_back(row.text);
    table.rows.push_back(std::move(cells));
  }
  return table;
}

std::vector<PatternRow> first(std::vector<PatternRow> rows, std::size_t most) {
  if (rows.size() > most) rows.resize(most);
  return rows;
}

void print_for_people(const Profile& profile, std::size_t most, const Typed& typed,
                      const Terminal& terminal) {
  auto by_matches = profile.patterns;
  std::stable_sort(by_matches.begin(), by_matches.end(),
                   [](const auto& a, const auto& b) { return a.cost.matches > b.cost.matches; });
  const auto never = std::count_if(profile.patterns.begin(), profile.patterns.end(),
                                   [](const auto& row) { return row.cost.matches == 0; });
  const auto total =
      std::accumulate(profile.patterns.begin(), profile.patterns.end(), PatternCost{},
                      [](PatternCost sum, const PatternRow& row) { return sum += row.cost; });
  write_out("Patterns that cost most:\n");
  print_table(patterns_table(first(profile.patterns, most), true), typed, terminal);
  write_out("\nPatterns that match most:\n");
  print_table(patterns_table(first(by_matches, most), true), typed, terminal);
  write_out("\nCriteria:\n");
  print_table(criteria_table(profile), typed, terminal);
  write_out(fmt::format("\n{} patterns over {} plans, {} match nowhere; {} ms in all\n",
                        profile.patterns.size(), profile.plans, never, milliseconds(total)));
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
                        {"only", only_level(row)}});
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
    if (const auto only = only_level(row); !only.empty())
      warn(fmt::format("{} {}: every plan is {}; it tells no plan from another", row.rule_set,
                       row.criterion, only));
  }
  const auto format = typed.value("format");
  if (format == "table") {
    print_for_people(profile, most, typed, terminal);
  } else if (format == "json") {
    write_out(profile_json(profile).dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  } else {
    print_table(patterns_table(profile.patterns, false), typed, terminal);
  }
  return lost ? kNotAllAssessed : kDone;
}

}  // namespace plangrade::cli
