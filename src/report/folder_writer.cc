// Writes a folder so that it appears whole or not at all.
//
// Everything goes to a temporary directory beside the target first: files, then their directories,
// each forced to disk. Only then does one rename put it in place: RENAME_NOREPLACE for a new
// folder, RENAME_EXCHANGE for one that is replaced, whose old content is removed afterwards. A
// file system without these two falls back on plain renames, with the old folder put back if the
// second fails; there a reader may for an instant see no folder, but never half of one. What a
// killed run left beside the target, the next run for that target removes: a run that lives holds a
// lock on its directory.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <vector>

#include "base/file.h"
#include "plangrade/report.h"

namespace plangrade {
namespace {

namespace fs = std::filesystem;

Problem folder_problem(const char* code, const std::string& message, const fs::path& path,
                       const std::string& remedy = "") {
  return Problem{code, message, {path.string(), 0, 0}, remedy, {}};
}

Problem system_problem(const char* code, const std::string& what, const fs::path& path,
                       int reason) {
  return folder_problem(code, what + ": " + std::strerror(reason), path);
}

/// The folder without a trailing slash, and with links resolved if it exists.
fs::path normal_path(const std::string& dir) {
  std::error_code ignored;
  fs::path path = fs::absolute(dir, ignored).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  if (fs::is_symlink(path, ignored)) {
    const auto real = fs::canonical(path, ignored);
    if (!ignored) return real;
  }
  return path;
}

/// A directory that this process alone holds: the lock ends with the process, however it ends.
class Lock {
 public:
  explicit Lock(const fs::path& dir)
      : fd_(::open(dir.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)),
        held_(fd_ >= 0 && ::flock(fd_, LOCK_EX | LOCK_NB) == 0) {}
  ~Lock() {
    if (fd_ >= 0) ::close(fd_);
  }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  bool held() const { return held_; }

 private:
  int fd_;
  bool held_;
};

/// Removes the temporary directory unless it was moved away.
class TemporaryDirectory {
 public:
  explicit TemporaryDirectory(fs::path path) : path_(std::move(path)), lock_(path_) {}
  ~TemporaryDirectory() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
  Lock lock_;
};

/// Whether a directory holds files of a result, whole or half written, and nothing else. An empty
/// one may be just being made by another run.
bool holds_unfinished(const fs::path& dir, const FolderFiles& files) {
  std::error_code error;
  bool any = false;
  for (const auto& entry : fs::directory_iterator(dir, error)) {
    const auto name = entry.path().filename().string();
    const auto from = files.upper_bound(name);  // x.csv.AbCdEf.tmp stands after x.csv
    const bool known = from != files.begin() && name.starts_with(std::prev(from)->first);
    const bool folder = from != files.end() && from->first.starts_with(name + "/");
    if (!known && !folder) return false;
    any = true;
  }
  return any && !error;
}

/// Removes the temporary directories for this target that killed runs left.
void remove_left_over(const fs::path& target, const FolderFiles& files) {
  constexpr std::size_t kMarks = 6;  // that mkdtemp puts in
  const auto prefix = "." + target.filename().string() + ".";
  std::error_code ignored;
  std::vector<fs::path> left;
  for (const auto& entry : fs::directory_iterator(target.parent_path(), ignored)) {
    const auto name = entry.path().filename().string();
    if (name.size() != prefix.size() + kMarks || !name.starts_with(prefix)) continue;
    if (!entry.is_symlink(ignored) && entry.is_directory(ignored)) left.push_back(entry.path());
  }
  for (const auto& path : left) {
    const Lock lock(path);
    if (lock.held() && holds_unfinished(path, files)) fs::remove_all(path, ignored);
  }
}

bool sync_directory(const fs::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool done = ::fsync(fd) == 0;
  return ::close(fd) == 0 && done;
}

/// A name inside the folder: relative, and not out of it.
bool is_safe_name(const std::string& name) {
  const fs::path path(name);
  if (name.empty() || path.is_absolute()) return false;
  for (const auto& part : path) {
    if (part == ".." || part == "." || part.empty()) return false;
  }
  return true;
}

/// Writes the files into `dir`, which will be `target`: that is what problems name.
Result<bool> fill(const fs::path& dir, const FolderFiles& files, const std::string& target) {
  for (const auto& [name, bytes] : files) {
    if (!is_safe_name(name)) return folder_problem("OUT005", "not a file name: " + name, target);
    const fs::path path = dir / name;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error)
      return folder_problem("OUT003", "cannot be made: " + error.message(),
                            fs::path(target) / name);
    if (auto written = base::write_file(path.string(), bytes); !written) {
      auto problems = std::move(written).error();
      for (auto& problem : problems) problem.at.file = (fs::path(target) / name).string();
      return problems;
    }
  }
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(dir, error)) {
    if (entry.is_directory() && !sync_directory(entry.path())) {
      return system_problem("OUT003", "cannot be written", target, errno);
    }
  }
  if (!sync_directory(dir)) return system_problem("OUT003", "cannot be written", target, errno);
  return true;
}

/// Two renames where the file system cannot exchange; puts the old folder back on failure.
int replace_by_two_renames(const fs::path& temporary, const fs::path& target) {
  const fs::path old = temporary.string() + ".old";
  if (::rename(target.c_str(), old.c_str()) != 0) return errno;
  if (::rename(temporary.c_str(), target.c_str()) == 0) {
    std::error_code ignored;
    fs::remove_all(old, ignored);
    return 0;
  }
  const int reason = errno;
  return ::rename(old.c_str(), target.c_str()) == 0 ? reason : errno;
}

bool unsupported(int reason) { return reason == EINVAL || reason == ENOSYS || reason == EXDEV; }

/// 0, or the reason why the temporary directory could not take the target's place.
int put_in_place(const fs::path& temporary, const fs::path& target, bool exists) {
  const unsigned flags = exists ? RENAME_EXCHANGE : RENAME_NOREPLACE;
  if (::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, target.c_str(), flags) == 0) return 0;
  if (!unsupported(errno)) return errno;
  if (exists) return replace_by_two_renames(temporary, target);
  return ::rename(temporary.c_str(), target.c_str()) == 0 ? 0 : errno;
}

bool is_own_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_empty(path, ignored) || fs::exists(path / "datapackage.json", ignored) ||
         (fs::exists(path / "index.html", ignored) && fs::exists(path / "methods.html", ignored));
}

}  // namespace

Result<bool> check_folder_target(const std::string& dir, bool force) {
  if (dir.empty())
    return folder_problem("OUT001", "no output folder was named", dir, "use --out DIR");
  const fs::path path = normal_path(dir);
  std::error_code error;
  if (!fs::exists(fs::symlink_status(path, error))) {
    const auto parent = path.parent_path();
    if (!fs::is_directory(parent, error)) {
      return folder_problem("OUT003", "the folder it should be made in does not exist", dir,
                            "make " + parent.string() + " first");
    }
    if (::access(parent.c_str(), W_OK | X_OK) != 0) {
      return system_problem("OUT003", "cannot be made", dir, errno);
    }
    return true;
  }
  if (!fs::is_directory(path, error)) {
    return folder_problem("OUT002", "exists and is not a folder", dir, "name another folder");
  }
  if (!force) {
    return folder_problem("OUT002", "the output folder exists", dir,
                          "name another folder, or replace it with --force");
  }
  if (path == path.root_path() || !is_own_folder(path)) {
    return folder_problem("OUT004", "the folder holds other things than results and is left alone",
                          dir, "name a new folder, or one that plangrade wrote");
  }
  return true;
}

Result<bool> write_folder(const std::string& dir, const FolderFiles& files, bool force) {
  if (auto checked = check_folder_target(dir, force); !checked) return checked;
  const fs::path target = normal_path(dir);
  remove_left_over(target, files);
  std::string pattern =
      (target.parent_path() / ("." + target.filename().string() + ".XXXXXX")).string();
  if (::mkdtemp(pattern.data()) == nullptr)
    return system_problem("OUT003", "cannot be made", dir, errno);
  const TemporaryDirectory temporary{fs::path(pattern)};
  if (::chmod(pattern.c_str(), 0755) != 0)
    return system_problem("OUT003", "cannot be made", dir, errno);
  if (auto filled = fill(temporary.path(), files, dir); !filled) return filled;
  std::error_code ignored;
  const bool exists = fs::exists(target, ignored);
  if (exists && !force) return check_folder_target(dir, force);
  if (const int reason = put_in_place(temporary.path(), target, exists); reason != 0) {
    return system_problem("OUT003", "cannot be written", dir, reason);
  }
  if (!sync_directory(target.parent_path())) {
    return system_problem("OUT003", "cannot be written for certain", dir, errno);
  }
  return true;
}

}  // namespace plangrade
