// The area register and the human decisions in a result folder: with them, every estimate and every
// override can be worked out again from the folder alone.
#include "report/given_tables.h"

#include "base/csv.h"
#include "base/text.h"
#include "report/cell_reader.h"

namespace plangrade::report {
namespace {

const std::vector<std::string>& columns() {
  static const std::vector<std::string> names{
      "area_code",       "area_name", "area_type",      "region",     "pop_0_10", "pop_11_17",
      "population_year", "aliases",   "successor_code", "valid_from", "valid_to"};
  return names;
}

const std::vector<std::string>& coding_columns() {
  static const std::vector<std::string> names{"plan_id", "criterion",       "coder", "level",
                                              "reason",  "document_sha256", "date"};
  return names;
}

std::string count_cell(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "";
}

Area area_of(CellReader& cells, const std::vector<std::string>& extra_columns) {
  Area area;
  area.area_code = cells.text("area_code");
  area.area_name = cells.text("area_name");
  area.area_type = cells.text("area_type");
  area.region = cells.text("region");
  area.pop_0_10 = cells.count("pop_0_10");
  area.pop_11_17 = cells.count("pop_11_17");
  area.population_year = cells.text("population_year");
  area.aliases = base::split(cells.text("aliases"), ';');
  area.successor_code = cells.text("successor_code");
  area.valid_from = cells.text("valid_from");
  area.valid_to = cells.text("valid_to");
  for (const auto& name : extra_columns) area.extra.push_back(cells.text(name));
  return area;
}

}  // namespace

std::string register_csv(const AreaRegister& areas, bool excel) {
  if (areas.areas.empty()) return "";
  auto header = columns();
  header.insert(header.end(), areas.extra_columns.begin(), areas.extra_columns.end());
  std::string text = excel ? "\xEF\xBB\xBF" : "";
  text += base::csv_line(header, ',', excel);
  for (const auto& a : areas.areas) {
    std::vector<std::string> row{a.area_code,
                                 a.area_name,
                                 a.area_type,
                                 a.region,
                                 count_cell(a.pop_0_10),
                                 count_cell(a.pop_11_17),
                                 a.population_year,
                                 base::join(a.aliases, ";"),
                                 a.successor_code,
                                 a.valid_from,
                                 a.valid_to};
    row.insert(row.end(), a.extra.begin(), a.extra.end());
    row.resize(header.size());
    text += base::csv_line(row, ',', excel);
  }
  return text;
}

AreaRegister read_register(const std::string& text, const std::string& file, Problems& problems) {
  AreaRegister areas;
  if (text.empty()) return areas;
  const auto table = base::parse_csv(text, file, {columns(), {}, true});
  if (!table) {
    problems.insert(problems.end(), table.error().begin(), table.error().end());
    return areas;
  }
  areas.extra_columns.assign(table->columns.begin() + static_cast<long>(columns().size()),
                             table->columns.end());
  for (const auto& row : table->rows) {
    CellReader cells(*table, row, problems);
    areas.areas.push_back(area_of(cells, areas.extra_columns));
  }
  return areas;
}

std::string codings_csv(const std::vector<Coding>& codings, bool excel) {
  if (codings.empty()) return "";
  std::string text = excel ? "\xEF\xBB\xBF" : "";
  text += base::csv_line(coding_columns(), ',', excel);
  for (const auto& c : codings) {
    text += base::csv_line(
        {c.plan_id, c.criterion, c.coder, c.level, c.reason, c.document_sha256, c.date}, ',',
        excel);
  }
  return text;
}

std::vector<Coding> read_codings_csv(const std::string& text, const std::string& file,
                                     Problems& problems) {
  std::vector<Coding> codings;
  if (text.empty()) return codings;
  const auto table = base::parse_csv(text, file, {coding_columns(), {}, true});
  if (!table) {
    problems.insert(problems.end(), table.error().begin(), table.error().end());
    return codings;
  }
  for (const auto& row : table->rows) {
    const CellReader cells(*table, row, problems);
    Coding c;
    c.plan_id = cells.text("plan_id");
    c.criterion = cells.text("criterion");
    c.coder = cells.text("coder");
    c.level = cells.text("level");
    c.reason = cells.text("reason");
    c.document_sha256 = cells.text("document_sha256");
    c.date = cells.text("date");
    c.at = {file, row.line, 0};
    codings.push_back(std::move(c));
  }
  return codings;
}

}  // namespace plangrade::report

namespace plangrade {

std::string render_register(const AreaRegister& areas) {
  return report::register_csv(areas, false);
}

}  // namespace plangrade
