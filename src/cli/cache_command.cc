// `plangrade cache info|clear`: the extracted text that is kept.
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/settings.h"

namespace plangrade::cli {

int run_cache(const Typed& typed, const Terminal& terminal) {
  const auto dir = typed.has("cache") ? typed.value("cache") : TextCache::default_dir();
  if (dir.empty() || dir == "off") {
    Gathered gathered;
    gathered.add("there is no cache", "--cache DIR, or set HOME or XDG_CACHE_HOME");
    return report_problems(gathered.problems, terminal);
  }
  const TextCache cache(dir);
  if (typed.value("command") == "cache clear") cache.clear();
  const auto info = cache.info();
  write_out(fmt::format("{}: {} texts, {:.1f} MB\n", dir, info.entries,
                        static_cast<double>(info.bytes) / 1e6));
  return kDone;
}

}  // namespace plangrade::cli
