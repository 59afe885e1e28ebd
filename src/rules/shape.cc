// Holds a YAML tree to the table of keys.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "plangrade/model/fraction.h"
#include "rules/keys.h"
#include "rules/values.h"

namespace plangrade::rules {
namespace {

void check_value(YamlNode& node, const Key& key, Problems& problems);

std::string shown(const std::string& text) {
  return text.size() <= 60 ? "'" + text + "'" : "'" + base::valid_utf8(text.substr(0, 57)) + "...'";
}

/// "a term", "an estimate".
std::string with_article(std::string_view place) {
  const bool vowel = std::string_view("aeiou").find(place.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + std::string(place);
}

std::string kind_in_words(const YamlNode& node) {
  switch (node.kind) {
    case YamlKind::null:
      return "nothing";
    case YamlKind::scalar:
      return shown(node.text);
    case YamlKind::list:
      return node.items.empty() ? "an empty list" : "a list";
    case YamlKind::map:
      return node.items.empty() ? "an empty map" : "a map of keys";
  }
  return "";
}

void wrong_type(const YamlNode& node, const Key& key, Problems& problems) {
  problems.push_back({"R007",
                      "'" + std::string(key.key) + "' cannot be " + kind_in_words(node),
                      node.at,
                      "expected " + type_in_words(key),
                      {}});
}

bool expect(YamlKind kind, const YamlNode& node, const Key& key, Problems& problems) {
  if (node.is(kind)) return true;
  wrong_type(node, key, problems);
  return false;
}

void bad_value(const YamlNode& node, const Key& key, Problems& problems) {
  problems.push_back({"R009",
                      shown(node.text) + " is not a value of '" + std::string(key.key) + "'",
                      node.at,
                      "expected " + type_in_words(key),
                      {}});
}

void check_choice(const YamlNode& node, const Key& key, Problems& problems) {
  if (!expect(YamlKind::scalar, node, key, problems)) return;
  const auto known = words_of(key.of);
  if (std::find(known.begin(), known.end(), node.text) != known.end()) return;
  problems.push_back({"R009",
                      shown(node.text) + " is not a value of '" + std::string(key.key) + "'",
                      node.at,
                      base::did_you_mean(node.text, known),
                      {}});
}

void check_name(const std::string& name, const SourcePosition& at, Problems& problems) {
  if (is_name(name)) return;
  problems.push_back({"R010",
                      shown(name) + " is not a name",
                      at,
                      "use letters, digits, _ and -, beginning with a letter",
                      {}});
}

void check_texts(const YamlNode& node, const Key& key, Problems& problems) {
  if (!expect(YamlKind::list, node, key, problems)) return;
  if (node.items.empty()) wrong_type(node, key, problems);
  for (const auto& item : node.items) {
    if (!item.is(YamlKind::scalar)) {
      wrong_type(item, key, problems);
    } else if (!key.of.empty()) {
      check_choice(item, key, problems);
    }
  }
}

void check_scalar(const YamlNode& node, const Key& key, Problems& problems) {
  if (!expect(YamlKind::scalar, node, key, problems)) return;
  switch (key.type) {
    case ValueType::name:
      return check_name(node.text, node.at, problems);
    case ValueType::id:
      if (!is_id(node.text)) bad_value(node, key, problems);
      return;
    case ValueType::boolean:
      if (node.text != "true" && node.text != "false") bad_value(node, key, problems);
      return;
    case ValueType::whole:
      if (!whole_number(node.text)) bad_value(node, key, problems);
      return;
    case ValueType::number:
      if (!Fraction::parse(node.text)) bad_value(node, key, problems);
      return;
    case ValueType::within:
      if (!parse_within(node.text)) bad_value(node, key, problems);
      return;
    case ValueType::reach:
      if (!parse_reach(node.text)) bad_value(node, key, problems);
      return;
    case ValueType::version:
      if (node.text == "1") return;
      problems.push_back({"R039",
                          "version " + shown(node.text) + " of the rule language is not known",
                          node.at,
                          "this program reads version 1",
                          {}});
      return;
    default:
      if (base::trimmed(node.text).empty()) wrong_type(node, key, problems);
  }
}

void check_named(YamlNode& node, const Key& key, Problems& problems) {
  if (!expect(YamlKind::map, node, key, problems)) return;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const auto& name = node.keys[i];
    if (!seen.insert(name.name).second) {
      problems.push_back({"R006",
                          shown(name.name) + " stands twice under '" + std::string(key.key) + "'",
                          name.at,
                          "join the two or rename one",
                          {}});
    }
    switch (key.type) {
      case ValueType::numbers: {
        const Key number{key.where, key.key, ValueType::number, "", false, ""};
        check_scalar(node.items[i], number, problems);
        break;
      }
      case ValueType::levels: {
        const Key level{key.where, key.key, ValueType::text_or_texts, "", false, ""};
        check_value(node.items[i], level, problems);
        break;
      }
      case ValueType::part_names: {
        const Key names{key.where, key.key, ValueType::texts, key.of, false, ""};
        check_texts(node.items[i], names, problems);
        break;
      }
      default: {
        check_name(name.name, name.at, problems);
        const Key one{key.where, key.key, ValueType::short_or_object, key.of, false, ""};
        check_value(node.items[i], one, problems);
      }
    }
  }
}

/// In short, a term is the list of its `any`, a condition the name of its term: the value of the
/// first key of the place.
void check_short(YamlNode& node, const Key& key, Problems& problems) {
  if (node.is(YamlKind::map)) return check_shape(node, key.of, problems);
  check_value(node, *keys_of(key.of).front(), problems);
}

void check_list(YamlNode& node, const Key& key, Problems& problems) {
  if (!expect(YamlKind::list, node, key, problems)) return;
  if (node.items.empty()) wrong_type(node, key, problems);
  const auto type = key.type == ValueType::objects ? ValueType::object : ValueType::short_or_object;
  const Key one{key.where, key.key, type, key.of, false, ""};
  for (auto& item : node.items) check_value(item, one, problems);
}

void check_value(YamlNode& node, const Key& key, Problems& problems) {
  switch (key.type) {
    case ValueType::choice:
      return check_choice(node, key, problems);
    case ValueType::texts:
    case ValueType::choices:
    case ValueType::patterns:
      return check_texts(node, key, problems);
    case ValueType::text_or_texts:
      return node.is(YamlKind::list) ? check_texts(node, key, problems)
                                     : check_scalar(node, key, problems);
    case ValueType::part_names:
      return node.is(YamlKind::list) ? check_texts(node, key, problems)
                                     : check_named(node, key, problems);
    case ValueType::object:
      if (expect(YamlKind::map, node, key, problems)) check_shape(node, key.of, problems);
      return;
    case ValueType::objects:
    case ValueType::shorts:
      return check_list(node, key, problems);
    case ValueType::short_or_object:
      return check_short(node, key, problems);
    case ValueType::named_short:
    case ValueType::numbers:
    case ValueType::levels:
      return check_named(node, key, problems);
    case ValueType::text:
    case ValueType::name:
    case ValueType::id:
    case ValueType::version:
    case ValueType::boolean:
    case ValueType::whole:
    case ValueType::number:
    case ValueType::within:
    case ValueType::reach:
      return check_scalar(node, key, problems);
  }
}

/// The places in which a key is known, for "it belongs in ...".
std::vector<std::string> places_of(const std::string& key) {
  std::vector<std::string> found;
  for (const auto& row : key_table()) {
    if (row.key == key) found.emplace_back(row.where);
  }
  return found;
}

/// Reports a key that has no row here; a slip is put right, so that its value is read after all.
void report_key(YamlKey& key, const std::vector<const Key*>& known, std::string_view place,
                const YamlNode& node, Problems& problems) {
  std::vector<std::string> names;
  for (const auto* row : known) names.emplace_back(row->key);
  constexpr std::size_t kManyProblems = 1000;
  const auto hint = problems.size() < kManyProblems ? base::did_you_mean(key.name, names) : "";
  const bool slip = hint.starts_with("did you mean");
  if (const auto elsewhere = places_of(key.name); !elsewhere.empty() && !slip) {
    problems.push_back({"R005",
                        shown(key.name) + " does not belong in " + with_article(place),
                        key.at,
                        "it belongs in: " + base::join(elsewhere, ", "),
                        {}});
    return;
  }
  problems.push_back(
      {"R004", "unknown key " + shown(key.name) + " in " + with_article(place), key.at, hint, {}});
  for (const auto& name : names) {
    if (hint == "did you mean '" + name + "'?" && node.find(name) == nullptr) key.name = name;
  }
}

}  // namespace

void check_shape(YamlNode& node, std::string_view place, Problems& problems) {
  if (!node.is(YamlKind::map)) {
    problems.push_back({"R007",
                        with_article(place) + " cannot be " + kind_in_words(node),
                        node.at,
                        "expected keys such as '" + std::string(keys_of(place).front()->key) + ":'",
                        {}});
    return;
  }
  const auto known = keys_of(place);
  const auto row_of = [&](const std::string& name) {
    const auto row =
        std::find_if(known.begin(), known.end(), [&](auto* k) { return k->key == name; });
    return row == known.end() ? nullptr : *row;
  };
  std::set<std::string> seen;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    auto& key = node.keys[i];
    if (row_of(key.name) == nullptr) report_key(key, known, place, node, problems);
    const Key* row = row_of(key.name);
    if (row == nullptr) continue;
    if (!seen.insert(key.name).second) {
      problems.push_back({"R006",
                          "key '" + key.name + "' stands twice in this " + std::string(place),
                          key.at,
                          "join the two",
                          {}});
    }
    check_value(node.items[i], *row, problems);
  }
  for (const auto* row : known) {
    if (!row->required || seen.contains(std::string(row->key))) continue;
    problems.push_back({"R008",
                        "this " + std::string(place) + " has no '" + std::string(row->key) + "'",
                        node.at,
                        "add it: " + std::string(row->doc),
                        {}});
  }
}

}  // namespace plangrade::rules
