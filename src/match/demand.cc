// Stretches are visited around the sentences whose words may hold an anchor, in order of text.
#include "match/demand.h"

#include <algorithm>
#include <map>

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
  Question(const SegmentedText& text, const Surroundings& surroundings, LazyFinder& finder,
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
      for (std::uint32_t i = range_.first; i <= range_.last; ++i) finder_.want(i, node.term);
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
  LazyFinder& finder_;
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

bool overlap(const std::vector<std::uint64_t>& terms, const std::uint64_t* possible) {
  std::uint64_t common = 0;
  for (std::size_t w = 0; w < terms.size(); ++w) common |= terms[w] & possible[w];
  return common != 0;
}

}  // namespace

Demand::Demand(std::vector<DemandUnit> units, std::size_t terms)
    : units_(units.size()), anchors_(1, terms) {
  std::map<std::vector<std::uint64_t>, std::vector<DemandUnit>> by_anchor;
  for (DemandUnit& unit : units) {
    std::vector<TermNumber> anchor_terms;
    add_anchor(unit.root, anchor_terms);
    TermSets anchor(1, terms);
    for (const TermNumber term : anchor_terms) {
      anchor.add(0, term);
      anchors_.add(0, term);
    }
    by_anchor[{anchor.row(0), anchor.row(0) + anchor.width()}].push_back(std::move(unit));
  }
  for (auto& [anchor, of_anchor] : by_anchor) groups_.push_back({anchor, std::move(of_anchor)});
}

void Demand::ask(const SegmentedText& text, const Surroundings& surroundings,
                 LazyFinder& finder) const {
  std::vector<Range> last(units_, Range{kNone, kNone});
  for (std::uint32_t i = 0; i < text.sentences.size(); ++i) {
    std::size_t first = 0;
    for (const Group& group : groups_) {
      if (overlap(group.anchor, finder.possible().row(i))) {
        for (std::size_t u = 0; u < group.units.size(); ++u) {
          const Range range = range_of(group.units[u], text, i);
          if (range == last[first + u]) continue;
          last[first + u] = range;
          Question(text, surroundings, finder, range).ask(group.units[u].root);
        }
      }
      first += group.units.size();
    }
  }
}

}  // namespace plangrade::match
