// A rule set from its file and all that it includes or extends.
#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>

#include "base/file.h"
#include "base/text.h"
#include "plangrade/rules.h"
#include "rules/checks.h"
#include "rules/draft.h"
#include "rules/files.h"
#include "rules/reader.h"

namespace plangrade {
namespace rules {
namespace {

constexpr std::size_t kMaxFiles = 64;

/// Reads files depth first. A file that several others include is read once.
class DraftReader {
 public:
  explicit DraftReader(Reading& reading) : reading_(reading) {}

  Draft read(const std::string& path, std::string_view place, const SourcePosition& named_at) {
    if (std::find(path_.begin(), path_.end(), path) != path_.end()) {
      reading_.incomplete = true;
      reading_.problem("R020",
                       "files include each other: " + base::join(path_, " > ") + " > " + path,
                       named_at, "break the circle");
      return {};
    }
    if (reading_.bytes_of.contains(path)) return {};
    if (reading_.bytes_of.size() >= kMaxFiles) {
      reading_.incomplete = true;
      reading_.problem("R002", "more than " + std::to_string(kMaxFiles) + " files", named_at,
                       "join some");
      return {};
    }
    const auto root = read_yaml(path, place, named_at, reading_);
    Draft own = read_draft(root, reading_.problems);
    path_.push_back(path);
    if (const auto* include = root.find("include"); include != nullptr) {
      for (const auto& file : include->items) {
        if (!file.is(YamlKind::scalar)) continue;
        auto included = read(beside(path, file.text), "vocabulary", file.at);
        include_draft(own, std::move(included), reading_.problems);
      }
    }
    if (const auto* extends = root.find("extends");
        extends != nullptr && extends->is(YamlKind::scalar)) {
      auto base = read(beside(path, extends->text), "rule set", extends->at);
      own = extend_draft(std::move(base), std::move(own), root);
    } else if (place == "rule set" && root.is(YamlKind::map) && root.find("criteria") == nullptr) {
      reading_.problem("R008", "this rule set has no 'criteria'", root.at,
                       "add the questions it answers");
    }
    path_.pop_back();
    return own;
  }

 private:
  static std::string beside(const std::string& path, const std::string& name) {
    return (std::filesystem::path(path).parent_path() / name).lexically_normal().string();
  }

  Reading& reading_;
  std::vector<std::string> path_;
};

/// Two stages look at patterns; what both say is said once, by the first. They agree on the place,
/// but for brackets that do not match (any place of the line), circles and growth (any place).
void add_more(Problems more, Problems& problems) {
  std::set<std::tuple<std::string, int, int>> places;
  std::set<std::pair<std::string, int>> brackets;
  bool circle = false, growth = false;
  for (const auto& [code, message, at, remedy, line, severity] : problems) {
    if (severity != Severity::error) continue;
    places.emplace(at.file, at.line, at.column);
    if (code == "R026") brackets.emplace(at.file, at.line);
    circle = circle || code == "R021";
    growth = growth || code == "R041";
  }
  for (auto& problem : more) {
    const auto& at = problem.at;
    const bool of_re2 = problem.message.starts_with("RE2");
    if (places.contains({at.file, at.line, at.column}) || (circle && problem.code == "M007") ||
        (growth && problem.code == "M001") ||
        (!of_re2 && problem.code == "M003" && brackets.contains({at.file, at.line}))) {
      continue;
    }
    problems.push_back(std::move(problem));
  }
}

}  // namespace
}  // namespace rules

Result<LoadedRuleSet> load_rule_set(const std::string& path_or_id,
                                    const std::vector<std::string>& rules_dirs,
                                    const std::function<Problems(const RuleSet&)>& more) {
  const auto path = rules::find_file(path_or_id, rules_dirs, "");
  if (!path) return path.error();
  rules::Reading reading;
  rules::Draft draft = rules::DraftReader(reading).read(*path, "rule set", {});
  draft.rules.file = *path;
  draft.rules.sha256 = base::sha256(reading.all_bytes);

  LoadedRuleSet loaded;
  if (!reading.incomplete)
    loaded.rules = rules::resolve_and_check(std::move(draft), reading.problems);
  if (!reading.incomplete && more) rules::add_more(more(loaded.rules), reading.problems);
  for (auto& problem : rules::finished(std::move(reading)))
    loaded.warnings.push_back(std::move(problem));
  const auto is_error = [](const Problem& problem) { return problem.severity == Severity::error; };
  if (std::any_of(loaded.warnings.begin(), loaded.warnings.end(), is_error)) return loaded.warnings;
  return loaded;
}

}  // namespace plangrade
