// Best level first: the first whose condition holds decides. Levels that fail only because of a cue
// leave their findings as suppressed evidence.
#include "score/levels.h"

#include <algorithm>

#include "score/stretches.h"

namespace plangrade::scoring {
namespace {

bool by_text(const Holding& a, const Holding& b) {
  return a.uses.front().match.span < b.uses.front().match.span;
}

/// Keeps the first of every part, then fills up in order of text.
void append(std::vector<Holding>& to, std::vector<Holding> from, std::size_t limit) {
  for (Holding& holding : from) {
    if (to.size() >= limit) return;
    const auto same = [&](const Holding& known) {
      return std::ranges::equal(
          known.uses, holding.uses, {}, [](const Use& use) { return use.match.span; },
          [](const Use& use) { return use.match.span; });
    };
    if (std::ranges::none_of(to, same)) to.push_back(std::move(holding));
  }
}

bool covers_whole_text(const Clause& clause) {
  return !clause.opens || clause.within.scope == Scope::document;
}

void collect_matches(const MatchIndex& index, const Clause& clause, const Stretch& stretch,
                     LevelFindings& out) {
  if (clause.term == kNone) return;
  const Solver all(index, {.ignore_unless = true, .mask = {}});
  Span previous;
  for (const Located& found : index.of_term(clause.term, stretch.span)) {
    if (found.span.overlaps(previous)) continue;
    std::optional<Use> use = all.use_of(clause, found);
    if (!use) continue;
    previous = found.span;
    auto& list = use->suppressed_by ? out.suppressed : out.supporting;
    const std::size_t limit = use->suppressed_by ? kMaxSuppressed : kMaxSupporting;
    if (list.size() < limit) list.push_back({{std::move(*use)}});
  }
}

void collect_stretches(const MatchIndex& index, const Clause& clause, const Stretch& stretch,
                       LevelFindings& out) {
  const Solver respecting(index, {});
  const Solver ignoring(index, {.ignore_unless = true, .mask = {}});
  each_stretch(index, clause, stretch, [&](const Stretch& inner) {
    const auto visit = [&](std::vector<Holding>& list, Holding holding) {
      const std::uint32_t begin = holding.uses.front().match.span.begin;
      list.push_back(std::move(holding));
      return Visit{
          .stop = out.supporting.size() >= kMaxSupporting, .next_after = begin, .held = true};
    };
    if (auto holding = respecting.hold_in(clause, inner)) {
      return visit(out.supporting, std::move(*holding));
    }
    if (out.suppressed.size() >= kMaxSuppressed) return Visit{};
    auto holding = ignoring.hold_in(clause, inner);
    if (!holding || !holding->suppressed()) return Visit{};
    return visit(out.suppressed, std::move(*holding));
  });
}

}  // namespace

void collect(const MatchIndex& index, const Clause& clause, const Stretch& stretch,
             LevelFindings& out) {
  if (!covers_whole_text(clause)) return collect_stretches(index, clause, stretch, out);
  if (clause.parts.empty()) return collect_matches(index, clause, stretch, out);
  std::vector<LevelFindings> parts(clause.parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    collect(index, clause.parts[i], stretch, parts[i]);
    auto& first = parts[i].supporting;
    if (!first.empty()) append(out.supporting, {first.front()}, kMaxSupporting);
  }
  for (LevelFindings& part : parts) {
    append(out.supporting, std::move(part.supporting), kMaxSupporting);
    append(out.suppressed, std::move(part.suppressed), kMaxSuppressed);
  }
  std::ranges::stable_sort(out.supporting, by_text);
  std::ranges::stable_sort(out.suppressed, by_text);
}

Decision decide(const MatchIndex& index, const ResolvedCriterion& criterion) {
  const Stretch whole = index.whole_text();
  const Solver respecting(index, {});
  const Solver ignoring(index, {.ignore_unless = true, .mask = {}});
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
    }
  }
  impl_ = std::move(impl);
}
Conditions::~Conditions() = default;
Conditions::Conditions(Conditions&&) noexcept = default;
Conditions& Conditions::operator=(Conditions&&) noexcept = default;

}  // namespace plangrade
