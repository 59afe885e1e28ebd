// The one table of columns.
#include "report/schemas.h"

#include <algorithm>

#include "base/text.h"
#include "report/names.h"

namespace plangrade::report {
namespace {

const char* const kPlanId = "identifier of the plan, from plans.csv or the file's stem";
const char* const kRuleSet = "identifier of the rule set that decided";

TableSchema documents() {
  return {
      "documents",
      "file seen",
      {{"plan_id", "string", kPlanId, {}, {}},
       {"path",
        "string",
        "the file as given; `archive.zip!inner.pdf` for a member of an archive",
        {},
        {}},
       {"sha256",
        "string",
        "SHA-256 of the file's bytes, 64 hex digits; empty if it was unreadable",
        {},
        {}},
       {"format", "string", "pdf, docx, html, ...; empty if unknown", {}, {}},
       {"pages",
        "integer",
        "physical pages; empty where the format has none or the file was not read",
        {},
        {}},
       {"words", "integer", "words read; empty if the file was not read", {}, {}},
       {"ocr_pages", "integer", "pages whose text was recognised from an image", {}, {}},
       {"status", "string", "what became of reading the file", status_names(), {}},
       {"message", "string", "why the file is not readable, or a warning about its text", {}, {}}},
      {}};
}

TableSchema plans() {
  return {"plans",
          "plan and rule set",
          {{"plan_id", "string", kPlanId, {}, {}},
           {"title", "string", "title of the plan", {}, {}},
           {"round", "string", "round the plan belongs to, such as 2017-18", {}, {}},
           {"rule_set", "string", kRuleSet, {}, {}},
           {"rating",
            "string",
            "red, amber, green, no_plan, not_assessable, or as the rule set says",
            {},
            {}},
           {"points", "number", "points reached; empty without points", {}, {}},
           {"points_available", "number", "points that could be reached by this plan", {}, {}},
           {"score_percent",
            "number",
            "100 x score, with section weights applied; not rounded below 12 decimals",
            {},
            {}},
           {"pages", "integer", "pages of all files of the plan", {}, {}},
           {"words", "integer", "words of all files of the plan", {}, {}}},
          {"plan_id", "rule_set"}};
}

TableSchema criteria() {
  return {
      "criteria",
      "plan, rule set and criterion",
      {{"plan_id", "string", kPlanId, {}, {}},
       {"rule_set", "string", kRuleSet, {}, {}},
       {"criterion", "string", "identifier of the criterion", {}, {}},
       {"level",
        "string",
        "level the criterion was decided at, or not_assessable; empty if it does not apply",
        {},
        {}},
       {"points",
        "number",
        "points of that level times the criterion's weight; empty without points",
        {},
        {}},
       {"points_available",
        "number",
        "points of the best level times the weight; empty if it does not apply",
        {},
        {}},
       {"evidence_count", "integer", "quotations in evidence.csv that support the level", {}, {}},
       {"basis", "string", "how the decision came to be", basis_names(), {}},
       {"fragile",
        "boolean",
        "the decision rests on one quotation, or flips if one pattern or cue is taken away",
        {},
        {}}},
      {"plan_id", "rule_set", "criterion"}};
}

TableSchema evidence() {
  return {
      "evidence",
      "quotation",
      {{"plan_id", "string", kPlanId, {}, {}},
       {"rule_set", "string", kRuleSet, {}, {}},
       {"criterion", "string", "identifier of the criterion", {}, {}},
       {"level", "string", "level that the quotation supports, or would have supported", {}, {}},
       {"role", "string", "whether it counts", {"supports", "suppressed"}, {}},
       {"page", "integer", "physical page from 1; empty where the format has no pages", {}, {}},
       {"page_label", "string", "printed page number, as the file declares it", {}, {}},
       {"section", "string", "heading above the quotation", {}, {}},
       {"left", "string", "text before the quotation", {}, {}},
       {"quote", "string", "the quotation, verbatim", {}, {}},
       {"right", "string", "text after the quotation", {}, {}},
       {"start", "integer", "first byte of the quotation in the text of its page, from 0", {}, {}},
       {"end", "integer", "byte behind the quotation", {}, {}},
       {"term",
        "string",
        "terms that matched, joined by +; term@heading if the heading supplied it",
        {},
        {}},
       {"cue",
        "string",
        "context and words that took the quotation away; empty if it counts",
        {},
        {}}},
      {}};
}

TableSchema areas() {
  return {"areas",
          "area of the register and rule set",
          {{"area_code", "string", "code of the area", {}, {}},
           {"area_name", "string", "name of the area", {}, {}},
           {"region", "string", "region, by the column that the policy groups by", {}, {}},
           {"plan_id", "string", "plan the area is rated by; empty if it has none", {}, {}},
           {"rule_set", "string", kRuleSet, {}, {}},
           {"rating", "string", "rating of the area's plan, or no_plan, not_assessable", {}, {}},
           {"basis",
            "string",
            "inherited: the plan is a joint one; override: a human decision changed it",
            basis_names(),
            {}},
           {"population", "integer", "resident children aged 0-17; empty if unknown", {}, {}},
           {"estimated_children",
            "integer",
            "estimated, not counted: children by the estimate's rates",
            {},
            {}},
           {"estimated_low", "integer", "lower bound of the estimate", {}, {}},
           {"estimated_high", "integer", "upper bound of the estimate", {}, {}},
           {"previous_rating", "string", "rating in the previous round; empty without one", {}, {}},
           {"change",
            "string",
            "since the previous round",
            {"improved", "same", "worse", "new", "lost", "merged"},
            {}}},
          {}};
}

TableSchema regions() {
  return {
      "regions",
      "region and rule set",
      {{"region", "string", "region, by the column that the policy groups by", {}, {}},
       {"rule_set", "string", kRuleSet, {}, {}},
       {"areas", "integer", "areas of the register", {}, {}},
       {"with_plan", "integer", "areas with a plan, whether or not it could be assessed", {}, {}},
       {"red", "integer", "areas rated red", {}, {}},
       {"amber", "integer", "areas rated amber", {}, {}},
       {"green", "integer", "areas rated green", {}, {}},
       {"no_plan", "integer", "areas without a plan", {}, {}},
       {"not_assessable", "integer", "areas whose plan could not be assessed", {}, {}},
       {"failing_numerator", "integer", "areas whose rating the policy calls failing", {}, {}},
       {"failing_denominator", "integer", "areas the policy divides by", {}, {}},
       {"failing_percent",
        "number",
        "their share in percent, by the policy's rounding; empty if the denominator is 0",
        {},
        {}},
       {"estimated_children", "integer", "estimated, not counted: children in the region", {}, {}},
       {"estimated_children_failing",
        "integer",
        "of them in areas with a rating the policy counts children in",
        {},
        {}}},
      {}};
}

TableSchema national() {
  return {
      "national",
      "figure",
      {{"rule_set", "string", kRuleSet, {}, {}},
       {"measure", "string", "what is measured: rating, failing, criterion, children, ...", {}, {}},
       {"item", "string", "of what: red, or criterion=level", {}, {}},
       {"numerator", "integer", "how many", {}, {}},
       {"denominator", "integer", "of how many; empty for a count", {}, {}},
       {"unit", "string", "what the denominator counts", {}, {}},
       {"percent", "number", "share in percent, by the policy's rounding", {}, {}},
       {"published", "string", "as printed, with the policy's complement applied", {}, {}},
       {"low", "number", "lower bound, where the figure has an interval", {}, {}},
       {"high", "number", "upper bound", {}, {}},
       {"note", "string", "what the figure rests on or leaves out", {}, {}}},
      {}};
}

std::string cell_text(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) {
    text.insert(at, "\\");
  }
  return text;
}

}  // namespace

const std::vector<TableSchema>& table_schemas() {
  static const std::vector<TableSchema> schemas{documents(), plans(),   criteria(), evidence(),
                                                areas(),     regions(), national()};
  return schemas;
}

const TableSchema& table_schema(std::string_view name) {
  const auto& all = table_schemas();
  return *std::find_if(all.begin(), all.end(), [&](const auto& s) { return s.name == name; });
}

std::string tables_markdown() {
  std::string out =
      "# The tables of a result folder\n\n"
      "Made from `src/report/schemas.cc`, which also feeds the writers and `datapackage.json`; a "
      "test keeps this page in step (`PLANGRADE_UPDATE=1 report_tests \"[tables]\"` rewrites "
      "it).\n\n"
      "CSV is RFC 4180 in UTF-8 with LF. A missing value is an empty cell, never 0. Points and "
      "shares are exact decimals where they end within 12 digits, else rounded half to even at 12; "
      "`plans.jsonl` holds them as exact fractions. `evidence.jsonl` has the columns of "
      "`evidence.csv` and `path`, `ocr`, `carried`, `together` and `part` beside them: quotations "
      "for one level with the same number in `together` suffice only together, one of each "
      "`part`.\n";
  for (const auto& schema : table_schemas()) {
    out += "\n## " + schema.name + ".csv\n\nOne row per " + schema.row + ".\n\n";
    out += "| column | type | meaning |\n|---|---|---|\n";
    for (const auto& column : schema.columns) {
      std::string meaning = column.description;
      if (!column.values.empty()) {
        meaning += ": `" + base::join(column.values, "`, `") + "`";
      }
      out += "| `" + column.name + "` | " + column.type + " | " + cell_text(meaning) + " |\n";
    }
    if (schema.name == "plans") {
      out +=
          "| `<criterion id>`... | string | level of that criterion; empty if the row's rule set "
          "does not have it or it does not apply |\n";
    }
  }
  out +=
      "\n## Other files\n\n"
      "| file | holds |\n|---|---|\n"
      "| `evidence.jsonl` | the quotations, one JSON object per line |\n"
      "| `documents.jsonl` | what `documents.csv` has no column for, one JSON object per file: the "
      "words that call it a draft, the version and the date on its title page, and a sketch of its "
      "text, by which nearly identical texts are found |\n"
      "| `plans.jsonl` | every plan result without its quotations, one JSON object per line: what "
      "`plans.csv` and `criteria.csv` cannot hold exactly, and where the plan came from |\n"
      "| `register.csv` | the area register the figures were made with, in the columns of "
      "`areas.csv` as input; absent without one |\n"
      "| `codings.csv` | the human decisions given to the run, applied or not; absent without any "
      "|\n"
      "| `national.json` | the national figures, headlines, coverage, policy, estimates and rule "
      "sets |\n"
      "| `run.json` | version, hashes, options, counts, failures, timings: the only file that two "
      "runs over the same input may differ in |\n"
      "| `datapackage.json` | a Frictionless Data Package that describes every table, with size "
      "and SHA-256 |\n";
  return out;
}

}  // namespace plangrade::report
