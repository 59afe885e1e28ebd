// plangrade.yaml: a flat map of options to values.
#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "plangrade/rules.h"
#include "rules/yaml_tree.h"

namespace plangrade {

Result<std::map<std::string, std::vector<std::string>>> load_settings(
    const std::string& path, const std::vector<std::string>& known) {
  using rules::YamlKind;
  const auto bytes = base::read_file(path);
  if (!bytes) return bytes.error();
  const auto tree = rules::parse_yaml(*bytes, path);
  if (!tree) return tree.error();
  std::map<std::string, std::vector<std::string>> settings;
  if (tree->is(YamlKind::null)) return settings;
  Problems problems;
  const auto problem = [&](std::string message, const SourcePosition& at, std::string remedy) {
    problems.push_back({"CLI004", std::move(message), at, std::move(remedy),
                        std::string(rules::line_of(*bytes, at.line))});
  };
  if (!tree->is(YamlKind::map))
    problem("options are expected", tree->at, "one `option: value` a line");
  for (std::size_t i = 0; i < tree->keys.size(); ++i) {
    const auto& key = tree->keys[i];
    const auto& value = tree->items[i];
    if (std::find(known.begin(), known.end(), key.name) == known.end()) {
      problem("there is no option '" + key.name + "'", key.at, base::did_you_mean(key.name, known));
    }
    auto& values = settings[key.name];
    if (value.is(YamlKind::scalar)) values.push_back(value.text);
    if (value.is(YamlKind::list)) {
      for (const auto& item : value.items) values.push_back(item.text);
    }
    if (value.is(YamlKind::map))
      problem("'" + key.name + "' cannot hold a map", value.at, "a value, or a list of values");
  }
  if (!problems.empty()) return problems;
  return settings;
}

}  // namespace plangrade
