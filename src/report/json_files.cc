// The JSON files of the result folder; keys stand in a fixed order, so same input gives same bytes.
#include "report/json_files.h"

#include <array>

#include "base/file.h"
#include "base/text.h"
#include "report/json_values.h"
#include "report/names.h"

namespace plangrade::report {
namespace {

Json row_object(const TableSchema& schema, const std::vector<std::string>& row) {
  Json object = Json::object();
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    object[schema.columns[i].name] = json_cell(schema.columns[i], row[i]);
  }
  return object;
}

Json rule_criterion_object(const Criterion& c) {
  Json levels = Json::array(), points = Json::array();
  for (const auto& level : c.levels) {
    levels.push_back(level.level);
    points.push_back(json_text(exact_cell(level.points)));
  }
  levels.push_back(c.otherwise);
  points.push_back(exact_cell(c.otherwise_points));
  return {{"criterion", c.id},
          {"name", c.name},
          {"question", c.question},
          {"section", c.section},
          {"levels", levels},
          {"points", points},
          {"weight", exact_cell(c.weight)},
          {"max", json_text(exact_cell(c.max))}};
}

Json section_object(const ScoreSection& section) {
  Json by_type = Json::object();
  for (const auto& [type, weight] : section.weight_by_area_type) by_type[type] = exact_cell(weight);
  return {{"section", section.id},
          {"title", section.title},
          {"weight", exact_cell(section.weight)},
          {"weight_by_area_type", by_type}};
}

/// What ratings are made of: with it, a folder alone can be rated again.
Json rule_set_object(const RuleSet& rules) {
  Json criteria = Json::array(), sections = Json::array(), rating = Json::array();
  for (const auto& c : rules.criteria) criteria.push_back(rule_criterion_object(c));
  for (const auto& section : rules.sections) sections.push_back(section_object(section));
  for (const auto& row : rules.rating) {
    rating.push_back({{"rating", row.rating},
                      {"when", row.when},
                      {"at_least", json_text(exact_cell(row.at_least))}});
  }
  return {{"rule_set", rules.id},
          {"title", rules.title},
          {"version", rules.version},
          {"citation", rules.citation},
          {"url", rules.url},
          {"sha256", rules.sha256},
          {"criteria", criteria},
          {"sections", sections},
          {"empty_section", kEmptySections.at(static_cast<std::size_t>(rules.empty_section))},
          {"rating", rating}};
}

Json policy_object(const std::optional<Policy>& policy) {
  if (!policy) return nullptr;
  return {{"id", policy->id},
          {"title", policy->title},
          {"citation", policy->citation},
          {"url", policy->url},
          {"sha256", policy->sha256},
          {"unit", kUnits.at(static_cast<std::size_t>(policy->unit))},
          {"failing", policy->failing},
          {"denominator", kDenominators.at(static_cast<std::size_t>(policy->denominator))},
          {"rounding", kRoundings.at(static_cast<std::size_t>(policy->rounding))},
          {"digits", policy->digits},
          {"complement", json_text(policy->complement)},
          {"children_in", policy->children_in},
          {"regions", policy->regions},
          {"stagnant", policy->stagnant},
          {"rating_order", policy->rating_order}};
}

Json estimate_object(const Estimate& estimate) {
  Json bands = Json::array();
  for (const auto& band : estimate.bands) {
    bands.push_back({{"population", band.population},
                     {"rate", exact_cell(band.rate)},
                     {"low", json_text(exact_cell(band.low))},
                     {"high", json_text(exact_cell(band.high))}});
  }
  return {{"id", estimate.id},
          {"title", estimate.title},
          {"citation", estimate.citation},
          {"url", estimate.url},
          {"sha256", estimate.sha256},
          {"measure", estimate.measure},
          {"interval", json_text(estimate.interval)},
          {"population_source", estimate.population_source},
          {"bands", bands}};
}

Json coverage_object(const Coverage& c) {
  return {{"rule_set", c.rule_set},
          {"areas", c.areas},
          {"with_plan", c.with_plan},
          {"no_plan", c.no_plan},
          {"not_assessable", c.not_assessable},
          {"without_population", c.without_population},
          {"plans", c.plans},
          {"plans_assessed", c.plans_assessed},
          {"statements", c.statements}};
}

/// Areas by what became of them since the previous round, per rule set; empty without one.
Json change_array(const NationalSummary& national) {
  std::map<std::string, std::map<std::string, std::int64_t>> counts;
  for (const auto& area : national.areas) {
    if (!area.change.empty()) ++counts[area.rule_set][area.change];
  }
  Json changes = Json::array();
  for (const auto& [rule_set, by_change] : counts) {
    Json one{{"rule_set", rule_set}};
    for (const auto& column : table_schema("areas").columns) {
      if (column.name != "change") continue;
      for (const auto& name : column.values) {
        one[name] = by_change.contains(name) ? by_change.at(name) : 0;
      }
    }
    changes.push_back(std::move(one));
  }
  return changes;
}

Json rows_array(const FilledTable& table) {
  Json rows = Json::array();
  for (const auto& row : table.rows) rows.push_back(row_object(table.schema, row));
  return rows;
}

Json criterion_object(const CriterionResult& c) {
  return {{"criterion", c.criterion},
          {"level", json_text(c.level)},
          {"points", json_text(exact_cell(c.points))},
          {"points_available", json_text(exact_cell(c.points_available))},
          {"applicable", c.applicable},
          {"basis", name_of(c.basis)},
          {"fragile", c.fragile},
          {"fragile_reason", json_text(c.fragile_reason)}};
}

Json plan_object(const PlanResult& r) {
  Json criteria = Json::array();
  for (const auto& c : r.criteria) criteria.push_back(criterion_object(c));
  Json documents = Json::array();
  for (const auto& d : r.documents) documents.push_back(d.path);
  return {{"plan_id", r.plan.plan_id},
          {"title", json_text(r.plan.title)},
          {"round", json_text(r.plan.round)},
          {"published", json_text(r.plan.published)},
          {"url", json_text(r.plan.url)},
          {"paths", r.plan.paths},
          {"area_codes", r.plan.area_codes},
          {"area_names", r.plan.area_names},
          {"area_type", json_text(r.plan.area_type)},
          {"region", json_text(r.plan.region)},
          {"areas_guessed", r.plan.areas_guessed},
          {"areas_ambiguous", r.plan.areas_ambiguous},
          {"missing", r.plan.missing},
          {"listed", r.plan.listed},
          {"documents", documents},
          {"rule_set", r.rule_set},
          {"rule_set_sha256", r.rule_set_sha256},
          {"rating", r.rating},
          {"basis", name_of(r.basis)},
          {"points", json_text(exact_cell(r.points))},
          {"points_available", json_text(exact_cell(r.points_available))},
          {"score", json_text(exact_cell(r.score))},
          {"pages", r.pages},
          {"words", r.words},
          {"criteria", criteria}};
}

Json field_object(const Column& column) {
  Json field{{"name", column.name}, {"type", column.type}};
  if (!column.title.empty()) field["title"] = column.title;
  field["description"] = column.description;
  if (!column.values.empty()) field["constraints"] = {{"enum", column.values}};
  return field;
}

Json schema_object(const TableSchema& schema) {
  Json fields = Json::array();
  for (const auto& column : schema.columns) fields.push_back(field_object(column));
  Json object{{"fields", fields}, {"missingValues", {""}}};
  if (!schema.key.empty()) object["primaryKey"] = schema.key;
  return object;
}

/// "plans.csv" is the resource "plans", "plans.jsonl" the resource "plans-jsonl".
std::string resource_name(const PackagedFile& file) {
  const auto point = file.path.rfind('.');
  if (file.table != nullptr && file.path.ends_with(".csv")) return file.path.substr(0, point);
  return file.path.substr(0, point) + "-" + file.path.substr(point + 1);
}

Json resource_object(const PackagedFile& file) {
  const std::string format = file.path.substr(file.path.rfind('.') + 1);
  const bool csv = file.table != nullptr && format == "csv";
  const std::map<std::string, std::string> media{
      {"csv", "text/csv"},
      {"json", "application/json"},
      {"jsonl", "application/x-ndjson"},
      {"sqlite", "application/vnd.sqlite3"},
      {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}};
  Json object{{"name", resource_name(file)},
              {"path", file.path},
              {"profile", csv ? "tabular-data-resource" : "data-resource"}};
  if (csv) object["description"] = "One row per " + file.table->schema.row + ".";
  object["format"] = format;
  if (media.contains(format)) object["mediatype"] = media.at(format);
  if (format == "csv" || format == "json" || format == "jsonl") object["encoding"] = "utf-8";
  if (file.fixed) {
    object["bytes"] = file.bytes.size();
    object["hash"] = "sha256:" + base::sha256(file.bytes);
  }
  if (csv) {
    object["dialect"] = {{"delimiter", ","},  {"lineTerminator", "\n"},
                         {"quoteChar", "\""}, {"doubleQuote", true},
                         {"header", true},    {"skipInitialSpace", false}};
    object["schema"] = schema_object(file.table->schema);
  }
  return object;
}

}  // namespace

Json json_cell(const Column& column, const std::string& cell) {
  if (cell.empty()) return nullptr;
  if (column.type == "boolean") return cell == "true";
  const bool numeric = column.type == "integer" || column.type == "number";
  if (numeric && base::is_decimal_number(cell) && cell[0] != '+') {
    const auto number = Json::parse(cell, nullptr, false);
    if (!number.is_discarded()) return number;
  }
  return cell;
}

Json json_text(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string json_dump(const Json& value, int indent) {
  return value.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string json_rows(const FilledTable& table, bool lines) {
  if (!lines) return json_dump(rows_array(table), 2);
  std::string out;
  for (const auto& row : table.rows) out += json_dump(row_object(table.schema, row), -1);
  return out;
}

std::string evidence_jsonl(const ReportInput& input, const FilledTable& evidence) {
  std::string out;
  std::size_t at = 0;
  for (const auto& r : input.results) {
    for (const auto& c : r.criteria) {
      for (const auto& e : c.evidence) {
        Json line = row_object(evidence.schema, evidence.rows[at++]);
        line["path"] = json_text(e.path);
        line["ocr"] = e.ocr;
        line["carried"] = json_text(e.carried);
        line["together"] = e.together > 0 ? Json(e.together) : Json(nullptr);
        line["part"] = json_text(e.part);
        out += json_dump(line, -1);
      }
    }
  }
  return out;
}

std::string plans_jsonl(const ReportInput& input) {
  std::string out;
  for (const auto& result : input.results) out += json_dump(plan_object(result), -1);
  return out;
}

std::string documents_jsonl(const ReportInput& input) {
  std::string out;
  for (const auto& d : input.documents) {
    const Json line{{"plan_id", json_text(d.plan_id)}, {"path", d.path},
                    {"draft", json_text(d.draft)},     {"version", json_text(d.version)},
                    {"dated", json_text(d.dated)},     {"text_sketch", json_text(d.text_sketch)}};
    out += json_dump(line, -1);
  }
  return out;
}

std::string datapackage_json(const ReportInput& input, const std::vector<PackagedFile>& files) {
  Json resources = Json::array();
  for (const auto& file : files) resources.push_back(resource_object(file));
  Json sources = Json::array();
  for (const auto& rules : input.rule_sets) {
    Json source{{"title", rules.title.empty() ? rules.id : rules.title}};
    if (rules.url.starts_with("http")) source["path"] = rules.url;
    sources.push_back(std::move(source));
  }
  Json package{{"profile", "data-package"},
               {"name", "plangrade-results"},
               {"title", "Ratings of local plans, with the evidence for every decision"},
               {"description",
                "Tables written by plangrade. They rate documents, not services; estimated numbers "
                "of children are modelled, not counted."}};
  if (!sources.empty()) package["sources"] = std::move(sources);
  package["resources"] = std::move(resources);
  return json_dump(package, 2);
}

namespace {

Json fragile_object(const FragileArea& area) {
  return {{"rule_set", area.rule_set}, {"area_code", area.area_code}, {"area_name", area.area_name},
          {"plan_id", area.plan_id},   {"rating", area.rating},       {"could_be", area.could_be},
          {"reasons", area.reasons}};
}

Json correction_object(const Correction& one) {
  return {{"rule_set", one.rule_set},
          {"plan_id", one.plan_id},
          {"criterion", one.criterion},
          {"from_level", one.from_level},
          {"to_level", one.to_level},
          {"from_rating", one.from_rating},
          {"to_rating", one.to_rating},
          {"coder", one.coder},
          {"reason", one.reason},
          {"date", one.date},
          {"document_sha256", one.document_sha256}};
}

}  // namespace

std::string national_json(const ReportInput& input, const std::vector<FilledTable>& tables) {
  const auto& national = input.national;
  Json headlines = Json::array();
  for (const auto& h : national.headlines) {
    headlines.push_back({{"rule_set", h.rule_set}, {"measure", h.measure}, {"text", h.text}});
  }
  Json coverage = Json::array();
  for (const auto& c : national.coverage) coverage.push_back(coverage_object(c));
  Json fragile = Json::array();
  for (const auto& area : national.fragile) fragile.push_back(fragile_object(area));
  Json corrections = Json::array();
  for (const auto& one : national.corrections) corrections.push_back(correction_object(one));
  Json estimates = Json::array();
  for (const auto& e : input.estimates) estimates.push_back(estimate_object(e));
  Json rule_sets = Json::array();
  for (const auto& r : input.rule_sets) rule_sets.push_back(rule_set_object(r));
  Json root{{"headlines", headlines},
            {"figures", rows_array(tables[6])},
            {"regions", rows_array(tables[5])},
            {"coverage", coverage},
            {"change", change_array(national)},
            {"fragile", fragile},
            {"corrections", corrections},
            {"correction_totals", national.correction_totals},
            {"warnings", national.warnings},
            {"policy", policy_object(input.policy)},
            {"estimate", json_text(national.estimate)},
            {"estimates", estimates},
            {"rule_sets", rule_sets}};
  return json_dump(root, 2);
}

}  // namespace plangrade::report

namespace plangrade {

std::string render_national_json(const ReportInput& input) {
  return report::national_json(input, report::filled_tables(input));
}

}  // namespace plangrade
