// The stage itself: gather, normalise, break, outline, zones, surroundings; and the way back.
#include "plangrade/segment.h"

#include <algorithm>

#include "segment/characters.h"
#include "segment/cross_references.h"
#include "segment/hyphenation.h"
#include "segment/items.h"
#include "segment/normalise.h"
#include "segment/outline.h"
#include "segment/sentence_breaks.h"
#include "segment/surroundings.h"
#include "segment/table_breaks.h"
#include "segment/table_headers.h"
#include "segment/text_builder.h"
#include "segment/zones.h"

namespace plangrade {
namespace {

using segmenting::Item;

/// Writes the items' text and sentences; `item_of` gets the item of each sentence.
class Writer {
 public:
  Writer(const segmenting::Source& source, SegmentedText& text)
      : text_(text),
        builder_(text),
        hyphenation_(source.texts),
        normaliser_(source.texts, hyphenation_, builder_) {}

  std::vector<std::uint32_t> write(const std::vector<Item>& items) {
    for (std::uint32_t i = 0; i < items.size(); ++i) {
      const std::size_t before = text_.sentences.size();
      if (items[i].kind == BlockKind::table_row)
        write_row(items[i], i);
      else
        write_text(items[i], i);
      if (text_.sentences.size() > before) normaliser_.separate("\n");
      item_of_.resize(text_.sentences.size(), i);
    }
    return std::move(item_of_);
  }

 private:
  void write_text(const Item& item, std::uint32_t number) {
    const Span span = normaliser_.append(item.parts);
    if (span.empty()) return;
    if (item.kind == BlockKind::heading) return add(SentenceKind::heading, span, number);
    const bool bullet = item.kind == BlockKind::list_item;
    for (const Span part : breaker_.split(span.in(text_.text)))
      add(bullet ? SentenceKind::bullet : SentenceKind::sentence,
          {span.begin + part.begin, span.begin + part.end}, number);
  }

  void write_row(const Item& item, std::uint32_t number) {
    Sentence row;
    row.kind = SentenceKind::row;
    row.paragraph = number;
    bool filled = false;
    for (std::size_t c = 0; c < item.cells.size(); ++c) {
      if (c > 0) normaliser_.separate(" | ");
      row.cells.push_back(normaliser_.append(item.cells[c]));
      filled = filled || !row.cells.back().empty();
    }
    if (!filled) return;
    row.span = {row.cells.front().begin, row.cells.back().end};
    text_.sentences.push_back(std::move(row));
  }

  void add(SentenceKind kind, Span span, std::uint32_t number) {
    text_.sentences.push_back({.kind = kind, .span = span, .paragraph = number, .cells = {}});
  }

  SegmentedText& text_;
  segmenting::TextBuilder builder_;
  segmenting::Hyphenation hyphenation_;
  segmenting::Normaliser normaliser_;
  segmenting::SentenceBreaker breaker_;
  std::vector<std::uint32_t> item_of_;
};

/// Page of each sentence's first byte, in one pass over both ascending lists.
void find_pages(SegmentedText& text) {
  std::size_t origin = 0;
  for (Sentence& sentence : text.sentences) {
    while (origin + 1 < text.origins.size() &&
           text.origins[origin + 1].begin <= sentence.span.begin)
      ++origin;
    sentence.page = text.origins[origin].page;
  }
}

/// Runs between blanks that hold a letter or digit.
std::uint64_t count_words(std::string_view text) {
  std::uint64_t words = 0;
  bool counted = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool blank = byte == ' ' || byte == '\n';
    const bool visible = byte >= 0x80 || (byte >= '0' && byte <= '9') ||
                         ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
    if (blank) counted = false;
    if (visible && !counted) {
      ++words;
      counted = true;
    }
  }
  return words;
}

/// The origin that byte `at` of the text belongs to.
std::vector<TextOrigin>::const_iterator origin_at(const SegmentedText& text, std::uint32_t at) {
  const auto after = std::upper_bound(
      text.origins.begin(), text.origins.end(), at,
      [](std::uint32_t offset, const TextOrigin& origin) { return offset < origin.begin; });
  return after == text.origins.begin() ? after : after - 1;
}

}  // namespace

SegmentedText segment(std::span<const Document> documents) {
  SegmentedText text;
  segmenting::Source source = segmenting::gather(documents);
  segmenting::join_broken_rows(source);
  segmenting::infer_headers(source);
  text.pages = std::move(source.pages);
  const std::vector<std::uint32_t> item_of = Writer(source, text).write(source.items);
  find_pages(text);
  segmenting::demote_entries(text);
  segmenting::outline(text, source.items, item_of);
  segmenting::find_surroundings(text, source.items, item_of);
  segmenting::find_zones(text, source.items, item_of);
  segmenting::link_previous(text);
  segmenting::find_cross_references(text, documents);
  text.words = count_words(text.text);
  return text;
}

PagePlace place_of(const SegmentedText& text, Span span) {
  if (span.empty() || text.origins.empty()) return {};
  const auto first = origin_at(text, span.begin);
  const auto source = [](const TextOrigin& origin, std::uint32_t at) {
    return origin.verbatim ? origin.source + (at - origin.begin) : origin.source;
  };
  PagePlace place{first->page, {}};
  place.span.begin = source(*first, span.begin);
  // The last byte that is still on that page.
  auto last = origin_at(text, span.end - 1);
  std::uint32_t last_byte = span.end - 1;
  while (last->page != place.page && last != first) {
    last_byte = last->begin - 1;
    --last;
  }
  if (last->verbatim) {
    place.span.end = source(*last, last_byte) + 1;
  } else {
    // A repair ends where the next origin begins; a separator follows every item, so there is one.
    const auto next = last + 1;
    const bool known = next != text.origins.end() && next->page == last->page;
    place.span.end = known ? std::max(next->source, last->source) : last->source;
  }
  place.span.end = std::max(place.span.end, place.span.begin);
  return place;
}

}  // namespace plangrade
