// One register from two: the areas of an earlier and of a later round, tied by a succession table.
//
// Succession tables have a column of codes for every year that they cover. Which two are meant is
// plain from the registers: the columns that hold their codes.
#include <algorithm>
#include <map>
#include <set>

#include "aggregate/messages.h"
#include "base/csv.h"
#include "base/text.h"
#include "plangrade/aggregate.h"

namespace plangrade {
namespace {

using counting::in_quotes;
using counting::problem_at;

std::set<std::string> codes_of(const AreaRegister& areas) {
  std::set<std::string> codes;
  for (const auto& area : areas.areas) codes.insert(area.area_code);
  return codes;
}

/// The column that holds the most different codes of `codes`, from the left; -1 if none does.
int column_with(const base::CsvTable& table, const std::set<std::string>& codes) {
  int best = -1;
  std::size_t most = 0;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    std::set<std::string> found;
    for (const auto& row : table.rows) {
      if (codes.contains(row.cells[column])) found.insert(row.cells[column]);
    }
    if (found.size() > most) {
      most = found.size();
      best = static_cast<int>(column);
    }
  }
  return best;
}

/// For every earlier code the later one that most of its rows name; splits are told.
std::map<std::string, std::string> successor_of(const base::CsvTable& table, std::size_t from,
                                                std::size_t to, const std::set<std::string>& later,
                                                std::vector<std::string>& warnings) {
  std::map<std::string, std::map<std::string, int>> named;
  for (const auto& row : table.rows) {
    if (later.contains(row.cells[to])) ++named[row.cells[from]][row.cells[to]];
  }
  std::map<std::string, std::string> successors;
  for (const auto& [code, rows] : named) {
    const auto most = std::ranges::max_element(
        rows, [](const auto& a, const auto& b) { return a.second < b.second; });
    successors[code] = most->first;
    if (rows.size() > 1) {
      warnings.push_back("area " + code + " was divided among " + std::to_string(rows.size()) +
                         " later areas; it counts for " + most->first);
    }
  }
  return successors;
}

}  // namespace

Result<AreaRegister> join_registers(const AreaRegister& earlier, const AreaRegister& later,
                                    const std::string& succession_path) {
  auto table = base::read_csv(succession_path, {{}, {}, true});
  if (!table) return std::move(table).error();
  const auto later_codes = codes_of(later);
  const int from = column_with(*table, codes_of(earlier)), to = column_with(*table, later_codes);
  if (from < 0 || to < 0) {
    return problem_at("AREA009",
                      std::string("the succession table has no column with codes of the ") +
                          (from < 0 ? "earlier" : "later") + " areas",
                      succession_path, 1,
                      "one column of each, with the codes that the registers use");
  }
  AreaRegister joined;
  joined.warnings = earlier.warnings;
  joined.warnings.insert(joined.warnings.end(), later.warnings.begin(), later.warnings.end());
  joined.extra_columns = later.extra_columns;
  const auto successors = successor_of(*table, static_cast<std::size_t>(from),
                                       static_cast<std::size_t>(to), later_codes, joined.warnings);
  for (auto area : earlier.areas) {
    if (later_codes.contains(area.area_code)) continue;  // it goes on under its own code
    const auto found = successors.find(area.area_code);
    if (found != successors.end()) area.successor_code = found->second;
    area.extra.assign(joined.extra_columns.size(), "");
    joined.areas.push_back(std::move(area));
  }
  joined.areas.insert(joined.areas.end(), later.areas.begin(), later.areas.end());
  return joined;
}

}  // namespace plangrade
