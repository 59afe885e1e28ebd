// Small readers of YAML values.
#include "rules/reader.h"

#include "rules/values.h"

namespace plangrade::rules {

std::string text_of(const YamlNode& map, std::string_view key, std::string fallback) {
  const auto* node = map.find(key);
  return node != nullptr && node->is(YamlKind::scalar) ? node->text : fallback;
}

std::optional<Fraction> number_of(const YamlNode& map, std::string_view key) {
  return Fraction::parse(text_of(map, key));
}

int whole_of(const YamlNode& map, std::string_view key) {
  return whole_number(text_of(map, key)).value_or(0);
}

bool is_true(const YamlNode& map, std::string_view key, bool fallback) {
  const auto text = text_of(map, key);
  return text.empty() ? fallback : text == "true";
}

std::vector<std::string> texts_in(const YamlNode& node) {
  if (node.is(YamlKind::scalar)) return {node.text};
  std::vector<std::string> texts;
  if (!node.is(YamlKind::list)) return texts;
  for (const auto& item : node.items) {
    if (item.is(YamlKind::scalar)) texts.push_back(item.text);
  }
  return texts;
}

std::vector<std::string> texts_of(const YamlNode& map, std::string_view key) {
  const auto* node = map.find(key);
  return node == nullptr ? std::vector<std::string>{} : texts_in(*node);
}

std::vector<Pattern> patterns_of(const YamlNode& map, std::string_view key) {
  std::vector<Pattern> patterns;
  for (const auto& item : items_of(map, key)) {
    if (!item.is(YamlKind::scalar)) continue;
    patterns.push_back({item.text, item.at});
    if (item.quoted) ++patterns.back().at.column;
  }
  return patterns;
}

const std::vector<YamlNode>& items_of(const YamlNode& map, std::string_view key) {
  static const std::vector<YamlNode> kNone;
  const auto* node = map.find(key);
  return node != nullptr && node->is(YamlKind::list) ? node->items : kNone;
}

YamlNode in_full(const YamlNode& node, std::string_view key) {
  if (node.is(YamlKind::map)) return node;
  return YamlNode{YamlKind::map, "", false, node.at, {{std::string(key), node.at}}, {node}};
}

}  // namespace plangrade::rules
