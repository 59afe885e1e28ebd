// The nearest heading of every section, found once per text.
#include "match/surroundings.h"

namespace plangrade::match {

Surroundings::Surroundings(const SegmentedText& text)
    : text_(text), headings_(text.sections.size(), kNone) {
  for (std::uint32_t i = 0; i < text.sentences.size(); ++i) {
    const Sentence& unit = text.sentences[i];
    if (unit.kind != SentenceKind::heading || unit.section >= headings_.size()) continue;
    if (headings_[unit.section] == kNone) headings_[unit.section] = i;
  }
}

}  // namespace plangrade::match
