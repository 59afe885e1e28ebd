// The text that patterns are matched against, with its sentences and their surroundings.
//
// The text is normalised (ligatures, soft and line-end hyphens, curly quotes, runs of blanks), so
// that a pattern need not know how a page was set. `origins` leads back from any byte to the page
// it came from, where a quotation is taken.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plangrade/model/span.h"

namespace plangrade {

inline constexpr std::uint32_t kNone = 0xFFFFFFFFu;

/// The kinds of stretch that a coder reads as one: a sentence, bullet, table row or heading.
enum class SentenceKind { sentence, bullet, row, heading };

/// The unit of reading. Indices are into the vectors of SegmentedText; kNone means "there is none".
struct Sentence {
  SentenceKind kind = SentenceKind::sentence;
  Span span;                       ///< bytes of SegmentedText::text
  std::uint32_t paragraph = 0;     ///< number of its paragraph; a bullet and a row are their own
  std::uint32_t group = 0;         ///< number of its list or table (all bullets of a list share it,
                                   ///< all rows of a table); the paragraph's own group otherwise
  std::uint32_t section = kNone;   ///< index into sections
  std::uint32_t page = 0;          ///< index into pages: where the sentence begins
  std::uint32_t heading = kNone;   ///< sentence that is the nearest heading above
  std::uint32_t lead_in = kNone;   ///< sentence that introduces this bullet or table
  std::uint32_t header_row = kNone;   ///< row that heads this row's table
  std::uint32_t row_header = kNone;   ///< row whose first cell names this one, if its own is empty
  std::uint32_t previous = kNone;  ///< the sentence before it in the same section
  std::vector<std::uint32_t> references{};  ///< sentences of the places it names by number, ascending
  std::vector<Span> cells{};       ///< row: its cells, bytes of SegmentedText::text
};

/// A heading with what stands below it, up to the next heading of the same or a higher level.
struct Section {
  std::string title;               ///< normalised heading text; empty for text before any heading
  int level = 0;
  std::uint32_t parent = kNone;    ///< index into sections
  std::string zone;                ///< "body", "contents", "glossary", "references",
                                   ///< "document_control", ... ; inherited from the parent
};

/// Where a page of the plan came from.
struct PageOrigin {
  std::uint32_t document = 0;      ///< index of the Document among the plan's documents
  std::uint32_t page = 0;          ///< index into Document::pages
};

/// From `begin` on (until the next origin), byte b of the text is byte
/// `source + (b - begin)` of page `page` (verbatim run), or stands for `source` alone (repair).
struct TextOrigin {
  std::uint32_t begin = 0;
  std::uint32_t page = 0;          ///< index into SegmentedText::pages
  std::uint32_t source = 0;        ///< byte offset into Page::text
  bool verbatim = true;
};

struct SegmentedText {
  std::string text;
  std::vector<Sentence> sentences;    ///< in order, not overlapping
  std::vector<Section> sections;
  std::vector<PageOrigin> pages;      ///< in order
  std::vector<TextOrigin> origins;    ///< ascending by begin
  std::uint64_t words = 0;            ///< of the matched text, furniture left out
};

/// The sentence with which the paragraph of `sentence` begins.
inline std::uint32_t first_of_paragraph(const SegmentedText& text, std::uint32_t sentence) {
  const std::uint32_t paragraph = text.sentences[sentence].paragraph;
  while (sentence > 0 && text.sentences[sentence - 1].paragraph == paragraph) --sentence;
  return sentence;
}

}  // namespace plangrade
