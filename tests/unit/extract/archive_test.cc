// ZIP archives: what is listed, what is read, and what is refused.
#include "extract/archive.h"

#include <cstdio>
#include <filesystem>

#include "office_files.h"
#include "support/catch.h"

namespace plangrade::extract {
namespace {

using test::zip_of;

/// An archive on disk for the length of a test.
class TemporaryZip {
 public:
  explicit TemporaryZip(const std::string& bytes)
      : path_(std::filesystem::temp_directory_path() /
              ("plangrade-archive-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)))) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~TemporaryZip() { std::filesystem::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

constexpr std::size_t kPlenty = 1 << 20;

TEST_CASE("members of an archive are listed in its order and read by name", "[extract]") {
  const TemporaryZip zip(zip_of({{"plans/b.txt", "second"}, {"a.txt", "first"}}));
  const auto names = archive_members(zip.path());
  REQUIRE(names);
  CHECK(*names == std::vector<std::string>{"plans/b.txt", "a.txt"});
  CHECK(archive_member(zip.path(), "a.txt", kPlenty).value() == "first");
  CHECK(archive_member(zip.path(), "c.txt", kPlenty).error().front().code == "ARC003");
}

TEST_CASE("a member's name is only a name, however it tries", "[extract]") {
  const TemporaryZip zip(
      zip_of({{"../../etc/passwd", "x"}, {"/etc/shadow", "y"}, {"a\nb.txt", "z"}}));
  const auto names = archive_members(zip.path());
  REQUIRE(names);
  REQUIRE(names->size() == 3);
  for (const auto& name : *names) CHECK(archive_member(zip.path(), name, kPlenty));
}

TEST_CASE("two members of one name are two files, and resource forks are none", "[extract]") {
  const TemporaryZip zip(
      zip_of({{"a.txt", "one"}, {"a.txt", "two"}, {"__MACOSX/._a.txt", "fork"}}));
  const auto names = archive_members(zip.path());
  REQUIRE(names);
  CHECK(*names == std::vector<std::string>{"a.txt", "a.txt#2"});
  CHECK(archive_member(zip.path(), "a.txt#2", kPlenty).value() == "two");
}

TEST_CASE("names that are not UTF-8 are listed as UTF-8 and can be read", "[extract]") {
  std::string bytes = zip_of({{"plan-X.txt", "text"}});
  for (auto at = bytes.find("plan-X"); at != std::string::npos; at = bytes.find("plan-X", at)) {
    bytes[at + 5] = '\x82';
  }
  const TemporaryZip zip(bytes);
  const auto names = archive_members(zip.path());
  REQUIRE(names);
  REQUIRE(names->size() == 1);
  CHECK(archive_member(zip.path(), names->front(), kPlenty).value() == "text");
}

TEST_CASE("a member that unpacks to more than allowed is refused", "[extract]") {
  const TemporaryZip zip(zip_of({{"bomb.txt", std::string(kPlenty + 1, 'x')}}));
  const auto member = archive_member(zip.path(), "bomb.txt", kPlenty);
  REQUIRE(!member);
  CHECK(member.error().front().code == "ARC004");
}

TEST_CASE("a package that expands beyond reason is refused before it fills memory", "[extract]") {
  const std::string zip = zip_of({{"a.xml", std::string(kRatioGrace + 1, 'x')}});
  REQUIRE(zip.size() * kMaxRatio < kRatioGrace);
  const auto parts = package_parts(zip, {"a.xml"}, std::size_t{1} << 30);
  REQUIRE(!parts);
  CHECK(parts.error().front().code == "ARC004");
}

TEST_CASE("an archive with too many members is refused", "[extract]") {
  test::Members members;
  for (std::size_t i = 0; i <= kMaxMembers; ++i) members.emplace_back(std::to_string(i), "");
  const TemporaryZip zip(zip_of(members));
  const auto names = archive_members(zip.path());
  REQUIRE(!names);
  CHECK(names.error().front().code == "ARC002");
}

TEST_CASE("an archive that was cut off is not read as if it were whole", "[extract]") {
  std::string bytes = zip_of({{"a.txt", "first"}, {"b.txt", "second"}});
  bytes.resize(bytes.size() - 30);
  const TemporaryZip zip(bytes);
  CHECK(archive_members(zip.path()).error().front().code == "ARC001");
  CHECK(package_parts(bytes, {"a.txt"}, kPlenty).error().front().code == "ARC001");
  CHECK(archive_members("/nowhere/x.zip").error().front().code == "ARC001");
}

TEST_CASE("a member behind a password is named as such", "[extract]") {
  const TemporaryZip zip(zip_of({{"a.txt", "secret"}}, "zip:encryption=zipcrypt", "word"));
  const auto names = archive_members(zip.path());
  REQUIRE(names);
  CHECK(archive_member(zip.path(), "a.txt", kPlenty).error().front().code == "ARC005");
}

}  // namespace
}  // namespace plangrade::extract
