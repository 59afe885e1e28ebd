// The cache of extracted text. An entry is a file named by its key, in a folder by the key's first
// two digits: a SHA-256 of key and content, a line break, the content. An entry is written as a
// file without a name and given its name when it is whole, so that a reader sees a whole one or
// none and a killed program leaves nothing behind; one that does not match its hash, or that
// belongs to another key, is removed. Use is remembered in the modification time.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
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

/// An entry, or what a killed run left of one where the file system has no nameless files. Nothing
/// else is ever removed: a cache may have been pointed at a folder with other things in it.
bool of_cache(const fs::path& path) {
  const auto name = path.filename().string();
  return name.find_first_not_of("0123456789abcdef") == kHashDigits &&
         (name.substr(kHashDigits) == ".text" || name.compare(kHashDigits, 6, ".text.") == 0);
}

std::vector<Entry> entries_of(const std::string& dir) {
  std::vector<Entry> entries;
  std::error_code error;
  for (auto it = fs::recursive_directory_iterator(dir, error);
       !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    // Another run may remove an entry while this one looks at it.
    std::error_code gone;
    if (!it->is_regular_file(gone) || !of_cache(it->path())) continue;
    const auto bytes = it->file_size(gone);
    if (gone) continue;
    const auto used = it->last_write_time(gone);
    if (!gone) entries.push_back({it->path(), bytes, used});
  }
  return entries;
}

std::string seal(const std::string& key, const std::string& content) {
  return base::sha256(base::sha256(key) + content);
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

/// Writes a file that has no name until it is whole. False where the file system has no such files.
bool write_nameless(const std::string& path, std::string_view bytes) {
  const auto folder = fs::path(path).parent_path();
  const int fd = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0644);
  if (fd < 0) return errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL;
  if (write_all(fd, bytes)) {
    const auto self = "/proc/self/fd/" + std::to_string(fd);
    ::unlink(path.c_str());
    (void)::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW);
  }
  ::close(fd);
  return true;
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
    if (seal(key, content) == bytes->substr(0, kHashDigits)) {
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
  const auto bytes = seal(key, content) + "\n" + content;
  if (!write_nameless(path, bytes)) (void)base::write_file(path, bytes);
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
