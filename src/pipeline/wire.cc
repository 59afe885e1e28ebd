// The lines between stages: documents and plan results as JSON objects, one a line.
//
// A line of `extract` is {"plan":{...},"path":...,"sha256":...,"content":{...}}: the content is
// what depends on the file's bytes alone, which is also what the cache keeps, so that a cached text
// passes into a line without being parsed.
#include "pipeline/wire.h"

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "plangrade/pipeline.h"

namespace plangrade {
namespace {

using Json = nlohmann::ordered_json;

template <typename E>
struct Name {
  E value;
  const char* name;
};

constexpr Name<DocumentStatus> kStatuses[] = {
    {DocumentStatus::readable, "readable"},       {DocumentStatus::no_text, "no_text"},
    {DocumentStatus::locked, "locked"},           {DocumentStatus::damaged, "damaged"},
    {DocumentStatus::timeout, "timeout"},         {DocumentStatus::too_large, "too_large"},
    {DocumentStatus::unsupported, "unsupported"}, {DocumentStatus::duplicate, "duplicate"},
    {DocumentStatus::superseded, "superseded"},
};
constexpr Name<BlockKind> kBlockKinds[] = {
    {BlockKind::heading, "heading"},     {BlockKind::paragraph, "paragraph"},
    {BlockKind::list_item, "list_item"}, {BlockKind::table_row, "table_row"},
    {BlockKind::furniture, "furniture"},
};
constexpr Name<Role> kRoles[] = {{Role::supports, "supports"}, {Role::suppressed, "suppressed"}};
constexpr Name<Basis> kBases[] = {{Basis::own, "own"},
                                  {Basis::inherited, "inherited"},
                                  {Basis::override_, "override"},
                                  {Basis::none, "none"}};

template <typename E, std::size_t N>
const char* name_of(const Name<E> (&names)[N], E value) {
  for (const auto& row : names) {
    if (row.value == value) return row.name;
  }
  return "";
}

/// Thrown inside this file only, where the JSON library throws too.
struct Malformed {
  std::string what;
};

template <typename E, std::size_t N>
E value_of(const Name<E> (&names)[N], const std::string& name) {
  for (const auto& row : names) {
    if (name == row.name) return row.value;
  }
  throw Malformed{"unknown value '" + name + "'"};
}

Json span_json(Span span) { return Json::array({span.begin, span.end}); }

Span span_from(const Json& json, std::size_t limit) {
  const Span span{json.at(0).get<std::uint32_t>(), json.at(1).get<std::uint32_t>()};
  if (span.begin > span.end || span.end > limit) throw Malformed{"a span lies outside its text"};
  return span;
}

std::optional<Fraction> fraction_from(const Json& json) {
  if (json.is_null()) return std::nullopt;
  const auto value = Fraction::parse(json.get<std::string>());
  if (!value) throw Malformed{"'" + json.get<std::string>() + "' is not a fraction"};
  return value;
}

Json fraction_json(const std::optional<Fraction>& value) {
  if (!value) return nullptr;
  if (value->denominator() == 1) return std::to_string(value->numerator());
  return std::to_string(value->numerator()) + "/" + std::to_string(value->denominator());
}

Json plan_json(const PlanEntry& plan) {
  Json json;
  json["plan_id"] = plan.plan_id;
  json["title"] = plan.title;
  json["area_codes"] = plan.area_codes;
  json["areas_guessed"] = plan.areas_guessed;
  json["areas_ambiguous"] = plan.areas_ambiguous;
  json["area_names"] = plan.area_names;
  json["area_type"] = plan.area_type;
  json["region"] = plan.region;
  json["round"] = plan.round;
  json["published"] = plan.published;
  json["url"] = plan.url;
  json["missing"] = plan.missing;
  json["listed"] = plan.listed;
  return json;
}

PlanEntry plan_from(const Json& json) {
  PlanEntry plan;
  json.at("plan_id").get_to(plan.plan_id);
  json.at("title").get_to(plan.title);
  json.at("area_codes").get_to(plan.area_codes);
  json.at("areas_guessed").get_to(plan.areas_guessed);
  json.at("areas_ambiguous").get_to(plan.areas_ambiguous);
  json.at("area_names").get_to(plan.area_names);
  json.at("area_type").get_to(plan.area_type);
  json.at("region").get_to(plan.region);
  json.at("round").get_to(plan.round);
  json.at("published").get_to(plan.published);
  json.at("url").get_to(plan.url);
  json.at("missing").get_to(plan.missing);
  plan.listed = json.value("listed", false);
  return plan;
}

Json block_json(const Block& block) {
  Json json;
  json["kind"] = name_of(kBlockKinds, block.kind);
  json["span"] = span_json(block.span);
  if (block.level != 0) json["level"] = block.level;
  if (!block.cells.empty()) {
    json["cells"] = Json::array();
    for (const auto& cell : block.cells) json["cells"].push_back(span_json(cell));
  }
  if (block.header) json["header"] = true;
  if (block.starts_table) json["starts_table"] = true;
  return json;
}

Block block_from(const Json& json, std::size_t limit) {
  Block block;
  block.kind = value_of(kBlockKinds, json.at("kind").get<std::string>());
  block.span = span_from(json.at("span"), limit);
  block.level = json.value("level", 0);
  if (json.contains("cells")) {
    for (const auto& cell : json["cells"]) block.cells.push_back(span_from(cell, limit));
  }
  block.header = json.value("header", false);
  block.starts_table = json.value("starts_table", false);
  return block;
}

Json content_json(const Document& document) {
  Json json;
  json["format"] = document.format;
  json["status"] = name_of(kStatuses, document.status);
  json["message"] = document.message;
  json["title"] = document.title;
  json["created"] = document.created;
  json["pages"] = Json::array();
  for (const auto& page : document.pages) {
    Json page_json;
    page_json["number"] = page.number;
    page_json["label"] = page.label;
    page_json["ocr"] = page.ocr;
    page_json["text"] = page.text;
    page_json["blocks"] = Json::array();
    for (const auto& block : page.blocks) page_json["blocks"].push_back(block_json(block));
    json["pages"].push_back(std::move(page_json));
  }
  return json;
}

Document content_from(const Json& json) {
  Document document;
  json.at("format").get_to(document.format);
  document.status = value_of(kStatuses, json.at("status").get<std::string>());
  json.at("message").get_to(document.message);
  json.at("title").get_to(document.title);
  json.at("created").get_to(document.created);
  for (const auto& from : json.at("pages")) {
    Page page;
    from.at("number").get_to(page.number);
    from.at("label").get_to(page.label);
    from.at("ocr").get_to(page.ocr);
    from.at("text").get_to(page.text);
    for (const auto& block : from.at("blocks")) {
      page.blocks.push_back(block_from(block, page.text.size()));
    }
    document.pages.push_back(std::move(page));
  }
  return document;
}

Json summary_json(const DocumentSummary& document) {
  Json json;
  json["plan_id"] = document.plan_id;
  json["path"] = document.path;
  json["sha256"] = document.sha256;
  json["format"] = document.format;
  json["status"] = name_of(kStatuses, document.status);
  json["message"] = document.message;
  json["pages"] = document.pages;
  json["words"] = document.words;
  json["ocr_pages"] = document.ocr_pages;
  json["draft"] = document.draft;
  json["version"] = document.version;
  json["dated"] = document.dated;
  json["text_sketch"] = document.text_sketch;
  return json;
}

DocumentSummary summary_from(const Json& json) {
  DocumentSummary document;
  json.at("plan_id").get_to(document.plan_id);
  json.at("path").get_to(document.path);
  json.at("sha256").get_to(document.sha256);
  json.at("format").get_to(document.format);
  document.status = value_of(kStatuses, json.at("status").get<std::string>());
  json.at("message").get_to(document.message);
  json.at("pages").get_to(document.pages);
  json.at("words").get_to(document.words);
  json.at("ocr_pages").get_to(document.ocr_pages);
  document.draft = json.value("draft", "");
  document.version = json.value("version", "");
  document.dated = json.value("dated", "");
  document.text_sketch = json.value("text_sketch", "");
  return document;
}

Json evidence_json(const Evidence& evidence) {
  Json json;
  json["level"] = evidence.level;
  json["role"] = name_of(kRoles, evidence.role);
  json["path"] = evidence.path;
  json["page"] = evidence.page;
  json["page_label"] = evidence.page_label;
  json["ocr"] = evidence.ocr;
  json["section"] = evidence.section;
  json["left"] = evidence.left;
  json["quote"] = evidence.quote;
  json["right"] = evidence.right;
  json["span"] = span_json(evidence.span);
  json["term"] = evidence.term;
  json["cue"] = evidence.cue;
  json["carried"] = evidence.carried;
  json["together"] = evidence.together;
  json["part"] = evidence.part;
  return json;
}

Evidence evidence_from(const Json& json) {
  Evidence evidence;
  json.at("level").get_to(evidence.level);
  evidence.role = value_of(kRoles, json.at("role").get<std::string>());
  json.at("path").get_to(evidence.path);
  json.at("page").get_to(evidence.page);
  json.at("page_label").get_to(evidence.page_label);
  json.at("ocr").get_to(evidence.ocr);
  json.at("section").get_to(evidence.section);
  json.at("left").get_to(evidence.left);
  json.at("quote").get_to(evidence.quote);
  json.at("right").get_to(evidence.right);
  evidence.span = span_from(json.at("span"), kNone);
  json.at("term").get_to(evidence.term);
  json.at("cue").get_to(evidence.cue);
  json.at("carried").get_to(evidence.carried);
  evidence.together = json.value("together", 0);
  evidence.part = json.value("part", "");
  return evidence;
}

Json criterion_json(const CriterionResult& criterion) {
  Json json;
  json["criterion"] = criterion.criterion;
  json["level"] = criterion.level;
  json["points"] = fraction_json(criterion.points);
  json["points_available"] = fraction_json(criterion.points_available);
  json["applicable"] = criterion.applicable;
  json["basis"] = name_of(kBases, criterion.basis);
  json["fragile"] = criterion.fragile;
  json["fragile_reason"] = criterion.fragile_reason;
  json["evidence"] = Json::array();
  for (const auto& evidence : criterion.evidence)
    json["evidence"].push_back(evidence_json(evidence));
  return json;
}

CriterionResult criterion_from(const Json& json) {
  CriterionResult criterion;
  json.at("criterion").get_to(criterion.criterion);
  json.at("level").get_to(criterion.level);
  criterion.points = fraction_from(json.at("points"));
  criterion.points_available = fraction_from(json.at("points_available"));
  json.at("applicable").get_to(criterion.applicable);
  criterion.basis = value_of(kBases, json.at("basis").get<std::string>());
  json.at("fragile").get_to(criterion.fragile);
  json.at("fragile_reason").get_to(criterion.fragile_reason);
  for (const auto& from : json.at("evidence")) criterion.evidence.push_back(evidence_from(from));
  return criterion;
}

PlanResult result_from(const Json& json) {
  PlanResult result;
  result.plan = plan_from(json.at("plan"));
  for (const auto& from : json.at("documents")) result.documents.push_back(summary_from(from));
  json.at("rule_set").get_to(result.rule_set);
  json.at("rule_set_sha256").get_to(result.rule_set_sha256);
  json.at("rating").get_to(result.rating);
  result.basis = value_of(kBases, json.at("basis").get<std::string>());
  result.points = fraction_from(json.at("points"));
  result.points_available = fraction_from(json.at("points_available"));
  result.score = fraction_from(json.at("score"));
  json.at("pages").get_to(result.pages);
  json.at("words").get_to(result.words);
  for (const auto& from : json.at("criteria")) result.criteria.push_back(criterion_from(from));
  return result;
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Runs `read` on a parsed line; every way of being malformed becomes one Problem with its place.
template <typename T, typename Read>
Result<T> parse_line(const std::string& line, const std::string& file, int number,
                     const char* expected, Read read) {
  std::string what;
  try {
    return read(Json::parse(line));
  } catch (const nlohmann::json::exception& error) {
    what = error.what();
  } catch (const Malformed& error) {
    what = error.what;
  }
  return Problem{"LINE001",
                 "the line cannot be read: " + what,
                 {file, number, 0},
                 std::string("expected a line of ") + expected,
                 line.substr(0, 120)};
}

}  // namespace

std::string content_text(const Document& document) { return dump(content_json(document)); }

DocumentStatus content_status(const std::string& content) {
  constexpr std::string_view kKey = "\"status\":\"";
  const auto at = content.find(kKey);
  for (const auto& row : kStatuses) {
    if (at != std::string::npos &&
        content.compare(at + kKey.size(), std::string_view(row.name).size() + 1,
                        std::string(row.name) + "\"") == 0) {
      return row.value;
    }
  }
  return DocumentStatus::damaged;
}

const char* document_status_name(DocumentStatus status) { return name_of(kStatuses, status); }

std::string document_line_of(const PlanEntry& plan, const std::string& path,
                             const std::string& sha256, const std::string& content) {
  Json json;
  json["plan"] = plan_json(plan);
  json["path"] = path;
  json["sha256"] = sha256;
  auto line = dump(json);
  line.pop_back();
  return line + ",\"content\":" + content + "}";
}

Result<Document> parse_content(const std::string& content) {
  return parse_line<Document>(content, "cache", 1, "the cache",
                              [](const Json& json) { return content_from(json); });
}

std::string document_line(const PlanEntry& plan, const Document& document) {
  return document_line_of(plan, document.path, document.sha256, content_text(document));
}

std::string missing_plan_line(const PlanEntry& plan) {
  Json json;
  json["plan"] = plan_json(plan);
  return dump(json);
}

std::string document_summary_line(const DocumentSummary& document) {
  Json json;
  json["document"] = summary_json(document);
  return dump(json);
}

std::string plan_result_line(const PlanResult& result) {
  Json json;
  json["plan"] = plan_json(result.plan);
  json["documents"] = Json::array();
  for (const auto& document : result.documents) json["documents"].push_back(summary_json(document));
  json["rule_set"] = result.rule_set;
  json["rule_set_sha256"] = result.rule_set_sha256;
  json["rating"] = result.rating;
  json["basis"] = name_of(kBases, result.basis);
  json["points"] = fraction_json(result.points);
  json["points_available"] = fraction_json(result.points_available);
  json["score"] = fraction_json(result.score);
  json["pages"] = result.pages;
  json["words"] = result.words;
  json["criteria"] = Json::array();
  for (const auto& criterion : result.criteria)
    json["criteria"].push_back(criterion_json(criterion));
  return dump(json);
}

Result<DocumentLine> parse_document_line(const std::string& line, const std::string& file,
                                         int number) {
  return parse_line<DocumentLine>(line, file, number, "`plangrade extract`", [](const Json& json) {
    DocumentLine out;
    out.plan = plan_from(json.at("plan"));
    if (json.contains("content")) {
      out.document = content_from(json["content"]);
      out.document->plan_id = out.plan.plan_id;
      json.at("path").get_to(out.document->path);
      json.at("sha256").get_to(out.document->sha256);
    }
    return out;
  });
}

Result<ResultLine> parse_result_line(const std::string& line, const std::string& file, int number) {
  return parse_line<ResultLine>(line, file, number, "`plangrade score`", [](const Json& json) {
    ResultLine out;
    if (json.contains("document")) {
      out.document = summary_from(json["document"]);
    } else {
      out.result = result_from(json);
    }
    return out;
  });
}

}  // namespace plangrade
