// ODT: the text of OpenDocument as blocks. Left out: tracked deletions, comments, hidden text,
// sections and paragraphs, titles of pictures, and what stands at the head and foot of pages
// (which the format keeps apart from the text, in styles.xml).
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "extract/block_writer.h"
#include "extract/extractor.h"
#include "extract/formats_office.h"
#include "extract/office_package.h"

namespace plangrade::extract {
namespace {

constexpr std::string_view kMimeType = "application/vnd.oasis.opendocument.text";
constexpr int kMostSpanned = 50;
constexpr int kMostBlanks = 100;

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Names of styles whose text is not shown or bold, and of paragraph styles that make headings.
struct OdtStyles {
  std::set<std::string, std::less<>> hidden;
  std::set<std::string, std::less<>> bold;
  std::set<std::string, std::less<>> titles;

  void read(const pugi::xml_node& styles) {
    for (const auto& style : styles.children()) {
      if (local_name(style) != "style") continue;
      const std::string name(value_of(style, "name"));
      const auto properties = child_named(style, "text-properties");
      if (value_of(properties, "display") == "none") hidden.insert(name);
      if (value_of(properties, "font-weight") == "bold") bold.insert(name);
      const auto parent = value_of(style, "parent-style-name");
      if (name == "Title" || parent == "Title" || name == "Contents_20_Heading")
        titles.insert(name);
    }
  }
};

struct Text {
  std::string text;
  bool all_bold = true;               ///< of the visible characters so far
  std::vector<pugi::xml_node> boxes;  ///< text boxes anchored here
};

class Body {
 public:
  Body(NotedWriter& writer, const OdtStyles& styles) : writer_(writer), styles_(styles) {}

  void blocks(const pugi::xml_node& parent) {
    if (depth_ >= kMaxXmlDepth) return;
    ++depth_;
    for (const auto& node : parent.children()) {
      if (node.type() == pugi::node_element) block(node, local_name(node));
    }
    --depth_;
  }

 private:
  void block(const pugi::xml_node& node, std::string_view name) {
    if (name == "h" || name == "p") {
      paragraph(node, name == "h");
    } else if (name == "list") {
      ++list_depth_;
      blocks(node);
      --list_depth_;
    } else if (name == "list-item" || name == "list-header") {
      item_begins_ = name == "list-item";
      blocks(node);
      item_begins_ = false;
    } else if (name == "table") {
      table(node);
    } else if (name == "section") {
      if (!is_hidden(node)) blocks(node);
    } else if (name == "soft-page-break") {
      writer_.blocks().page_break();
    } else if (name == "frame" || name == "text-box") {
      blocks(node);
    } else if (name.ends_with("-index") ||
               is_one_of(name, {"table-of-content", "bibliography", "index-body", "index-title",
                                "g", "a"})) {
      blocks(node);
    }
  }

  bool is_hidden(const pugi::xml_node& node) const {
    return value_of(node, "display") == "none" ||
           styles_.hidden.contains(value_of(node, "style-name"));
  }

  void paragraph(const pugi::xml_node& node, bool heading) {
    if (is_hidden(node)) return;
    Text text;
    inlines(node, text);
    if (heading) {
      writer_.heading(number_in(value_of(node, "outline-level"), 1, 9), text.text);
    } else if (styles_.titles.contains(value_of(node, "style-name"))) {
      writer_.heading(1, text.text);
    } else if (list_depth_ > 0 && item_begins_ && !folded(text.text, false).empty()) {
      writer_.blocks().list_item(list_depth_, text.text);
      item_begins_ = false;
    } else if (text.all_bold && list_depth_ == 0 && reads_as_heading(text.text)) {
      writer_.heading(0, text.text);
    } else {
      writer_.blocks().paragraph(text.text);
    }
    for (const auto& box : text.boxes) blocks(box);
  }

  void inlines(const pugi::xml_node& parent, Text& text) {
    if (depth_ >= kMaxXmlDepth) return;
    ++depth_;
    const bool bold = styles_.bold.contains(value_of(parent, "style-name"));
    if (bold) ++bold_;
    for (const auto& node : parent.children()) {
      if (node.type() == pugi::node_element) {
        inline_element(node, local_name(node), text);
      } else {
        std::string characters = node.value();
        for (const char control : {kLineBreak, kPageBreak}) {
          std::replace(characters.begin(), characters.end(), control, ' ');
        }
        if (bold_ == 0 && !base::trimmed(characters).empty()) text.all_bold = false;
        text.text += characters;
      }
    }
    if (bold) --bold_;
    --depth_;
  }

  void inline_element(const pugi::xml_node& node, std::string_view name, Text& text) {
    if (name == "s") {
      const int blanks = number_in(value_of(node, "c"), 1, kMostBlanks);
      text.text.append(static_cast<std::size_t>(blanks), ' ');
    } else if (name == "tab") {
      text.text += ' ';
    } else if (name == "line-break") {
      text.text += kLineBreak;
    } else if (name == "soft-page-break") {
      text.text += kPageBreak;
    } else if (name == "note") {
      note(node);
    } else if (name == "text-box") {
      text.boxes.push_back(node);
    } else if (is_one_of(name,
                         {"annotation", "annotation-end", "tracked-changes", "ruby-text",
                          "hidden-text", "title", "desc", "script", "object", "image", "bookmark",
                          "note-citation", "sequence-decls", "hidden-paragraph"})) {
      return;
    } else if (name != "span" || !is_hidden(node)) {
      inlines(node, text);
    }
  }

  void note(const pugi::xml_node& node) {
    Text text;
    for (const auto& paragraph : child_named(node, "note-body").children()) {
      inlines(paragraph, text);
      text.text += ' ';
    }
    writer_.note(std::move(text.text));
  }

  /// Rows of a table with those of its groups; `header` marks the ones in header groups.
  struct Row {
    pugi::xml_node node;
    bool header = false;
  };
  static void gather_rows(const pugi::xml_node& parent, bool header, std::vector<Row>& rows,
                          int depth) {
    for (const auto& node : parent.children()) {
      const auto name = local_name(node);
      if (name == "table-row") {
        rows.push_back({node, header});
      } else if (depth < kMaxXmlDepth &&
                 is_one_of(name, {"table-header-rows", "table-rows", "table-row-group"})) {
        gather_rows(node, header || name == "table-header-rows", rows, depth + 1);
      }
    }
  }

  static bool is_cell(const pugi::xml_node& node) {
    return is_one_of(local_name(node), {"table-cell", "covered-table-cell"});
  }

  /// Tables of one column are boxes around text, and tables within tables place things on a page.
  static bool is_layout(const std::vector<Row>& rows) {
    bool one_column = true;
    for (const auto& row : rows) {
      int cells = 0;
      for (const auto& cell : row.node.children()) {
        if (!is_cell(cell)) continue;
        if (child_named(cell, "table")) return true;
        cells += number_in(value_of(cell, "number-columns-repeated"), 1, kMostSpanned);
      }
      one_column = one_column && cells <= 1;
    }
    return one_column;
  }

  void table(const pugi::xml_node& node) {
    std::vector<Row> rows;
    gather_rows(node, false, rows, 0);
    if (is_layout(rows)) {
      for (const auto& row : rows) {
        for (const auto& cell : row.node.children()) {
          if (is_cell(cell)) blocks(cell);
        }
      }
      return;
    }
    std::vector<pugi::xml_node> boxes;
    writer_.blocks().start_table();
    for (const auto& row : rows) table_row(row, boxes);
    writer_.blocks().start_table();
    for (const auto& box : boxes) blocks(box);
  }

  /// Cells that are covered by another stand in the file as empty ones.
  void table_row(const Row& row, std::vector<pugi::xml_node>& boxes) {
    std::vector<OfficeCell> cells;
    for (const auto& cell : row.node.children()) {
      if (local_name(cell) == "soft-page-break") writer_.blocks().page_break();
      if (!is_cell(cell)) continue;
      Text text;
      cell_text(cell, text);
      boxes.insert(boxes.end(), text.boxes.begin(), text.boxes.end());
      cells.push_back({std::move(text.text),
                       number_in(value_of(cell, "number-columns-repeated"), 1, kMostSpanned)});
    }
    writer_.blocks().table_row(per_column(cells), row.header);
  }

  void cell_text(const pugi::xml_node& parent, Text& text) {
    if (depth_ >= kMaxXmlDepth) return;
    ++depth_;
    for (const auto& node : parent.children()) {
      const auto name = local_name(node);
      if (name == "p" || name == "h") {
        if (!is_hidden(node)) inlines(node, text);
        text.text += ' ';
      } else if (is_one_of(name, {"list", "list-item", "list-header", "section"})) {
        cell_text(node, text);
      }
    }
    --depth_;
  }

  NotedWriter& writer_;
  const OdtStyles& styles_;
  int list_depth_ = 0;
  bool item_begins_ = false;
  int bold_ = 0;  ///< open elements whose style is bold
  int depth_ = 0;
};

}  // namespace

bool recognises_odt(std::string_view bytes, std::string_view) {
  constexpr std::size_t kNearStart = 200;
  return bytes.starts_with("PK\x03\x04") &&
         bytes.substr(0, kNearStart).find(kMimeType) != bytes.npos;
}

Document extract_odt(std::string_view bytes, const ExtractOptions& options) {
  Document document;
  const auto parts = package_parts(
      bytes, {"content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"}, kMaxPackageBytes);
  if (!parts) {
    set_failure(document, parts.error());
    return document;
  }
  pugi::xml_document content, style_part, meta, manifest;
  if (parse_part(*parts, "META-INF/manifest.xml", manifest) &&
      count_named(manifest, "encryption-data") > 0) {
    document.status = DocumentStatus::locked;
    document.message = "the file needs a password: save it without one";
    return document;
  }
  if (!parse_part(*parts, "content.xml", content)) {
    set_damaged(document, "the main part of the file is missing or broken");
    return document;
  }
  OdtStyles styles;
  if (parse_part(*parts, "styles.xml", style_part)) {
    styles.read(child_named(style_part.document_element(), "styles"));
  }
  styles.read(child_named(content.document_element(), "automatic-styles"));
  int noted = 0;
  if (parse_part(*parts, "meta.xml", meta)) {
    const auto properties = child_named(meta.document_element(), "meta");
    set_metadata(document, properties);
    noted = number_in(value_of(child_named(properties, "document-statistic"), "page-count"), 0,
                      1'000'000);
  }
  const bool pages = breaks_are_pages(count_named(content, "soft-page-break"), noted);
  BlockWriter blocks(document, pages, std::size_t(options.max_output_mb) << 20);
  NotedWriter writer(blocks);
  Body(writer, styles).blocks(at_path(content.document_element(), {"body", "text"}));
  writer.flush_notes();
  finish(document, blocks);
  return document;
}

}  // namespace plangrade::extract
