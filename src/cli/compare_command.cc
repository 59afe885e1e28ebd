// `plangrade compare`: which areas moved between two result folders, and why.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/settings.h"
#include "cli/tables.h"
#include "plangrade/rules.h"

namespace plangrade::cli {
namespace {

using ByPlan = std::map<std::pair<std::string, std::string>, const PlanResult*>;  // rule set, plan

ByPlan by_plan(const ReportInput& content) {
  ByPlan out;
  for (const auto& result : content.results) out[{result.rule_set, result.plan.plan_id}] = &result;
  return out;
}

std::string document_hashes(const PlanResult& result) {
  std::vector<std::string> hashes;
  for (const auto& document : result.documents) hashes.push_back(document.sha256);
  return base::join(hashes, ";");
}

std::string overrides(const PlanResult& result) {
  std::vector<std::string> out;
  for (const auto& one : result.criteria) {
    if (one.basis == Basis::override_) out.push_back(one.criterion + "=" + one.level);
  }
  return base::join(out, ";");
}

/// Ratings of this side's texts under the other side's rules, as far as the texts are kept.
class Rescoring {
 public:
  Rescoring(const std::vector<RuleSet>& rules_of_other, const WorkOptions& work) : work_(work) {
    std::vector<RuleSet> sets;
    for (const auto& recorded : rules_of_other) {
      auto loaded = load_rule_set(recorded.file, rules_dirs());
      if (loaded && loaded->rules.sha256 == recorded.sha256)
        sets.push_back(std::move(loaded->rules));
    }
    if (auto rules = compile_rules(std::move(sets))) rules_ = std::move(*rules);
  }

  std::string rating(const PlanResult& result) const {
    if (!rules_) return "";
    const auto plan = cached_plan(result, work_);
    if (!plan) return "";
    for (const auto& rescored : score_documents(*plan, *rules_)) {
      if (rescored.rule_set == result.rule_set) return rescored.rating;
    }
    return "";
  }

 private:
  const WorkOptions& work_;
  std::optional<Rules> rules_;
};

RunSide side_of(const ReportInput& content, const ByPlan& other, const Rescoring& rescoring) {
  RunSide side;
  const auto results = by_plan(content);
  std::map<const PlanResult*, std::string> rescored;  // once per plan, however many areas it has
  for (const auto& area : content.national.areas) {
    RunArea row;
    row.area = area;
    const auto result = results.find({area.rule_set, area.plan_id});
    if (result != results.end()) {
      row.document_sha256 = document_hashes(*result->second);
      row.rule_set_sha256 = result->second->rule_set_sha256;
      row.overrides = overrides(*result->second);
      const auto there = other.find(result->first);
      const bool other_rules =
          there != other.end() && there->second->rule_set_sha256 != row.rule_set_sha256;
      if (other_rules) {
        const auto [at, is_new] = rescored.emplace(result->second, "");
        if (is_new) at->second = rescoring.rating(*result->second);
        row.rescored_rating = at->second;
      }
    }
    side.areas.push_back(std::move(row));
  }
  side.policy = content.policy;
  if (!content.estimates.empty()) side.estimate = content.estimates.front().id;
  return side;
}

std::string number(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "";
}

}  // namespace

int run_compare(const Typed& typed, const Terminal& terminal) {
  Gathered gathered;
  const auto work = work_options(typed, gathered);
  if (typed.operands.size() != 2)
    gathered.add("two result folders are compared", "plangrade compare DIR_A DIR_B");
  std::vector<ResultFolder> folders;
  for (const auto& dir : typed.operands) {
    if (auto folder = gathered.take(read_folder(dir))) folders.push_back(std::move(*folder));
  }
  if (!gathered.problems.empty()) return report_problems(gathered.problems, terminal);

  const auto& before = folders[0].content;
  const auto& after = folders[1].content;
  const Rescoring under_new(after.rule_sets, work), under_old(before.rule_sets, work);
  const auto moves = explain_moves(side_of(before, by_plan(after), under_new),
                                   side_of(after, by_plan(before), under_old));
  Table table{{"area_code", "area_name", "rule_set", "from", "to", "from_children", "to_children",
               "causes", "why"},
              {}};
  for (const auto& move : moves) {
    table.rows.push_back({move.area_code, move.area_name, move.rule_set, move.from_rating,
                          move.to_rating, number(move.from_children), number(move.to_children),
                          base::join(move.causes, ";"), move.why});
  }
  if (typed.value("format") == "table") {
    for (const auto& move : moves) {
      const auto rule_set = move.rule_set.empty() ? "" : " (" + move.rule_set + ")";
      write_out(fmt::format("{} {}{}: {} to {}\n    {}\n", move.area_code, move.area_name, rule_set,
                            move.from_rating.empty() ? "not there" : move.from_rating,
                            move.to_rating.empty() ? "not there" : move.to_rating, move.why));
    }
    write_out(fmt::format("{} of {} areas moved\n", moves.size(),
                          std::max(before.national.areas.size(), after.national.areas.size())));
  } else {
    print_table(table, typed, terminal);
  }
  return kDone;
}

}  // namespace plangrade::cli
