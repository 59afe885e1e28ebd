// The summary on a terminal: what a press office asks first, then what the figures rest on.
#include <algorithm>
#include <map>

#include "base/terminal_text.h"
#include "base/text.h"
#include "plangrade/report.h"
#include "report/names.h"

namespace plangrade {
namespace {

using base::Style;
using Counts =
    std::map<std::string, std::int64_t, bool (*)(const std::string&, const std::string&)>;

constexpr int kBar = 30;
constexpr std::size_t kMostNamed = 10;  // documents and areas named one by one

Style style_of(const std::string& rating) {
  if (rating == "red") return Style::red;
  if (rating == "amber") return Style::amber;
  if (rating == "green") return Style::green;
  return Style::grey;
}

std::vector<std::string> rule_set_ids(const ReportInput& input) {
  std::vector<std::string> ids;
  const auto add = [&](const std::string& id) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  };
  for (const auto& rules : input.rule_sets) add(rules.id);
  for (const auto& result : input.results) add(result.rule_set);
  for (const auto& area : input.national.areas) add(area.rule_set);
  return ids;
}

std::string title_of(const ReportInput& input, const std::string& rule_set) {
  for (const auto& rules : input.rule_sets) {
    if (rules.id == rule_set && !rules.title.empty()) return rules.title + " (" + rule_set + ")";
  }
  return rule_set;
}

/// A bar of `count` out of `most`: full and half blocks.
std::string bar(std::int64_t count, std::int64_t most) {
  if (most <= 0) return "";
  const auto halves = (2 * kBar * count + most - 1) / most;
  std::string out;
  for (std::int64_t i = 0; i < halves / 2; ++i) out += "█";
  return halves % 2 == 1 ? out + "▌" : out;
}

std::string rating_lines(const Counts& counts, const std::string& unit, bool color, int width) {
  std::int64_t most = 0;
  std::int64_t total = 0;
  for (const auto& [rating, count] : counts) {
    most = std::max(most, count);
    total += count;
  }
  // "1 area": the unit without its last letter is its singular.
  const auto counted = total == 1 ? unit.substr(0, unit.size() - 1) : unit;
  std::string out = "  Ratings of " + std::to_string(total) + " " + counted + "\n";
  for (const auto& [rating, count] : counts) {
    std::string line = "    " + base::padded(report::spoken(rating), 15, false) +
                       base::padded(std::to_string(count), 6, true) + "  ";
    if (width <= 0 || width >= 28 + kBar) {
      line += base::styled(bar(count, most), style_of(rating), color);
    }
    out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

std::string ratings(const ReportInput& input, const std::string& rule_set, bool color, int width) {
  std::string out;
  Counts plans(report::rating_before);
  for (const auto& r : input.results) {
    if (r.rule_set == rule_set) ++plans[r.rating];
  }
  Counts areas(report::rating_before);
  for (const auto& a : input.national.areas) {
    if (a.rule_set == rule_set) ++areas[a.rating];
  }
  if (!areas.empty()) out += rating_lines(areas, "areas", color, width);
  if (areas.empty() && !plans.empty()) out += rating_lines(plans, "plans", color, width);
  return out;
}

std::string regions(const ReportInput& input, const std::string& rule_set, bool color, int width) {
  Table table{{"region", "areas", "red", "amber", "green", "no plan", "not assessable", "failing",
               "count", "children*"},
              {}};
  bool children = false;
  for (const auto& r : input.national.regions) {
    if (r.rule_set != rule_set) continue;
    std::vector<std::string> row{r.region.empty() ? "(no region)" : r.region,
                                 std::to_string(r.areas)};
    for (const auto& rating : report::common_ratings()) {
      const auto at = r.by_rating.find(rating);
      row.push_back(std::to_string(at == r.by_rating.end() ? 0 : at->second));
    }
    const auto percent = r.failing.percent();
    row.push_back(percent.empty() ? "" : percent + "%");
    row.push_back(std::to_string(r.failing.numerator) + " of " +
                  std::to_string(r.failing.denominator));
    row.push_back(r.estimated_children_failing ? base::with_thousands(*r.estimated_children_failing)
                                               : "");
    children = children || r.estimated_children_failing.has_value();
    table.rows.push_back(std::move(row));
  }
  if (table.rows.empty()) return "";
  if (!children) {
    table.columns.pop_back();
    for (auto& row : table.rows) row.pop_back();
  }
  std::string out = "\n" + render_table(table, TableFormat::table, color, width);
  if (children)
    out +=
        "* estimated, not counted: children in areas with a rating that the policy counts them "
        "in\n";
  return out;
}

std::string bullets(const std::vector<std::string>& lines, int width) {
  std::string out;
  for (const auto& line : lines) out += base::wrapped(base::printable(line), "  - ", width);
  return out;
}

/// How many plans reach the best level of each criterion; the other levels are in national.csv.
std::string criteria(const ReportInput& input, const std::string& rule_set, bool color, int width) {
  Table table{{"criterion", "name", "best level", "plans", "share"}, {}};
  for (const auto& rules : input.rule_sets) {
    if (rules.id != rule_set) continue;
    for (const auto& criterion : rules.criteria) {
      if (criterion.levels.empty()) continue;
      const auto& best = criterion.levels.front().level;
      for (const auto& f : input.national.figures) {
        const bool wanted = f.rule_set == rule_set && f.measure == "criterion" &&
                            f.item == criterion.id + "=" + best && f.numerator && f.denominator;
        if (!wanted) continue;
        table.rows.push_back(
            {criterion.id, criterion.name, report::spoken(best),
             std::to_string(*f.numerator) + " of " + std::to_string(*f.denominator),
             f.percent.empty() ? "" : f.percent + "%"});
      }
    }
  }
  return table.rows.empty() ? "" : "\n" + render_table(table, TableFormat::table, color, width);
}

bool hinders(DocumentStatus status) {
  return status != DocumentStatus::readable && status != DocumentStatus::duplicate &&
         status != DocumentStatus::superseded;
}

/// Documents that could not be assessed, with the reason each; the rest is counted.
std::string unassessed(const ReportInput& input, bool color, int width) {
  std::vector<std::string> lines;
  std::size_t count = 0;
  for (const auto& d : input.documents) {
    if (!hinders(d.status) || ++count > kMostNamed) continue;
    lines.push_back(d.path + ": " + report::spoken(report::name_of(d.status)) +
                    (d.message.empty() ? "" : " (" + d.message + ")"));
  }
  if (count == 0) return "";
  if (count > lines.size()) {
    lines.push_back("and " + std::to_string(count - lines.size()) + " more, see documents.csv");
  }
  return "\n" +
         base::styled("Could not be assessed: " + std::to_string(count) +
                          (count == 1 ? " document" : " documents"),
                      Style::bold, color) +
         "\n" + bullets(lines, width);
}

std::vector<std::string> coverage_lines(const ReportInput& input, const std::string& rule_set) {
  std::vector<std::string> lines;
  for (const auto& c : input.national.coverage) {
    if (c.rule_set == rule_set) lines.insert(lines.end(), c.statements.begin(), c.statements.end());
  }
  return lines;
}

std::string rule_set_part(const ReportInput& input, const std::string& rule_set, bool color,
                          int width) {
  std::string out =
      base::styled(base::printable(title_of(input, rule_set)), Style::bold, color) + "\n";
  for (const auto& h : input.national.headlines) {
    if (h.rule_set != rule_set || h.measure == "criterion") continue;
    out += base::wrapped(base::printable(h.text), "  ", width);
  }
  out += "\n" + ratings(input, rule_set, color, width) + regions(input, rule_set, color, width) +
         criteria(input, rule_set, color, width);
  const auto coverage = coverage_lines(input, rule_set);
  if (!coverage.empty()) {
    out += "\n" + base::styled("What the figures rest on", Style::bold, color) + "\n" +
           bullets(coverage, width);
  }
  return out;
}

}  // namespace

std::string render_summary(const ReportInput& input, bool color, int width) {
  std::string out;
  for (const auto& rule_set : rule_set_ids(input)) {
    if (!out.empty()) out += "\n";
    out += rule_set_part(input, rule_set, color, width);
  }
  out += unassessed(input, color, width);
  if (!input.national.warnings.empty()) {
    out += "\n" + base::styled("To look into", Style::bold, color) + "\n" +
           bullets(input.national.warnings, width);
  }
  return out;
}

}  // namespace plangrade
