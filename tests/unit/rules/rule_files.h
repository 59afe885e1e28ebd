// Rule files for tests, in a folder of their own that goes away with them.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace plangrade::test_rules {

class RuleFiles {
 public:
  RuleFiles() {
    std::string pattern = (std::filesystem::temp_directory_path() / "rules-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~RuleFiles() { std::filesystem::remove_all(folder_); }
  RuleFiles(const RuleFiles&) = delete;
  RuleFiles& operator=(const RuleFiles&) = delete;

  /// Writes a file and gives its path.
  std::string add(const std::string& name, const std::string& text) const {
    const auto path = folder_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }

 private:
  std::filesystem::path folder_;
};

/// The beginning of a rule set, to which tests add.
inline std::string head(const std::string& id = "r") {
  return "plangrade: 1\nid: " + id + "\ntitle: T\nversion: 1.0.0\n";
}

/// A criterion C1 with the level met for `when`.
inline std::string criterion(const std::string& when, const std::string& more = "") {
  return "criteria:\n  - id: C1\n    name: n\n    question: Q?\n    levels:\n      - {level: met, "
         "when: " +
         when + "}\n    otherwise: not_met\n" + more;
}

}  // namespace plangrade::test_rules
