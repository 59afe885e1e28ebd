// Terms are settled in a few rounds, those that may stand in few sentences first.
#include "match/narrowing.h"

#include <algorithm>
#include <array>

namespace plangrade::match {
namespace {

// What part of the sentences a term may stand in to be settled in a round.
constexpr std::array<std::size_t, 5> kRounds{256, 64, 16, 4, 1};

}  // namespace

Narrowing::Narrowing(const SegmentedText& text, const Surroundings& surroundings,
                     TermFinder& finder)
    : text_(text),
      surroundings_(surroundings),
      finder_(finder),
      size_(text.sentences.size()),
      everything_(size_, true),
      nothing_(size_),
      scratch_(64) {}

template <typename Joined>
Narrowing::Joins Narrowing::joins(Joined joined) const {
  SentenceSet with_previous(size_);
  for (std::size_t i = 1; i < size_; ++i) {
    if (joined(text_.sentences[i - 1], text_.sentences[i])) with_previous.add(i);
  }
  Joins out;
  for (std::size_t n = 1; !with_previous.empty(); n *= 2) {
    out.push_back(with_previous);
    SentenceSet longer(size_);
    longer.add_behind(with_previous, n, with_previous);
    with_previous = std::move(longer);
  }
  return out;
}

const Narrowing::Joins& Narrowing::joins_of(Reach reach) {
  const bool paragraph = reach == Reach::paragraph;
  std::optional<Joins>& known = paragraph ? paragraphs_ : groups_;
  if (!known) {
    known = joins([&](const Sentence& a, const Sentence& b) {
      return paragraph ? a.paragraph == b.paragraph : a.group == b.group;
    });
  }
  return *known;
}

void Narrowing::spread_over(const Joins& joins, SentenceSet& set) const {
  for (std::size_t n = 0; n < joins.size(); ++n) {
    const SentenceSet before = set;
    set.add_behind(before, std::size_t{1} << n, joins[n]);
  }
  for (std::size_t n = 0; n < joins.size(); ++n) {
    const SentenceSet before = set;
    set.add_before(before, std::size_t{1} << n, joins[n]);
  }
}

void Narrowing::spread(const DemandUnit& unit, SentenceSet& set) {
  switch (unit.reach) {
    case Reach::sentence:
      return;
    case Reach::paragraph:
    case Reach::group:
      return spread_over(joins_of(unit.reach), set);
    case Reach::sentences:
      for (std::size_t done = 0, all = std::min<std::size_t>(unit.n - 1, size_); done < all;) {
        const std::size_t step = std::min(done + 1, all - done);
        const SentenceSet before = set;
        set.add_behind(before, step, everything_);
        set.add_before(before, step, everything_);
        done += step;
      }
  }
}

void Narrowing::add_carried(const DemandNode& node, const SentenceSet& asked, SentenceSet& set) {
  const SentenceSet own = set;
  SentenceSet lacking = asked;
  lacking -= own;
  lacking.each([&](std::uint32_t i) {
    bool any = false;
    surroundings_.each(i, node.carry, [&](std::uint32_t around) { any = any || own.has(around); });
    if (any) set.add(i);
  });
}

void Narrowing::keep_term(const DemandUnit& unit, const DemandNode& node, SentenceSet& open) {
  const SentenceSet& possible = finder_.possible(node.term);
  if (unit.reach == Reach::sentence && node.carry == kNoSurrounding) {
    open &= possible;
    return;
  }
  SentenceSet there = possible;
  if (node.carry != kNoSurrounding && !there.empty()) {
    SentenceSet stretches = open;
    spread(unit, stretches);
    add_carried(node, stretches, there);
  }
  spread(unit, there);
  open &= there;
}

void Narrowing::keep(const DemandUnit& unit, const DemandNode& node, std::size_t depth,
                     SentenceSet& open) {
  if (node.kind == DemandNode::Kind::term) return keep_term(unit, node, open);
  if (depth == scratch_.size()) return;
  if (node.kind == DemandNode::Kind::all) {
    for (const DemandNode& part : node.parts) {
      if (!open.empty()) keep(unit, part, depth, open);
    }
    return;
  }
  auto& [of_part, of_any] = scratch_[depth];
  of_any = nothing_;
  for (const DemandNode& part : node.parts) {
    of_part = open;
    of_part -= of_any;
    if (of_part.empty()) break;
    keep(unit, part, depth + 1, of_part);
    of_any |= of_part;
  }
  open = of_any;
}

void Narrowing::update(const AnchoredUnit& asked, SentenceSet& open) {
  SentenceSet anchored(size_);
  for (const TermNumber anchor : asked.anchors) anchored |= finder_.possible(anchor);
  open &= anchored;
  if (!open.empty()) keep(asked.unit, asked.unit.root, 0, open);
}

void Narrowing::note_needs(const DemandUnit& unit, const DemandNode& node,
                           const SentenceSet& stretches) {
  for (const DemandNode& part : node.parts) note_needs(unit, part, stretches);
  if (node.kind != DemandNode::Kind::term) return;
  if (needs_.size() <= node.term) needs_.resize(node.term + 1);
  SentenceSet& needs = needs_[node.term];
  if (needs.size() != size_) needs = SentenceSet(size_);
  needs |= stretches;
  if (node.carry == kNoSurrounding) return;
  stretches.each([&](std::uint32_t i) {
    surroundings_.each(i, node.carry, [&](std::uint32_t around) { needs.add(around); });
  });
}

bool Narrowing::settle_terms(std::size_t most) {
  bool any = false;
  for (TermNumber term = 0; term < needs_.size(); ++term) {
    if (needs_[term].size() != size_) continue;
    if (finder_.open(term, needs_[term]) > most) {
      needs_[term] = SentenceSet();
    } else {
      any = true;
    }
  }
  if (any) finder_.settle(needs_);
  return any;
}

std::vector<SentenceSet> Narrowing::narrow(const std::vector<AnchoredUnit>& units) {
  std::vector<SentenceSet> open(units.size(), everything_);
  for (std::size_t u = 0; u < units.size(); ++u) update(units[u], open[u]);
  for (const std::size_t part : kRounds) {
    needs_.clear();
    for (std::size_t u = 0; u < units.size(); ++u) {
      if (open[u].empty()) continue;
      SentenceSet stretches = open[u];
      spread(units[u].unit, stretches);
      note_needs(units[u].unit, units[u].unit.root, stretches);
    }
    if (!settle_terms(size_ / part)) continue;
    for (std::size_t u = 0; u < units.size(); ++u) {
      if (!open[u].empty()) update(units[u], open[u]);
    }
  }
  return open;
}

}  // namespace plangrade::match
