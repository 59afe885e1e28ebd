// Reads the JSON files of a result folder. A key that is missing or of another type than expected
// is a missing value: the tables beside the JSON files are what counts.
#include "report/json_reader.h"

#include <array>

#include "base/text.h"
#include "report/json_values.h"
#include "report/names.h"

namespace plangrade::report {
namespace {

const Json* find(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto at = object.find(key);
  return at == object.end() ? nullptr : &*at;
}

std::string text(const Json& object, const char* key) {
  const auto* value = find(object, key);
  return value != nullptr && value->is_string() ? value->get<std::string>() : "";
}

bool flag(const Json& object, const char* key, bool otherwise = false) {
  const auto* value = find(object, key);
  return value != nullptr && value->is_boolean() ? value->get<bool>() : otherwise;
}

std::int64_t count(const Json& object, const char* key) {
  const auto* value = find(object, key);
  return value != nullptr && value->is_number_integer() ? value->get<std::int64_t>() : 0;
}

std::optional<Fraction> fraction(const Json& object, const char* key) {
  return Fraction::parse(text(object, key));
}

std::vector<std::string> texts(const Json& object, const char* key) {
  std::vector<std::string> out;
  const auto* value = find(object, key);
  if (value == nullptr || !value->is_array()) return out;
  for (const auto& one : *value) {
    if (one.is_string()) out.push_back(one.get<std::string>());
  }
  return out;
}

std::vector<Json> objects(const Json& object, const char* key) {
  std::vector<Json> out;
  const auto* value = find(object, key);
  if (value == nullptr || !value->is_array()) return out;
  for (const auto& one : *value) {
    if (one.is_object()) out.push_back(one);
  }
  return out;
}

/// The value whose name stands under `key`; the first if the name is unknown.
template <typename Enum, std::size_t N>
Enum one_of(const Json& object, const char* key, const std::array<const char*, N>& names) {
  const auto name = text(object, key);
  for (std::size_t i = 0; i < N; ++i) {
    if (name == names[i]) return static_cast<Enum>(i);
  }
  return static_cast<Enum>(0);
}

/// Calls `use(object)` for every line; a problem for each that is none.
template <typename Use>
void each_line(const std::string& lines, const std::string& file, Problems& problems, Use use) {
  int number = 0;
  for (const auto& line : base::split(lines, '\n')) {
    ++number;
    if (base::trimmed(line).empty()) continue;
    const auto object = Json::parse(line, nullptr, false);
    if (object.is_object()) {
      use(object);
    } else {
      problems.push_back({"RES003",
                          "the line is not a JSON object",
                          {file, number, 0},
                          "the file is damaged: run plangrade again",
                          {}});
    }
  }
}

CriterionResult criterion_of(const Json& object) {
  CriterionResult c;
  c.criterion = text(object, "criterion");
  c.level = text(object, "level");
  c.points = fraction(object, "points");
  c.points_available = fraction(object, "points_available");
  c.applicable = flag(object, "applicable", true);
  c.basis = basis_named(text(object, "basis")).value_or(Basis::own);
  c.fragile = flag(object, "fragile");
  c.fragile_reason = text(object, "fragile_reason");
  return c;
}

PlanEntry entry_of(const Json& object) {
  PlanEntry plan;
  plan.plan_id = text(object, "plan_id");
  plan.paths = texts(object, "paths");
  plan.title = text(object, "title");
  plan.area_codes = texts(object, "area_codes");
  plan.areas_guessed = flag(object, "areas_guessed");
  plan.area_names = texts(object, "area_names");
  plan.area_type = text(object, "area_type");
  plan.region = text(object, "region");
  plan.round = text(object, "round");
  plan.published = text(object, "published");
  plan.url = text(object, "url");
  plan.areas_ambiguous = texts(object, "areas_ambiguous");
  plan.missing = flag(object, "missing");
  plan.listed = flag(object, "listed");
  return plan;
}

PlanResult plan_of(const Json& object) {
  PlanResult r;
  r.plan = entry_of(object);
  for (const auto& path : texts(object, "documents")) {
    r.documents.emplace_back().path = path;
  }
  r.rule_set = text(object, "rule_set");
  r.rule_set_sha256 = text(object, "rule_set_sha256");
  r.rating = text(object, "rating");
  r.basis = basis_named(text(object, "basis")).value_or(Basis::own);
  r.points = fraction(object, "points");
  r.points_available = fraction(object, "points_available");
  r.score = fraction(object, "score");
  r.pages = static_cast<int>(count(object, "pages"));
  r.words = static_cast<std::uint64_t>(count(object, "words"));
  for (const auto& one : objects(object, "criteria")) r.criteria.push_back(criterion_of(one));
  return r;
}

void read_levels(const Json& object, Criterion& criterion) {
  auto levels = texts(object, "levels");
  if (!levels.empty()) {
    criterion.otherwise = levels.back();
    levels.pop_back();
  }
  for (const auto& name : levels) criterion.levels.emplace_back().level = name;
  const auto* points = find(object, "points");
  if (points == nullptr || !points->is_array()) return;
  const auto points_at = [&](std::size_t i) {
    const auto* value = i < points->size() ? &(*points)[i] : nullptr;
    const bool given = value != nullptr && value->is_string();
    return given ? Fraction::parse(value->get<std::string>()) : std::nullopt;
  };
  for (std::size_t i = 0; i < levels.size(); ++i) criterion.levels[i].points = points_at(i);
  criterion.otherwise_points = points_at(levels.size()).value_or(Fraction());
}

ScoreSection section_of(const Json& object) {
  ScoreSection section;
  section.id = text(object, "section");
  section.title = text(object, "title");
  section.weight = fraction(object, "weight").value_or(Fraction(1));
  const auto* by_type = find(object, "weight_by_area_type");
  if (by_type == nullptr || !by_type->is_object()) return section;
  for (const auto& [type, weight] : by_type->items()) {
    const auto read = fraction(*by_type, type.c_str());
    if (read) section.weight_by_area_type[type] = *read;
  }
  return section;
}

RatingRule rating_rule_of(const Json& object) {
  RatingRule row;
  row.rating = text(object, "rating");
  row.at_least = fraction(object, "at_least");
  const auto* when = find(object, "when");
  if (when == nullptr || !when->is_object()) return row;
  for (const auto& [criterion, levels] : when->items()) {
    row.when[criterion] = texts(*when, criterion.c_str());
  }
  return row;
}

RuleSet rule_set_of(const Json& object) {
  RuleSet rules;
  rules.id = text(object, "rule_set");
  rules.title = text(object, "title");
  rules.version = text(object, "version");
  rules.citation = text(object, "citation");
  rules.url = text(object, "url");
  rules.sha256 = text(object, "sha256");
  for (const auto& one : objects(object, "criteria")) {
    Criterion c;
    c.id = text(one, "criterion");
    c.name = text(one, "name");
    c.question = text(one, "question");
    c.section = text(one, "section");
    c.weight = fraction(one, "weight").value_or(Fraction(1));
    c.max = fraction(one, "max");
    read_levels(one, c);
    rules.criteria.push_back(std::move(c));
  }
  for (const auto& one : objects(object, "sections")) rules.sections.push_back(section_of(one));
  rules.empty_section = one_of<EmptySection>(object, "empty_section", kEmptySections);
  for (const auto& one : objects(object, "rating")) rules.rating.push_back(rating_rule_of(one));
  return rules;
}

std::optional<Policy> policy_of(const Json& root) {
  const auto* object = find(root, "policy");
  if (object == nullptr || !object->is_object()) return std::nullopt;
  Policy policy;
  policy.id = text(*object, "id");
  policy.title = text(*object, "title");
  policy.citation = text(*object, "citation");
  policy.url = text(*object, "url");
  policy.sha256 = text(*object, "sha256");
  policy.unit = one_of<Unit>(*object, "unit", kUnits);
  policy.failing = texts(*object, "failing");
  policy.denominator = one_of<Denominator>(*object, "denominator", kDenominators);
  policy.rounding = one_of<Rounding>(*object, "rounding", kRoundings);
  policy.digits = static_cast<int>(count(*object, "digits"));
  policy.complement = text(*object, "complement");
  policy.children_in = texts(*object, "children_in");
  policy.regions = text(*object, "regions");
  policy.stagnant = texts(*object, "stagnant");
  policy.rating_order = texts(*object, "rating_order");
  return policy;
}

Estimate estimate_of(const Json& object) {
  Estimate estimate;
  estimate.id = text(object, "id");
  estimate.title = text(object, "title");
  estimate.citation = text(object, "citation");
  estimate.url = text(object, "url");
  estimate.sha256 = text(object, "sha256");
  estimate.measure = text(object, "measure");
  estimate.interval = text(object, "interval");
  estimate.population_source = text(object, "population_source");
  for (const auto& band : objects(object, "bands")) {
    estimate.bands.push_back({text(band, "population"), fraction(band, "rate").value_or(Fraction()),
                              fraction(band, "low"), fraction(band, "high")});
  }
  return estimate;
}

FragileArea fragile_of(const Json& object) {
  FragileArea area;
  area.rule_set = text(object, "rule_set");
  area.area_code = text(object, "area_code");
  area.area_name = text(object, "area_name");
  area.plan_id = text(object, "plan_id");
  area.rating = text(object, "rating");
  area.could_be = texts(object, "could_be");
  area.reasons = texts(object, "reasons");
  return area;
}

Correction correction_of(const Json& object) {
  Correction one;
  one.rule_set = text(object, "rule_set");
  one.plan_id = text(object, "plan_id");
  one.criterion = text(object, "criterion");
  one.from_level = text(object, "from_level");
  one.to_level = text(object, "to_level");
  one.from_rating = text(object, "from_rating");
  one.to_rating = text(object, "to_rating");
  one.coder = text(object, "coder");
  one.reason = text(object, "reason");
  one.date = text(object, "date");
  one.document_sha256 = text(object, "document_sha256");
  return one;
}

Coverage coverage_of(const Json& object) {
  Coverage c;
  c.rule_set = text(object, "rule_set");
  c.areas = count(object, "areas");
  c.with_plan = count(object, "with_plan");
  c.no_plan = count(object, "no_plan");
  c.not_assessable = count(object, "not_assessable");
  c.without_population = count(object, "without_population");
  c.plans = count(object, "plans");
  c.plans_assessed = count(object, "plans_assessed");
  c.statements = texts(object, "statements");
  return c;
}

}  // namespace

PlansByKey read_plans_jsonl(const std::string& lines, const std::string& file, Problems& problems) {
  PlansByKey plans;
  each_line(lines, file, problems, [&](const Json& object) {
    auto plan = plan_of(object);
    auto key = std::pair(plan.plan.plan_id, plan.rule_set);
    plans.emplace(std::move(key), std::move(plan));
  });
  return plans;
}

std::vector<Evidence> read_evidence_jsonl(const std::string& lines, const std::string& file,
                                          Problems& problems) {
  std::vector<Evidence> evidence;
  each_line(lines, file, problems, [&](const Json& object) {
    Evidence e;
    e.path = text(object, "path");
    e.page = static_cast<int>(count(object, "page"));
    e.ocr = flag(object, "ocr");
    e.quote = text(object, "quote");
    e.carried = text(object, "carried");
    e.together = static_cast<int>(count(object, "together"));
    e.part = text(object, "part");
    evidence.push_back(std::move(e));
  });
  return evidence;
}

void read_documents_jsonl(const std::string& lines, const std::string& file,
                          std::vector<DocumentSummary>& documents, Problems& problems) {
  std::map<std::pair<std::string, std::string>, DocumentSummary*> by_path;
  for (auto& d : documents) by_path[{d.plan_id, d.path}] = &d;
  each_line(lines, file, problems, [&](const Json& object) {
    const auto at = by_path.find({text(object, "plan_id"), text(object, "path")});
    if (at == by_path.end()) return;
    at->second->draft = text(object, "draft");
    at->second->version = text(object, "version");
    at->second->dated = text(object, "dated");
    at->second->text_sketch = text(object, "text_sketch");
  });
}

void read_national_json(const std::string& json, const std::string& file, ReportInput& content,
                        Problems& problems) {
  const auto root = Json::parse(json, nullptr, false);
  if (!root.is_object()) {
    problems.push_back({"RES003",
                        "the file is not a JSON object",
                        {file, 1, 0},
                        "the file is damaged: run plangrade again",
                        {}});
    return;
  }
  auto& national = content.national;
  for (const auto& h : objects(root, "headlines")) {
    national.headlines.push_back({text(h, "rule_set"), text(h, "measure"), text(h, "text")});
  }
  for (const auto& c : objects(root, "coverage")) national.coverage.push_back(coverage_of(c));
  national.warnings = texts(root, "warnings");
  for (const auto& area : objects(root, "fragile")) national.fragile.push_back(fragile_of(area));
  for (const auto& one : objects(root, "corrections")) {
    national.corrections.push_back(correction_of(one));
  }
  national.correction_totals = texts(root, "correction_totals");
  national.estimate = text(root, "estimate");
  content.policy = policy_of(root);
  if (content.policy) national.policy = content.policy->id;
  for (const auto& e : objects(root, "estimates")) content.estimates.push_back(estimate_of(e));
  for (const auto& r : objects(root, "rule_sets")) content.rule_sets.push_back(rule_set_of(r));
}

std::map<std::string, std::string> read_package_hashes(const std::string& json) {
  std::map<std::string, std::string> hashes;
  const auto root = Json::parse(json, nullptr, false);
  for (const auto& resource : objects(root, "resources")) {
    const auto hash = text(resource, "hash");
    if (!hash.empty()) hashes[text(resource, "path")] = hash;
  }
  return hashes;
}

}  // namespace plangrade::report
