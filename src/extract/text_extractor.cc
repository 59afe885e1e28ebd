// Plain text: the page is the text as it stands, and blocks are what its lines suggest. Empty
// lines part paragraphs, lines that begin with a bullet are list items, a short line alone
// without a full stop is a heading. Form feeds part pages; without them there are no pages.
#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "base/text.h"
#include "extract/block_writer.h"
#include "extract/charset.h"
#include "extract/extractor.h"
#include "extract/formats_office.h"

namespace plangrade::extract {
namespace {

constexpr std::size_t kLongestHeading = 90;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Length of "- ", "* ", "\u2022 ", "1. ", "a) " or "(iv) " at the start of a line; 0 if none.
std::size_t marker_length(std::string_view line) {
  if (const auto bullet = bullet_length(line); bullet > 0) return bullet;
  if (line.size() < 3) return 0;
  if ((line[0] == '-' || line[0] == '*' || line[0] == 'o') && (line[1] == ' ' || line[1] == '\t')) {
    return line[0] == 'o' && line[1] != '\t' ? 0 : 2;
  }
  std::size_t at = line[0] == '(' ? 1 : 0;
  const std::size_t first = at;
  while (at < line.size() && at - first < 4 &&
         (is_digit(line[at]) || (at - first < 3 && line[at] >= 'a' && line[at] <= 'z'))) {
    ++at;
  }
  if (at == first || at + 1 >= line.size()) return 0;
  const bool closed = line[at] == ')' || (first == 0 && line[at] == '.' && is_digit(line[0]));
  if (!closed || (line[at + 1] != ' ' && line[at + 1] != '\t')) return 0;
  return line.find_first_not_of(" \t", at + 1);
}

/// The level that a number such as "2.1" at the start gives a heading; 0 if it has none.
int number_level(std::string_view line) {
  int level = 0;
  std::size_t at = 0;
  while (at < line.size() && is_digit(line[at])) {
    while (at < line.size() && is_digit(line[at])) ++at;
    ++level;
    if (at < line.size() && line[at] == '.') ++at;
  }
  return at < line.size() && line[at] == ' ' ? level : 0;
}

bool looks_like_heading(std::string_view line) {
  if (line.size() > kLongestHeading || line.size() < 3) return false;
  const auto first = static_cast<unsigned char>(line.front());
  if (!(std::isupper(first) != 0 || is_digit(line.front()) || first >= 0x80)) return false;
  return std::string_view(".,;:!?|").find(line.back()) == std::string_view::npos &&
         std::any_of(line.begin(), line.end(),
                     [](unsigned char c) { return std::isalpha(c) != 0; });
}

/// Finds the blocks of one page, line by line.
class Blocks {
 public:
  explicit Blocks(Page& page) : page_(page) {}

  void read() {
    const std::string_view text = page_.text;
    for (std::size_t begin = 0; begin <= text.size();) {
      const auto end = std::min(text.find('\n', begin), text.size());
      line(begin, text.substr(begin, end - begin));
      begin = end + 1;
    }
    flush();
  }

 private:
  void line(std::size_t begin, std::string_view raw) {
    const auto text = base::trimmed(raw);
    if (text.empty()) return flush();
    begin += static_cast<std::size_t>(text.data() - raw.data());
    const auto marker = marker_length(text);
    // A number begins an item only where a paragraph could begin: "in section\n4) of the Act".
    const bool item = marker > 0 && (lines_ == 0 || item_ || !is_digit(text[0]));
    if (item) {
      flush();
      item_ = true;
      begin += marker;
    }
    if (lines_++ == 0) begin_ = begin;
    end_ = begin + text.size() - (item ? marker : 0);
  }

  void flush() {
    if (lines_ == 0) return;
    Block block;
    block.span = {static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(end_)};
    const auto text = block.span.in(page_.text);
    if (item_) {
      block.kind = BlockKind::list_item;
      block.level = 1;
    } else if (lines_ == 1 && looks_like_heading(text)) {
      block.kind = BlockKind::heading;
      block.level = number_level(text);
    }
    page_.blocks.push_back(std::move(block));
    lines_ = 0;
    item_ = false;
  }

  Page& page_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  int lines_ = 0;
  bool item_ = false;
};

}  // namespace

bool recognises_text(std::string_view bytes, std::string_view file_name) {
  const auto extension = extension_of(file_name);
  return (extension == "txt" || extension == "text" || extension.empty()) && looks_like_text(bytes);
}

Document extract_text(std::string_view bytes, const ExtractOptions& options) {
  Document document;
  const std::size_t limit = std::size_t(options.max_output_mb) << 20;
  if (bytes.size() > limit) {
    document.status = DocumentStatus::too_large;
    document.message = "the file holds more text than may be read from one file";
    return document;
  }
  std::string text = decoded(bytes);
  std::erase(text, '\r');
  if (base::trimmed(text).find_first_not_of("\f\n ") == std::string_view::npos) {
    document.status = DocumentStatus::no_text;
    document.message = "the file holds no text";
    return document;
  }
  const bool has_pages = text.find('\f') != std::string::npos;
  auto pages = base::split(text, '\f');
  // Printers' text ends every page with a form feed, the last one too.
  if (has_pages && base::trimmed(pages.back()).empty()) pages.pop_back();
  for (auto& page_text : pages) {
    Page page;
    page.number = has_pages ? static_cast<int>(document.pages.size()) + 1 : 0;
    page.text = std::move(page_text);
    Blocks(page).read();
    document.pages.push_back(std::move(page));
  }
  return document;
}

}  // namespace plangrade::extract
