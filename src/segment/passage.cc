// Passages of tests: a document of one page, in the plainest of notations.
#include <algorithm>
#include <string_view>

#include "plangrade/segment.h"
#include "segment/characters.h"

namespace plangrade {
namespace {

/// `span` without blanks at its ends.
Span trimmed(std::string_view text, Span span) {
  const std::string_view inner = segmenting::without_blanks(span.in(text));
  if (inner.empty()) return {span.begin, span.begin};
  const auto begin = static_cast<std::uint32_t>(inner.data() - text.data());
  return {begin, begin + static_cast<std::uint32_t>(inner.size())};
}

/// Cells of "a | b" or "| a | b |".
std::vector<Span> cells_of(std::string_view text, Span line) {
  if (text[line.begin] == '|') ++line.begin;
  if (!line.empty() && text[line.end - 1] == '|') --line.end;
  std::vector<Span> cells;
  for (std::uint32_t begin = line.begin; begin <= line.end;) {
    const std::size_t bar = text.substr(0, line.end).find('|', begin);
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(bar, line.end));
    cells.push_back(trimmed(text, {begin, end}));
    begin = end + 1;
  }
  return cells;
}

/// "|---|:--|": the line under a table's header.
bool is_rule(std::string_view line) {
  return line.find("--") != line.npos && line.find_first_not_of("|-: ") == line.npos;
}

Block heading(std::string_view text, Span line) {
  const std::size_t end = std::min<std::size_t>(text.find_first_not_of('#', line.begin), line.end);
  const auto level = static_cast<int>(end) - static_cast<int>(line.begin);
  return {.kind = BlockKind::heading,
          .span = trimmed(text, {static_cast<std::uint32_t>(end), line.end}),
          .level = level,
          .cells = {}};
}

bool is_row(std::string_view line) {
  return line.front() == '|' || line.find(" | ") != line.npos || line.ends_with(" |");
}

void add_line(std::string_view text, Span whole, std::vector<Block>& blocks) {
  const Span line = trimmed(text, whole);
  if (line.empty()) return;
  const std::string_view content = line.in(text);
  const bool in_table = !blocks.empty() && blocks.back().kind == BlockKind::table_row;
  if (content.starts_with("#") && content.find_first_not_of('#') != content.npos &&
      content[content.find_first_not_of('#')] == ' ') {
    blocks.push_back(heading(text, line));
  } else if (content.starts_with("- ") || content.starts_with("* ")) {
    const int indent = static_cast<int>(std::min<std::uint32_t>(line.begin - whole.begin, 20));
    blocks.push_back({.kind = BlockKind::list_item,
                      .span = {line.begin + 2, line.end},
                      .level = 1 + indent / 2,
                      .cells = {}});
  } else if (in_table && is_rule(content)) {
    blocks.back().header = true;
  } else if (is_row(content)) {
    // The first of several rows is their header.
    if (in_table && blocks.back().starts_table) blocks.back().header = true;
    blocks.push_back({.kind = BlockKind::table_row,
                      .span = line,
                      .cells = cells_of(text, line),
                      .starts_table = !in_table});
  } else {
    blocks.push_back({.span = line, .cells = {}});
  }
}

}  // namespace

SegmentedText segment_passage(const std::string& passage) {
  Document document;
  Page page;
  page.text = passage;
  for (std::size_t begin = 0; begin < passage.size();) {
    const std::size_t end = std::min(passage.find('\n', begin), passage.size());
    add_line(passage, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
             page.blocks);
    begin = end + 1;
  }
  document.pages.push_back(std::move(page));
  return segment({&document, 1});
}

}  // namespace plangrade
