// Any file of rules, checked as what its keys say it is: a policy has `unit`, an estimate `bands`,
// a rule set `id`; what is none of them is a vocabulary. The same decides in the JSON Schema.

#include "base/file.h"
#include "plangrade/rules.h"
#include "rules/checks.h"
#include "rules/draft.h"
#include "rules/files.h"

namespace plangrade {
namespace rules {
namespace {

enum class FileKind { rule_set, vocabulary, policy, estimate };

/// A file that cannot be read or parsed counts as a rule set, whose loader says what is wrong.
FileKind kind_of(const std::string& path) {
  const auto bytes = base::read_file(path);
  if (!bytes || bytes->size() > kMaxYamlBytes) return FileKind::rule_set;
  const auto tree = parse_yaml(*bytes, path);
  if (!tree || !tree->is(YamlKind::map)) return FileKind::rule_set;
  if (tree->find("unit") != nullptr) return FileKind::policy;
  if (tree->find("bands") != nullptr) return FileKind::estimate;
  for (const char* key : {"id", "criteria", "extends", "rating"}) {
    if (tree->find(key) != nullptr) return FileKind::rule_set;
  }
  return FileKind::vocabulary;
}

/// What can be said of a vocabulary alone; names may stand in files that include it.
Problems check_vocabulary(const std::string& path) {
  Reading reading;
  const auto root = read_yaml(path, "vocabulary", {}, reading);
  const Draft draft = read_draft(root, reading.problems);
  check_doubles(draft.rules.terms, reading.problems);
  check_patterns(draft.rules, reading.problems);
  std::erase_if(reading.problems, [](const Problem& problem) { return problem.code == "R027"; });
  return finished(std::move(reading));
}

/// The path of a file, or of a shipped rule set, policy or estimate by its id.
Result<std::string> find_any(const std::string& name, const std::vector<std::string>& dirs) {
  auto found = find_file(name, dirs, "");
  for (const char* folder : {"policies", "estimates"}) {
    if (found) break;
    if (auto other = find_file(name, dirs, folder)) found = std::move(other);
  }
  return found;
}

template <typename T>
Problems problems_of(const Result<T>& result) {
  return result ? Problems{} : result.error();
}

}  // namespace
}  // namespace rules

Problems check_rule_file(const std::string& path_or_id, const std::vector<std::string>& rules_dirs,
                         const std::function<Problems(const RuleSet&)>& more) {
  const auto path = rules::find_any(path_or_id, rules_dirs);
  if (!path) return path.error();
  switch (rules::kind_of(*path)) {
    case rules::FileKind::policy:
      return rules::problems_of(load_policy(*path));
    case rules::FileKind::estimate:
      return rules::problems_of(load_estimate(*path));
    case rules::FileKind::vocabulary:
      return rules::check_vocabulary(*path);
    case rules::FileKind::rule_set:
      break;
  }
  const auto loaded = load_rule_set(*path, rules_dirs, more);
  return loaded ? loaded->warnings : loaded.error();
}

}  // namespace plangrade
