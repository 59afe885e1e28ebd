// Population tables as registers of areas: children of 0 to 10 and 11 to 17, summed from single
// years of age.
//
// Offices print areas together with the larger places that hold them, as rows of the same table
// ("ENGLAND", "NORTH EAST", then the districts of it). The first three characters of a code say
// what kind of place it is (Register of Geographic Codes, ONS): containers are carried down as
// regions and offices of the rows that follow, and are no areas themselves.
#include "aggregate/population.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "aggregate/messages.h"
#include "aggregate/population_layout.h"
#include "aggregate/sheet.h"
#include "base/text.h"
#include "plangrade/aggregate.h"

namespace plangrade {
namespace counting {
namespace {

enum class Kind { area, total, region, office };

struct CodeKind {
  std::string_view prefix;
  Kind kind;
  std::string_view area_type;
};

/// Kinds of places by the first three characters of their codes.
constexpr CodeKind kKinds[] = {
    {"K02", Kind::total, ""},
    {"K03", Kind::total, ""},
    {"K04", Kind::total, ""},
    {"E92", Kind::total, ""},
    {"W92", Kind::region, ""},
    {"S92", Kind::region, ""},
    {"N92", Kind::region, ""},
    {"E12", Kind::region, ""},  // regions of England
    {"E40", Kind::region, ""},  // NHS England regions
    {"E39", Kind::office, ""},  // their local offices
    {"E10", Kind::total, ""},   // counties of districts
    {"E11", Kind::total, ""},   // metropolitan counties
    {"E13", Kind::total, ""},   // Inner and Outer London
    {"E06", Kind::area, "unitary"},
    {"E07", Kind::area, "district"},
    {"E08", Kind::area, "metropolitan_district"},
    {"E09", Kind::area, "london_borough"},
    {"W06", Kind::area, "unitary"},
    {"S12", Kind::area, "council_area"},
    {"N09", Kind::area, "district"},
    {"E38", Kind::area, "ccg"},
    {"E54", Kind::area, "icb"},
};

const CodeKind& kind_of(const std::string& code) {
  static constexpr CodeKind kOther{"", Kind::area, ""};
  for (const auto& kind : kKinds) {
    if (code.starts_with(kind.prefix)) return kind;
  }
  return kOther;
}

std::string cell(const std::vector<std::string>& row, std::size_t column) {
  return column < row.size() ? std::string(base::trimmed(row[column])) : "";
}

/// Whole people; thousands may be parted by commas. Empty for anything else: offices print "c", ":"
/// or nothing for what they do not give.
std::optional<std::int64_t> people(const std::vector<std::string>& row, std::size_t column) {
  auto text = cell(row, column);
  std::erase(text, ',');
  if (text.empty() || text.size() > 12) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// The sum of single years, if every one of them is there.
std::optional<std::int64_t> sum_of(const std::vector<std::string>& row,
                                   std::span<const std::size_t> columns) {
  std::int64_t sum = 0;
  for (const auto column : columns) {
    const auto count = people(row, column);
    if (!count) return std::nullopt;
    sum += *count;
  }
  return sum;
}

/// "E38000056" and its like: a letter and digits. Notes below a table have no code.
bool is_code(const std::string& text) {
  if (text.empty() || text.size() > 16 || text.find(' ') != std::string::npos) return false;
  return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

struct Import {
  const Sheet& sheet;
  const Layout& layout;
  std::string year;                    ///< of the table, or of the chosen bands
  const BandColumns* bands = nullptr;  ///< when the table has no single years
  AreaRegister areas;
  std::string region, office;  ///< carried down
  std::int64_t children = 0;

  std::string name_of(const std::vector<std::string>& row) const {
    for (const auto column : layout.names) {
      if (auto name = cell(row, column); !name.empty()) return name;
    }
    return "";
  }

  void check_total(const std::vector<std::string>& row, const std::string& name) {
    if (!layout.all_ages || layout.ages.size() < 80) return;  // ages stop before the oldest
    const auto total = people(row, *layout.all_ages), sum = sum_of(row, layout.ages);
    if (!total || !sum || *total == *sum) return;
    areas.warnings.push_back("the ages of " + in_quotes(name) + " add up to " +
                             std::to_string(*sum) + ", its total says " + std::to_string(*total));
  }

  Area area_of(const std::vector<std::string>& row, const std::string& code) {
    Area area;
    area.area_code = code;
    area.area_name = name_of(row);
    area.area_type = kind_of(code).area_type;
    area.region = layout.region ? cell(row, *layout.region) : region;
    area.population_year = year;
    if (bands == nullptr) {
      const std::span<const std::size_t> ages(layout.ages);
      area.pop_0_10 = sum_of(row, ages.first(kLastYoungAge + 1));
      area.pop_11_17 = sum_of(row, ages.subspan(kLastYoungAge + 1, kAdultAge - kLastYoungAge - 1));
    } else {
      area.pop_0_10 = people(row, bands->young);
      area.pop_11_17 = people(row, bands->old);
      if (bands->estimated) area.population_year = "mid-" + year + " (estimated)";
    }
    check_total(row, area.area_name);
    for (const auto column : layout.others) area.extra.push_back(cell(row, column));
    area.extra.push_back(office);
    return area;
  }

  void add(const std::vector<std::string>& row) {
    const auto code = cell(row, layout.code);
    if (!is_code(code)) return;
    switch (kind_of(code).kind) {
      case Kind::total:
        return;
      case Kind::region:
        region = name_of(row);
        office.clear();
        return;
      case Kind::office:
        office = name_of(row);
        return;
      case Kind::area:
        areas.areas.push_back(area_of(row, code));
        children +=
            areas.areas.back().pop_0_10.value_or(0) + areas.areas.back().pop_11_17.value_or(0);
        return;
    }
  }

  /// Keeps the columns that can group areas: not empty, and not numbers throughout.
  void name_extras() {
    std::vector<std::string> names;
    for (const auto column : layout.others) {
      names.push_back(cell(sheet.rows[layout.header], column));
    }
    names.push_back("local_office");
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const bool words = std::ranges::any_of(areas.areas, [&](const Area& area) {
        return !area.extra[i].empty() && !base::is_decimal_number(area.extra[i]);
      });
      if (words) kept.push_back(i);
    }
    for (const auto i : kept) areas.extra_columns.push_back(names[i]);
    for (auto& area : areas.areas) {
      std::vector<std::string> extra;
      for (const auto i : kept) extra.push_back(area.extra[i]);
      area.extra = std::move(extra);
    }
  }
};

/// Years that the table has rows or bands for; empty if it is of one unnamed year.
std::set<std::string> years_in(const Sheet& sheet, const Layout& layout) {
  std::set<std::string> years;
  if (layout.year) {
    for (auto row = layout.header + 1; row < sheet.rows.size(); ++row) {
      if (auto year = cell(sheet.rows[row], *layout.year); !year.empty()) years.insert(year);
    }
  } else if (layout.ages.empty()) {
    for (const auto& band : layout.bands) years.insert(band.year);
  }
  return years;
}

/// The mid-year that title rows, the sheet's name or the file's name give.
std::string year_of_title(const Sheet& sheet, const Layout& layout, const std::string& path) {
  for (std::size_t row = 0; row <= layout.header; ++row) {
    for (const auto& text : sheet.rows[row]) {
      if (auto year = mid_year_in(text); !year.empty()) return year;
    }
  }
  if (auto year = mid_year_in(sheet.name); !year.empty()) return year;
  return mid_year_in(std::filesystem::path(path).filename().string());
}

Result<Import> import_sheet(const Sheet& sheet, const Layout& layout, const std::string& path,
                            const std::string& wanted) {
  const auto years = years_in(sheet, layout);
  Import made{sheet, layout, wanted, nullptr, {}, {}, {}, 0};
  if (wanted.empty()) {
    made.year = years.empty() ? year_of_title(sheet, layout, path) : *years.rbegin();
  } else if (!years.empty() && !years.contains(wanted)) {
    return problem_at("POP003", "the table has no mid-year " + in_quotes(wanted), path, 0,
                      "it has: " + base::join({years.begin(), years.end()}, ", "));
  }
  if (layout.ages.empty()) {
    for (const auto& band : layout.bands) {
      if (band.year == made.year || layout.year) made.bands = &band;
    }
  }
  for (auto row = layout.header + 1; row < sheet.rows.size(); ++row) {
    if (layout.year && cell(sheet.rows[row], *layout.year) != made.year) continue;
    made.add(sheet.rows[row]);
  }
  if (wanted.empty() && years.size() > 1) {
    made.areas.warnings.push_back("the table has several mid-years (" +
                                  base::join({years.begin(), years.end()}, ", ") +
                                  "): " + made.year + " is taken");
  }
  made.name_extras();
  return made;
}

Problem not_a_table(const std::string& path) {
  return problem_at(
      "POP002", "no population table was found", path, 0,
      "the table needs a header row with an area code, a name, and a column for every "
      "year of age from 0 to 17 (or columns ..._0_10 and ..._11_17)");
}

void check_codes(const AreaRegister& areas, const std::string& path, Problems& problems) {
  std::set<std::string> seen;
  for (const auto& area : areas.areas) {
    if (seen.insert(area.area_code).second) continue;
    problems.push_back(problem_at("POP004",
                                  "the area code " + in_quotes(area.area_code) + " stands twice",
                                  path, 0, "leave one of the rows out"));
  }
}

}  // namespace

Result<AreaRegister> population_register(const std::string& path, const std::string& year) {
  auto sheets = read_sheets(path);
  if (!sheets) return std::move(sheets).error();
  // Workbooks have a sheet for persons and one for each sex: persons are the most children.
  AreaRegister best;
  std::int64_t most = -1;
  Problems problems;
  for (const auto& sheet : *sheets) {
    const auto layout = find_layout(sheet);
    if (!layout) continue;
    auto made = import_sheet(sheet, *layout, path, year);
    if (!made) {
      problems = made.error();
    } else if (made->children > most) {
      most = made->children;
      best = std::move(made->areas);
    }
  }
  if (most < 0 && !problems.empty()) return problems;
  problems.clear();
  if (best.areas.empty()) return not_a_table(path);
  check_codes(best, path, problems);
  if (!problems.empty()) return problems;
  return best;
}

}  // namespace counting

Result<AreaRegister> import_population(const std::string& path, const std::string& year) {
  return counting::population_register(path, year);
}

}  // namespace plangrade
