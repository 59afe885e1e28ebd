// A YAML file as a plain tree: what the rest of the rules layer sees of YAML.
//
// The tree keeps what a rule author can be told about: where every key and value stands, whether a
// value was quoted, and keys in the order of the file, duplicates included.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plangrade/model/problem.h"

namespace plangrade::rules {

enum class YamlKind { null, scalar, list, map };

struct YamlKey {
  std::string name;
  SourcePosition at;
};

struct YamlNode {
  YamlKind kind = YamlKind::null;
  std::string text;     ///< scalar
  bool quoted = false;  ///< scalar: not plain, so its text begins behind a quote
  SourcePosition at;
  std::vector<YamlKey> keys;    ///< map: one for every item
  std::vector<YamlNode> items;  ///< list: its items; map: the values of `keys`

  bool is(YamlKind other) const { return kind == other; }
  /// The value of a key of a map, or nullptr. The last one wins if the key stands twice.
  const YamlNode* find(std::string_view key) const;
};

/// Parses one YAML document; an empty file is a null. `path` is only named in places. Problems:
/// R001 (not YAML), R002 (too large, too deep, too many nodes), R003 (not UTF-8). Takes time and
/// memory linear in `bytes`, up to the limits below; aliases count as what they stand for.
Result<YamlNode> parse_yaml(const std::string& bytes, const std::string& path);

inline constexpr std::size_t kMaxYamlBytes = 1 << 20;
inline constexpr int kMaxYamlDepth = 64;
inline constexpr int kMaxYamlNodes = 50'000;

/// Line `number` (from 1) of `bytes`, without its line break; empty if there is none.
std::string_view line_of(std::string_view bytes, int number);

/// The lines of `bytes`, without their line breaks; they live as long as `bytes`.
std::vector<std::string_view> lines_of(std::string_view bytes);

}  // namespace plangrade::rules
