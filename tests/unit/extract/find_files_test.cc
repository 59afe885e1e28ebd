// Which files are found, in which order, under which names.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

#include "office_files.h"
#include "plangrade/extract.h"
#include "support/catch.h"

namespace plangrade {
namespace {

namespace fs = std::filesystem;

class Tree {
 public:
  Tree() {
    std::string name = (fs::temp_directory_path() / "plangrade-test-XXXXXX").string();
    root = ::mkdtemp(name.data());
  }
  ~Tree() { fs::remove_all(root); }
  void add(const std::string& name, const std::string& bytes = "x") const {
    fs::create_directories((root / name).parent_path());
    std::ofstream(root / name, std::ios::binary) << bytes;
  }
  /// What is found, relative to the root.
  std::vector<std::string> names() const {
    const auto found = find_files({root.string()});
    REQUIRE(found.has_value());
    std::vector<std::string> out;
    for (const auto& file : *found) out.push_back(file.path.substr(root.string().size() + 1));
    return out;
  }
  fs::path root;
};

using Names = std::vector<std::string>;

TEST_CASE("all files below a directory are found, in order", "[extract]") {
  const Tree tree;
  tree.add("b.pdf");
  tree.add("a/z.docx");
  tree.add("a/notes.xyz");
  CHECK(tree.names() == Names{"a/notes.xyz", "a/z.docx", "b.pdf"});
}

TEST_CASE("a loop of links ends, and a link to a file is a file", "[extract]") {
  const Tree tree;
  tree.add("a/plan.pdf");
  fs::create_directory_symlink(tree.root, tree.root / "a/up");
  fs::create_symlink(tree.root / "a/plan.pdf", tree.root / "link.pdf");
  CHECK(tree.names() == Names{"a/plan.pdf", "link.pdf"});
}

TEST_CASE("names with line breaks and bytes that are no text are found", "[extract]") {
  const Tree tree;
  tree.add("a\nb.pdf");
  tree.add("c\xFF.pdf");
  CHECK(tree.names() == Names{"a\nb.pdf", "c\uFFFD.pdf"});
  const auto found = find_files({tree.root.string()});
  CHECK(fs::exists(found.value()[1].file));
}

TEST_CASE("a file given twice is found once", "[extract]") {
  const Tree tree;
  tree.add("a.pdf");
  const auto path = (tree.root / "a.pdf").string();
  CHECK(find_files({path, path}).value().size() == 1);
}

TEST_CASE("all inputs that do not exist are named", "[extract]") {
  const auto found = find_files({"/nonexistent/a", "/nonexistent/b"});
  REQUIRE_FALSE(found.has_value());
  CHECK(found.error().size() == 2);
  CHECK(found.error()[0].at.file == "/nonexistent/a");
}

TEST_CASE("an archive is its members, whatever their names say", "[extract]") {
  const Tree tree;
  tree.add("plans.zip", test::zip_of({{"b/plan.pdf", "x"}, {"../../etc/passwd", "y"}}));
  const auto names = tree.names();
  REQUIRE(names.size() == 2);
  CHECK(names[0].starts_with("plans.zip!"));
  CHECK(names[1] == "plans.zip!b/plan.pdf");
}

TEST_CASE("a broken archive is a file", "[extract]") {
  const Tree tree;
  tree.add("plans.zip", "this is no archive");
  CHECK(tree.names() == Names{"plans.zip"});
}

}  // namespace
}  // namespace plangrade
