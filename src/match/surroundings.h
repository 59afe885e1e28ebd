// The sentences from which a condition or a context may carry something over to a sentence: what
// introduces its list or table, its rows' headers, the sentence before it, and all headings above.
#pragma once

#include <cstdint>
#include <vector>

#include "plangrade/model/segmented_text.h"
#include "plangrade/model/surrounding.h"

namespace plangrade::match {

class Surroundings {
 public:
  /// Keeps a reference to `text`.
  explicit Surroundings(const SegmentedText& text);

  /// Calls visit(sentence) for the surroundings of these kinds, for some perhaps twice.
  template <typename Visit>
  void each(std::uint32_t sentence, unsigned kinds, Visit visit) const {
    const Sentence& unit = text_.sentences[sentence];
    const auto offer = [&](std::uint32_t around, unsigned kind) {
      if ((kinds & kind) != 0 && around < text_.sentences.size()) visit(around);
    };
    offer(unit.heading, kHeading | kHeadings);
    offer(unit.lead_in, kLeadIn);
    offer(unit.header_row, kHeaderRow);
    offer(unit.row_header, kRowHeader);
    offer(unit.previous, kPreviousSentence);
    if ((kinds & kNextSentence) != 0 && sentence + 1 < text_.sentences.size() &&
        text_.sentences[sentence + 1].previous == sentence) {
      visit(sentence + 1);
    }
    if ((kinds & kReference) != 0) {
      for (const std::uint32_t named : unit.references) visit(named);
    }
    if ((kinds & kLeadParagraph) != 0 && unit.lead_in != kNone) {
      for (std::uint32_t i = first_of_paragraph(text_, unit.lead_in); i <= unit.lead_in; ++i)
        visit(i);
    }
    if ((kinds & kHeadings) == 0) return;
    std::uint32_t section = unit.section;
    for (int depth = 0; section < headings_.size() && depth <= kMaxDepth; ++depth) {
      offer(headings_[section], kHeadings);
      section = text_.sections[section].parent;
    }
  }

 private:
  static constexpr int kMaxDepth = 20;
  const SegmentedText& text_;
  std::vector<std::uint32_t> headings_;  // by section: its heading
};

}  // namespace plangrade::match
