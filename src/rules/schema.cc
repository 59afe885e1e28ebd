// The table of keys as a JSON Schema, so that editors complete and check rule files.
//
// One schema serves all kinds of file. Which kind a file is follows from the keys it has: a policy
// has `unit`, an estimate `bands`, a rule set `id`; what is none of them is a vocabulary.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "plangrade/rules.h"
#include "rules/keys.h"

namespace plangrade {
namespace rules {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kName = "^[A-Za-z][A-Za-z0-9_-]{0,63}$";
constexpr const char* kId = "^[A-Za-z0-9_-]{1,64}$";
constexpr const char* kNumber = "^-?[0-9]{1,18}([./][0-9]{1,18})?%?$";
constexpr const char* kWithin =
    "^(sentence|bullet|row|cell|list|table|paragraph|section|page|document|[1-9][0-9]{0,5} "
    "(words?|sentences?))$";
constexpr const char* kReach = "^(sentence|[1-9][0-9]{0,5} words?)$";

/// YAML readers give numbers and dates where the loader sees text.
Json text_schema() { return {{"type", Json::array({"string", "number"})}}; }
Json pattern_schema(const char* pattern) { return {{"type", "string"}, {"pattern", pattern}}; }
Json list_of(Json item) { return {{"type", "array"}, {"minItems", 1}, {"items", std::move(item)}}; }
Json map_of(Json value) { return {{"type", "object"}, {"additionalProperties", std::move(value)}}; }
Json named(Json value) {
  Json schema = map_of(std::move(value));
  schema["propertyNames"] = {{"pattern", kName}};
  return schema;
}
Json either(Json a, Json b) { return {{"anyOf", Json::array({std::move(a), std::move(b)})}}; }

std::string def_name(std::string_view place) {
  std::string name(place);
  for (char& c : name) {
    if (c == ' ') c = '_';
  }
  return name;
}

Json reference(std::string_view place, bool in_short = false) {
  return {{"$ref", "#/$defs/" + def_name(place) + (in_short ? "_or_short" : "")}};
}

Json words_or_text(std::string_view alternatives) {
  if (alternatives.empty()) return text_schema();
  return {{"enum", words_of(alternatives)}};
}

Json id_schema() { return either(pattern_schema(kId), {{"type", "integer"}, {"minimum", 0}}); }

Json number_schema() { return either(pattern_schema(kNumber), {{"type", "number"}}); }

Json value_schema(const Key& key) {
  switch (key.type) {
    case ValueType::text:
      return text_schema();
    case ValueType::name:
      return pattern_schema(kName);
    case ValueType::id:
      return id_schema();
    case ValueType::version:
      return {{"const", 1}};
    case ValueType::boolean:
      return {{"type", "boolean"}};
    case ValueType::whole:
      return {{"type", "integer"}, {"minimum", 0}};
    case ValueType::number:
      return number_schema();
    case ValueType::choice:
      return {{"enum", words_of(key.of)}};
    case ValueType::within:
      return pattern_schema(kWithin);
    case ValueType::reach:
      return pattern_schema(kReach);
    case ValueType::texts:
    case ValueType::patterns:
      return list_of(text_schema());
    case ValueType::text_or_texts:
      return either(text_schema(), list_of(text_schema()));
    case ValueType::choices:
      return list_of(words_or_text(key.of));
    case ValueType::object:
      return reference(key.of);
    case ValueType::objects:
      return list_of(reference(key.of));
    case ValueType::short_or_object:
      return reference(key.of, true);
    case ValueType::named_short:
      return named(reference(key.of, true));
    case ValueType::shorts:
      return list_of(reference(key.of, true));
    case ValueType::part_names:
      return either(list_of(words_or_text(key.of)), map_of(list_of(words_or_text(key.of))));
    case ValueType::numbers:
      return map_of(number_schema());
    case ValueType::levels:
      return map_of(either(text_schema(), list_of(text_schema())));
  }
  return Json::object();
}

Json place_schema(const Place& place) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const Key* key : keys_of(place.name)) {
    Json schema = value_schema(*key);
    schema["description"] = std::string(key->doc);
    properties[std::string(key->key)] = std::move(schema);
    if (key->required) required.push_back(std::string(key->key));
  }
  Json schema{{"type", "object"},
              {"description", std::string(place.doc)},
              {"properties", std::move(properties)},
              {"additionalProperties", false}};
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

/// A condition holds exactly one operator.
Json one_operator() {
  Json choices = Json::array();
  for (const char* op : {"term", "all", "any", "at_least", "count", "use"}) {
    choices.push_back({{"required", Json::array({op})}});
  }
  return choices;
}

Json has(const char* key) { return {{"required", Json::array({key})}}; }

/// If a file has `key`, it is a `place`; otherwise what `others` say.
Json if_has(const char* key, std::string_view place, Json others) {
  return {{"if", has(key)}, {"then", reference(place)}, {"else", std::move(others)}};
}

}  // namespace
}  // namespace rules

std::string rule_schema_json() {
  using namespace rules;  // NOLINT: the helpers above
  Json definitions = Json::object();
  for (const auto& place : places()) {
    Json schema = place_schema(place);
    if (place.name == "condition") schema["oneOf"] = one_operator();
    if (place.name == "rule set") schema["anyOf"] = Json::array({has("criteria"), has("extends")});
    definitions[def_name(place.name)] = std::move(schema);
  }
  for (const auto& key : key_table()) {
    const bool in_short = key.type == ValueType::short_or_object ||
                          key.type == ValueType::named_short || key.type == ValueType::shorts;
    if (!in_short) continue;
    const auto& first = *keys_of(key.of).front();
    definitions[def_name(key.of) + "_or_short"] = either(value_schema(first), reference(key.of));
  }
  Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
              {"title", "plangrade rule sets, vocabularies, policies and estimates"},
              {"type", "object"}};
  schema.update(
      if_has("unit", "policy",
             if_has("bands", "estimate", if_has("id", "rule set", reference("vocabulary")))));
  schema["$defs"] = std::move(definitions);
  return schema.dump(2) + "\n";
}

}  // namespace plangrade
