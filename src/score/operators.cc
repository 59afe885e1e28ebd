// The table of operators, and the search for matches that together satisfy a condition.
//
// `all` and `at_least` choose one way for each part so that no two rest on the identical span.
// A part with as many ways as there are terms can always find a free one, so few ways per part
// suffice, and the search is bounded by kMaxSteps in any case.
#include "score/operators.h"

#include <algorithm>
#include <array>

#include "score/stretches.h"

namespace plangrade::scoring {
namespace {

constexpr int kMaxSteps = 2000;
constexpr std::size_t kMaxCounted = 40;
constexpr std::uint32_t kMaxCarrySentences = 50;
constexpr std::size_t kMaxGapWays = 50;  // a gap rules most ways out

using Ways = std::vector<Holding>;

std::size_t leaf_count(const Clause& clause) {
  if (clause.parts.empty()) return 1;
  std::size_t sum = 0;
  for (const Clause& part : clause.parts) sum += leaf_count(part);
  return sum;
}

// ---- term ----

/// Matches in the surroundings of the stretch's sentences, for a part that has none in the stretch.
void add_carried(const Solver& solver, const Clause& clause, const Stretch& stretch,
                 std::size_t limit, Ways& out) {
  const MatchIndex& index = solver.index();
  const std::uint32_t last = std::min(stretch.last, stretch.first + kMaxCarrySentences);
  for (std::uint32_t i = stretch.first; i <= last; ++i) {
    for (const auto& around : surroundings_of(index, i, clause.carry)) {
      if (around.sentence >= stretch.first && around.sentence <= stretch.last) continue;
      for (const Located& found :
           index.of_term(clause.term, index.sentence(around.sentence).span)) {
        std::optional<Use> use = solver.use_of(clause, found);
        if (!use) continue;
        use->carried = around.kind;
        out.push_back({{std::move(*use)}});
        if (out.size() >= limit) return;
      }
    }
  }
}

Ways term_ways(const Solver& solver, const Clause& clause, const Stretch& stretch,
               std::size_t limit) {
  if (clause.term == kNone) return {};
  Ways free, suppressed;
  Span previous;
  for (const Located& found : solver.index().of_term(clause.term, stretch.span)) {
    if (found.span == previous || !stretch.span.contains(found.span)) continue;
    std::optional<Use> use = solver.use_of(clause, found);
    if (!use) continue;
    previous = found.span;
    Ways& ways = use->suppressed_by ? suppressed : free;
    if (ways.size() < limit) ways.push_back({{std::move(*use)}});
    if (free.size() >= limit) break;
  }
  if (!free.empty()) return free;
  if (!suppressed.empty()) return suppressed;
  if (clause.carry != kNoSurrounding) add_carried(solver, clause, stretch, limit, free);
  return free;
}

// ---- any ----

Ways any_ways(const Solver& solver, const Clause& clause, const Stretch& stretch,
              std::size_t limit) {
  Ways out;
  for (const Clause& part : clause.parts) {
    if (out.size() >= limit) break;
    Ways ways = solver.solve(part, stretch, limit - out.size());
    std::move(ways.begin(), ways.end(), std::back_inserter(out));
  }
  return out;
}

// ---- all, at_least ----

bool same_span(const Holding& a, const Holding& b) {
  return std::ranges::any_of(a.uses, [&](const Use& x) {
    return std::ranges::any_of(b.uses, [&](const Use& y) { return x.match.span == y.match.span; });
  });
}

/// Chooses a way for at least `needed` parts, in the order of the parts.
class Combination {
 public:
  Combination(const Solver& solver, const Clause& clause, const Stretch& stretch,
              std::size_t needed, std::size_t limit)
      : solver_(solver), clause_(clause), stretch_(stretch), needed_(needed), limit_(limit) {}

  Ways find() {
    if (!clause_.ordered && !prepare()) return {};
    choose(0, stretch_.span.begin);
    return std::move(out_);
  }

 private:
  /// The ways of every part; false if too few parts have any.
  bool prepare() {
    const std::size_t enough = leaf_count(clause_) + limit_;
    std::size_t possible = 0;
    for (std::size_t i = 0; i < clause_.parts.size(); ++i) {
      ways_.push_back(solver_.solve(clause_.parts[i], stretch_, enough));
      possible += ways_.back().empty() ? 0 : 1;
      if (possible + clause_.parts.size() - i - 1 < needed_) return false;
    }
    return true;
  }

  /// The ways of part `i` that begin behind `from`, and no farther than the gap behind a part.
  Ways ways_after(std::size_t i, std::uint32_t from) const {
    Stretch rest = stretch_;
    rest.span.begin = from;
    while (rest.first < rest.last && solver_.index().sentence(rest.first).span.end <= from)
      ++rest.first;
    if (clause_.gap < 0) return solver_.solve(clause_.parts[i], rest, 3);
    Ways ways = solver_.solve(clause_.parts[i], rest, kMaxGapWays);
    if (!chosen_.empty())
      std::erase_if(ways, [&](const Holding& way) { return is_far(way, from); });
    return ways;
  }

  bool is_far(const Holding& way, std::uint32_t from) const {
    std::uint32_t begin = kNone;
    for (const Use& use : way.uses) {
      if (use.carried == kNoSurrounding) begin = std::min(begin, use.match.span.begin);
    }
    return begin != kNone &&
           count_words(solver_.index().text().text, from, begin, clause_.gap + 1) > clause_.gap;
  }

  static std::uint32_t end_of(const Holding& way, std::uint32_t from) {
    for (const Use& use : way.uses) {
      if (use.carried == kNoSurrounding) from = std::max(from, use.match.span.end);
    }
    return from;
  }

  void choose(std::size_t i, std::uint32_t from) {
    if (out_.size() >= limit_ || ++steps_ > kMaxSteps) return;
    if (i == clause_.parts.size()) {
      if (chosen_.size() >= needed_) out_.push_back(joined());
      return;
    }
    const Ways ordered = clause_.ordered ? ways_after(i, from) : Ways{};
    for (const Holding& way : clause_.ordered ? ordered : ways_[i]) {
      const auto clash = [&](const Holding* other) { return same_span(*other, way); };
      if (std::ranges::any_of(chosen_, clash)) continue;
      chosen_.push_back(&way);
      choose(i + 1, clause_.ordered ? end_of(way, from) : from);
      chosen_.pop_back();
      if (out_.size() >= limit_) return;
    }
    const std::size_t left = clause_.parts.size() - i - 1;
    if (chosen_.size() + left >= needed_) choose(i + 1, from);
  }

  Holding joined() const {
    Holding out;
    for (const Holding* way : chosen_)
      out.uses.insert(out.uses.end(), way->uses.begin(), way->uses.end());
    return out;
  }

  const Solver& solver_;
  const Clause& clause_;
  const Stretch& stretch_;
  std::size_t needed_, limit_;
  std::vector<Ways> ways_;
  std::vector<const Holding*> chosen_;
  Ways out_;
  int steps_ = 0;
};

Ways all_ways(const Solver& solver, const Clause& clause, const Stretch& stretch,
              std::size_t limit) {
  return Combination(solver, clause, stretch, clause.parts.size(), limit).find();
}

Ways at_least_ways(const Solver& solver, const Clause& clause, const Stretch& stretch,
                   std::size_t limit) {
  const auto needed = static_cast<std::size_t>(std::max(clause.n, 1));
  return Combination(solver, clause, stretch, needed, limit).find();
}

// ---- count ----

bool counts_beside(const Solver& solver, Distinct distinct, const Located& last,
                   const Located& next) {
  switch (distinct) {
    case Distinct::match:
      return next.span.begin >= last.span.end;
    case Distinct::sentence:
      return next.sentence != last.sentence;
    case Distinct::page:
      return solver.index().sentence(next.sentence).page !=
             solver.index().sentence(last.sentence).page;
  }
  return false;
}

Ways count_ways(const Solver& solver, const Clause& clause, const Stretch& stretch, std::size_t) {
  if (clause.term == kNone) return {};
  const auto needed = static_cast<std::size_t>(std::max(clause.n, 1));
  Holding counted;
  for (const Located& found : solver.index().of_term(clause.term, stretch.span)) {
    if (counted.uses.size() >= std::max(needed, kMaxCounted)) break;
    if (!stretch.span.contains(found.span)) continue;
    if (!counted.uses.empty() &&
        !counts_beside(solver, clause.distinct, counted.uses.back().match, found)) {
      continue;
    }
    if (std::optional<Use> use = solver.use_of(clause, found)) counted.uses.push_back(*use);
  }
  if (counted.uses.size() < needed) return {};
  return {std::move(counted)};
}

// ---- the table ----

struct OperatorRow {
  Operator op;
  Ways (*ways)(const Solver&, const Clause&, const Stretch&, std::size_t limit);
};

constexpr std::array<OperatorRow, 5> kOperators{{
    {Operator::term, term_ways},
    {Operator::all, all_ways},
    {Operator::any, any_ways},
    {Operator::at_least, at_least_ways},
    {Operator::count, count_ways},
}};

/// Whether the terms of a clause have the matches that it needs, in a stretch or, if they may be
/// carried, anywhere: most clauses need no closer look.
bool may_hold(const MatchIndex& index, const Clause& clause, Span stretch) {
  const auto part_may = [&](const Clause& part) {
    const bool here = part.from == kNoSurrounding;
    return may_hold(index, part, here ? stretch : index.whole_text().span);
  };
  switch (clause.op) {
    case Operator::term:
    case Operator::count:
      if (clause.term == kNone || index.of_term(clause.term).empty()) return false;
      return clause.carry != kNoSurrounding || !index.of_term(clause.term, stretch).empty();
    case Operator::all:
      return std::ranges::all_of(clause.parts, part_may);
    case Operator::any:
    case Operator::at_least:
      return std::ranges::any_of(clause.parts, part_may);
  }
  return true;
}

bool any_holds(const Solver& solver, const std::vector<Clause>& clauses, const Stretch& stretch) {
  return std::ranges::any_of(
      clauses, [&](const Clause& clause) { return !solver.solve(clause, stretch, 1).empty(); });
}

/// The first and last byte that a holding's own matches cover.
Span extent(const Holding& holding) {
  Span out{kNone, 0};
  for (const Use& use : holding.uses) {
    if (use.carried != kNoSurrounding) continue;
    out.begin = std::min(out.begin, use.match.span.begin);
    out.end = std::max(out.end, use.match.span.end);
  }
  return out;
}

/// A holding's own matches before carried ones, each in order of text.
bool own_first(const Use& a, const Use& b) {
  const bool a_carried = a.carried != kNoSurrounding, b_carried = b.carried != kNoSurrounding;
  return a_carried != b_carried ? b_carried : a.match.span < b.match.span;
}

/// What lies in some window of N words together with all matches of a holding.
Stretch around_words(const MatchIndex& index, const Holding& holding, int n) {
  const Span span = extent(holding);
  Stretch out;
  index.stretch_of(Scope::paragraph, holding.uses.front().match.sentence, out);
  out.span = {before_words(index.text().text, out.span.begin, span.end, n),
              after_words(index.text().text, span.begin, out.span.end, n)};
  while (index.sentence(out.first).span.end <= out.span.begin) ++out.first;
  while (index.sentence(out.last).span.begin >= out.span.end) --out.last;
  return out;
}

}  // namespace

bool Holding::suppressed() const {
  return std::ranges::any_of(uses, [](const Use& use) { return use.suppressed_by.has_value(); });
}

std::optional<Use> Solver::use_of(const Clause& clause, const Located& match) const {
  if (options_.mask.hides(match)) return std::nullopt;
  if (!clause.zones.allows(index_.zone(match.sentence))) return std::nullopt;
  Use use{.match = match, .term = clause.term, .suppressed_by = {}, .required = {}};
  for (const std::uint32_t context : clause.only) {
    use.required = governing_cue(index_, context, match, options_.mask);
    if (use.required) break;
  }
  if (!clause.only.empty() && !use.required) return std::nullopt;
  for (const std::uint32_t context : clause.unless) {
    use.suppressed_by = governing_cue(index_, context, match, options_.mask);
    if (use.suppressed_by) break;
  }
  if (use.suppressed_by && !options_.ignore_unless) return std::nullopt;
  return use;
}

std::vector<Holding> Solver::solve_in(const Clause& clause, const Stretch& stretch,
                                      std::size_t limit) const {
  const auto row = std::ranges::find(kOperators, clause.op, &OperatorRow::op);
  return row->ways(*this, clause, stretch, limit);
}

std::optional<Holding> Solver::hold_in(const Clause& clause, const Stretch& stretch) const {
  if (!may_hold(index_, clause, stretch.span)) return std::nullopt;
  const bool in_words = clause.within.scope == Scope::words;
  if (!in_words && any_holds(*this, clause.none, stretch)) return std::nullopt;
  for (Holding& holding : solve_in(clause, stretch, leaf_count(clause) + 1)) {
    std::ranges::stable_sort(holding.uses, own_first);
    if (holding.uses.front().carried != kNoSurrounding) continue;
    if (in_words && any_holds(*this, clause.none, around_words(index_, holding, clause.within.n))) {
      continue;
    }
    return std::move(holding);
  }
  return std::nullopt;
}

std::vector<Holding> Solver::solve(const Clause& clause, const Stretch& stretch,
                                   std::size_t limit) const {
  if (clause.from == kNoSurrounding && !may_hold(index_, clause, stretch.span)) return {};
  return clause.from == kNoSurrounding ? solve_here(clause, stretch, limit)
                                       : solve_around(clause, stretch, limit);
}

std::vector<Holding> Solver::solve_around(const Clause& clause, const Stretch& stretch,
                                          std::size_t limit) const {
  std::vector<Holding> out;
  const std::uint32_t last = std::min(stretch.last, stretch.first + kMaxCarrySentences);
  for (std::uint32_t i = stretch.first; i <= last && out.size() < limit; ++i) {
    for (const auto& around : surroundings_of(index_, i, clause.from)) {
      const Stretch there = index_.between(around.sentence, around.sentence);
      for (Holding& holding : solve_here(clause, there, limit - out.size())) {
        for (Use& use : holding.uses) use.carried = around.kind;
        out.push_back(std::move(holding));
      }
    }
  }
  return out;
}

std::vector<Holding> Solver::solve_here(const Clause& clause, const Stretch& stretch,
                                        std::size_t limit) const {
  if (!clause.opens) {
    if (any_holds(*this, clause.none, stretch)) return {};
    return solve_in(clause, stretch, limit);
  }
  std::vector<Holding> out;
  each_stretch(index_, clause, stretch, [&](const Stretch& inner) {
    std::optional<Holding> holding = hold_in(clause, inner);
    if (!holding) return Visit{};
    const Span span = extent(*holding);
    out.push_back(std::move(*holding));
    return Visit{.stop = out.size() >= limit, .next_after = span.begin, .held = true};
  });
  return out;
}

}  // namespace plangrade::scoring
