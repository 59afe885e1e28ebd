// Anchors are matches of which every stretch where a clause holds contains at least one: those of
// the rarest part of `all`, those of every part of `any`.
#include "score/stretches.h"

#include <algorithm>
#include <iterator>

namespace plangrade::scoring {
namespace {

using Anchors = std::vector<Located>;

Anchors merged(Anchors a, const Anchors& b) {
  if (a.empty()) return b;
  Anchors out;
  out.reserve(a.size() + b.size());
  std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out),
             [](const Located& x, const Located& y) { return x.span < y.span; });
  return out;
}

bool may_be_carried(const Clause& clause) {
  if (clause.from != kNoSurrounding) return true;
  if (clause.opens) return false;
  if (clause.op == Operator::term || clause.op == Operator::count) return clause.carry != 0;
  return std::ranges::any_of(clause.parts, may_be_carried);
}

/// How many anchors a clause would have, without collecting them.
std::size_t anchor_count(const MatchIndex& index, const Clause& clause, Span span);

bool needs_one_part(const Clause& clause) {
  return clause.op == Operator::all && !std::ranges::all_of(clause.parts, may_be_carried);
}

const Clause* rarest_part(const MatchIndex& index, const Clause& clause, Span span) {
  const Clause* rarest = nullptr;
  std::size_t fewest = 0;
  for (const Clause& part : clause.parts) {
    if (may_be_carried(part)) continue;
    const std::size_t count = anchor_count(index, part, span);
    if (rarest == nullptr || count < fewest) {
      rarest = &part;
      fewest = count;
    }
  }
  return rarest;
}

std::size_t anchor_count(const MatchIndex& index, const Clause& clause, Span span) {
  if (clause.op == Operator::term || clause.op == Operator::count) {
    return clause.term == kNone ? 0 : index.of_term(clause.term, span).size();
  }
  if (needs_one_part(clause)) {
    return anchor_count(index, *rarest_part(index, clause, span), span);
  }
  std::size_t sum = 0;
  for (const Clause& part : clause.parts) {
    if (part.from == kNoSurrounding) sum += anchor_count(index, part, span);
  }
  return sum;
}

/// All matches of the terms of a clause, or only those it cannot do without.
Anchors anchors(const MatchIndex& index, const Clause& clause, Span span, bool all_terms) {
  if (clause.op == Operator::term || clause.op == Operator::count) {
    if (clause.term == kNone) return {};
    const auto found = index.of_term(clause.term, span);
    return {found.begin(), found.end()};
  }
  if (!all_terms && needs_one_part(clause)) {
    return anchors(index, *rarest_part(index, clause, span), span, false);
  }
  Anchors out;
  for (const Clause& part : clause.parts) {
    if (part.from != kNoSurrounding) continue;
    out = merged(std::move(out), anchors(index, part, span, all_terms));
  }
  return out;
}

Span overlap(Span a, Span b) { return {std::max(a.begin, b.begin), std::min(a.end, b.end)}; }

class Opener {
 public:
  Opener(const MatchIndex& index, const Clause& clause, const Stretch& outer,
         const std::function<Visit(const Stretch&)>& visit)
      : index_(index), clause_(clause), outer_(outer), visit_(visit) {}

  void open() {
    switch (clause_.within.scope) {
      case Scope::document:
        visit_(outer_);
        return;
      case Scope::words:
        return open_word_windows();
      case Scope::sentences:
        return open_sentence_windows();
      case Scope::cell:
        return open_cells();
      case Scope::bullet:
      case Scope::sentence:
      case Scope::row:
      case Scope::list:
      case Scope::table:
      case Scope::paragraph:
      case Scope::section:
      case Scope::page:
        return open_plain();
    }
  }

 private:
  Stretch clipped(Stretch stretch) const {
    stretch.span = overlap(stretch.span, outer_.span);
    return stretch;
  }

  void open_plain() {
    bool any = false;
    std::uint32_t last = 0;
    for (const Located& anchor : anchors(index_, clause_, outer_.span, false)) {
      if (any && anchor.sentence <= last) continue;
      Stretch stretch;
      if (!index_.stretch_of(clause_.within.scope, anchor.sentence, stretch)) continue;
      any = true;
      last = stretch.last;
      if (visit_(clipped(stretch)).stop) return;
    }
  }

  void open_cells() {
    std::uint32_t behind = 0;  // the end of the last cell
    for (const Located& anchor : anchors(index_, clause_, outer_.span, false)) {
      Stretch cell;
      if (anchor.span.begin < behind || !index_.cell_of(anchor, cell)) continue;
      behind = cell.span.end;
      if (visit_(clipped(cell)).stop) return;
    }
  }

  /// Windows of N words begin at any match of the clause, in paragraphs with an anchor.
  void open_word_windows() {
    bool any = false;
    std::uint32_t last = 0;
    for (const Located& anchor : anchors(index_, clause_, outer_.span, false)) {
      if (any && anchor.sentence <= last) continue;
      Stretch paragraph;
      index_.stretch_of(Scope::paragraph, anchor.sentence, paragraph);
      any = true;
      last = paragraph.last;
      if (!windows_in(clipped(paragraph))) return;
    }
  }

  bool windows_in(const Stretch& paragraph) {
    std::uint32_t from = paragraph.span.begin;
    for (const Located& first : anchors(index_, clause_, paragraph.span, true)) {
      if (first.span.begin < from) continue;
      const std::uint32_t end =
          after_words(index_.text().text, first.span.begin, paragraph.span.end, clause_.within.n);
      Stretch window{first.sentence, paragraph.last, {first.span.begin, end}};
      while (window.last > window.first && index_.sentence(window.last).span.begin >= end) {
        --window.last;
      }
      const Visit visited = visit_(window);
      if (visited.stop) return false;
      from = visited.held ? visited.next_after + 1 : first.span.begin + 1;
    }
    return true;
  }

  /// Windows of N units begin up to N - 1 units before an anchor, in its section.
  void open_sentence_windows() {
    const auto n = static_cast<std::uint32_t>(std::max(clause_.within.n, 1));
    std::uint32_t next = 0;
    for (const Located& anchor : anchors(index_, clause_, outer_.span, false)) {
      const std::uint32_t section = index_.sentence(anchor.sentence).section;
      std::uint32_t first = anchor.sentence >= n - 1 ? anchor.sentence - (n - 1) : 0;
      first = std::max({first, next, outer_.first});
      for (; first <= anchor.sentence; ++first) {
        if (index_.sentence(first).section != section) continue;
        std::uint32_t last = std::min(first + n - 1, outer_.last);
        while (last > anchor.sentence && index_.sentence(last).section != section) --last;
        const Visit visited = visit_(clipped(index_.between(first, last)));
        if (visited.stop) return;
        next = first + 1;
        if (visited.held) {
          while (next <= outer_.last && index_.sentence(next).span.begin <= visited.next_after)
            ++next;
          first = next - 1;
        }
      }
    }
  }

  const MatchIndex& index_;
  const Clause& clause_;
  const Stretch& outer_;
  const std::function<Visit(const Stretch&)>& visit_;
};

}  // namespace

void each_stretch(const MatchIndex& index, const Clause& clause, const Stretch& outer,
                  const std::function<Visit(const Stretch&)>& visit) {
  if (index.text().sentences.empty()) return;
  Opener(index, clause, outer, visit).open();
}

}  // namespace plangrade::scoring
