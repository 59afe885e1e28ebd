// Walks the tree that libxml2's HTML parser makes of a page, and writes blocks. The parser takes
// tag soup as browsers do; the walk decides what is a block, an item, a row or running text.
#include "extract/html_blocks.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "base/text.h"
#include "extract/html_furniture.h"

namespace plangrade::extract {
namespace {

using HtmlDocument = std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)>;

constexpr std::array<std::string_view, 38> kBlockElements = {
    "address", "article", "aside",  "blockquote", "body",  "caption",  "center",     "dd",
    "details", "dialog",  "div",    "dl",         "dt",    "fieldset", "figcaption", "figure",
    "footer",  "form",    "header", "hgroup",     "hr",    "html",     "legend",     "li",
    "main",    "menu",    "ol",     "p",          "pre",   "section",  "summary",    "table",
    "tbody",   "td",      "tfoot",  "th",         "thead", "tr"};

bool is_block(std::string_view name) {
  return name == "ul" ||
         std::find(kBlockElements.begin(), kBlockElements.end(), name) != kBlockElements.end();
}

int heading_level(const xmlNode* element) {
  const auto name = element_name(element);
  if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') return name[1] - '0';
  if (attribute(element, "role") != "heading") return 0;
  const std::string level = attribute(element, "aria-level");
  return level.size() == 1 && level[0] >= '1' && level[0] <= '6' ? level[0] - '0' : 2;
}

/// Text of a text node: its white space is layout of the source, except in <pre>.
std::string text_of(const xmlNode* node, bool preformatted) {
  std::string text = node->content != nullptr ? reinterpret_cast<const char*>(node->content) : "";
  std::replace(text.begin(), text.end(), kPageBreak, ' ');
  if (!preformatted) std::replace(text.begin(), text.end(), kLineBreak, ' ');
  return text;
}

/// All text below an element as running text; blocks within it are parted by blanks.
/// Follows the tree without recursion, so that depth costs nothing.
std::string running_text(const xmlNode* top, const xmlNode* root) {
  std::string text;
  const xmlNode* node = top->children;
  while (node != nullptr) {
    const bool skip = node->type == XML_ELEMENT_NODE && is_left_out(node, root);
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
      text += text_of(node, false);
    } else if (!skip && (element_name(node) == "br" || is_block(element_name(node)))) {
      text += ' ';
    }
    if (!skip && node->type == XML_ELEMENT_NODE && node->children != nullptr) {
      node = node->children;
      continue;
    }
    while (node != top && node->next == nullptr) {
      node = node->parent;
      if (node != top && is_block(element_name(node))) text += ' ';
    }
    node = node == top ? nullptr : node->next;
  }
  return text;
}

struct Cell {
  const xmlNode* element = nullptr;
  int columns = 1;
  int rows = 1;
};

struct Row {
  std::vector<Cell> cells;
  bool header = false;
};

int span_attribute(const xmlNode* element, const char* name, int most) {
  const std::string value = attribute(element, name);
  int number = 0;
  for (const char c : value) {
    if (c < '0' || c > '9' || number > most) break;
    number = number * 10 + (c - '0');
  }
  return std::clamp(number, 1, most);
}

Row read_row(const xmlNode* tr, bool in_head, const xmlNode* root) {
  constexpr int kMostSpanned = 50;
  Row row;
  bool all_headers = true;
  for (const xmlNode* cell = tr->children; cell != nullptr; cell = cell->next) {
    const auto name = element_name(cell);
    if ((name != "td" && name != "th") || is_left_out(cell, root)) continue;
    all_headers = all_headers && name == "th";
    row.cells.push_back({cell, span_attribute(cell, "colspan", kMostSpanned),
                         span_attribute(cell, "rowspan", kMostSpanned)});
  }
  row.header = in_head || (all_headers && row.cells.size() > 1);
  return row;
}

/// The rows of a table, not those of tables within it.
void read_rows(const xmlNode* parent, bool in_head, const xmlNode* root, std::vector<Row>& rows) {
  for (const xmlNode* child = parent->children; child != nullptr; child = child->next) {
    const auto name = element_name(child);
    if (name.empty() || is_left_out(child, root)) continue;
    if (name == "tr") rows.push_back(read_row(child, in_head, root));
    if ((name == "thead" || name == "tbody" || name == "tfoot") &&
        element_name(parent) == "table") {
      read_rows(child, name == "thead", root, rows);
    }
  }
}

bool contains_element(const xmlNode* top, bool (*wanted)(const xmlNode*), int depth = 0) {
  for (const xmlNode* child = top->children; child != nullptr; child = child->next) {
    if (wanted(child)) return true;
    if (depth < kMaxHtmlDepth && contains_element(child, wanted, depth + 1)) return true;
  }
  return false;
}

/// Tables that only place things on the page are read cell by cell, as if they were not there.
bool is_layout(const xmlNode* table, const std::vector<Row>& rows) {
  constexpr std::size_t kFewRows = 2;
  const std::string role = attribute(table, "role");
  if (role == "presentation" || role == "none") return true;
  const bool one_column =
      std::all_of(rows.begin(), rows.end(), [](const Row& row) { return row.cells.size() <= 1; });
  if (one_column) return true;
  if (contains_element(table, [](const xmlNode* n) { return element_name(n) == "table"; })) {
    return true;
  }
  return rows.size() <= kFewRows &&
         contains_element(table, [](const xmlNode* n) { return heading_level(n) > 0; });
}

/// Writes what is below one element.
class Walk {
 public:
  Walk(BlockWriter& writer, const xmlNode* root) : writer_(writer), root_(root) {}

  void children(const xmlNode* parent) {
    for (const xmlNode* child = parent->children; child != nullptr; child = child->next) {
      if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
        text_ += text_of(child, preformatted_ > 0);
        if (bold_ == 0 && !base::trimmed(text_of(child, false)).empty()) all_bold_ = false;
      } else if (child->type == XML_ELEMENT_NODE && !is_left_out(child, root_)) {
        element(child);
      }
    }
  }

  void flush() {
    std::string text;
    text.swap(text_);
    const bool bold = std::exchange(all_bold_, true);
    if (folded(text, false).empty()) return;
    if (item_level_ > 0) {
      writer_.list_item(item_level_, text);
      item_level_ = 0;
    } else if (bold && list_depth_ == 0 && reads_as_heading(text)) {
      writer_.heading(0, text);
    } else {
      writer_.paragraph(text);
    }
  }

 private:
  void element(const xmlNode* node) {
    const auto name = element_name(node);
    if (name == "br") {
      text_ += kLineBreak;
    } else if (depth_ >= kMaxHtmlDepth) {
      text_ += ' ' + running_text(node, root_) + ' ';
    } else if (const int level = heading_level(node); level > 0) {
      flush();
      writer_.heading(level, running_text(node, root_));
    } else if (name == "table") {
      flush();
      table(node);
    } else if (is_block(name)) {
      flush();
      block(node, name);
      flush();
    } else {
      const bool bold = name == "b" || name == "strong";
      if (bold) ++bold_;
      descend(node);
      if (bold) --bold_;
    }
  }

  void descend(const xmlNode* node) {
    ++depth_;
    children(node);
    --depth_;
  }

  void block(const xmlNode* node, std::string_view name) {
    const bool list = name == "ul" || name == "ol" || name == "menu" || name == "dl";
    const bool item = name == "li" || name == "dd";
    if (list) ++list_depth_;
    if (item) item_level_ = std::max(list_depth_, 1);
    if (name == "pre") ++preformatted_;
    descend(node);
    if (name == "pre") --preformatted_;
    if (list) --list_depth_;
    if (item) {
      flush();
      item_level_ = 0;
    }
  }

  void table(const xmlNode* node) {
    std::vector<Row> rows;
    read_rows(node, false, root_, rows);
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
      if (element_name(child) == "caption" && !is_left_out(child, root_)) {
        writer_.paragraph(running_text(child, root_));
      }
    }
    if (is_layout(node, rows)) {
      for (const auto& row : rows) {
        for (const auto& cell : row.cells) {
          descend(cell.element);
          flush();
        }
      }
      return;
    }
    writer_.start_table();
    std::vector<int> covered;  // rows that a cell above still covers, by column
    for (const auto& row : rows) writer_.table_row(texts(row, covered), row.header);
    writer_.start_table();
  }

  /// One text per column: a cell that spans columns or rows has its text in the first of them.
  std::vector<std::string> texts(const Row& row, std::vector<int>& covered) const {
    constexpr std::size_t kMostColumns = 500;
    std::vector<std::string> cells;
    const auto skip_covered = [&] {
      while (cells.size() < covered.size() && covered[cells.size()] > 0) {
        --covered[cells.size()];
        cells.emplace_back();
      }
    };
    for (const auto& cell : row.cells) {
      skip_covered();
      for (int i = 0; i < cell.columns && cells.size() < kMostColumns; ++i) {
        if (covered.size() <= cells.size()) covered.resize(cells.size() + 1, 0);
        covered[cells.size()] = cell.rows - 1;
        cells.push_back(i == 0 ? running_text(cell.element, root_) : "");
      }
    }
    skip_covered();
    return cells;
  }

  BlockWriter& writer_;
  const xmlNode* root_;
  std::string text_;    ///< running text that no block has taken yet
  int item_level_ = 0;  ///< above 0: the next text begins a list item of this level
  int list_depth_ = 0;
  int preformatted_ = 0;
  int bold_ = 0;          ///< open <b> and <strong>
  bool all_bold_ = true;  ///< of the running text so far
  int depth_ = 0;
};

HtmlDocument parsed(std::string_view html) {
  std::unique_ptr<xmlParserCtxt, decltype(&htmlFreeParserCtxt)> context(htmlNewParserCtxt(),
                                                                        &htmlFreeParserCtxt);
  if (context == nullptr) return HtmlDocument(nullptr, &xmlFreeDoc);
  // Without XML_PARSE_HUGE the parser drops the rest of a page that nests deeper than 256.
  const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                      HTML_PARSE_NONET | HTML_PARSE_COMPACT | XML_PARSE_HUGE;
  return HtmlDocument(htmlCtxtReadMemory(context.get(), html.data(), static_cast<int>(html.size()),
                                         nullptr, "UTF-8", options),
                      &xmlFreeDoc);
}

/// "2016-10-31" at the start of `value`, or "".
std::string iso_date(std::string_view value) {
  constexpr std::string_view kShape = "0000-00-00";
  if (value.size() < kShape.size()) return "";
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    const bool digit = value[i] >= '0' && value[i] <= '9';
    if (kShape[i] == '0' ? !digit : value[i] != '-') return "";
  }
  return std::string(value.substr(0, kShape.size()));
}

HtmlMetadata metadata(const xmlNode* head) {
  HtmlMetadata found;
  for (const xmlNode* child = head->children; child != nullptr; child = child->next) {
    if (element_name(child) == "title" && found.title.empty() && child->children != nullptr) {
      found.title = folded(text_of(child->children, false), false);
    }
    if (element_name(child) != "meta") continue;
    std::string name = attribute(child, "name");
    if (name.empty()) name = attribute(child, "property");
    const bool dated = name == "dcterms.created" || name == "dc.date" || name == "dcterms.issued" ||
                       name == "dcterms.date" || name == "article:published_time" || name == "date";
    if (dated && found.created.empty()) found.created = iso_date(attribute(child, "content"));
  }
  return found;
}

}  // namespace

std::string html_entity(std::string_view name) {
  const htmlEntityDesc* entity =
      htmlEntityLookup(reinterpret_cast<const xmlChar*>(std::string(name).c_str()));
  if (entity == nullptr) return "";
  std::array<xmlChar, 8> bytes = {};
  const int length = xmlCopyCharMultiByte(bytes.data(), static_cast<int>(entity->value));
  return std::string(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

HtmlMetadata write_html(std::string_view utf8, BlockWriter& writer) {
  HtmlMetadata found;
  if (base::trimmed(utf8).empty()) return found;
  const HtmlDocument document = parsed(utf8);
  const xmlNode* html = document != nullptr ? xmlDocGetRootElement(document.get()) : nullptr;
  if (html == nullptr) return found;
  const xmlNode* body = nullptr;
  for (const xmlNode* child = html->children; child != nullptr; child = child->next) {
    if (element_name(child) == "head") found = metadata(child);
    if (element_name(child) == "body") body = child;
  }
  const xmlNode* root = text_root(body != nullptr ? body : html);
  Walk walk(writer, root);
  walk.children(root);
  walk.flush();
  return found;
}

}  // namespace plangrade::extract
