// Documents for the tests of segmentation, in one line each.
#pragma once

#include <cctype>
#include <string>
#include <utility>
#include <vector>

#include "plangrade/segment.h"

namespace plangrade::testing {

/// Adds a block with `text` to a page and returns the page.
inline Page& add(Page& page, BlockKind kind, const std::string& text, int level = 0) {
  const auto begin = static_cast<std::uint32_t>(page.text.size());
  page.text += text;
  page.blocks.push_back({.kind = kind,
                         .span = {begin, static_cast<std::uint32_t>(page.text.size())},
                         .level = level,
                         .cells = {}});
  page.text += "\n";
  return page;
}

/// Adds a row with its cells.
inline Page& add_row(Page& page, const std::vector<std::string>& cells, bool header = false,
                     bool starts_table = false) {
  Block row;
  row.kind = BlockKind::table_row;
  row.header = header;
  row.starts_table = starts_table;
  row.span.begin = static_cast<std::uint32_t>(page.text.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) page.text += " | ";
    const auto begin = static_cast<std::uint32_t>(page.text.size());
    page.text += cells[i];
    row.cells.push_back({begin, static_cast<std::uint32_t>(page.text.size())});
  }
  row.span.end = static_cast<std::uint32_t>(page.text.size());
  page.text += "\n";
  page.blocks.push_back(row);
  return page;
}

inline Document document(std::vector<Page> pages) {
  Document made;
  made.pages = std::move(pages);
  return made;
}

/// One page with one paragraph.
inline Document paragraph(const std::string& text) {
  Page page;
  add(page, BlockKind::paragraph, text);
  return document({page});
}

/// One page without blocks.
inline Document bare_page(const std::string& text) {
  Page page;
  page.text = text;
  return document({page});
}

inline std::vector<std::string> units(const SegmentedText& text) {
  std::vector<std::string> out;
  for (const Sentence& sentence : text.sentences) out.emplace_back(sentence.span.in(text.text));
  return out;
}

/// The units of one paragraph.
inline std::vector<std::string> sentences(const std::string& text) {
  const Document made = paragraph(text);
  return units(segment({&made, 1}));
}

inline std::string zone(const SegmentedText& text, std::size_t sentence) {
  return text.sections[text.sentences[sentence].section].zone;
}

/// Zone of the first unit that contains `part`; "?" if there is none.
inline std::string zone_of(const SegmentedText& text, const std::string& part) {
  for (std::size_t i = 0; i < text.sentences.size(); ++i)
    if (text.sentences[i].span.in(text.text).find(part) != std::string_view::npos)
      return zone(text, i);
  return "?";
}

}  // namespace plangrade::testing
