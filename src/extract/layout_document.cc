// What only shows over all pages: the size of the running text, and what recurs on every page.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "layout.h"
#include "text_marks.h"

namespace plangrade::extract {
namespace {

/// Furniture stands within this part of the page's height from its upper or lower edge.
constexpr double kEdge = 0.12;

std::size_t length(const LayoutBlock& block) {
  std::size_t n = 0;
  for (const auto& cell : block.cells) n += cell.size();
  return n;
}

/// The font size of most of the document's characters.
double body_size(const std::vector<PageLayout>& pages) {
  std::map<double, std::size_t> characters;
  for (const auto& page : pages) {
    for (const auto& block : page.blocks) {
      if (block.kind == BlockKind::table_row) continue;
      characters[std::round(block.size * 2) / 2] += length(block);
    }
  }
  double best = 0;
  std::size_t most = 0;
  for (const auto& [size, count] : characters) {
    if (count > most) best = size, most = count;
  }
  return best;
}

/// A line of text with its digits as '#', so that "Page 3" and "Page 4" are the same.
std::string shape_of(const LayoutBlock& block) {
  std::string shape;
  for (const auto& cell : block.cells) {
    for (const char c : cell) {
      const bool digit = c >= '0' && c <= '9';
      if (digit && !shape.empty() && shape.back() == '#') continue;
      if (c == ' ' || c == '\n') continue;
      shape += digit ? '#' : c;
    }
  }
  return shape;
}

/// "12", "- 12 -", "iv", "Page 3 of 14", "3 | Page".
bool is_page_number(const LayoutBlock& block) {
  const auto shape = shape_of(block);
  static const std::set<std::string> kShapes = {
      "#",   "-#-",     "–#–", "Page#",   "page#",  "Page#of#", "page#of#", "Pg#",
      "#/#", "#of#",    "|#",  "#|",      "#|Page", "#|page",   "Page|#",   "p.#",
      "[#]", "P a g e", "#|P", "Page#/#", "Page:#", "PAGE#",    "PAGE#OF#", "pg.#"};
  if (kShapes.contains(shape)) return true;
  return shape.size() <= 5 && !shape.empty() &&
         shape.find_first_not_of("ivxlc") == std::string::npos;
}

bool at_edge(const LayoutBlock& block, const PageLayout& page) {
  return block.box.y1 < kEdge * page.height || block.box.y0 > (1 - kEdge) * page.height;
}

void mark_furniture(std::vector<PageLayout>& pages) {
  // The same shape at the same height (within 12 points).
  std::map<std::pair<std::string, long>, std::size_t> seen;
  const auto key = [](const LayoutBlock& block) {
    return std::make_pair(shape_of(block), std::lround(block.box.y0 / 12));
  };
  // A header row recurs on every page of a long table; a table of one row may be a page's head, and
  // the last row of a table at the foot of the page the page's foot.
  const auto candidate = [](const LayoutBlock& block, const PageLayout& page) {
    const bool last = &block == &page.blocks.back();
    const bool goes_on =
        !last && (&block)[1].kind == BlockKind::table_row && !(&block)[1].starts_table;
    const bool foot = last && block.box.y0 > (1 - kEdge) * page.height;
    const bool in_table =
        block.kind == BlockKind::table_row && (!block.starts_table || goes_on) && !foot;
    return at_edge(block, page) && block.lines <= 4 && !in_table;
  };
  for (const auto& page : pages) {
    std::set<std::pair<std::string, long>> here;
    for (const auto& block : page.blocks) {
      if (candidate(block, page)) here.insert(key(block));
    }
    for (const auto& found : here) ++seen[found];
  }
  const auto count = [&](const LayoutBlock& block) {
    auto [shape, height] = key(block);
    std::size_t n = 0;
    for (long near = height - 1; near <= height + 1; ++near) {
      const auto found = seen.find({shape, near});
      if (found != seen.end()) n += found->second;
    }
    return n;
  };
  const std::size_t needed = pages.size() <= 3 ? 2 : 3;
  for (auto& page : pages) {
    for (auto& block : page.blocks) {
      if (!candidate(block, page)) continue;
      if (is_page_number(block) || (count(block) >= needed && length(block) < 300)) {
        block.kind = BlockKind::furniture;
        block.level = 0;
      }
    }
  }
}

/// "Table 3: ...", "Figure 2 ...": captions stand out like headings but head nothing.
bool is_caption(std::string_view text) {
  for (const std::string_view word :
       {"Table ", "Figure ", "Fig. ", "Chart ", "Box ", "Map ", "TABLE ", "FIGURE "}) {
    if (text.starts_with(word) && text.size() > word.size()) {
      const char c = text[word.size()];
      if (c >= '0' && c <= '9') return true;
    }
  }
  return false;
}

/// Letters of the alphabet and all bytes of others: "77.5 E" is a score, no heading.
std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
  }));
}

bool could_be_heading(const LayoutBlock& block, double body) {
  if (block.kind == BlockKind::table_row || block.kind == BlockKind::furniture) return false;
  const auto& text = block.cells[0];
  if (block.lines > 4 || text.size() > 220 || !has_letter(text) || letters(text) < 3) return false;
  const bool list = block.kind == BlockKind::list_item && section_depth(text) == 0;
  const bool leaders =
      text.find("....") != std::string::npos || text.find("……") != std::string::npos;
  if (list || leaders || is_caption(text)) return false;
  if (block.size > 1.15 * body) return !text.ends_with('.') || block.size > 1.4 * body;
  // Bold text of the usual size that ends like a sentence is a lead-in or an emphasis.
  return block.bold && block.size > 0.93 * body &&
         std::string_view(".,;:").find(text.back()) == std::string_view::npos;
}

/// A heading's style: larger is higher; of the same size, bold is higher.
using Style = std::pair<double, bool>;

Style style_of(const LayoutBlock& block) { return {std::round(block.size * 2) / 2, block.bold}; }

void mark_headings(std::vector<PageLayout>& pages) {
  const double body = body_size(pages);
  std::map<Style, int, std::greater<>> styles;
  for (auto& page : pages) {
    for (auto& block : page.blocks) {
      if (!could_be_heading(block, body)) continue;
      block.kind = BlockKind::heading;
      ++styles[style_of(block)];
    }
  }
  std::map<Style, int> level;
  for (const auto& [style, uses] : styles) {
    const int next = static_cast<int>(level.size()) + 1;
    level[style] = std::min(next, 6);
  }
  for (auto& page : pages) {
    for (auto& block : page.blocks) {
      if (block.kind == BlockKind::heading) block.level = level[style_of(block)];
    }
  }
}

/// List items that begin further right are deeper.
void set_item_levels(std::vector<PageLayout>& pages) {
  constexpr double kStep = 6;
  for (auto& page : pages) {
    std::vector<double> indents;
    for (auto& block : page.blocks) {
      if (block.kind != BlockKind::list_item) {
        indents.clear();
        continue;
      }
      const double x = block.box.x0;
      // To the left of all: a new column.
      while (!indents.empty() && indents.back() > x + kStep) indents.pop_back();
      if (indents.empty() || indents.back() < x - kStep) indents.push_back(x);
      if (indents.size() > 1 && x > indents.front() + 200) indents = {x};
      block.level = static_cast<int>(indents.size());
    }
  }
}

}  // namespace

void mark_headings_and_furniture(std::vector<PageLayout>& pages) {
  mark_furniture(pages);
  mark_headings(pages);
  set_item_levels(pages);
}

}  // namespace plangrade::extract
