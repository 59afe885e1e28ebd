// Results from a table alone, whoever made it: ratings, codings, or points of a scorecard.
//
//   plan_id,rating                              -> ratings as they stand
//   plan_id,criterion,level                     -> levels; points and ratings by the rule set
//   plan_id,criterion,points,points_available   -> points; score and rating by the rule set
//
// `area_code` may stand for plan_id where every area has its own row. Rows are gathered by plan and
// criterion, so their order means nothing.
#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

#include "aggregate/messages.h"
#include "base/csv.h"
#include "base/text.h"
#include "plangrade/aggregate.h"
#include "plangrade/model/scorecard.h"

namespace plangrade {
namespace {

using counting::in_quotes;
using counting::problem_at;

inline constexpr const char* kNotApplicable = "not_applicable";

enum class TableKind { ratings, levels, points };

const std::vector<std::string>& known_columns() {
  static const std::vector<std::string> columns{
      "plan_id",  "area_code", "area_codes",      "area_type",      "title",   "round",
      "rule_set", "rating",    "criterion",       "level",          "points",  "points_available",
      "coder",    "reason",    "document_sha256", "date",           "page",    "quote",
      "note",     "published", "basis",           "evidence_count", "fragile", "url"};
  return columns;
}

struct Reader {
  const base::CsvTable& table;
  const RuleSet* rules;
  std::map<std::string, const PlanEntry*> entries;
  std::unordered_map<std::string, std::size_t> criterion_index;       ///< of rules->criteria
  std::map<std::pair<std::string, std::string>, PlanResult> results;  ///< by rule set and plan
  std::map<std::string, std::string> area_type;                       ///< by plan
  std::map<std::vector<std::string>, int> seen;                       ///< keys, with their lines
  Problems problems;

  std::string cell(const base::CsvRow& row, const char* name) const {
    return std::string(base::trimmed(table.cell(row, name)));
  }
  void problem(const base::CsvRow& row, std::string code, std::string message, std::string remedy) {
    problems.push_back(
        problem_at(std::move(code), std::move(message), table.file, row.line, std::move(remedy)));
  }
  std::string key_of(const base::CsvRow& row) const {
    const auto id = cell(row, "plan_id");
    return id.empty() ? cell(row, "area_code") : id;
  }

  PlanResult* result_of(const base::CsvRow& row) {
    const auto id = key_of(row);
    if (id.empty()) {
      problem(row, "RES003", "the row names no plan", "fill in plan_id (or area_code)");
      return nullptr;
    }
    auto rule_set = cell(row, "rule_set");
    if (rule_set.empty() && rules != nullptr) rule_set = rules->id;
    auto [at, fresh] = results.try_emplace({rule_set, id});
    auto& result = at->second;
    if (fresh) {
      if (const auto entry = entries.find(id); entry != entries.end()) {
        result.plan = *entry->second;
      } else {
        result.plan.plan_id = id;
        result.plan.title = cell(row, "title");
        result.plan.round = cell(row, "round");
      }
      result.rule_set = rule_set;
      if (rules != nullptr && rules->id == rule_set) result.rule_set_sha256 = rules->sha256;
    }
    if (result.plan.area_codes.empty()) add_areas(row, result.plan);
    if (const auto type = cell(row, "area_type"); !type.empty()) area_type[id] = type;
    return &result;
  }

  void add_areas(const base::CsvRow& row, PlanEntry& plan) const {
    for (const auto& code : base::split(cell(row, "area_codes"), ';')) {
      if (!base::trimmed(code).empty()) plan.area_codes.emplace_back(base::trimmed(code));
    }
    if (const auto code = cell(row, "area_code"); plan.area_codes.empty() && !code.empty()) {
      plan.area_codes.push_back(code);
    }
  }

  bool is_repeated(const base::CsvRow& row, const std::string& criterion) {
    const auto [first, fresh] =
        seen.emplace(std::vector{cell(row, "rule_set"), key_of(row), criterion}, row.line);
    if (fresh) return false;
    problem(row, "RES004",
            "plan " + in_quotes(key_of(row)) +
                (criterion.empty() ? "" : ", criterion " + in_quotes(criterion)) + " stands twice",
            "it is also on line " + std::to_string(first->second));
    return true;
  }

  void add_rating(const base::CsvRow& row) {
    auto* result = result_of(row);
    if (result == nullptr || is_repeated(row, "")) return;
    result->rating = cell(row, "rating");
    check_rating(row, result->rating);
    result->basis = result->rating == kNoPlan ? Basis::none : Basis::own;
    if (result->rating == kNoPlan) result->plan.missing = true;
    result->points = Fraction::parse(cell(row, "points"));
    result->points_available = Fraction::parse(cell(row, "points_available"));
  }

  void check_rating(const base::CsvRow& row, const std::string& rating) {
    std::vector<std::string> known{kNoPlan, kNotAssessable};
    if (rules != nullptr) {
      for (const auto& rule : rules->rating) known.push_back(rule.rating);
    }
    if (rating.empty()) {
      problem(row, "RES005", "the row has no rating",
              "write no_plan where no plan was published, not_assessable where it cannot be read");
    } else if (rules != nullptr && !rules->rating.empty() &&
               std::ranges::count(known, rating) == 0) {
      problem(row, "RES006", "unknown rating " + in_quotes(rating),
              base::did_you_mean(rating, known));
    }
  }

  const Criterion* criterion_of(const base::CsvRow& row, const std::string& id) {
    if (rules == nullptr) return nullptr;
    const auto found = criterion_index.find(id);
    if (found != criterion_index.end()) return &rules->criteria[found->second];
    std::vector<std::string> known;
    for (const auto& criterion : rules->criteria) known.push_back(criterion.id);
    problem(row, "RES007",
            "the rule set " + in_quotes(rules->id) + " has no criterion " + in_quotes(id),
            base::did_you_mean(id, known));
    return nullptr;
  }

  void add_criterion(const base::CsvRow& row, TableKind kind) {
    const auto id = cell(row, "criterion");
    if (id.empty()) {
      problem(row, "RES003", "the row names no criterion", "fill in criterion");
      return;
    }
    auto* result = result_of(row);
    if (result == nullptr || is_repeated(row, id)) return;
    const auto* criterion = criterion_of(row, id);
    if (rules != nullptr && criterion == nullptr) return;
    CriterionResult decided;
    decided.criterion = id;
    decided.level = cell(row, "level");
    if (kind == TableKind::points) {
      set_points(row, criterion, decided);
    } else {
      set_level(row, criterion, decided);
    }
    result->criteria.push_back(std::move(decided));
  }

  void set_points(const base::CsvRow& row, const Criterion* criterion, CriterionResult& decided) {
    const auto points = cell(row, "points"), available = cell(row, "points_available");
    if (available.empty() && (points.empty() || Fraction::parse(points) == Fraction(0))) {
      decided.applicable = false;
      return;
    }
    decided.points = Fraction::parse(points);
    decided.points_available = Fraction::parse(available);
    if (!decided.points || !decided.points_available) {
      problem(row, "RES008", "no points: " + in_quotes(points) + " of " + in_quotes(available),
              "numbers such as 2, 0.5 or 1/3; both empty where the criterion does not apply");
      return;
    }
    if (*decided.points_available < Fraction(0) || (*decided.points > *decided.points_available)) {
      problem(row, "RES009",
              in_quotes(points) + " points of " + in_quotes(available) + " available",
              "points may not exceed what is available");
    }
    const Fraction weight = criterion == nullptr ? Fraction(1) : criterion->weight;
    decided.points = *decided.points * weight;
    decided.points_available = *decided.points_available * weight;
  }

  void set_level(const base::CsvRow& row, const Criterion* criterion, CriterionResult& decided) {
    if (decided.level == kNotApplicable) {
      decided.applicable = false;
      return;
    }
    if (decided.level.empty()) {
      problem(row, "RES010", "the row has no level",
              "write not_applicable or not_assessable where there is none");
    }
    if (decided.level == kNotAssessable || decided.level.empty()) return;
    if (criterion == nullptr) {  // no rule set: points as the table has them, if it has any
      decided.points = Fraction::parse(cell(row, "points"));
      decided.points_available = Fraction::parse(cell(row, "points_available"));
      return;
    }
    const auto points = points_of_level(*criterion, decided.level);
    if (points && gives_points(*criterion)) {
      decided.points = points;
      decided.points_available = points_available_in(*criterion);
    }
    if (points) return;
    std::vector<std::string> known{kNotApplicable, kNotAssessable, criterion->otherwise};
    for (const auto& level : criterion->levels) known.push_back(level.level);
    problem(row, "RES011",
            "criterion " + in_quotes(criterion->id) + " has no level " + in_quotes(decided.level),
            base::did_you_mean(decided.level, known));
  }

  /// Puts the criteria in the order of the rule set and asks for those that were not decided.
  void complete(PlanResult& result, TableKind kind) {
    const auto place = [&](const CriterionResult& c) {
      const auto found = criterion_index.find(c.criterion);
      return found == criterion_index.end() ? criterion_index.size() : found->second;
    };
    std::ranges::sort(result.criteria, [&](const auto& a, const auto& b) {
      return std::pair(place(a), a.criterion) < std::pair(place(b), b.criterion);
    });
    if (rules == nullptr || result.rule_set != rules->id) return;
    std::vector<std::string> absent;
    for (const auto& criterion : rules->criteria) {
      const auto found =
          std::ranges::find(result.criteria, criterion.id, &CriterionResult::criterion);
      if (found == result.criteria.end()) absent.push_back(criterion.id);
    }
    if (kind != TableKind::levels || absent.empty()) return;
    problems.push_back(problem_at(
        "RES012",
        "plan " + in_quotes(result.plan.plan_id) + " has no level for: " + base::join(absent, ", "),
        table.file, 0, "add the rows, with not_applicable or not_assessable where so"));
  }

  void decide(PlanResult& result) {
    const bool open = std::ranges::any_of(result.criteria, [](const CriterionResult& c) {
      return c.applicable && c.level == kNotAssessable;
    });
    static const RuleSet kNoRules;
    const RuleSet& by = rules == nullptr ? kNoRules : *rules;
    const auto totals = scorecard_totals(by, result.criteria, area_type[result.plan.plan_id]);
    result.points = totals.points;
    result.points_available = totals.points_available;
    result.score = totals.score;
    result.rating = open ? kNotAssessable : rating_of(by, result.criteria, result.score);
  }
};

Result<TableKind> kind_of(const base::CsvTable& table) {
  const auto has = [&](const char* name) { return table.column(name) >= 0; };
  Problems problems;
  if (!has("plan_id") && !has("area_code")) {
    problems.push_back(
        problem_at("RES001", "the column 'plan_id' is missing", table.file, 1,
                   "the table needs plan_id (or area_code), and rating; or criterion "
                   "and level; or criterion, points and points_available"));
  }
  // plans.csv of a result folder has a column per criterion; other tables must not surprise.
  const bool result_folder = has("rule_set") && has("rating");
  for (const auto& column : table.columns) {
    if (result_folder || std::ranges::count(known_columns(), column) > 0) continue;
    problems.push_back(problem_at("CSV003", "unknown column " + in_quotes(column), table.file, 1,
                                  base::did_you_mean(column, known_columns())));
  }
  TableKind kind = TableKind::ratings;
  if (has("criterion") && has("level")) {
    kind = TableKind::levels;
  } else if (has("criterion") && has("points") && has("points_available")) {
    kind = TableKind::points;
  } else if (!has("rating")) {
    problems.push_back(
        problem_at("RES002", "the table has neither ratings nor levels nor points", table.file, 1,
                   "add a column rating; or criterion and level; or criterion, points "
                   "and points_available"));
  }
  if (!problems.empty()) return problems;
  return kind;
}

}  // namespace

Result<std::vector<PlanResult>> read_result_table(const std::string& text, const std::string& name,
                                                  const RuleSet* rules,
                                                  const std::vector<PlanEntry>& plans) {
  auto table = base::parse_csv(text, name, {{}, {}, true});
  if (!table) return std::move(table).error();
  const auto kind = kind_of(*table);
  if (!kind) return kind.error();
  Reader reader{*table, rules, {}, {}, {}, {}, {}, {}};
  for (const auto& plan : plans) reader.entries[plan.plan_id] = &plan;
  for (std::size_t i = 0; rules != nullptr && i < rules->criteria.size(); ++i) {
    reader.criterion_index[rules->criteria[i].id] = i;
  }
  for (const auto& row : table->rows) {
    if (*kind == TableKind::ratings) {
      reader.add_rating(row);
    } else {
      reader.add_criterion(row, *kind);
    }
  }
  std::vector<PlanResult> results;
  for (auto& [key, result] : reader.results) {
    if (*kind != TableKind::ratings) {
      reader.complete(result, *kind);
      reader.decide(result);
    }
    results.push_back(std::move(result));
  }
  if (!reader.problems.empty()) return std::move(reader.problems);
  return results;
}

}  // namespace plangrade
