// Only the nearest valid cue on each side needs a look: whatever ends its reach, a stop or too many
// words, ends that of every cue farther away too.
#include "score/contexts.h"

#include <algorithm>

namespace plangrade::scoring {
namespace {

bool begins_before(const Located& found, std::uint32_t at) { return found.span.begin < at; }
bool ends_before(const Located& found, std::uint32_t at) { return found.span.end < at; }

/// Whether any unmasked match of `list` (by begin) overlaps `span`. None is longer than
/// 2 * kMaxMatchBytes, so only those that begin near can.
bool any_overlaps(const std::vector<Located>& list, Span span, const Mask& mask) {
  const std::uint32_t from = span.begin - std::min(span.begin, 2 * kMaxMatchBytes);
  for (auto it = std::lower_bound(list.begin(), list.end(), from, begins_before);
       it != list.end() && it->span.begin < span.end; ++it) {
    if (it->span.overlaps(span) && !mask.hides(*it)) return true;
  }
  return false;
}

/// Whether any unmasked match of `list` lies between bytes `from` and `to`.
bool any_between(const std::vector<Located>& list, std::uint32_t from, std::uint32_t to,
                 const Mask& mask) {
  for (auto it = std::lower_bound(list.begin(), list.end(), from, begins_before);
       it != list.end() && it->span.begin < to; ++it) {
    if (it->span.end <= to && !mask.hides(*it)) return true;
  }
  return false;
}

class Governing {
 public:
  Governing(const MatchIndex& index, std::uint32_t context, const Mask& mask)
      : index_(index),
        rules_(index.input().rules.contexts[context]),
        found_(index.of_context(context)),
        mask_(mask) {}

  const Located* cue_for(const Located& match) const {
    if (found_.cues.empty()) return nullptr;
    if (rules_.direction != Direction::after) {
      if (const Located* cue = cue_before(match)) return cue;
    }
    if (rules_.direction != Direction::before) {
      if (const Located* cue = cue_after(match)) return cue;
    }
    return cue_around(match);
  }

 private:
  bool valid(const Located& cue) const {
    const Span sentence = index_.sentence(cue.sentence).span;
    return !mask_.hides(cue) && !any_overlaps(found_.pseudo, cue.span, mask_) &&
           !any_between(found_.unless, sentence.begin, sentence.end, mask_);
  }

  bool reaches(std::uint32_t from, std::uint32_t to) const {
    if (any_between(found_.stop, from, to, mask_)) return false;
    if (rules_.reach <= 0) return true;
    return count_words(index_.text().text, from, to, rules_.reach) < rules_.reach;
  }

  const Located* cue_before(const Located& match) const {
    const Span sentence = index_.sentence(match.sentence).span;
    auto it =
        std::lower_bound(found_.cues.begin(), found_.cues.end(), match.span.begin + 1, ends_before);
    while (it != found_.cues.begin()) {
      --it;
      if (it->span.end <= sentence.begin) return nullptr;
      if (!valid(*it)) continue;
      return reaches(it->span.end, match.span.begin) ? &*it : nullptr;
    }
    return nullptr;
  }

  const Located* cue_after(const Located& match) const {
    const Span sentence = index_.sentence(match.sentence).span;
    auto it = std::lower_bound(found_.by_begin.begin(), found_.by_begin.end(), match.span.end,
                               begins_before);
    for (; it != found_.by_begin.end() && it->span.begin < sentence.end; ++it) {
      if (!valid(*it)) continue;
      return reaches(match.span.end, it->span.begin) ? &*it : nullptr;
    }
    return nullptr;
  }

  /// A cue in the surroundings that the context carries over.
  const Located* cue_around(const Located& match) const {
    const unsigned carry = surroundings_named(rules_.carry);
    if (carry == kNoSurrounding) return nullptr;
    for (const auto& around : surroundings_of(index_, match.sentence, carry)) {
      const Span span = index_.sentence(around.sentence).span;
      auto it = std::lower_bound(found_.by_begin.begin(), found_.by_begin.end(), span.begin,
                                 begins_before);
      for (; it != found_.by_begin.end() && it->span.begin < span.end; ++it) {
        if (valid(*it)) return &*it;
      }
    }
    return nullptr;
  }

  const MatchIndex& index_;
  const Context& rules_;
  const ContextMatches& found_;
  const Mask& mask_;
};

}  // namespace

std::optional<Cue> governing_cue(const MatchIndex& index, std::uint32_t context,
                                 const Located& match, const Mask& mask) {
  if (context == kNone) return std::nullopt;
  const Located* cue = Governing(index, context, mask).cue_for(match);
  if (cue == nullptr) return std::nullopt;
  return Cue{context, *cue};
}

std::vector<SurroundingSentence> surroundings_of(const MatchIndex& index, std::uint32_t sentence,
                                                 unsigned wanted) {
  std::vector<SurroundingSentence> out;
  const Sentence& unit = index.sentence(sentence);
  const auto add = [&](std::uint32_t around, unsigned kind) {
    if ((wanted & kind) == 0 || around == kNone || around == sentence) return;
    out.push_back({around, kind});
  };
  add(unit.row_header, kRowHeader);
  add(unit.header_row, kHeaderRow);
  add(unit.lead_in, kLeadIn);
  add(unit.previous, kPreviousSentence);
  add(index.next_of(sentence), kNextSentence);
  add(unit.heading, kHeading);
  if ((wanted & kLeadParagraph) != 0 && unit.lead_in != kNone) {
    for (std::uint32_t i = first_of_paragraph(index.text(), unit.lead_in); i <= unit.lead_in; ++i)
      add(i, kLeadParagraph);
  }
  if ((wanted & kReference) != 0) {
    for (const std::uint32_t named : unit.references) add(named, kReference);
  }
  if ((wanted & kHeadings) != 0) {
    add(unit.heading, kHeadings);
    const auto& sections = index.text().sections;
    std::uint32_t section = unit.section;
    for (int depth = 0; section < sections.size() && depth < 20; ++depth) {
      section = sections[section].parent;
      const std::uint32_t heading = index.heading_of_section(section);
      if (heading != unit.heading) add(heading, kHeadings);
    }
  }
  return out;
}

}  // namespace plangrade::scoring
