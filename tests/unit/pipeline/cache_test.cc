// The cache gives back what it was given, or nothing; and it never costs a result.
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "base/file.h"
#include "plangrade/pipeline.h"
#include "support/catch.h"

namespace fs = std::filesystem;
using plangrade::TextCache;

namespace {

/// A folder that is gone when the test is over.
struct Scratch {
  std::string path = (fs::temp_directory_path() / "plangrade-cache-XXXXXX").string();
  Scratch() { REQUIRE(::mkdtemp(path.data()) != nullptr); }
  ~Scratch() { fs::remove_all(path); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
};

std::vector<fs::path> files_of(const std::string& dir) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(dir)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  return files;
}

void overwrite(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

void make_older(const std::string& dir, int hours) {
  for (const auto& file : files_of(dir)) {
    fs::last_write_time(file, fs::last_write_time(file) - std::chrono::hours(hours));
  }
}

}  // namespace

TEST_CASE("a text that was kept is found, under its own key only", "[pipeline]") {
  const Scratch scratch;
  const TextCache cache(scratch.path);
  cache.store("a", "the text of a");
  CHECK(cache.find("a") == "the text of a");
  CHECK_FALSE(cache.find("b"));
  CHECK(cache.info().entries == 1);
  CHECK(files_of(scratch.path).size() == 1);  // and nothing beside it
}

TEST_CASE("an entry that was altered anywhere is ignored, and replaced", "[pipeline]") {
  const Scratch scratch;
  const TextCache cache(scratch.path);
  const std::string content = "{\"format\":\"pdf\"}";
  cache.store("a", content);
  const auto file = files_of(scratch.path).at(0);
  const auto whole = *plangrade::base::read_file(file.string());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    auto bytes = whole;
    bytes[i] ^= 1;
    overwrite(file, bytes);
    CHECK_FALSE(cache.find("a"));
    overwrite(file, whole.substr(0, i));
    CHECK_FALSE(cache.find("a"));
  }
  overwrite(file, "bytes of something else");
  CHECK_FALSE(cache.find("a"));
  cache.store("a", content);
  CHECK(cache.find("a") == content);
}

TEST_CASE("an entry under another entry's name is not taken for it", "[pipeline]") {
  const Scratch scratch;
  const TextCache cache(scratch.path);
  cache.store("a", "the text of a");
  const auto of_a = files_of(scratch.path).at(0);
  cache.store("b", "the text of b");
  for (const auto& file : files_of(scratch.path)) {
    if (file != of_a) fs::copy_file(of_a, file, fs::copy_options::overwrite_existing);
  }
  CHECK_FALSE(cache.find("b"));
  CHECK(cache.find("a") == "the text of a");
}

TEST_CASE("a cache that is too large loses what was used longest ago", "[pipeline]") {
  const Scratch scratch;
  const std::string text(1000, 'x');
  const TextCache cache(scratch.path, 2500);
  for (const char* key : {"oldest", "middle", "newest"}) {
    make_older(scratch.path, 1);
    cache.store(key, text);
  }
  REQUIRE(cache.find("oldest"));  // which makes it the one used last
  cache.prune();
  CHECK(cache.info().entries == 2);
  CHECK(cache.info().bytes <= 2500);
  CHECK(cache.find("oldest"));
  CHECK_FALSE(cache.find("middle"));
  CHECK(cache.find("newest"));
}

TEST_CASE("clearing removes entries and leaves other files alone", "[pipeline]") {
  const Scratch scratch;
  const TextCache cache(scratch.path);
  cache.store("a", "the text of a");
  const auto left_by_a_killed_run = files_of(scratch.path).at(0).string() + ".Ab12Cd.tmp";
  overwrite(left_by_a_killed_run, "half");
  overwrite(scratch.path + "/letter.text", "somebody's own");
  cache.clear();
  CHECK(files_of(scratch.path) == std::vector<fs::path>{scratch.path + "/letter.text"});
}

TEST_CASE("a cache that cannot be made keeps nothing and fails nothing", "[pipeline]") {
  for (const char* dir : {"", "/dev/null/cache", "/proc/cache"}) {
    const TextCache cache(dir);
    cache.store("a", "the text of a");
    CHECK_FALSE(cache.find("a"));
    cache.prune();
    cache.clear();
    CHECK(cache.info().entries == 0);
  }
}

TEST_CASE("many at once on one cache read whole texts or none", "[pipeline]") {
  const Scratch scratch;
  const std::string text(200'000, 'x');
  std::atomic<int> wrong = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      const TextCache cache(scratch.path, t == 0 ? 500'000 : 1 << 30);
      for (int i = 0; i < 40; ++i) {
        const auto key = std::to_string((i * 7 + t) % 5);
        const auto found = cache.find(key);
        if (found && *found != key + text) ++wrong;
        if (!found) cache.store(key, key + text);
        if (t == 0 && i % 4 == 0) cache.prune();
      }
    });
  }
  threads.clear();
  CHECK(wrong == 0);
  for (const auto& file : files_of(scratch.path)) CHECK(file.extension() == ".text");
}
