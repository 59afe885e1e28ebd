// Finding and reading the files of a rule set, policy or estimate.
#include "rules/files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <tuple>

#include "base/file.h"
#include "base/text.h"
#include "rules/keys.h"

namespace plangrade::rules {
namespace {

namespace fs = std::filesystem;

/// Names of the files in `<dir>/<folder>`, without ".yaml".
std::vector<std::string> ids_in(const fs::path& folder) {
  std::vector<std::string> ids;
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    if (entry->path().extension() == ".yaml") ids.push_back(entry->path().stem().string());
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

/// Reads no more than a file of rules may hold, so that a device or a huge file does no harm.
Result<std::string> read_bounded(const std::string& path) {
  std::error_code failed;
  if (path != "-") {
    const auto status = fs::status(path, failed);
    if (fs::is_directory(status)) return Problem{"R019", "is a directory", {}, "name a file", {}};
    if (fs::is_character_file(status) || fs::is_block_file(status)) {
      return Problem{"R019", "is a device", {}, "name a file", {}};
    }
    if (fs::is_regular_file(status) && fs::file_size(path, failed) > kMaxYamlBytes) {
      return Problem{"R002",
                     "the file is larger than 1 MB",
                     {path, 0, 0},
                     "divide it into files and include them",
                     {}};
    }
  }
  return base::read_file(path);
}

/// A line as it is shown; only the beginning of one that is very long.
std::string cut(std::string_view line, int column) {
  constexpr std::size_t kLongest = 4000;
  if (line.size() <= kLongest) return base::valid_utf8(line);
  return column < 500 ? base::valid_utf8(line.substr(0, kLongest)) : "";
}

/// Errors come before warnings when there are too many to show.
void shorten(Problems& problems) {
  constexpr std::size_t kMost = 1000;
  if (problems.size() <= kMost) return;
  std::stable_partition(problems.begin(), problems.end(),
                        [](const Problem& p) { return p.severity == Severity::error; });
  const Problem more{"R002",
                     std::to_string(problems.size() - kMost) + " more problems are not shown",
                     {problems[kMost].at.file, 0, 0},
                     "mend these first",
                     {},
                     problems[kMost].severity};
  problems.resize(kMost);
  problems.push_back(more);
}

}  // namespace

YamlNode read_yaml(const std::string& path, std::string_view place, const SourcePosition& named_at,
                   Reading& reading) {
  auto bytes = read_bounded(path);
  if (!bytes) {
    reading.incomplete = true;
    auto problem = bytes.error().front();
    if (problem.code != "R002") {
      const auto at = named_at.file.empty() ? SourcePosition{path, 0, 0} : named_at;
      const auto remedy = named_at.file.empty() ? "check the name"
                                                : "paths are relative to the file that names them";
      problem = {"R019", "'" + path + "' " + problem.message, at, remedy, {}};
    }
    reading.problems.push_back(problem);
    return {};
  }
  reading.all_bytes += *bytes;
  auto tree = parse_yaml(*bytes, path);
  reading.bytes_of[path] = *std::move(bytes);
  if (!tree) {
    reading.incomplete = true;
    for (const auto& problem : tree.error()) reading.problems.push_back(problem);
    return {};
  }
  if (tree->is(YamlKind::null)) {
    reading.incomplete = true;
    reading.problem("R001", "the file is empty", {path, 0, 0}, "docs/rules.md says how one begins");
    return {};
  }
  check_shape(*tree, place, reading.problems);
  return std::move(*tree);
}

Result<std::string> find_file(const std::string& name, const std::vector<std::string>& dirs,
                              const std::string& folder) {
  std::error_code failed;
  const bool is_path = name == "-" || name.find('/') != std::string::npos ||
                       name.ends_with(".yaml") || name.ends_with(".yml") ||
                       fs::exists(name, failed);
  if (is_path) return name;
  std::vector<std::string> known, places, found;
  for (const auto& dir : dirs) {
    const auto place = folder.empty() ? fs::path(dir) : fs::path(dir) / folder;
    const auto ids = ids_in(place);
    if (std::find(ids.begin(), ids.end(), name) != ids.end())
      return (place / (name + ".yaml")).string();
    known.insert(known.end(), ids.begin(), ids.end());
    places.push_back(place.string());
    if (!ids.empty()) found.push_back(place.string() + " has " + base::join(ids, ", "));
  }
  auto remedy = base::did_you_mean(name, known);
  if (!remedy.starts_with("did you mean")) remedy = "name a .yaml file or a shipped id;";
  remedy += found.empty() ? " there is none in " + base::join(places, ", ")
                          : " " + base::join(found, "; ");
  return Problem{
      "R040",
      "there is no file and no shipped id '" + base::valid_utf8(name.substr(0, 100)) + "'",
      {},
      std::move(remedy),
      {}};
}

Problems finished(Reading reading) {
  auto& problems = reading.problems;
  const auto key = [](const Problem& p) {
    return std::tie(p.at.file, p.at.line, p.at.column, p.code, p.message);
  };
  std::stable_sort(problems.begin(), problems.end(),
                   [&](const auto& a, const auto& b) { return key(a) < key(b); });
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
  shorten(problems);
  std::map<std::string, std::vector<std::string_view>> lines;
  for (const auto& [path, bytes] : reading.bytes_of) lines.emplace(path, lines_of(bytes));
  for (auto& problem : problems) {
    const auto file = lines.find(problem.at.file);
    const auto line = static_cast<std::size_t>(problem.at.line);
    if (file == lines.end() || line < 1 || line > file->second.size()) continue;
    problem.source_line = cut(file->second[line - 1], problem.at.column);
  }
  return std::move(problems);
}

}  // namespace plangrade::rules
