// The cache of extracted text. An entry is a file named by its key, in a folder by the key's first
// two digits: the SHA-256 of the content, a line break, the content. Entries are written beside
// their place and renamed, so that a reader sees a whole one or none; one that does not match its
// hash is removed. Use is remembered in the modification time.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <tuple>

#include "base/file.h"
#include "plangrade/pipeline.h"

namespace plangrade {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kHashDigits = 64;

struct Entry {
  fs::path path;
  std::uint64_t bytes = 0;
  fs::file_time_type used;
};

std::vector<Entry> entries_of(const std::string& dir) {
  std::vector<Entry> entries;
  std::error_code error;
  for (auto it = fs::recursive_directory_iterator(dir, error);
       !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    std::error_code ignored;
    if (!it->is_regular_file(ignored) || it->path().extension() != ".text") continue;
    entries.push_back({it->path(), it->file_size(ignored), it->last_write_time(ignored)});
  }
  return entries;
}

}  // namespace

TextCache::TextCache(std::string dir, std::uint64_t max_bytes)
    : dir_(std::move(dir)), max_bytes_(max_bytes) {}

std::string TextCache::path_of(const std::string& key) const {
  const std::string name = base::sha256(key);
  return dir_ + "/" + name.substr(0, 2) + "/" + name + ".text";
}

std::optional<std::string> TextCache::find(const std::string& key) const {
  if (dir_.empty()) return std::nullopt;
  const auto path = path_of(key);
  auto bytes = base::read_file(path);
  if (!bytes) return std::nullopt;
  if (bytes->size() > kHashDigits && (*bytes)[kHashDigits] == '\n') {
    std::string content = bytes->substr(kHashDigits + 1);
    if (base::sha256(content) == bytes->substr(0, kHashDigits)) {
      ::utimensat(AT_FDCWD, path.c_str(), nullptr, 0);
      return content;
    }
  }
  ::unlink(path.c_str());
  return std::nullopt;
}

void TextCache::store(const std::string& key, const std::string& content) const {
  if (dir_.empty()) return;
  const auto path = path_of(key);
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  if (error) return;
  // A cache that is full or not writable costs time, never a result.
  (void)base::write_file(path, base::sha256(content) + "\n" + content);
}

void TextCache::prune() const {
  if (dir_.empty()) return;
  auto entries = entries_of(dir_);
  std::uint64_t total = 0;
  for (const auto& entry : entries) total += entry.bytes;
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.used, a.path) < std::tie(b.used, b.path);
  });
  for (const auto& entry : entries) {
    if (total <= max_bytes_) break;
    std::error_code ignored;
    if (fs::remove(entry.path, ignored)) total -= entry.bytes;
  }
}

TextCache::Info TextCache::info() const {
  Info info;
  if (dir_.empty()) return info;
  for (const auto& entry : entries_of(dir_)) {
    ++info.entries;
    info.bytes += entry.bytes;
  }
  return info;
}

void TextCache::clear() const {
  if (dir_.empty()) return;
  for (const auto& entry : entries_of(dir_)) {
    std::error_code ignored;
    fs::remove(entry.path, ignored);
  }
}

std::string TextCache::default_dir() {
  if (const char* dir = std::getenv("PLANGRADE_CACHE")) return dir;
  if (const char* dir = std::getenv("XDG_CACHE_HOME"); dir != nullptr && *dir != '\0') {
    return std::string(dir) + "/plangrade";
  }
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') {
    return std::string(home) + "/.cache/plangrade";
  }
  return "";
}

}  // namespace plangrade
