// Markdown through MD4C (CommonMark with pipe tables). What is kept is what a reader of the
// rendered page sees: emphasis, links and comments lose their markup, so that quotations read as
// published. A comment `<!-- pagebreak -->` parts pages; files without one have no pages.
#include <md4c.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "extract/block_writer.h"
#include "extract/charset.h"
#include "extract/extractor.h"
#include "extract/formats_office.h"
#include "extract/html_blocks.h"

namespace plangrade::extract {
namespace {

/// Whether `html` holds a comment that says "pagebreak" or "page-break" and nothing else.
bool has_page_break(std::string_view html) {
  for (auto at = html.find("<!--"); at != html.npos; at = html.find("<!--", at + 4)) {
    const auto end = html.find("-->", at + 4);
    if (end == html.npos) return false;
    const std::string words = base::lower_ascii(base::trimmed(html.substr(at + 4, end - at - 4)));
    if (words == "pagebreak" || words == "page-break" || words == "page break") return true;
  }
  return false;
}

/// "&amp;", "&#8217;" or "&#x2019;" as the character meant; unknown ones as they stand.
std::string entity_text(std::string_view entity) {
  std::string_view name = entity.substr(1, entity.size() - 2);
  if (!name.starts_with('#')) {
    std::string known = html_entity(name);
    return known.empty() ? std::string(entity) : known;
  }
  name.remove_prefix(1);
  const int radix = name.starts_with('x') || name.starts_with('X') ? 16 : 10;
  if (radix == 16) name.remove_prefix(1);
  unsigned code = 0;
  const auto parsed = std::from_chars(name.data(), name.data() + name.size(), code, radix);
  if (parsed.ec != std::errc() || code == 0 || code > 0x10FFFF) return "\uFFFD";
  const auto unit = [](unsigned value) { return static_cast<char>(value & 0xFF); };
  std::string wide = {unit(code >> 24), unit(code >> 16), unit(code >> 8), unit(code)};
  std::string out;
  return convert(wide, "UTF-32BE", out) ? out : "\uFFFD";
}

/// Receives MD4C's events and appends blocks.
class Receiver {
 public:
  explicit Receiver(BlockWriter& writer) : writer_(writer) {}

  void enter(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        flush_text();
        ++list_depth_;
        break;
      case MD_BLOCK_LI:
        flush_text();
        item_begins_ = true;
        break;
      case MD_BLOCK_TABLE:
        writer_.start_table();
        break;
      case MD_BLOCK_THEAD:
        in_table_head_ = true;
        break;
      case MD_BLOCK_TR:
        cells_.clear();
        break;
      default:
        break;
    }
  }

  void leave(MD_BLOCKTYPE type, const void* detail) {
    switch (type) {
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        --list_depth_;
        break;
      case MD_BLOCK_H:
        writer_.heading(static_cast<int>(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level),
                        taken());
        all_strong_ = true;
        break;
      case MD_BLOCK_THEAD:
        in_table_head_ = false;
        break;
      case MD_BLOCK_TR:
        writer_.table_row(cells_, in_table_head_);
        break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        cells_.push_back(taken());
        all_strong_ = true;
        break;
      case MD_BLOCK_HTML:
        html_block(taken());
        break;
      default:
        flush_text();
        break;
    }
  }

  void text(MD_TEXTTYPE type, std::string_view text) {
    if (strong_ == 0 && type != MD_TEXT_SOFTBR && type != MD_TEXT_HTML) all_strong_ = false;
    switch (type) {
      case MD_TEXT_NULLCHAR:
        break;
      case MD_TEXT_BR:
        text_ += kLineBreak;
        break;
      case MD_TEXT_SOFTBR:
        text_ += ' ';
        break;
      case MD_TEXT_ENTITY:
        text_ += entity_text(text);
        break;
      case MD_TEXT_HTML:
        in_html_block_ ? void(text_ += text) : inline_html(text);
        break;
      case MD_TEXT_NORMAL:
      case MD_TEXT_CODE:
      case MD_TEXT_LATEXMATH:
        text_ += text;
        break;
    }
  }

  void strong(int change) { strong_ += change; }
  void set_html_block(bool inside) { in_html_block_ = inside; }

 private:
  std::string taken() { return std::exchange(text_, {}); }

  void flush_text() {
    const std::string text = taken();
    const bool strong = std::exchange(all_strong_, true);
    if (base::trimmed(text).empty()) return;
    if (list_depth_ > 0 && item_begins_) {
      writer_.list_item(list_depth_, text);
      item_begins_ = false;
    } else if (strong && list_depth_ == 0 && reads_as_heading(text)) {
      writer_.heading(0, text);
    } else {
      writer_.paragraph(text);
    }
  }

  /// Tags in running text show nothing, except the line break.
  void inline_html(std::string_view html) {
    if (base::lower_ascii(html.substr(0, 3)) == "<br") text_ += kLineBreak;
    if (has_page_break(html)) text_ += kPageBreak;
  }

  void html_block(const std::string& html) {
    if (has_page_break(html)) writer_.page_break();
    write_html(html, writer_);
  }

  BlockWriter& writer_;
  std::string text_;
  std::vector<std::string> cells_;
  int list_depth_ = 0;
  bool item_begins_ = false;
  int strong_ = 0;          ///< open spans of strong emphasis
  bool all_strong_ = true;  ///< of the text that no block has taken yet
  bool in_table_head_ = false;
  bool in_html_block_ = false;
};

void parse(std::string_view markdown, Receiver& receiver) {
  MD_PARSER parser = {};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOINDENTEDCODEBLOCKS |
                 MD_FLAG_PERMISSIVEATXHEADERS;
  parser.enter_block = [](MD_BLOCKTYPE type, void*, void* self) {
    if (type == MD_BLOCK_HTML) static_cast<Receiver*>(self)->set_html_block(true);
    static_cast<Receiver*>(self)->enter(type);
    return 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
    static_cast<Receiver*>(self)->leave(type, detail);
    if (type == MD_BLOCK_HTML) static_cast<Receiver*>(self)->set_html_block(false);
    return 0;
  };
  parser.enter_span = [](MD_SPANTYPE type, void*, void* self) {
    if (type == MD_SPAN_STRONG) static_cast<Receiver*>(self)->strong(1);
    return 0;
  };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
    if (type == MD_SPAN_STRONG) static_cast<Receiver*>(self)->strong(-1);
    return 0;
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
    static_cast<Receiver*>(self)->text(type, std::string_view(text, size));
    return 0;
  };
  md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &receiver);
}

/// The value of `key` in the lines of front matter, without quotes.
std::string front_value(std::string_view front, std::string_view key) {
  for (const auto& line : base::split(front, '\n')) {
    if (!line.starts_with(key) || line.size() <= key.size() || line[key.size()] != ':') continue;
    std::string_view value = base::trimmed(std::string_view(line).substr(key.size() + 1));
    const bool quoted = value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
                        value.back() == value.front();
    return std::string(quoted ? value.substr(1, value.size() - 2) : value);
  }
  return "";
}

/// Takes the front matter between two lines `---` off `text` and returns it.
std::string_view take_front_matter(std::string_view& text) {
  if (!text.starts_with("---\n")) return {};
  const auto end = text.find("\n---\n", 3);
  if (end == text.npos) return {};
  const auto front = text.substr(4, end > 4 ? end - 4 : 0);
  text.remove_prefix(end + 5);
  return front;
}

}  // namespace

bool recognises_markdown(std::string_view bytes, std::string_view file_name) {
  const auto extension = extension_of(file_name);
  return (extension == "md" || extension == "markdown") && looks_like_text(bytes);
}

Document extract_markdown(std::string_view bytes, const ExtractOptions& options) {
  Document document;
  std::string text = decoded(bytes);
  std::erase(text, '\r');
  std::string_view body = text;
  const auto front = take_front_matter(body);
  document.title = front_value(front, "title");
  document.created = front_value(front, "published");
  BlockWriter writer(document, has_page_break(body), std::size_t(options.max_output_mb) << 20);
  Receiver receiver(writer);
  parse(body, receiver);
  finish(document, writer);
  return document;
}

}  // namespace plangrade::extract
