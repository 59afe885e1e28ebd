// From blocks on pages to items: what stands for one paragraph, bullet, row or heading of the plan,
// wherever page and column breaks fall. Furniture is left out, bullets that hide in a paragraph are
// parted, and paragraphs that continue after a break are joined.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "plangrade/model/document.h"
#include "plangrade/model/segmented_text.h"

namespace plangrade::segmenting {

/// A stretch of one page's text.
struct Part {
  std::uint32_t page = 0;  ///< index into SegmentedText::pages
  Span span;               ///< bytes of that page's text
};

struct Item {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;              ///< as Block::level
  std::vector<Part> parts{};  ///< one, or more if it continues after a break
  /// table_row: never empty; a cell has parts as the row has them
  std::vector<std::vector<Part>> cells{};
  bool header = false;
  bool starts_table = false;
  bool note = false;             ///< paragraph at the foot of its page that begins with a number
  bool starts_document = false;  ///< first item of its document
};

/// The readable pages of a plan, and their items in reading order.
struct Source {
  std::vector<PageOrigin> pages;
  std::vector<std::string_view> texts;  ///< of the pages; live as long as the documents
  std::vector<Item> items;
};

/// Spans of the items are inside their page's text.
Source gather(std::span<const Document> documents);

}  // namespace plangrade::segmenting
