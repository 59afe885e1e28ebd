#include "match/surroundings.h"

#include <algorithm>
#include <array>
#include <utility>

namespace plangrade::match {

unsigned around_named(const std::vector<std::string>& names) {
  constexpr std::array<std::pair<const char*, unsigned>, 7> kKinds{
      {{"heading", kHeading},
       {"headings", kHeadings},
       {"lead_in", kLeadIn},
       {"header_row", kHeaderRow},
       {"row_header", kRowHeader},
       {"previous_sentence", kPrevious},
       {"next_sentence", kNext}}};
  unsigned out = kNotAround;
  for (const std::string& name : names) {
    const auto known =
        std::ranges::find(kKinds, name, [](const auto& kind) { return std::string(kind.first); });
    out |= known == kKinds.end() ? kAllAround : known->second;
  }
  return out;
}

Surroundings::Surroundings(const SegmentedText& text)
    : text_(text), headings_(text.sections.size(), kNone) {
  for (std::uint32_t i = 0; i < text.sentences.size(); ++i) {
    const Sentence& unit = text.sentences[i];
    if (unit.kind != SentenceKind::heading || unit.section >= headings_.size()) continue;
    if (headings_[unit.section] == kNone) headings_[unit.section] = i;
  }
}

}  // namespace plangrade::match
