// Every file below the inputs, in an order that does not depend on the file system.
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "archive.h"
#include "base/text.h"
#include "plangrade/extract.h"

namespace plangrade {
namespace {

namespace fs = std::filesystem;

bool is_zip(const std::string& path) {
  return path.size() > 4 && base::lower_ascii(path.substr(path.size() - 4)) == ".zip";
}

Problem listing_problem(const std::string& path, const std::string& reason) {
  return {.code = "FILE003",
          .message = "cannot be listed: " + reason,
          .at = {path, 0, 0},
          .remedy = "",
          .source_line = ""};
}

/// A file and, if it is an archive, its members in its place. An archive that cannot be opened
/// stays one file; its status will say what is wrong.
void add_file(const std::string& path, std::vector<FoundFile>& found) {
  if (is_zip(path)) {
    const auto members = extract::archive_members(path);
    if (members && !members->empty()) {
      for (const auto& member : *members) {
        found.push_back({base::valid_utf8(path) + "!" + member, path, member});
      }
      return;
    }
  }
  found.push_back({base::valid_utf8(path), path, ""});
}

/// Files below a directory. Links to directories are not followed, so loops cannot arise; links
/// to files are files. What cannot be listed is a problem, not a silent gap.
void add_directory(const std::string& path, std::vector<FoundFile>& found, Problems& problems) {
  std::error_code error;
  fs::directory_iterator entries(path, error);
  if (error) {
    problems.push_back(listing_problem(path, error.message()));
    return;
  }
  for (; entries != fs::directory_iterator(); entries.increment(error)) {
    std::error_code ignored;
    const auto& entry = *entries;
    if (entry.is_symlink(ignored) && entry.is_directory(ignored)) continue;
    if (entry.is_directory(ignored)) {
      add_directory(entry.path().string(), found, problems);
    } else {
      add_file(entry.path().string(), found);
    }
  }
  if (error) problems.push_back(listing_problem(path, error.message()));
}

}  // namespace

Result<std::vector<FoundFile>> find_files(const std::vector<std::string>& inputs) {
  std::vector<FoundFile> found;
  Problems problems;
  for (const auto& input : inputs) {
    std::error_code error;
    const auto status = fs::status(input, error);
    if (!fs::exists(status)) {
      problems.push_back({.code = "FILE001",
                          .message = "no such file or directory",
                          .at = {input, 0, 0},
                          .remedy = "",
                          .source_line = ""});
    } else if (fs::is_directory(status)) {
      add_directory(input, found, problems);
    } else {
      add_file(input, found);
    }
  }
  if (!problems.empty()) return problems;
  std::sort(found.begin(), found.end(), [](const FoundFile& a, const FoundFile& b) {
    return std::tie(a.path, a.file, a.member) < std::tie(b.path, b.file, b.member);
  });
  const auto same = [](const FoundFile& a, const FoundFile& b) {
    return a.file == b.file && a.member == b.member;
  };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  return found;
}

}  // namespace plangrade
