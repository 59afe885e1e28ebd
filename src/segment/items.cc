// Blocks to items, in one pass over the documents.
#include "segment/items.h"

#include <algorithm>
#include <limits>

#include "segment/bullets.h"
#include "segment/characters.h"
#include "segment/continuation.h"

namespace plangrade::segmenting {
namespace {

// ICU counts in 32 bits. Extractors stop far below (too_large), so that nothing is lost here.
constexpr std::size_t kMostText = std::numeric_limits<std::int32_t>::max() / 2;

Span inside(Span span, std::size_t size) {
  const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(span.end, size));
  return {std::min(span.begin, end), end};
}

/// Paragraphs of a page that came without blocks: parted by empty lines.
std::vector<Block> paragraphs_of(std::string_view text) {
  std::vector<Block> blocks;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find("\n\n", begin), text.size());
    const Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    if (!without_blanks(span.in(text)).empty()) blocks.push_back({.span = span, .cells = {}});
    begin = end + 2;
  }
  return blocks;
}

std::uint32_t leading_blanks(std::string_view text) {
  std::uint32_t length = 0;
  for (Character c = character_at(text, 0); c.length > 0 && is_blank(c.code);
       c = character_at(text, length))
    length += c.length;
  return length;
}

class Gatherer {
 public:
  explicit Gatherer(std::span<const Document> documents) {
    for (std::uint32_t d = 0; d < documents.size(); ++d) {
      if (documents[d].status != DocumentStatus::readable) continue;
      document_begins_ = true;
      for (std::uint32_t p = 0; p < documents[d].pages.size(); ++p)
        add_page({d, p}, documents[d].pages[p]);
    }
  }

  Source take() { return std::move(source_); }

 private:
  void add_page(PageOrigin origin, const Page& page) {
    total_ += page.text.size();
    if (total_ > kMostText) return;
    page_ = static_cast<std::uint32_t>(source_.pages.size());
    source_.pages.push_back(origin);
    source_.texts.push_back(page.text);
    page_begins_ = true;
    lone_glyph_ = false;
    const std::size_t first = source_.items.size();
    if (page.blocks.empty())
      for (const Block& block : paragraphs_of(page.text)) add_block(block);
    else
      for (const Block& block : page.blocks) add_block(block);
    settle_notes(first);
  }

  void add_block(const Block& block) {
    const std::string_view text = source_.texts[page_];
    const Span span = inside(block.span, text.size());
    if (block.kind == BlockKind::furniture || is_page_number(span.in(text))) return;
    if (block.kind == BlockKind::heading)
      return add_item({.kind = block.kind, .level = block.level, .parts = {{page_, span}}});
    if (block.kind == BlockKind::table_row) return add_row(block, span);
    bool first = true;
    for (const Span part : parted_at_bullets(text, span)) {
      add_text(block, part, first);
      first = false;
    }
  }

  void add_row(const Block& block, Span span) {
    Item row{.kind = block.kind, .parts = {{page_, span}}};
    for (const Span cell : block.cells)
      row.cells.push_back({{page_, inside(cell, source_.texts[page_].size())}});
    if (row.cells.empty()) row.cells.push_back({{page_, span}});
    row.header = block.header;
    row.starts_table = block.starts_table;
    add_item(std::move(row));
  }

  /// A paragraph or bullet, its glyph taken off.
  void add_text(const Block& block, Span span, bool first) {
    const std::string_view page = source_.texts[page_];
    span.begin += leading_blanks(span.in(page));
    const Glyph glyph = glyph_at(span.in(page));
    if (glyph.kind != GlyphClass::none && without_blanks(span.in(page)).size() == glyph.length) {
      lone_glyph_ = true;  // the bullet's text is the next block
      return;
    }
    const bool bullet = glyph.kind != GlyphClass::none || lone_glyph_;
    lone_glyph_ = false;
    Item item{.kind = bullet ? BlockKind::list_item : block.kind, .level = block.level};
    if (bullet) span.begin += glyph.length;
    if (!bullet && item.kind == BlockKind::list_item)
      span.begin += enumerator_length(span.in(page));
    if (!first && !bullet) item.kind = BlockKind::paragraph;
    if (item.kind == BlockKind::list_item) item.level = nesting(item.level, glyph);
    item.parts.push_back({page_, span});
    if (!bullet && first && continues(item)) {
      source_.items.back().parts.push_back(item.parts.front());
      page_begins_ = false;
      return;
    }
    add_item(std::move(item));
  }

  /// The level of a bullet: the extractor's, or the glyph's where that says nothing.
  int nesting(int level, const Glyph& glyph) const {
    const bool in_list = !source_.items.empty() && !document_begins_ &&
                         source_.items.back().kind == BlockKind::list_item;
    if (level > 1) return level;
    if (!in_list || !glyph.sub_item) return 1;
    return list_begins_with_sub_glyph_ ? 1 : 2;
  }

  /// Whether a paragraph goes on with what the item before it began.
  bool continues(const Item& item) const {
    if (source_.items.empty() || document_begins_ || item.kind != BlockKind::paragraph)
      return false;
    const Item& before = source_.items.back();
    const bool prose = before.kind == BlockKind::paragraph;
    if (!prose && before.kind != BlockKind::list_item) return false;
    return goes_on(text_of(before.parts.back()), text_of(item.parts.front()),
                   {.prose = prose, .new_page = page_begins_});
  }

  std::string_view text_of(const Part& part) const {
    return part.span.in(source_.texts[part.page]);
  }

  /// Marks the notes at the foot of the page, and puts them before the paragraph that they
  /// interrupt, so that it can go on overleaf.
  void settle_notes(std::size_t first) {
    std::vector<Item>& items = source_.items;
    std::size_t begin = items.size();
    while (begin > first && items[begin - 1].kind == BlockKind::paragraph &&
           begins_note(text_of(items[begin - 1].parts.front())))
      items[--begin].note = true;
    if (begin <= first || begin == items.size()) return;
    const Item& open = items[begin - 1];
    const bool prose = open.kind == BlockKind::paragraph || open.kind == BlockKind::list_item;
    if (!prose || open.starts_document || !ends_open(text_of(open.parts.back()))) return;
    const auto at = [&](std::size_t i) { return items.begin() + static_cast<std::ptrdiff_t>(i); };
    std::rotate(at(begin - 1), at(begin), items.end());
  }

  void add_item(Item item) {
    const std::string_view text = source_.texts[page_];
    if (without_blanks(item.parts.front().span.in(text)).empty()) return;
    if (item.kind == BlockKind::list_item) {
      const bool begins = source_.items.empty() || document_begins_ ||
                          source_.items.back().kind != BlockKind::list_item;
      if (begins) list_begins_with_sub_glyph_ = preceded_by_sub_glyph(item.parts.front());
    }
    item.starts_document = document_begins_;
    document_begins_ = page_begins_ = false;
    source_.items.push_back(std::move(item));
  }

  bool preceded_by_sub_glyph(const Part& part) const {
    const std::string_view text = source_.texts[part.page].substr(0, part.span.begin);
    const Character last = last_character(text);
    return last.length > 0 && glyph_at(text.substr(text.size() - last.length)).sub_item;
  }

  Source source_;
  std::uint32_t page_ = 0;
  std::size_t total_ = 0;
  bool document_begins_ = true;
  bool page_begins_ = true;
  bool list_begins_with_sub_glyph_ = false;
  bool lone_glyph_ = false;  ///< a bullet's glyph stood in a block of its own
};

}  // namespace

Source gather(std::span<const Document> documents) { return Gatherer(documents).take(); }

}  // namespace plangrade::segmenting
