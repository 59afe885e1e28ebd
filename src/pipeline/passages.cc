// Rule sets against passages: embedded tests, external files, and what none of them makes fire.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/csv.h"
#include "base/text.h"
#include "plangrade/pipeline.h"
#include "plangrade/score.h"
#include "plangrade/segment.h"

namespace plangrade {
namespace {

/// A passage as a plan of one page, so that evidence has a place.
Plan plan_of(const std::string& text, const std::string& area) {
  Plan plan;
  plan.entry.plan_id = "passage";
  if (!area.empty()) plan.entry.area_names = {area};
  Document document;
  document.plan_id = "passage";
  document.path = "passage";
  document.pages.push_back({0, "", text, {}, false});
  plan.documents.push_back(std::move(document));
  return plan;
}

/// A passage is of no area type, region or round, so every criterion applies to it.
RuleSet for_every_plan(RuleSet rules) {
  for (auto& criterion : rules.criteria) criterion.applies = {};
  return rules;
}

/// All criteria of a rule set on a passage alone; `fired` notes the patterns that matched.
std::vector<CriterionResult> decide_passage(const Rules& rules, const RuleSet& set,
                                            const Conditions& conditions, const Passage& passage,
                                            std::vector<bool>& fired) {
  const auto plan = plan_of(passage.text, passage.area);
  const auto text = segment_passage(passage.text);
  const auto matches = rules.matcher.match(text, plan.entry.area_names);
  for (const auto& match : matches) fired[match.pattern] = true;
  return score_plan({plan, text, set, passage.rule_set, rules.matcher.patterns(), matches, "", "",
                     &conditions})
      .criteria;
}

using Place = std::tuple<std::string, int, int>;

Place place_of(const SourcePosition& at) { return {at.file, at.line, at.column}; }

/// A pattern that several terms or rule sets share fires if one of them makes it fire.
void add_pattern_coverage(const std::vector<PatternInfo>& patterns, const std::vector<bool>& fired,
                          PassageReport& report) {
  std::map<Place, const PatternInfo*> silent;
  std::set<Place> heard;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    const auto place = place_of(patterns[i].pattern.at);
    if (fired[i]) {
      heard.insert(place);
    } else {
      silent.emplace(place, &patterns[i]);
    }
  }
  for (const auto& [place, info] : silent) {
    if (!heard.contains(place)) report.never_fired.push_back(*info);
  }
  report.patterns = heard.size() + report.never_fired.size();
}

void add_level_coverage(const std::vector<RuleSet>& sets, std::span<const Passage> passages,
                        PassageReport& report) {
  std::set<std::tuple<std::uint32_t, std::string, std::string>> asked;
  for (const auto& passage : passages) {
    asked.emplace(passage.rule_set, passage.criterion, passage.level);
  }
  for (std::uint32_t i = 0; i < sets.size(); ++i) {
    for (const auto& criterion : sets[i].criteria) {
      const auto add = [&](const std::string& level, const SourcePosition& at) {
        ++report.levels;
        if (!asked.contains({i, criterion.id, level}))
          report.untested.push_back({sets[i].id, criterion.id, level, at});
      };
      for (const auto& level : criterion.levels) add(level.level, level.at);
      add(criterion.otherwise, criterion.at);
    }
  }
}

std::vector<std::string> levels_of(const RuleSet& rules, const std::string& criterion) {
  std::vector<std::string> levels;
  for (const auto& one : rules.criteria) {
    if (one.id != criterion) continue;
    for (const auto& level : one.levels) levels.push_back(level.level);
    levels.push_back(one.otherwise);
  }
  return levels;
}

}  // namespace

std::vector<Passage> embedded_tests(const Rules& rules) {
  std::vector<Passage> passages;
  for (std::uint32_t i = 0; i < rules.sets.size(); ++i) {
    for (const auto& criterion : rules.sets[i].criteria) {
      int number = 0;
      for (const auto& test : criterion.tests) {
        passages.push_back({criterion.id + "." + std::to_string(++number), i, criterion.id,
                            test.text, test.level, test.known_gap, test.area, test.at});
      }
    }
  }
  return passages;
}

Result<std::vector<Passage>> read_passages(const std::string& path, const Rules& rules) {
  auto table = base::read_csv(path, {{"criterion", "level", "text"},
                                     {"id", "pack", "label", "note", "area", "known_gap"},
                                     false});
  if (!table) return std::move(table).error();
  std::vector<Passage> passages;
  Problems problems;
  for (const auto& row : table->rows) {
    const std::string id(table->cell(row, "criterion"));
    const std::string level(table->cell(row, "level"));
    const auto of = std::find_if(rules.sets.begin(), rules.sets.end(), [&](const RuleSet& set) {
      return std::any_of(set.criteria.begin(), set.criteria.end(),
                         [&](const Criterion& c) { return c.id == id; });
    });
    if (of == rules.sets.end()) {
      problems.push_back({"PASS001",
                          "no rule set here has a criterion '" + id + "'",
                          {path, row.line, 0},
                          "",
                          {}});
      continue;
    }
    const auto levels = levels_of(*of, id);
    if (std::find(levels.begin(), levels.end(), level) == levels.end()) {
      problems.push_back({"PASS002",
                          "criterion " + id + " has no level '" + level + "'",
                          {path, row.line, 0},
                          base::did_you_mean(level, levels),
                          {}});
      continue;
    }
    passages.push_back({std::string(table->cell(row, "id")),
                        static_cast<std::uint32_t>(of - rules.sets.begin()),
                        id,
                        std::string(table->cell(row, "text")),
                        level,
                        std::string(table->cell(row, "known_gap")),
                        std::string(table->cell(row, "area")),
                        {path, row.line, 0}});
  }
  if (!problems.empty()) return problems;
  return passages;
}

PassageReport decide_passages(const Rules& rules, std::span<const Passage> passages) {
  PassageReport report;
  std::vector<bool> fired(rules.matcher.patterns().size(), false);
  std::vector<RuleSet> sets;
  for (const auto& set : rules.sets) sets.push_back(for_every_plan(set));
  std::vector<Conditions> conditions;
  for (const auto& set : sets) conditions.emplace_back(set);
  for (const auto& passage : passages) {
    for (auto& result : decide_passage(rules, sets[passage.rule_set], conditions[passage.rule_set],
                                       passage, fired)) {
      if (result.criterion == passage.criterion) {
        report.decided.push_back({passage, std::move(result)});
      }
    }
  }
  add_pattern_coverage(rules.matcher.patterns(), fired, report);
  add_level_coverage(rules.sets, passages, report);
  return report;
}

}  // namespace plangrade
