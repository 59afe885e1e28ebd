// What DOCX and ODT have in common: a ZIP package of XML parts, notes that stand beside the
// running text, tables whose cells span others, and page breaks that may or may not be true.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "extract/archive.h"
#include "extract/block_writer.h"
#include "plangrade/model/document.h"

namespace plangrade::extract {

/// Unpacked XML that is read of one office file.
inline constexpr std::size_t kMaxPackageBytes = std::size_t{48} << 20;
/// Elements nested deeper are read as running text, not looked into for structure.
inline constexpr int kMaxXmlDepth = 200;
/// Columns of one table row that are kept apart.
inline constexpr std::size_t kMaxColumns = 500;

/// The name without its namespace prefix; producers choose prefixes freely. Lives as the tree.
std::string_view local_name(const pugi::xml_node& node);
/// The first child element of this local name, or an empty node.
pugi::xml_node child_named(const pugi::xml_node& parent, std::string_view name);
/// The child at the end of a path of local names, or an empty node.
pugi::xml_node at_path(pugi::xml_node from, std::initializer_list<std::string_view> names);
/// The value of the attribute of this local name, or "". Lives as the tree.
std::string_view value_of(const pugi::xml_node& node, std::string_view attribute);
/// A non-negative number, `missing` if the text is none; capped at `most`.
int number_in(std::string_view text, int missing, int most);

/// Parses a part into `tree`; false if it is not well-formed. Doctypes are passed over and
/// entities of their own are never replaced, so nothing outside the part is ever read.
bool parse_part(const PackageParts& parts, std::string_view name, pugi::xml_document& tree);

/// Sets the status and message that a problem of reading the package means.
void set_failure(Document& document, const Problems& problems);
void set_damaged(Document& document, const std::string& why);

/// Sets title and created from the Dublin Core elements below `properties`.
void set_metadata(Document& document, const pugi::xml_node& properties);

/// Nodes below `top` with this local name.
int count_named(const pugi::xml_node& top, std::string_view name);

/// Whether the page breaks that the writing program left behind can be trusted: there are some,
/// and they are as many as the page count it noted (`noted` 0: it noted none). Word leaves breaks
/// out where tables cross pages; page numbers off by some are worse than none.
bool breaks_are_pages(int breaks, int noted);

/// A cell as the file has it.
struct OfficeCell {
  std::string text;
  int columns = 1;
};

/// One text per column: a cell that spans columns has its text in the first of them.
std::vector<std::string> per_column(const std::vector<OfficeCell>& cells);

/// Writes blocks; notes wait until the running text is not torn by them: before the next heading
/// and at the end.
class NotedWriter {
 public:
  explicit NotedWriter(BlockWriter& writer) : writer_(writer) {}
  void note(std::string text) { notes_.push_back(std::move(text)); }
  void heading(int level, std::string_view text);
  void flush_notes();
  BlockWriter& blocks() { return writer_; }

 private:
  BlockWriter& writer_;
  std::vector<std::string> notes_;
};

}  // namespace plangrade::extract
