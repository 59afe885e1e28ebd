// From structs to cells. Every function here follows the column order of schemas.cc.
#include "report/rows.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "report/names.h"

namespace plangrade::report {
namespace {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

std::string count_cell(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "";
}

/// A count that is missing, not zero, if nothing was read.
std::string read_cell(bool read, std::uint64_t value) { return read ? std::to_string(value) : ""; }

Rows document_rows(const ReportInput& input) {
  Rows rows;
  for (const auto& d : input.documents) {
    const bool read = d.words > 0 || d.pages > 0 || d.status == DocumentStatus::readable;
    rows.push_back({d.plan_id, d.path, d.sha256, d.format,
                    read_cell(d.pages > 0, static_cast<std::uint64_t>(std::max(0, d.pages))),
                    read_cell(read, d.words),
                    read_cell(read, static_cast<std::uint64_t>(std::max(0, d.ocr_pages))),
                    name_of(d.status), d.message});
  }
  return rows;
}

/// Identifiers of all criteria: those of the rule sets in their order, then any others decided on.
std::vector<std::string> criterion_ids(const ReportInput& input) {
  std::vector<std::string> ids;
  const auto add = [&](const std::string& id) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  };
  for (const auto& rules : input.rule_sets) {
    for (const auto& criterion : rules.criteria) add(criterion.id);
  }
  for (const auto& result : input.results) {
    for (const auto& criterion : result.criteria) add(criterion.criterion);
  }
  return ids;
}

/// The column of a criterion; one that is called like a column of the table gets a prefix.
Column criterion_column(const ReportInput& input, const TableSchema& plans, const std::string& id) {
  Column column{id, "string", "level of this criterion", {}, {}};
  const bool taken = std::any_of(plans.columns.begin(), plans.columns.end(),
                                 [&](const Column& c) { return c.name == id; });
  if (taken) column.name = "criterion:" + id;
  for (const auto& rules : input.rule_sets) {
    for (const auto& criterion : rules.criteria) {
      if (criterion.id != id) continue;
      column.title = criterion.name;
      if (!criterion.question.empty()) column.description = criterion.question;
      return column;
    }
  }
  return column;
}

FilledTable plan_table(const ReportInput& input) {
  FilledTable table{table_schema("plans"), {}};
  const auto ids = criterion_ids(input);
  for (const auto& id : ids) {
    table.schema.columns.push_back(criterion_column(input, table_schema("plans"), id));
  }
  for (const auto& r : input.results) {
    const auto percent = r.score ? std::optional(*r.score * Fraction(100)) : std::nullopt;
    Row row{r.plan.plan_id,
            r.plan.title,
            r.plan.round,
            r.rule_set,
            r.rating,
            number_cell(r.points),
            number_cell(r.points_available),
            number_cell(percent),
            read_cell(r.pages > 0, static_cast<std::uint64_t>(std::max(0, r.pages))),
            read_cell(r.words > 0, r.words)};
    std::map<std::string, std::string> levels;
    for (const auto& c : r.criteria) levels[c.criterion] = c.level;
    for (const auto& id : ids) row.push_back(levels.contains(id) ? levels.at(id) : "");
    table.rows.push_back(std::move(row));
  }
  return table;
}

Rows criterion_rows(const ReportInput& input) {
  Rows rows;
  for (const auto& r : input.results) {
    for (const auto& c : r.criteria) {
      const auto supporting =
          std::count_if(c.evidence.begin(), c.evidence.end(),
                        [](const Evidence& e) { return e.role == Role::supports; });
      rows.push_back({r.plan.plan_id, r.rule_set, c.criterion, c.level, number_cell(c.points),
                      number_cell(c.points_available), std::to_string(supporting), name_of(c.basis),
                      c.fragile ? "true" : "false"});
    }
  }
  return rows;
}

Rows evidence_rows(const ReportInput& input) {
  Rows rows;
  for (const auto& r : input.results) {
    for (const auto& c : r.criteria) {
      for (const auto& e : c.evidence) {
        rows.push_back({r.plan.plan_id, r.rule_set, c.criterion, e.level, name_of(e.role),
                        e.page > 0 ? std::to_string(e.page) : "", e.page_label, e.section, e.left,
                        e.quote, e.right, std::to_string(e.span.begin), std::to_string(e.span.end),
                        e.term, e.cue});
      }
    }
  }
  return rows;
}

Rows area_rows(const ReportInput& input) {
  Rows rows;
  for (const auto& a : input.national.areas) {
    rows.push_back({a.area_code, a.area_name, a.region, a.plan_id, a.rule_set, a.rating,
                    name_of(a.basis), count_cell(a.population), count_cell(a.estimated_children),
                    count_cell(a.estimated_low), count_cell(a.estimated_high), a.previous_rating,
                    a.change});
  }
  return rows;
}

Rows region_rows(const ReportInput& input) {
  Rows rows;
  for (const auto& r : input.national.regions) {
    Row row{r.region, r.rule_set, std::to_string(r.areas), std::to_string(r.with_plan)};
    for (const auto& rating : common_ratings()) {
      const auto at = r.by_rating.find(rating);
      row.push_back(std::to_string(at == r.by_rating.end() ? 0 : at->second));
    }
    row.push_back(std::to_string(r.failing.numerator));
    row.push_back(std::to_string(r.failing.denominator));
    row.push_back(r.failing.percent());
    row.push_back(count_cell(r.estimated_children));
    row.push_back(count_cell(r.estimated_children_failing));
    rows.push_back(std::move(row));
  }
  return rows;
}

Rows national_rows(const ReportInput& input) {
  Rows rows;
  for (const auto& f : input.national.figures) {
    rows.push_back({f.rule_set, f.measure, f.item, count_cell(f.numerator),
                    count_cell(f.denominator), f.unit, f.percent, f.published, f.low, f.high,
                    f.note});
  }
  return rows;
}

}  // namespace

std::string number_cell(const std::optional<Fraction>& value) {
  if (!value || value->overflow()) return "";
  return rounded(*value, Rounding::none, 0);
}

std::string exact_cell(const std::optional<Fraction>& value) {
  if (!value || value->overflow()) return "";
  std::string text = std::to_string(value->numerator());
  if (value->denominator() != 1) text += "/" + std::to_string(value->denominator());
  return text;
}

std::vector<FilledTable> filled_tables(const ReportInput& input) {
  std::vector<FilledTable> tables;
  tables.push_back({table_schema("documents"), document_rows(input)});
  tables.push_back(plan_table(input));
  tables.push_back({table_schema("criteria"), criterion_rows(input)});
  tables.push_back({table_schema("evidence"), evidence_rows(input)});
  tables.push_back({table_schema("areas"), area_rows(input)});
  tables.push_back({table_schema("regions"), region_rows(input)});
  tables.push_back({table_schema("national"), national_rows(input)});
  for (auto& table : tables) {
    for (auto& row : table.rows) {
      for (auto& cell : row) cell = base::valid_utf8(cell);
    }
  }
  return tables;
}

}  // namespace plangrade::report
