// areas.csv: the register of places that plans are for.
//
// Columns that the register does not know are kept, because reviewers group areas by regions of
// their own; but a name that is nearly a known one is taken for the slip that it usually is.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "aggregate/messages.h"
#include "aggregate/population.h"
#include "base/csv.h"
#include "base/text.h"
#include "plangrade/aggregate.h"

namespace plangrade {
namespace {

using counting::in_quotes;
using counting::problem_at;

/// More children than any country has; what is above is a slip of the file.
constexpr std::int64_t kMostChildren = 1'000'000'000;

const base::CsvColumns& area_columns() {
  static const base::CsvColumns columns{
      {"area_code", "area_name", "area_type", "region", "pop_0_10", "pop_11_17", "population_year"},
      {"aliases", "successor_code", "valid_from", "valid_to"},
      true};
  return columns;
}

bool is_known(const std::string& column) {
  const auto& known = area_columns();
  return std::ranges::count(known.required, column) + std::ranges::count(known.optional, column) >
         0;
}

/// Columns beyond the known ones, in file order; near misses become problems.
std::vector<std::string> extra_columns(const base::CsvTable& table, Problems& problems) {
  std::vector<std::string> known = area_columns().required;
  known.insert(known.end(), area_columns().optional.begin(), area_columns().optional.end());
  std::vector<std::string> extra;
  for (const auto& column : table.columns) {
    if (is_known(column)) continue;
    const auto advice = base::did_you_mean(column, known);
    if (advice.starts_with("did you mean") && !column.starts_with("region_")) {
      problems.push_back(problem_at("AREA001", "unknown column " + in_quotes(column), table.file, 1,
                                    advice + " (a column of your own to group by may be called "
                                             "region_...)"));
    }
    extra.push_back(column);
  }
  return extra;
}

std::optional<std::int64_t> read_population(const base::CsvTable& table, const base::CsvRow& row,
                                            const char* column, Problems& problems) {
  const auto cell = base::trimmed(table.cell(row, column));
  if (cell.empty()) return std::nullopt;
  const bool digits = std::ranges::all_of(cell, [](char c) { return c >= '0' && c <= '9'; });
  std::int64_t value = 0;
  if (digits && cell.size() <= 10) {
    for (const char c : cell) value = value * 10 + (c - '0');
  }
  if (!digits || cell.size() > 10 || value > kMostChildren) {
    problems.push_back(problem_at(
        "AREA002", std::string(column) + " is no number of children: " + in_quotes(cell),
        table.file, row.line, "write whole children without separators, or leave the cell empty"));
    return std::nullopt;
  }
  return value;
}

/// "", or a date that starts "YYYY", "YYYY-MM" or "YYYY-MM-DD".
bool is_date(std::string_view text) {
  static constexpr std::string_view kShape = "dddd-dd-dd";
  if (text.size() != 0 && text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kShape[i] == 'd' ? !digit : text[i] != kShape[i]) return false;
  }
  return true;
}

Area read_area(const base::CsvTable& table, const base::CsvRow& row,
               const std::vector<std::string>& extra, Problems& problems) {
  const auto cell = [&](const char* name) {
    return std::string(base::trimmed(table.cell(row, name)));
  };
  Area area{.area_code = cell("area_code"),
            .area_name = cell("area_name"),
            .area_type = cell("area_type"),
            .region = cell("region"),
            .pop_0_10 = read_population(table, row, "pop_0_10", problems),
            .pop_11_17 = read_population(table, row, "pop_11_17", problems),
            .population_year = cell("population_year"),
            .aliases = {},
            .successor_code = cell("successor_code"),
            .valid_from = cell("valid_from"),
            .valid_to = cell("valid_to"),
            .extra = {}};
  for (const auto& alias : base::split(cell("aliases"), ';')) {
    if (!base::trimmed(alias).empty()) area.aliases.emplace_back(base::trimmed(alias));
  }
  for (const auto& column : extra) area.extra.push_back(cell(column.c_str()));
  if (area.area_code.empty()) {
    problems.push_back(problem_at("AREA003", "the area has no code", table.file, row.line,
                                  "every area needs an area_code of its own"));
  }
  if (area.area_name.empty()) {
    problems.push_back(problem_at("AREA004", "area " + in_quotes(area.area_code) + " has no name",
                                  table.file, row.line, "give its area_name"));
  }
  for (const auto& date : {area.valid_from, area.valid_to}) {
    if (is_date(date)) continue;
    problems.push_back(problem_at("AREA005", "no date: " + in_quotes(date), table.file, row.line,
                                  "write YYYY-MM-DD"));
  }
  return area;
}

/// Follows successors; a chain that comes back to an area already seen never ends.
void check_successors(const AreaRegister& areas, const base::CsvTable& table, Problems& problems) {
  std::map<std::string, std::string> next;
  for (const auto& area : areas.areas) next[area.area_code] = area.successor_code;
  for (std::size_t i = 0; i < areas.areas.size(); ++i) {
    std::set<std::string> seen;
    std::string code = areas.areas[i].area_code;
    while (!code.empty() && seen.insert(code).second) {
      const auto found = next.find(code);
      code = found == next.end() ? "" : found->second;
    }
    if (code != areas.areas[i].area_code || code.empty()) continue;
    problems.push_back(problem_at("AREA007", "area " + in_quotes(code) + " is its own successor",
                                  table.file, table.rows[i].line,
                                  "leave successor_code empty for an area that goes on"));
  }
}

Result<AreaRegister> register_of(const base::CsvTable& table) {
  Problems problems;
  AreaRegister areas;
  areas.extra_columns = extra_columns(table, problems);
  std::map<std::string, int> line_of;
  for (const auto& row : table.rows) {
    areas.areas.push_back(read_area(table, row, areas.extra_columns, problems));
    const auto& code = areas.areas.back().area_code;
    const auto [first, fresh] = line_of.emplace(code, row.line);
    if (!fresh && !code.empty()) {
      problems.push_back(problem_at("AREA006", "the area code " + in_quotes(code) + " stands twice",
                                    table.file, row.line,
                                    "it is also on line " + std::to_string(first->second)));
    }
  }
  check_successors(areas, table, problems);
  if (areas.areas.empty()) {
    problems.push_back(problem_at("AREA008", "the register has no areas", table.file, 1,
                                  "one row per area below the header"));
  }
  if (!problems.empty()) return problems;
  return areas;
}

}  // namespace

Result<AreaRegister> read_areas(const std::string& path) {
  auto table = base::read_csv(path, area_columns());
  if (table) return register_of(*table);
  // A population table as the statistics office publishes it serves as a register too.
  if (auto imported = counting::population_register(path, "")) return imported;
  return std::move(table).error();
}

}  // namespace plangrade
