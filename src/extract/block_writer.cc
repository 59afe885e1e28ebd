// Appending blocks to pages; the only rule of layout is that rows of a table and items of a list
// follow each other by line, everything else with an empty line between.
#include "extract/block_writer.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace plangrade::extract {
namespace {

constexpr std::string_view kCellSeparator = " | ";

// The private-use ones are how Word writes bullets of the Symbol and Wingdings fonts.
constexpr std::array<std::string_view, 14> kBullets = {
    "\u2022", "\u25AA", "\u25CF", "\u25E6", "\u2023", "\u25A0", "\u00B7",
    "\u2043", "\u25CB", "\u27A2", "\uF0B7", "\uF0A7", "\uF0D8", "\uF076"};

bool is_invisible(UChar32 c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF || c == 0x2060 ||
         (c >= 0x202A && c <= 0x202E);
}

bool is_blank(UChar32 c) {
  return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || u_charType(c) == U_SPACE_SEPARATOR ||
         c == 0x2028 || c == 0x2029;
}

Span span_at(std::size_t begin, std::size_t length) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + length)};
}

}  // namespace

std::string folded(std::string_view text, bool keep_breaks) {
  std::string out;
  out.reserve(text.size());
  char pending = 0;
  int32_t i = 0;
  const auto size = static_cast<int32_t>(text.size());
  while (i < size) {
    const int32_t start = i;
    UChar32 c = 0;
    U8_NEXT(text.data(), i, size, c);
    if (c < 0) c = 0xFFFD;
    if (is_invisible(c)) continue;
    if (is_blank(c)) {
      if (keep_breaks && c == kLineBreak) {
        pending = kLineBreak;
      } else if (pending == 0) {
        pending = ' ';
      }
      continue;
    }
    if (pending != 0 && !out.empty()) out += pending;
    pending = 0;
    if (c == 0xFFFD) {
      out += "\uFFFD";
    } else {
      out.append(text, static_cast<std::size_t>(start), static_cast<std::size_t>(i - start));
    }
  }
  return out;
}

std::size_t bullet_length(std::string_view line) {
  for (const auto bullet : kBullets) {
    if (!line.starts_with(bullet)) continue;
    const auto text = line.find_first_not_of(" \t", bullet.size());
    if (text != std::string_view::npos && text > bullet.size()) return text;
  }
  return 0;
}

bool reads_as_heading(std::string_view text) {
  constexpr std::size_t kShortest = 3, kLongest = 90;
  const std::string clean = folded(text, true);
  return clean.size() >= kShortest && clean.size() <= kLongest &&
         clean.find(kLineBreak) == clean.npos &&
         std::string_view(".,;:!?").find(clean.back()) == std::string_view::npos;
}

BlockWriter::BlockWriter(Document& document, bool has_pages, std::size_t max_bytes)
    : document_(document), has_pages_(has_pages), left_(max_bytes) {}

Page& BlockWriter::page() {
  if (document_.pages.empty()) {
    document_.pages.emplace_back();
    document_.pages.back().number = has_pages_ ? 1 : 0;
  }
  return document_.pages.back();
}

void BlockWriter::page_break() {
  if (!has_pages_) return;
  const int number = page().number;
  document_.pages.emplace_back();
  document_.pages.back().number = number + 1;
  table_starts_ = true;
}

bool BlockWriter::has_room(std::size_t bytes) {
  constexpr std::size_t kBreaks = 2;
  if (overflowed_ || bytes + kBreaks > left_) {
    overflowed_ = true;
    return false;
  }
  left_ -= bytes + kBreaks;
  return true;
}

void BlockWriter::separate(BlockKind kind) {
  Page& current = page();
  if (current.text.empty()) return;
  const bool same_list =
      kind == current.blocks.back().kind &&
      (kind == BlockKind::list_item || (kind == BlockKind::table_row && !table_starts_));
  current.text += same_list ? "\n" : "\n\n";
}

void BlockWriter::add(BlockKind kind, int level, std::string_view clean) {
  if (clean.empty() || !has_room(clean.size())) return;
  separate(kind);
  Page& current = page();
  Block block;
  block.kind = kind;
  block.level = level;
  block.span = span_at(current.text.size(), clean.size());
  current.text += clean;
  current.blocks.push_back(std::move(block));
  wrote_text_ = true;
  table_starts_ = true;
}

void BlockWriter::append(BlockKind kind, int level, std::string_view text) {
  for (;;) {
    const auto end = has_pages_ ? text.find(kPageBreak) : text.npos;
    add(kind, level, folded(text.substr(0, end), kind != BlockKind::heading));
    if (end == std::string_view::npos) return;
    page_break();
    text.remove_prefix(end + 1);
  }
}

void BlockWriter::heading(int level, std::string_view text) {
  append(BlockKind::heading, level, text);
}

void BlockWriter::list_item(int level, std::string_view text) {
  // Authors type bullets into paragraphs that are list items already.
  const auto start = text.find_first_not_of(" \t\n");
  if (start != text.npos) {
    if (const auto bullet = bullet_length(text.substr(start)); bullet > 0) {
      text.remove_prefix(start + bullet);
    }
  }
  append(BlockKind::list_item, std::max(level, 1), text);
}

void BlockWriter::paragraph(std::string_view text) {
  std::string lines;  // of the paragraph that is being gathered
  const auto flush = [&] {
    append(BlockKind::paragraph, 0, lines);
    lines.clear();
  };
  while (!text.empty()) {
    const auto end = std::min(text.find(kLineBreak), text.size());
    const std::string_view whole = text.substr(0, end);
    const std::string line = folded(whole, false);
    if (const auto bullet = bullet_length(line);
        bullet > 0 && whole.find(kPageBreak) == whole.npos) {
      flush();
      append(BlockKind::list_item, 1, std::string_view(line).substr(bullet));
    } else if (line.empty() && whole.find(kPageBreak) == whole.npos) {
      flush();
    } else {
      if (!lines.empty()) lines += kLineBreak;
      lines += whole;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  flush();
}

void BlockWriter::start_table() { table_starts_ = true; }

void BlockWriter::table_row(const std::vector<std::string>& cells, bool header) {
  bool break_before = false;
  bool break_after = false;
  std::vector<std::string> clean;
  std::size_t bytes = 0;
  for (const auto& cell : cells) {
    const auto at = cell.find(kPageBreak);
    if (at != std::string::npos) {
      (folded(std::string_view(cell).substr(0, at), false).empty() ? break_before : break_after) =
          true;
    }
    clean.push_back(folded(cell, false));
    bytes += clean.back().size() + kCellSeparator.size();
  }
  const bool empty =
      std::all_of(clean.begin(), clean.end(), [](const auto& c) { return c.empty(); });
  if (break_before) page_break();
  if (!empty && has_room(bytes)) {
    separate(BlockKind::table_row);
    Page& current = page();
    Block block;
    block.kind = BlockKind::table_row;
    block.header = header;
    block.starts_table = table_starts_;
    const std::size_t begin = current.text.size();
    for (std::size_t i = 0; i < clean.size(); ++i) {
      if (i > 0) current.text += kCellSeparator;
      block.cells.push_back(span_at(current.text.size(), clean[i].size()));
      current.text += clean[i];
    }
    block.span = span_at(begin, current.text.size() - begin);
    current.blocks.push_back(std::move(block));
    wrote_text_ = true;
    table_starts_ = false;
  }
  if (break_after) page_break();
}

void finish(Document& document, const BlockWriter& writer) {
  if (document.status != DocumentStatus::readable) return;
  if (writer.overflowed()) {
    document.status = DocumentStatus::too_large;
    document.message = "the file holds more text than may be read from one file";
  } else if (!writer.wrote_text()) {
    document.status = DocumentStatus::no_text;
    document.message = "the file holds no text";
  }
}

}  // namespace plangrade::extract
