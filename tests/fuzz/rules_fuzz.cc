// Fuzzes the loader of rule sets: any bytes end in a rule set or in problems, and what was loaded
// can be shown.
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/problems.h"
#include "plangrade/rules.h"
#include "rules/pattern_scan.h"

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  // A file may include "0", which would be standard input here.
  return std::freopen("/dev/null", "r", stdin) == nullptr ? 1 : 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace plangrade;
  static const int file = ::memfd_create("rules", 0);
  static const std::string path = "/proc/self/fd/" + std::to_string(file);
  if (::ftruncate(file, 0) != 0 || ::pwrite(file, data, size, 0) < 0) std::abort();
  const auto loaded = load_rule_set(path);
  if (loaded) {
    if (show_markdown(loaded->rules).empty() || show_html(loaded->rules).empty()) std::abort();
  } else if (loaded.error().empty()) {
    std::abort();
  } else {
    for (const auto format : {base::ProblemFormat::text, base::ProblemFormat::sarif}) {
      if (base::render_problems(loaded.error(), format, true).empty()) std::abort();
    }
  }
  (void)load_policy(path);
  (void)load_estimate(path);
  (void)rules::scan_pattern(std::string(data, data + size));
  return 0;
}
