// Finding and reading the files of a rule set, policy or estimate.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "plangrade/model/problem.h"
#include "rules/yaml_tree.h"

namespace plangrade::rules {

/// What has been read so far, and what was wrong with it.
struct Reading {
  Problems problems;
  std::map<std::string, std::string> bytes_of;  ///< path -> content
  std::string all_bytes;                        ///< of all files, in the order they were read
  bool incomplete = false;                      ///< a file is missing, so names may be unknown

  void problem(const char* code, std::string message, SourcePosition at, std::string remedy) {
    problems.push_back({code, std::move(message), std::move(at), std::move(remedy), {}});
  }
};

/// Reads and parses a file and holds it to the table of keys. A null node on failure, which sets
/// `incomplete`. `named_at` is where the file is named, if in a file.
YamlNode read_yaml(const std::string& path, std::string_view place, const SourcePosition& named_at,
                   Reading& reading);

/// The path of `name`: a path as it is; a bare id as `<dir>/<folder>/<id>.yaml` in the first of
/// `dirs` that has it. Problem R040 if it is an id that none has.
Result<std::string> find_file(const std::string& name, const std::vector<std::string>& dirs,
                              const std::string& folder);

/// Problems in the order of files and lines, each once, with the line they are about. Beyond a
/// thousand, the rest is only counted.
Problems finished(Reading reading);

}  // namespace plangrade::rules
