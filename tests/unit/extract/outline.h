// A document as lines that tests can compare: "H1 Need", "P ...", "L2 ...", "R* a | b" (header
// row),
// "-- 2" where page 2 begins.
#pragma once

#include <string>
#include <vector>

#include "plangrade/model/document.h"

namespace plangrade::test {

inline std::string line_of(const Page& page, const Block& block) {
  const std::string text(block.span.in(page.text));
  switch (block.kind) {
    case BlockKind::heading:
      return "H" + std::to_string(block.level) + " " + text;
    case BlockKind::paragraph:
      return "P " + text;
    case BlockKind::list_item:
      return "L" + std::to_string(block.level) + " " + text;
    case BlockKind::table_row:
      return std::string("R") + (block.starts_table ? "+" : "") + (block.header ? "*" : "") + " " +
             text;
    case BlockKind::furniture:
      return "F " + text;
  }
  return "";
}

using Lines = std::vector<std::string>;

inline Lines outline(const Document& document) {
  Lines lines;
  for (const auto& page : document.pages) {
    if (page.number > 1) lines.push_back("-- " + std::to_string(page.number));
    for (const auto& block : page.blocks) lines.push_back(line_of(page, block));
  }
  return lines;
}

/// All words of all blocks, cells without their separators, curly quotes and dashes made plain.
inline std::vector<std::string> words(const Document& document) {
  std::string text;
  for (const auto& page : document.pages) {
    for (const auto& block : page.blocks) {
      if (block.kind != BlockKind::table_row) {
        text += std::string(block.span.in(page.text)) + " ";
      }
      for (const auto& cell : block.cells) text += std::string(cell.in(page.text)) + " ";
    }
  }
  const std::vector<std::pair<std::string, std::string>> plain = {
      {"\u2018", "'"}, {"\u2019", "'"}, {"\u201C", "\""}, {"\u201D", "\""},
      {"\u2013", "-"}, {"\u2014", "-"}, {"\u2011", "-"}};
  for (const auto& [from, to] : plain) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
      text.replace(at, from.size(), to);
    }
  }
  std::vector<std::string> words;
  std::size_t begin = 0;
  while ((begin = text.find_first_not_of(" \n", begin)) != std::string::npos) {
    const auto end = text.find_first_of(" \n", begin);
    words.push_back(text.substr(begin, end - begin));
    if (end == std::string::npos) break;
    begin = end;
  }
  return words;
}

}  // namespace plangrade::test
