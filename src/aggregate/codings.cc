// Human decisions: reading them, and letting adjudicated levels override the program's.
//
// A coding is about one text. When the plan's file has changed since, nobody has decided anything
// about the new one, so the coding is reported and never applied.
#include <algorithm>
#include <map>
#include <string>

#include "aggregate/messages.h"
#include "base/csv.h"
#include "base/text.h"
#include "plangrade/aggregate.h"
#include "plangrade/model/scorecard.h"

namespace plangrade {
namespace {

using counting::in_quotes;
using counting::problem_at;

const base::CsvColumns& coding_columns() {
  static const base::CsvColumns columns{
      {"plan_id", "criterion", "level"},
      {"coder", "reason", "document_sha256", "date", "page", "quote", "note"},
      false};
  return columns;
}

/// By the name of the table alone: a result folder keeps a copy of it in another place.
std::string place(const Coding& coding) {
  return "coding of " + coding.criterion + " in " + in_quotes(coding.plan_id) + " (" +
         coding.at.file.substr(coding.at.file.rfind('/') + 1) + ":" +
         std::to_string(coding.at.line) + ")";
}

bool fits_a_document(const Coding& coding, const PlanResult& result) {
  return std::ranges::any_of(result.documents, [&](const DocumentSummary& document) {
    return document.sha256 == base::lower_ascii(coding.document_sha256);
  });
}

const Criterion* criterion_of(const RuleSet& rules, const std::string& id) {
  const auto found = std::ranges::find(rules.criteria, id, &Criterion::id);
  return found == rules.criteria.end() ? nullptr : &*found;
}

std::vector<std::string> criterion_ids(const RuleSet& rules) {
  std::vector<std::string> ids;
  for (const auto& criterion : rules.criteria) ids.push_back(criterion.id);
  return ids;
}

/// Why `coding` cannot be applied to `result`; empty if it can.
std::string obstacle(const RuleSet& rules, const Coding& coding, const PlanResult& result) {
  if (coding.document_sha256.empty()) {
    return "names no document_sha256, so it is unknown which text was coded: not applied";
  }
  if (!fits_a_document(coding, result)) {
    return "is stale: it was made on a document with hash " +
           in_quotes(coding.document_sha256.substr(0, 12)) +
           ", which the plan no longer has: not applied";
  }
  const auto* criterion = criterion_of(rules, coding.criterion);
  if (criterion == nullptr) {
    return "names a criterion that " + in_quotes(rules.id) +
           " does not have: " + base::did_you_mean(coding.criterion, criterion_ids(rules));
  }
  if (!points_of_level(*criterion, coding.level)) {
    std::vector<std::string> levels;
    for (const auto& level : criterion->levels) levels.push_back(level.level);
    levels.push_back(criterion->otherwise);
    return "gives a level that the criterion does not have: " + in_quotes(coding.level) + "; " +
           base::did_you_mean(coding.level, levels);
  }
  return "";
}

void apply(const RuleSet& rules, const Coding& coding, PlanResult& result) {
  auto found = std::ranges::find(result.criteria, coding.criterion, &CriterionResult::criterion);
  if (found == result.criteria.end()) {
    found = result.criteria.emplace(result.criteria.end());
    found->criterion = coding.criterion;
  }
  const auto& criterion = *criterion_of(rules, coding.criterion);
  found->level = coding.level;
  found->applicable = true;
  if (gives_points(criterion)) {
    found->points = points_of_level(criterion, coding.level);
    found->points_available = points_available_in(criterion);
  }
  found->basis = Basis::override_;
  found->fragile = false;
  found->fragile_reason.clear();
}

/// A rating stands only on decided criteria: one that is still not assessable leaves it open.
void rate_again(const RuleSet& rules, const std::string& area_type, PlanResult& result) {
  const bool decided = std::ranges::all_of(rules.criteria, [&](const Criterion& criterion) {
    const auto found =
        std::ranges::find(result.criteria, criterion.id, &CriterionResult::criterion);
    return found != result.criteria.end() && (!found->applicable || found->level != kNotAssessable);
  });
  const auto totals = scorecard_totals(rules, result.criteria, area_type);
  result.points = totals.points;
  result.points_available = totals.points_available;
  result.score = totals.score;
  if (decided) result.basis = Basis::override_;  // else no decision about the rating was changed
  result.rating = decided ? rating_of(rules, result.criteria, result.score) : kNotAssessable;
}

/// The codings that count, by plan and criterion; the others are told in `warnings`.
using Chosen = std::map<std::string, std::map<std::string, const Coding*>>;

Chosen choose(const RuleSet& rules, std::span<const Coding> codings,
              const std::map<std::string, PlanResult*>& plans, std::vector<std::string>& warnings) {
  Chosen chosen;
  for (const auto& coding : codings) {
    const auto result = plans.find(coding.plan_id);
    if (result == plans.end()) {
      warnings.push_back(place(coding) + " is about a plan that is not in this round: not applied");
      continue;
    }
    if (const auto why = obstacle(rules, coding, *result->second); !why.empty()) {
      warnings.push_back(place(coding) + " " + why);
      continue;
    }
    auto& last = chosen[coding.plan_id][coding.criterion];
    if (last != nullptr && last->level != coding.level) {
      warnings.push_back(place(coding) + " contradicts " + place(*last) + ": the later " +
                         (coding.date == last->date ? "row" : "date") + " counts");
    }
    if (last == nullptr || coding.date >= last->date) last = &coding;
  }
  return chosen;
}

Correction correction_of(const PlanResult& result, const Coding& coding) {
  const auto found =
      std::ranges::find(result.criteria, coding.criterion, &CriterionResult::criterion);
  return {.rule_set = result.rule_set,
          .plan_id = result.plan.plan_id,
          .criterion = coding.criterion,
          .from_level = found == result.criteria.end() ? "" : found->level,
          .to_level = coding.level,
          .from_rating = result.rating,
          .to_rating = "",
          .coder = coding.coder,
          .reason = coding.reason,
          .date = coding.date,
          .document_sha256 = coding.document_sha256};
}

}  // namespace

Result<std::vector<Coding>> read_codings(const std::string& path) {
  auto table = base::read_csv(path, coding_columns());
  if (!table) return std::move(table).error();
  Problems problems;
  std::vector<Coding> codings;
  for (const auto& row : table->rows) {
    const auto cell = [&](const char* name) {
      return std::string(base::trimmed(table->cell(row, name)));
    };
    codings.push_back({.plan_id = cell("plan_id"),
                       .criterion = cell("criterion"),
                       .coder = cell("coder"),
                       .level = cell("level"),
                       .reason = cell("reason"),
                       .document_sha256 = cell("document_sha256"),
                       .date = cell("date"),
                       .page = cell("page"),
                       .quote = cell("quote"),
                       .note = cell("note"),
                       .at = {path, row.line, 0}});
    for (const auto* column : {"plan_id", "criterion", "level"}) {
      if (!cell(column).empty()) continue;
      problems.push_back(problem_at("CODE001", std::string("the coding has no ") + column, path,
                                    row.line, "every coding names plan, criterion and level"));
    }
  }
  if (!problems.empty()) return problems;
  return codings;
}

std::vector<std::string> apply_codings(const RuleSet& rules, std::span<const Coding> codings,
                                       std::vector<PlanResult>& results,
                                       const std::map<std::string, std::string>& area_types,
                                       std::vector<Correction>* log) {
  std::vector<std::string> warnings;
  std::map<std::string, PlanResult*> plans;
  for (auto& result : results) {
    if (result.rule_set == rules.id) plans[result.plan.plan_id] = &result;
  }
  for (const auto& [plan_id, chosen] : choose(rules, codings, plans, warnings)) {
    auto& result = *plans[plan_id];
    std::vector<Correction> corrections;
    for (const auto& [criterion, coding] : chosen) {
      auto correction = correction_of(result, *coding);
      apply(rules, *coding, result);
      if (correction.from_level != correction.to_level)
        corrections.push_back(std::move(correction));
    }
    const auto type = area_types.find(plan_id);
    rate_again(rules, type == area_types.end() ? "" : type->second, result);
    for (auto& correction : corrections) {
      correction.to_rating = result.rating;
      if (log != nullptr) log->push_back(std::move(correction));
    }
  }
  return warnings;
}

}  // namespace plangrade
