// DOCX: the body of WordprocessingML as blocks. Read is what a reader of the printed document
// sees: results of fields, not their codes; insertions, not deletions; footnotes and text boxes,
// not comments, hidden text, or what stands at the head and foot of every page.
#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "base/text.h"
#include "extract/block_writer.h"
#include "extract/docx_styles.h"
#include "extract/extractor.h"
#include "extract/formats_office.h"
#include "extract/office_package.h"
#include "extract/rtf_text.h"

namespace plangrade::extract {
namespace {

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Elements that group others and are looked through.
bool is_wrapper(std::string_view name) {
  return is_one_of(name,
                   {"ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml",
                    "fldSimple", "dir", "bdo", "ruby", "rubyBase", "oMath", "oMathPara"});
}

/// The code of a character in a symbol font, such as "F0B7", as the character that is meant.
std::string_view symbol(std::string_view code) {
  unsigned value = 0;
  std::from_chars(code.data(), code.data() + code.size(), value, 16);
  return symbol_character(static_cast<unsigned char>(value & 0xFF));
}

/// The text of one paragraph as it is gathered.
struct Text {
  std::string text;
  bool all_bold = true;               ///< of the visible characters so far
  std::vector<pugi::xml_node> boxes;  ///< text boxes anchored here
};

class Body {
 public:
  Body(NotedWriter& writer, const DocxStyles& styles, pugi::xml_node notes,
       pugi::xml_node end_notes)
      : writer_(writer), styles_(styles), notes_(notes), end_notes_(end_notes) {}

  /// Paragraphs and tables below `parent`, in order.
  void blocks(const pugi::xml_node& parent) {
    if (depth_ >= kMaxXmlDepth) return;
    ++depth_;
    for (const auto& node : parent.children()) {
      const auto name = local_name(node);
      if (name == "p") {
        paragraph(node);
      } else if (name == "tbl") {
        table(node);
      } else if (is_wrapper(name)) {
        blocks(node);
      } else if (name == "AlternateContent") {
        blocks(chosen(node));
      }
    }
    --depth_;
  }

 private:
  struct Row {
    std::vector<OfficeCell> cells;
    bool header = false;
    bool bold = true;
  };

  static pugi::xml_node chosen(const pugi::xml_node& alternatives) {
    const auto choice = child_named(alternatives, "Choice");
    return choice ? choice : child_named(alternatives, "Fallback");
  }

  void paragraph(const pugi::xml_node& node) {
    const auto properties = child_named(node, "pPr");
    const auto style = value_of(child_named(properties, "pStyle"), "val");
    Text text;
    read_paragraph(node, text);
    const std::string clean = folded(text.text, false);
    if (!value_of(child_named(properties, "framePr"), "dropCap").empty()) {
      drop_cap_ = clean;
      return;
    }
    const int heading = heading_level(properties, style, text);
    const int list = list_level(properties, style);
    text.text.insert(0, drop_cap_);
    drop_cap_.clear();
    if (heading >= 0) {
      writer_.heading(heading, text.text);
    } else if (list > 0) {
      writer_.blocks().list_item(list, text.text);
    } else {
      writer_.blocks().paragraph(text.text);
    }
    for (const auto& box : text.boxes) blocks(box);
  }

  /// From 1, 0 for a heading that is only bold, -1 for other paragraphs.
  int heading_level(const pugi::xml_node& properties, std::string_view style,
                    const Text& text) const {
    const int direct = number_in(value_of(child_named(properties, "outlineLvl"), "val"), -1, 9);
    if (direct >= 0 && direct < 9) return direct + 1;
    if (const int level = styles_.heading_level(style); direct < 0 && level > 0) return level;
    return text.all_bold && reads_as_heading(text.text) && table_depth_ == 0 &&
                   list_level(properties, style) == 0
               ? 0
               : -1;
  }

  int list_level(const pugi::xml_node& properties, std::string_view style) const {
    const auto numbering = child_named(properties, "numPr");
    const auto id = value_of(child_named(numbering, "numId"), "val");
    if (id == "0") return 0;
    const int own = number_in(value_of(child_named(numbering, "ilvl"), "val"), 0, 8) + 1;
    return !id.empty() ? own : styles_.list_level(style);
  }

  void read_paragraph(const pugi::xml_node& node, Text& text) {
    const auto style = value_of(at_path(node, {"pPr", "pStyle"}), "val");
    if (!styles_.hidden(style)) {
      paragraph_bold_ = styles_.bold(style);
      inlines(node, text);
    }
    // A field whose code does not end with its paragraph is broken; it must not swallow the rest.
    while (!fields_.empty() && !fields_.back()) fields_.pop_back();
  }

  void inlines(const pugi::xml_node& parent, Text& text) {
    if (depth_ >= kMaxXmlDepth) return;
    ++depth_;
    for (const auto& node : parent.children()) {
      const auto name = local_name(node);
      if (name == "r") {
        run(node, text);
      } else if (is_wrapper(name)) {
        inlines(node, text);
      } else if (name == "t" && shown()) {  // of a formula
        append(text, node.child_value(), true);
      } else if (name == "AlternateContent") {
        inlines(chosen(node), text);
      }
    }
    --depth_;
  }

  void run(const pugi::xml_node& node, Text& text) {
    const auto properties = child_named(node, "rPr");
    const auto style = value_of(child_named(properties, "rStyle"), "val");
    const int vanish = docx_toggle(properties, "vanish");
    const bool hidden = vanish == 1 || (vanish < 0 && styles_.hidden(style));
    const int bold = docx_toggle(properties, "b");
    content(node, text, hidden,
            bold == 1 || (bold < 0 && (paragraph_bold_ || styles_.bold(style))));
  }

  void content(const pugi::xml_node& run, Text& text, bool hidden, bool bold) {
    for (const auto& node : run.children()) {
      const auto name = local_name(node);
      if (name == "fldChar") {
        field(value_of(node, "fldCharType"));
      } else if (hidden || !shown()) {
        continue;
      } else if (name == "t") {
        append(text, node.child_value(), bold);
      } else if (name == "tab" || name == "ptab") {
        text.text += ' ';
      } else if (name == "br" || name == "cr") {
        text.text += kLineBreak;
      } else if (name == "lastRenderedPageBreak") {
        text.text += kPageBreak;
      } else if (name == "noBreakHyphen") {
        text.text += "\u2011";
      } else if (name == "sym") {
        text.text += symbol(value_of(node, "char"));
      } else if (name == "footnoteReference") {
        note(notes_, value_of(node, "id"));
      } else if (name == "endnoteReference") {
        note(end_notes_, value_of(node, "id"));
      } else if (name == "AlternateContent") {
        find_boxes(chosen(node), text, 0);
      } else if (is_one_of(name, {"drawing", "pict", "object"})) {
        find_boxes(node, text, 0);
      } else if (is_wrapper(name)) {
        inlines(node, text);
      }
    }
  }

  static void append(Text& text, std::string_view characters, bool bold) {
    std::string plain(characters);
    for (const char control : {kLineBreak, kPageBreak}) {
      std::replace(plain.begin(), plain.end(), control, ' ');
    }
    if (!bold && !base::trimmed(plain).empty()) text.all_bold = false;
    text.text += plain;
  }

  void find_boxes(const pugi::xml_node& parent, Text& text, int depth) {
    for (const auto& node : parent.children()) {
      const auto name = local_name(node);
      if (name == "txbxContent") {
        text.boxes.push_back(node);
      } else if (name == "AlternateContent") {
        if (depth < kMaxXmlDepth) find_boxes(chosen(node), text, depth + 1);
      } else if (depth < kMaxXmlDepth) {
        find_boxes(node, text, depth + 1);
      }
    }
  }

  /// Fields nest: BEGIN code SEPARATE result END. Text is shown if every open field is in its
  /// result.
  void field(std::string_view type) {
    if (type == "begin") {
      if (fields_.size() < kMaxXmlDepth) fields_.push_back(false);
    } else if (!fields_.empty() && type == "separate") {
      fields_.back() = true;
    } else if (!fields_.empty() && type == "end") {
      fields_.pop_back();
    }
  }

  bool shown() const {
    return std::all_of(fields_.begin(), fields_.end(), [](bool in_result) { return in_result; });
  }

  void note(const pugi::xml_node& notes, std::string_view id) {
    for (const auto& node : notes.children()) {
      if (value_of(node, "id") != id || !value_of(node, "type").empty() || in_note_) continue;
      in_note_ = true;
      const bool bold = paragraph_bold_;
      Text text;
      for (const auto& paragraph : node.children()) {
        if (local_name(paragraph) == "p") read_paragraph(paragraph, text);
        text.text += ' ';
      }
      in_note_ = false;
      paragraph_bold_ = bold;
      writer_.note(std::move(text.text));
      return;
    }
  }

  void table(const pugi::xml_node& node) {
    std::vector<pugi::xml_node> rows;
    gather(node, "tr", rows, 0);
    if (is_layout(rows)) {
      for (const auto& row : rows) {
        std::vector<pugi::xml_node> cells;
        gather(row, "tc", cells, 0);
        for (const auto& cell : cells) blocks(cell);
      }
      return;
    }
    ++table_depth_;
    const auto look = at_path(node, {"tblPr", "tblLook"});
    const bool styled = value_of(look, "firstRow") == "1" &&
                        !is_one_of(value_of(at_path(node, {"tblPr", "tblStyle"}), "val"),
                                   {"", "TableGrid", "TableNormal"});
    writer_.blocks().start_table();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Row row = read_row(rows[i]);
      const bool first = i == 0 && rows.size() > 1;
      writer_.blocks().table_row(per_column(row.cells),
                                 row.header || (first && (styled || row.bold)));
    }
    writer_.blocks().start_table();
    --table_depth_;
    write_waiting_boxes();
  }

  /// Children of this name, looking through wrappers; deleted rows are left out.
  static void gather(const pugi::xml_node& parent, std::string_view wanted,
                     std::vector<pugi::xml_node>& found, int depth) {
    for (const auto& node : parent.children()) {
      const auto name = local_name(node);
      if (name == wanted) {
        if (!at_path(node, {"trPr", "del"})) found.push_back(node);
      } else if (is_wrapper(name) && depth < kMaxXmlDepth) {
        gather(node, wanted, found, depth + 1);
      }
    }
  }

  /// Tables of one column are boxes around text, and tables within tables place things on a page.
  bool is_layout(const std::vector<pugi::xml_node>& rows) const {
    bool one_column = true;
    for (const auto& row : rows) {
      std::vector<pugi::xml_node> cells;
      gather(row, "tc", cells, 0);
      one_column = one_column && cells.size() <= 1;
      for (const auto& cell : cells) {
        if (child_named(cell, "tbl")) return true;
      }
    }
    return one_column;
  }

  Row read_row(const pugi::xml_node& node) {
    Row row;
    row.header = docx_toggle(child_named(node, "trPr"), "tblHeader") == 1;
    std::vector<pugi::xml_node> cells;
    gather(node, "tc", cells, 0);
    for (const auto& cell : cells) {
      const auto properties = child_named(cell, "tcPr");
      Text text;
      std::vector<pugi::xml_node> paragraphs;
      gather(cell, "p", paragraphs, 0);
      for (const auto& paragraph : paragraphs) {
        if (!text.text.empty()) text.text += ' ';
        read_paragraph(paragraph, text);
      }
      row.bold = row.bold && text.all_bold;
      waiting_boxes_.insert(waiting_boxes_.end(), text.boxes.begin(), text.boxes.end());
      row.cells.push_back({std::move(text.text),
                           number_in(value_of(child_named(properties, "gridSpan"), "val"), 1, 50)});
    }
    return row;
  }

  void write_waiting_boxes() {
    std::vector<pugi::xml_node> boxes;
    boxes.swap(waiting_boxes_);
    for (const auto& box : boxes) blocks(box);
  }

  NotedWriter& writer_;
  const DocxStyles& styles_;
  pugi::xml_node notes_;
  pugi::xml_node end_notes_;
  std::vector<bool> fields_;                   ///< open fields: is it in its result?
  std::vector<pugi::xml_node> waiting_boxes_;  ///< text boxes anchored in cells
  std::string drop_cap_;                       ///< large first letter of the next paragraph
  bool paragraph_bold_ = false;
  bool in_note_ = false;
  int table_depth_ = 0;
  int depth_ = 0;
};

/// "word/document.xml", or what the package's relationships call it.
std::string main_part(const PackageParts& parts) {
  pugi::xml_document tree;
  if (parse_part(parts, "_rels/.rels", tree)) {
    for (const auto& relationship : tree.first_child().children()) {
      if (!value_of(relationship, "Type").ends_with("/officeDocument")) continue;
      std::string_view target = value_of(relationship, "Target");
      if (target.starts_with('/')) target.remove_prefix(1);
      return std::string(target);
    }
  }
  return "word/document.xml";
}

}  // namespace

bool recognises_docx(std::string_view bytes, std::string_view) {
  const auto first = first_member(bytes);
  const bool office = first == "[Content_Types].xml" || first.starts_with("_rels/") ||
                      first.starts_with("docProps/") || first.starts_with("word/") ||
                      first.starts_with("customXml/");
  return office && bytes.find("word/") != bytes.npos && bytes.find("xl/workbook") == bytes.npos &&
         bytes.find("ppt/presentation") == bytes.npos;
}

Document extract_docx(std::string_view bytes, const ExtractOptions& options) {
  Document document;
  const auto relations = package_parts(bytes, {"_rels/.rels"}, kMaxPackageBytes);
  if (!relations) {
    set_failure(document, relations.error());
    return document;
  }
  const std::string main = main_part(*relations);
  const std::string folder = main.substr(0, main.rfind('/') + 1);
  const auto parts =
      package_parts(bytes,
                    {main, folder + "styles.xml", folder + "footnotes.xml", folder + "endnotes.xml",
                     "docProps/core.xml", "docProps/app.xml"},
                    kMaxPackageBytes);
  if (!parts) {
    set_failure(document, parts.error());
    return document;
  }
  pugi::xml_document body, styles, notes, end_notes, core, app;
  if (!parse_part(*parts, main, body)) {
    set_damaged(document, "the main part of the file is missing or broken");
    return document;
  }
  parse_part(*parts, folder + "styles.xml", styles);
  parse_part(*parts, folder + "footnotes.xml", notes);
  parse_part(*parts, folder + "endnotes.xml", end_notes);
  if (parse_part(*parts, "docProps/core.xml", core))
    set_metadata(document, core.document_element());
  parse_part(*parts, "docProps/app.xml", app);
  const auto noted = child_named(app.document_element(), "Pages").child_value();
  const bool pages =
      breaks_are_pages(count_named(body, "lastRenderedPageBreak"), number_in(noted, 0, 1'000'000));
  BlockWriter blocks(document, pages, std::size_t(options.max_output_mb) << 20);
  NotedWriter writer(blocks);
  const DocxStyles known(styles.document_element());
  Body reader(writer, known, notes.document_element(), end_notes.document_element());
  reader.blocks(child_named(body.document_element(), "body"));
  writer.flush_notes();
  finish(document, blocks);
  return document;
}

}  // namespace plangrade::extract
