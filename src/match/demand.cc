// Stretches are visited around the sentences that may hold an anchor, in order of text.
#include "match/demand.h"

#include <algorithm>

#include "match/narrowing.h"

namespace plangrade::match {
namespace {

/// Sentences [first, last].
struct Range {
  std::uint32_t first = 0, last = 0;
  bool operator==(const Range&) const = default;
};

/// The widest range around sentence `i` in which all sentences are `joined` to it.
template <typename Joined>
Range around(const SegmentedText& text, std::uint32_t i, Joined joined) {
  Range out{i, i};
  while (out.first > 0 && joined(text.sentences[out.first - 1])) --out.first;
  while (out.last + 1 < text.sentences.size() && joined(text.sentences[out.last + 1])) ++out.last;
  return out;
}

Range range_of(const DemandUnit& unit, const SegmentedText& text, std::uint32_t i) {
  const Sentence& anchor = text.sentences[i];
  switch (unit.reach) {
    case Reach::sentence:
      return {i, i};
    case Reach::paragraph:
      return around(text, i, [&](const Sentence& s) { return s.paragraph == anchor.paragraph; });
    case Reach::group:
      return around(text, i, [&](const Sentence& s) { return s.group == anchor.group; });
    case Reach::sentences: {
      const auto size = static_cast<std::uint32_t>(text.sentences.size());
      return {i - std::min(i, unit.n - 1), std::min(i + unit.n - 1, size - 1)};
    }
  }
  return {i, i};
}

/// Asks one unit of one range of sentences.
class Question {
 public:
  Question(const SegmentedText& text, const Surroundings& surroundings, TermFinder& finder,
           Range range)
      : text_(text), surroundings_(surroundings), finder_(finder), range_(range) {}

  void ask(const DemandNode& root) {
    const auto present = [&](std::uint32_t sentence, TermNumber term) {
      return finder_.present(sentence, term);
    };
    const auto likely = [&](std::uint32_t sentence, TermNumber term) {
      return finder_.likely(sentence, term);
    };
    if (holds(root, likely) && holds(root, present)) want(root);
  }

 private:
  template <typename Stands>
  bool holds(const DemandNode& node, const Stands& stands) const {
    const auto part_holds = [&](const DemandNode& part) { return holds(part, stands); };
    switch (node.kind) {
      case DemandNode::Kind::term:
        return term_holds(node, stands);
      case DemandNode::Kind::all:
        return std::ranges::all_of(node.parts, part_holds);
      case DemandNode::Kind::any:
        return std::ranges::any_of(node.parts, part_holds);
      case DemandNode::Kind::at_least:
        return static_cast<std::size_t>(std::ranges::count_if(node.parts, part_holds)) >= node.n;
    }
    return true;
  }

  template <typename Stands>
  bool term_holds(const DemandNode& node, const Stands& stands) const {
    for (std::uint32_t i = range_.first; i <= range_.last; ++i) {
      if (stands(i, node.term)) return true;
    }
    bool any = false;
    for (std::uint32_t i = range_.first; i <= range_.last && node.carry != kNoSurrounding && !any;
         ++i) {
      surroundings_.each(i, node.carry,
                         [&](std::uint32_t around) { any = any || stands(around, node.term); });
    }
    return any;
  }

  void want(const DemandNode& node) const {
    if (node.kind == DemandNode::Kind::term) {
      for (std::uint32_t i = range_.first; i <= range_.last; ++i) {
        finder_.want(i, node.term);
        surroundings_.each(i, node.carry,
                           [&](std::uint32_t around) { finder_.want(around, node.term); });
      }
    }
    for (const DemandNode& part : node.parts) want(part);
    // What is forbidden near a window of words may stand anywhere in its paragraph.
    for (const DemandNode& part : node.forbidden) Question(whole_paragraphs()).want_all(part);
  }

  void want_all(const DemandNode& node) const {
    if (node.kind == DemandNode::Kind::term) {
      for (std::uint32_t i = range_.first; i <= range_.last; ++i) {
        finder_.want(i, node.term);
        surroundings_.each(i, node.carry,
                           [&](std::uint32_t around) { finder_.want(around, node.term); });
      }
    }
    for (const DemandNode& part : node.parts) want_all(part);
    for (const DemandNode& part : node.forbidden) want_all(part);
  }

  Question whole_paragraphs() const {
    const auto paragraph = [&](std::uint32_t i) {
      return around(text_, i, [&](const Sentence& other) {
        return other.paragraph == text_.sentences[i].paragraph;
      });
    };
    return {text_,
            surroundings_,
            finder_,
            {paragraph(range_.first).first, paragraph(range_.last).last}};
  }

  const SegmentedText& text_;
  const Surroundings& surroundings_;
  TermFinder& finder_;
  Range range_;
};

bool may_be_carried(const DemandNode& node) {
  if (node.kind == DemandNode::Kind::term) return node.carry != kNoSurrounding;
  return std::ranges::any_of(node.parts, may_be_carried);
}

/// Terms of which each stretch where `node` holds has one of its own, not a carried one.
void add_anchor(const DemandNode& node, std::vector<TermNumber>& out) {
  if (node.kind == DemandNode::Kind::term) {
    out.push_back(node.term);
    return;
  }
  if (node.kind == DemandNode::Kind::all) {
    const auto own = std::ranges::find_if_not(node.parts, may_be_carried);
    if (own != node.parts.end()) return add_anchor(*own, out);
  }
  for (const DemandNode& part : node.parts) add_anchor(part, out);
}

}  // namespace

Demand::Demand(std::vector<DemandUnit> units) {
  for (DemandUnit& unit : units) {
    AnchoredUnit& asked = units_.emplace_back(AnchoredUnit{std::move(unit), {}});
    add_anchor(asked.unit.root, asked.anchors);
  }
}

void Demand::ask(const SegmentedText& text, const Surroundings& surroundings,
                 TermFinder& finder) const {
  const std::vector<SentenceSet> open = Narrowing(text, surroundings, finder).narrow(units_);
  for (std::size_t u = 0; u < units_.size(); ++u) {
    const DemandUnit& unit = units_[u].unit;
    Range last{kNone, kNone};
    open[u].each([&](std::uint32_t i) {
      const Range range = range_of(unit, text, i);
      if (range == last) return;
      last = range;
      Question(text, surroundings, finder, range).ask(unit.root);
    });
  }
}

SentenceSet Demand::where(const SegmentedText& text, const Surroundings& surroundings,
                          TermFinder& finder) const {
  SentenceSet out(text.sentences.size());
  for (const SentenceSet& open : Narrowing(text, surroundings, finder).narrow(units_)) out |= open;
  return out;
}

}  // namespace plangrade::match
