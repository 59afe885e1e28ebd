// Small readers of YAML values. All are lenient: what has the wrong shape reads as nothing, since
// check_shape has reported it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plangrade/model/fraction.h"
#include "plangrade/model/rule_set.h"
#include "rules/yaml_tree.h"

namespace plangrade::rules {

std::string text_of(const YamlNode& map, std::string_view key, std::string fallback = "");
std::optional<Fraction> number_of(const YamlNode& map, std::string_view key);
int whole_of(const YamlNode& map, std::string_view key);
bool is_true(const YamlNode& map, std::string_view key, bool fallback = false);

/// A text or a list of texts.
std::vector<std::string> texts_in(const YamlNode& node);
std::vector<std::string> texts_of(const YamlNode& map, std::string_view key);
std::vector<Pattern> patterns_of(const YamlNode& map, std::string_view key);

/// The items of a list under a key; empty if there is none.
const std::vector<YamlNode>& items_of(const YamlNode& map, std::string_view key);

/// `node` written in full: a short form becomes a map with the one key `key`.
YamlNode in_full(const YamlNode& node, std::string_view key);

}  // namespace plangrade::rules
