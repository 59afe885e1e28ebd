// plans.csv: which files are a plan, which areas it is for, and which areas published none.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "aggregate/messages.h"
#include "base/csv.h"
#include "base/text.h"
#include "plangrade/aggregate.h"

namespace plangrade {
namespace {

using counting::in_quotes;
using counting::problem_at;

const base::CsvColumns& plan_columns() {
  static const base::CsvColumns columns{
      {"plan_id"}, {"path", "title", "area_codes", "round", "published", "url", "status"}, false};
  return columns;
}

/// What reading one row needs beside the row.
struct PlanReader {
  const base::CsvTable& table;
  std::set<std::string> known_areas;       ///< empty: not checked
  std::map<std::string, PlanEntry> plans;  ///< by id
  Problems problems;

  void add_areas(const base::CsvRow& row, PlanEntry& plan) {
    const auto codes = table.cell(row, "area_codes");
    for (const auto& part : base::split(codes, ';')) {
      const std::string code(base::trimmed(part));
      if (code.empty() || std::ranges::count(plan.area_codes, code) > 0) continue;
      if (!known_areas.empty() && !known_areas.contains(code)) {
        const std::vector<std::string> known(known_areas.begin(), known_areas.end());
        auto advice = base::did_you_mean(code, known);
        if (!advice.starts_with("did you mean")) advice = "add it to the register of areas";
        problems.push_back(
            problem_at("PLAN002",
                       "plan " + in_quotes(plan.plan_id) +
                           " names an area that the register does not have: " + in_quotes(code),
                       table.file, row.line, advice));
      }
      plan.area_codes.push_back(code);
    }
  }

  /// Rows of one plan must not contradict each other; the first that says something counts.
  void take(const base::CsvRow& row, const char* column, std::string PlanEntry::*field,
            PlanEntry& plan) {
    const auto cell = base::trimmed(table.cell(row, column));
    if (cell.empty() || plan.*field == cell) return;
    if (!(plan.*field).empty() && field != &PlanEntry::url && field != &PlanEntry::title &&
        field != &PlanEntry::published) {
      problems.push_back(
          problem_at("PLAN004", "plan " + in_quotes(plan.plan_id) + " has two values in " + column,
                     table.file, row.line, "rows with one plan_id are files of one plan"));
      return;
    }
    if ((plan.*field).empty()) plan.*field = cell;
  }

  void add(const base::CsvRow& row) {
    const std::string id(base::trimmed(table.cell(row, "plan_id")));
    if (id.empty()) {
      problems.push_back(problem_at("PLAN001", "the plan has no plan_id", table.file, row.line,
                                    "every row names its plan"));
      return;
    }
    auto& plan = plans[id];
    plan.plan_id = id;
    plan.listed = true;
    // A superseded version has a title, a round and a date of its own.
    if (base::trimmed(table.cell(row, "status")) != "superseded") {
      take(row, "title", &PlanEntry::title, plan);
      take(row, "round", &PlanEntry::round, plan);
      take(row, "published", &PlanEntry::published, plan);
      take(row, "url", &PlanEntry::url, plan);
    }
    add_areas(row, plan);
    add_file(row, plan);
  }

  void add_file(const base::CsvRow& row, PlanEntry& plan) {
    const auto status = base::trimmed(table.cell(row, "status"));
    const std::string path(base::trimmed(table.cell(row, "path")));
    if (status == "missing") {
      plan.missing = true;
    } else if (status != "" && status != "superseded") {
      problems.push_back(
          problem_at("PLAN003", "unknown status " + in_quotes(status), table.file, row.line,
                     base::did_you_mean(std::string(status), {"missing", "superseded"}) +
                         "; empty for a plan that counts"));
    }
    if (status == "" && !path.empty() && std::ranges::count(plan.paths, path) == 0) {
      plan.paths.push_back(path);
    }
    if (status == "superseded" && !path.empty()) plan.superseded_paths.push_back(path);
  }
};

}  // namespace

Result<std::vector<PlanEntry>> read_plans(const std::string& path, const AreaRegister* areas) {
  auto table = base::read_csv(path, plan_columns());
  if (!table) return std::move(table).error();
  PlanReader reader{*table, {}, {}, {}};
  if (areas != nullptr) {
    for (const auto& area : areas->areas) reader.known_areas.insert(area.area_code);
  }
  for (const auto& row : table->rows) reader.add(row);
  for (const auto& [id, plan] : reader.plans) {
    if (!plan.missing || plan.paths.empty()) continue;
    reader.problems.push_back(problem_at("PLAN005",
                                         "plan " + in_quotes(id) + " is missing and has a file",
                                         path, 0, "leave out the path, or the status 'missing'"));
  }
  if (!reader.problems.empty()) return std::move(reader.problems);
  std::vector<PlanEntry> plans;
  for (auto& [id, plan] : reader.plans) plans.push_back(std::move(plan));
  return plans;
}

}  // namespace plangrade
