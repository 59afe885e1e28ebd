// The only file of this folder that includes libarchive. The reader takes ZIP alone, without
// filters: other containers would only widen what hostile bytes can reach.
#include "extract/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <memory>
#include <set>
#include <utility>

#include "base/text.h"

namespace plangrade::extract {
namespace {

using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;

Problem problem(const char* code, std::string message, std::string remedy = "") {
  return {.code = code,
          .message = std::move(message),
          .at = {},
          .remedy = std::move(remedy),
          .source_line = ""};
}

Problem not_an_archive(archive* reader) {
  const char* reason = archive_error_string(reader);
  return problem("ARC001",
                 std::string("not a readable ZIP archive: ") +
                     base::valid_utf8(reason != nullptr ? reason : "no reason known"),
                 "unpack it and give the files inside");
}

Reader new_reader() {
  Reader reader(archive_read_new(), &archive_read_free);
  archive_read_support_format_zip(reader.get());
  return reader;
}

/// Gives members names that are UTF-8 and unique; the same archive always gets the same names.
class MemberNames {
 public:
  std::string next(archive_entry* entry) {
    const char* raw = archive_entry_pathname_utf8(entry);
    if (raw == nullptr) raw = archive_entry_pathname(entry);
    const std::string name = base::valid_utf8(raw != nullptr ? raw : "unnamed");
    std::string unique = name;
    for (int n = ++count_[name]; !used_.insert(unique).second; ++n) {
      unique = name + "#" + std::to_string(n);
    }
    return unique;
  }

 private:
  std::map<std::string, int> count_;
  std::set<std::string> used_;
};

bool is_file(archive_entry* entry, const std::string& name) {
  return archive_entry_filetype(entry) != AE_IFDIR && !name.ends_with('/') &&
         !name.starts_with("__MACOSX/");
}

enum class Next { go_on, stop };

/// Calls `visit` with each file's name and entry until it says stop.
Result<bool> each_file(archive* reader,
                       const std::function<Next(const std::string&, archive_entry*)>& visit) {
  MemberNames names;
  archive_entry* entry = nullptr;
  for (std::size_t count = 0;; ++count) {
    const int code = archive_read_next_header(reader, &entry);
    if (code == ARCHIVE_EOF) return true;
    if (code < ARCHIVE_WARN) return not_an_archive(reader);
    if (count >= kMaxMembers) {
      return problem("ARC002",
                     "the archive has more than " + std::to_string(kMaxMembers) + " members",
                     "unpack it and give the files that are plans");
    }
    const std::string name = names.next(entry);
    if (is_file(entry, name) && visit(name, entry) == Next::stop) return true;
  }
}

/// The bytes of the entry that the reader stands on.
Result<std::string> entry_bytes(archive* reader, archive_entry* entry, std::size_t max_bytes) {
  const std::string name = base::valid_utf8([&] {
    const char* raw = archive_entry_pathname(entry);
    return std::string(raw != nullptr ? raw : "unnamed");
  }());
  if (archive_entry_is_encrypted(entry) != 0) {
    return problem("ARC005", "'" + name + "' needs a password", "save it without a password");
  }
  std::string bytes;
  std::string chunk(std::size_t{64} << 10, '\0');
  for (;;) {
    const la_ssize_t got = archive_read_data(reader, chunk.data(), chunk.size());
    if (got == 0) return bytes;
    if (got < 0) {
      const char* reason = archive_error_string(reader);
      return problem("ARC006",
                     "'" + name + "' is damaged: " +
                         base::valid_utf8(reason != nullptr ? reason : "no reason known"),
                     "get the file again from where it was published");
    }
    if (bytes.size() + static_cast<std::size_t>(got) > max_bytes) {
      return problem("ARC004",
                     "'" + name + "' unpacks to more than " +
                         base::with_thousands(static_cast<long long>(max_bytes)) + " bytes",
                     "save it without embedded material, or as PDF");
    }
    bytes.append(chunk, 0, static_cast<std::size_t>(got));
  }
}

/// A ZIP archive ends with its directory and a comment of at most 64 KiB. libarchive also reads
/// archives that were cut off, and would give the members before the cut as if they were all.
constexpr std::size_t kDirectoryEnd = (64 << 10) + 22;

bool ends_with_directory(std::string_view tail) {
  return tail.find("PK\x05\x06") != std::string_view::npos;
}

Problem cut_off() {
  return problem("ARC001", "the ZIP archive is cut off or is none",
                 "get the file again from where it was published");
}

std::string file_tail(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return "";
  const auto size = static_cast<std::streamoff>(file.tellg());
  const auto begin = std::max<std::streamoff>(0, size - static_cast<std::streamoff>(kDirectoryEnd));
  std::string tail(static_cast<std::size_t>(size - begin), '\0');
  file.seekg(begin);
  file.read(tail.data(), static_cast<std::streamsize>(tail.size()));
  return file ? tail : "";
}

Result<Reader> open_file(const std::string& path) {
  constexpr std::size_t kBlock = 64 << 10;
  if (!ends_with_directory(file_tail(path))) return cut_off();
  Reader reader = new_reader();
  if (archive_read_open_filename(reader.get(), path.c_str(), kBlock) != ARCHIVE_OK) {
    return not_an_archive(reader.get());
  }
  return reader;
}

}  // namespace

Result<std::vector<std::string>> archive_members(const std::string& path) {
  auto reader = open_file(path);
  if (!reader) return reader.error();
  std::vector<std::string> names;
  auto done = each_file(reader->get(), [&](const std::string& name, archive_entry*) {
    names.push_back(name);
    return Next::go_on;
  });
  if (!done) return done.error();
  return names;
}

Result<std::string> archive_member(const std::string& path, const std::string& name,
                                   std::size_t max_bytes) {
  auto reader = open_file(path);
  if (!reader) return reader.error();
  Result<std::string> found = problem("ARC003", "the archive has no member '" + name + "'");
  auto done = each_file(reader->get(), [&](const std::string& member, archive_entry* entry) {
    if (member != name) return Next::go_on;
    found = entry_bytes(reader->get(), entry, max_bytes);
    return Next::stop;
  });
  if (!done) return done.error();
  return found;
}

Result<PackageParts> package_parts(std::string_view bytes, const std::vector<std::string>& names,
                                   std::size_t max_bytes) {
  const auto tail = std::min(bytes.size(), kDirectoryEnd);
  if (!ends_with_directory(bytes.substr(bytes.size() - tail))) return cut_off();
  Reader reader = new_reader();
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    return not_an_archive(reader.get());
  }
  std::size_t left = std::min(max_bytes, std::max(kRatioGrace, bytes.size() * kMaxRatio));
  PackageParts parts;
  Problems problems;
  auto done = each_file(reader.get(), [&](const std::string& name, archive_entry* entry) {
    if (std::find(names.begin(), names.end(), name) == names.end()) return Next::go_on;
    auto part = entry_bytes(reader.get(), entry, left);
    if (!part) {
      problems = part.error();
      return Next::stop;
    }
    left -= part->size();
    parts.emplace(name, std::move(part).value());
    return Next::go_on;
  });
  if (!done) return done.error();
  if (!problems.empty()) return problems;
  return parts;
}

}  // namespace plangrade::extract
