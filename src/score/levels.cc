// Best level first: the first whose condition holds decides. Levels that fail only because of a cue
// leave their findings as suppressed evidence.
#include "score/levels.h"

#include <algorithm>

#include "score/stretches.h"

namespace plangrade::scoring {
namespace {

const SolveOptions kIgnoring{.ignore_unless = true, .mask = {}};

bool by_text(const Holding& a, const Holding& b) {
  return a.uses.front().match.span < b.uses.front().match.span;
}

/// Fills up in order, without what is there already.
void append(std::vector<Holding>& to, std::vector<Holding> from, std::size_t limit) {
  const auto span = [](const Use& use) { return use.match.span; };
  for (Holding& holding : from) {
    if (to.size() >= limit) return;
    const auto same = [&](const Holding& known) {
      return known.of == holding.of && std::ranges::equal(known.uses, holding.uses, {}, span, span);
    };
    if (std::ranges::none_of(to, same)) to.push_back(std::move(holding));
  }
}

bool covers_whole_text(const Clause& clause) {
  return !clause.opens || clause.within.scope == Scope::document;
}

/// Whether one part, or one match, does not suffice.
bool needs_several(const Clause& clause) {
  switch (clause.op) {
    case Operator::all:
      return clause.parts.size() > 1;
    case Operator::at_least:
    case Operator::count:
      return clause.n > 1;
    case Operator::term:
    case Operator::any:
      break;
  }
  return false;
}

void add_contexts(const Clause& clause, std::set<std::uint32_t>& out) {
  out.insert(clause.unless.begin(), clause.unless.end());
  out.insert(clause.only.begin(), clause.only.end());
  for (const Clause& part : clause.parts) add_contexts(part, out);
  for (const Clause& part : clause.none) add_contexts(part, out);
}

/// Collects what speaks for clauses over one stretch.
class Collector {
 public:
  Collector(const MatchIndex& index, const Stretch& stretch)
      : index_(index), respecting_(index, {}), ignoring_(index, kIgnoring), stretch_(stretch) {}

  /// What is collected is a part of `of`, unless the clause needs several of its own.
  void collect(const Clause& clause, PartOf of, LevelFindings& out) {
    if (!covers_whole_text(clause)) return collect_stretches(clause, of, out);
    const bool held = !respecting_.solve(clause, stretch_, 1).empty();
    if (!held && ignoring_.solve(clause, stretch_, 1).empty()) return;
    if (needs_several(clause) && of.together == 0) {
      of.together = ++together_;
      parts_ = 0;
    }
    LevelFindings found;
    if (clause.parts.empty()) {
      collect_matches(clause, part_of(clause, of, clause.description), found);
    } else {
      collect_parts(clause, of, found);
    }
    if (!held) found.supporting.clear();
    append(out.supporting, std::move(found.supporting), kMaxSupporting);
    append(out.suppressed, std::move(found.suppressed), kMaxSuppressed);
  }

 private:
  PartOf part_of(const Clause& whole, const PartOf& of, const std::string& name) {
    return needs_several(whole) ? PartOf{of.together, ++parts_, name} : of;
  }

  /// The first of every part, then the others.
  void collect_parts(const Clause& clause, const PartOf& of, LevelFindings& out) {
    std::vector<LevelFindings> parts(clause.parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Clause& part = clause.parts[i];
      collect(part, part_of(clause, of, in_few_words(part, index_.input().rules)), parts[i]);
      auto& first = parts[i].supporting;
      if (!first.empty()) append(out.supporting, {first.front()}, kMaxSupporting);
    }
    for (LevelFindings& part : parts) {
      append(out.supporting, std::move(part.supporting), kMaxSupporting);
      append(out.suppressed, std::move(part.suppressed), kMaxSuppressed);
    }
  }

  void collect_matches(const Clause& clause, const PartOf& of, LevelFindings& out) const {
    if (clause.term == kNone) return;
    Span previous;
    for (const Located& found : index_.of_term(clause.term, stretch_.span)) {
      if (found.span.overlaps(previous)) continue;
      std::optional<Use> use = ignoring_.use_of(clause, found);
      if (!use) continue;
      previous = found.span;
      auto& list = use->suppressed_by ? out.suppressed : out.supporting;
      const std::size_t limit = use->suppressed_by ? kMaxSuppressed : kMaxSupporting;
      if (list.size() < limit) list.push_back({{std::move(*use)}, of});
    }
  }

  void collect_stretches(const Clause& clause, const PartOf& of, LevelFindings& out) const {
    each_stretch(index_, clause, stretch_, [&](const Stretch& inner) {
      const auto visit = [&](std::vector<Holding>& list, Holding holding) {
        const std::uint32_t begin = holding.uses.front().match.span.begin;
        holding.of = of;
        list.push_back(std::move(holding));
        return Visit{
            .stop = out.supporting.size() >= kMaxSupporting, .next_after = begin, .held = true};
      };
      if (auto holding = respecting_.hold_in(clause, inner)) {
        return visit(out.supporting, std::move(*holding));
      }
      if (out.suppressed.size() >= kMaxSuppressed) return Visit{};
      auto holding = ignoring_.hold_in(clause, inner);
      if (!holding || !holding->suppressed()) return Visit{};
      return visit(out.suppressed, std::move(*holding));
    });
  }

  const MatchIndex& index_;
  Solver respecting_, ignoring_;
  Stretch stretch_;
  int together_ = 0, parts_ = 0;  ///< numbers given; those of parts begin anew with each `together`
};

}  // namespace

void collect(const MatchIndex& index, const Clause& clause, const Stretch& stretch,
             LevelFindings& out) {
  Collector(index, stretch).collect(clause, {}, out);
  std::ranges::stable_sort(out.supporting, by_text);
  std::ranges::stable_sort(out.suppressed, by_text);
}

Decision decide(const MatchIndex& index, const ResolvedCriterion& criterion) {
  const Stretch whole = index.whole_text();
  const Solver respecting(index, {});
  const Solver ignoring(index, kIgnoring);
  Decision decision;
  for (std::size_t i = 0; i < criterion.levels.size(); ++i) {
    const Clause& clause = criterion.levels[i];
    LevelFindings findings{.level = i, .supporting = {}, .suppressed = {}};
    findings.held = !respecting.solve(clause, whole, 1).empty();
    if (findings.held || !ignoring.solve(clause, whole, 1).empty()) {
      collect(index, clause, whole, findings);
    }
    if (!findings.held) findings.supporting.clear();
    decision.tried.push_back(std::move(findings));
    if (decision.tried.back().held) break;
  }
  return decision;
}

std::size_t level_without(const MatchIndex& index, const ResolvedCriterion& criterion,
                          const Mask& mask) {
  const Solver solver(index, {.ignore_unless = false, .mask = mask});
  const Stretch whole = index.whole_text();
  for (std::size_t i = 0; i < criterion.levels.size(); ++i) {
    if (!solver.solve(criterion.levels[i], whole, 1).empty()) return i;
  }
  return criterion.levels.size();
}

}  // namespace plangrade::scoring

namespace plangrade {

Conditions::Conditions(const RuleSet& rules) {
  auto impl = std::make_unique<Impl>();
  for (const Criterion& criterion : rules.criteria) {
    scoring::ResolvedCriterion& resolved = impl->criteria.emplace_back();
    resolved.criterion = &criterion;
    for (const Level& level : criterion.levels) {
      resolved.levels.push_back(scoring::resolve(level.when, rules));
      scoring::add_contexts(resolved.levels.back(), resolved.contexts);
    }
  }
  impl_ = std::move(impl);
}
Conditions::~Conditions() = default;
Conditions::Conditions(Conditions&&) noexcept = default;
Conditions& Conditions::operator=(Conditions&&) noexcept = default;

}  // namespace plangrade
