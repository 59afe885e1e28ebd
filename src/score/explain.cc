// Each level tried, for a person who asks why: the passages that decide it, those that a cue takes
// away, those that nearly suffice; and on request the condition part by part.
#include <algorithm>

#include "plangrade/score.h"
#include "score/evidence.h"
#include "score/levels.h"
#include "score/near_misses.h"

namespace plangrade {
namespace {

constexpr std::size_t kMaxQuotes = 3;

std::string one_line(std::string_view text) {
  std::string out(text);
  std::ranges::replace(out, '\n', ' ');
  return out;
}

/// Terms of a clause, those of `none` left out, in its order.
void add_terms(const scoring::Clause& clause, std::vector<std::uint32_t>& terms) {
  if (clause.parts.empty() && std::ranges::count(terms, clause.term) == 0) {
    terms.push_back(clause.term);
  }
  for (const scoring::Clause& part : clause.parts) add_terms(part, terms);
}

/// The passages of one level that was tried.
class Finder {
 public:
  Finder(const scoring::MatchIndex& index, const std::string& level, TriedLevel& out)
      : index_(index), level_(level), out_(out) {}

  void find(const scoring::LevelFindings& findings, const scoring::Clause& clause) {
    for (const scoring::Holding& holding : findings.supporting) {
      add(holding, Finding::Kind::decides, "");
    }
    for (const scoring::Holding& holding : findings.suppressed) {
      add(holding, Finding::Kind::taken_away, taken_away_by(holding));
    }
    out_.deciding = findings.supporting.size();
    if (findings.held || index_.text().sentences.empty()) return;
    for (const auto& near : scoring::near_misses(index_, clause, kMaxQuotes)) {
      add(near.holding, Finding::Kind::nearly, near.reason);
    }
    std::vector<std::uint32_t> terms;
    add_terms(clause, terms);
    for (const std::uint32_t term : terms) {
      if (term == kNone || !index_.of_term(term).empty()) continue;
      out_.never.push_back(index_.input().rules.terms[term].name);
    }
  }

 private:
  void add(const scoring::Holding& holding, Finding::Kind kind, const std::string& reason) {
    const auto same_kind = [&](const Finding& known) { return known.kind == kind; };
    if (std::ranges::count_if(out_.findings, same_kind) >= static_cast<long>(kMaxQuotes)) return;
    Finding finding{.kind = kind, .evidence = {}, .words = {}, .reason = reason};
    const Role role = kind == Finding::Kind::taken_away ? Role::suppressed : Role::supports;
    finding.evidence = scoring::quote(index_, holding, level_, role);
    for (const scoring::Use& use : holding.uses) {
      finding.words.emplace_back(index_.input().rules.terms[use.term].name,
                                 one_line(use.match.span.in(index_.text().text)));
    }
    const auto same_quote = [&](const Finding& known) {
      return known.kind == kind && known.evidence.front().quote == finding.evidence.front().quote;
    };
    if (finding.evidence.empty() || std::ranges::any_of(out_.findings, same_quote)) return;
    out_.findings.push_back(std::move(finding));
  }

  std::string taken_away_by(const scoring::Holding& holding) const {
    for (const scoring::Use& use : holding.uses) {
      if (!use.suppressed_by) continue;
      const Context& context = index_.input().rules.contexts[use.suppressed_by->context];
      return (context.title.empty() ? context.name : context.title) + " (\"" +
             one_line(use.suppressed_by->at.span.in(index_.text().text)) + "\")";
    }
    return "";
  }

  const scoring::MatchIndex& index_;
  const std::string& level_;
  TriedLevel& out_;
};

class Explainer {
 public:
  Explainer(const scoring::MatchIndex& index, const std::string& level, TriedLevel& out)
      : index_(index), level_(level), out_(out) {}

  /// A clause and its parts, each by itself over the whole text: a part may hold somewhere though
  /// the whole does not.
  void add(const scoring::Clause& clause, int depth, const char* prefix = "") {
    const scoring::Stretch whole = index_.whole_text();
    scoring::LevelFindings findings;
    TriedPart part;
    part.description = prefix + clause.description;
    part.depth = depth;
    if (!index_.text().sentences.empty()) {
      part.held = !scoring::Solver(index_, {}).solve(clause, whole, 1).empty();
      scoring::collect(index_, clause, whole, findings);
    }
    if (part.held || clause.parts.empty()) quote(findings.supporting, Role::supports, part);
    quote(findings.suppressed, Role::suppressed, part);
    out_.parts.push_back(std::move(part));
    for (const scoring::Clause& child : clause.parts) add(child, depth + 1);
    for (const scoring::Clause& child : clause.none) add(child, depth + 1, "none of: ");
  }

 private:
  void quote(const std::vector<scoring::Holding>& holdings, Role role, TriedPart& part) const {
    std::size_t quoted = 0;
    for (const scoring::Holding& holding : holdings) {
      for (Evidence& evidence : scoring::quote(index_, holding, level_, role)) {
        if (quoted++ < kMaxQuotes) part.evidence.push_back(std::move(evidence));
      }
    }
  }

  const scoring::MatchIndex& index_;
  const std::string& level_;
  TriedLevel& out_;
};

Explanation explain(const scoring::MatchIndex& index, const scoring::ResolvedCriterion& resolved,
                    bool parts) {
  const Criterion& criterion = *resolved.criterion;
  Explanation out{.criterion = criterion.id,
                  .name = criterion.name,
                  .question = criterion.question,
                  .level = criterion.otherwise,
                  .tried = {}};
  const scoring::Decision decision = scoring::decide(index, resolved);
  for (const scoring::LevelFindings& findings : decision.tried) {
    const std::string& level = criterion.levels[findings.level].level;
    const scoring::Clause& clause = resolved.levels[findings.level];
    TriedLevel tried{
        .level = level, .held = findings.held, .findings = {}, .never = {}, .parts = {}};
    Finder(index, level, tried).find(findings, clause);
    if (parts) Explainer(index, level, tried).add(clause, 0);
    if (findings.held) out.level = level;
    out.tried.push_back(std::move(tried));
  }
  return out;
}

}  // namespace

std::vector<Explanation> explain_plan(const ScoreInput& input, bool parts) {
  const scoring::MatchIndex index(input);
  const Conditions conditions(input.rules);
  std::vector<Explanation> out;
  for (const auto& resolved : conditions.impl().criteria) {
    const Criterion& criterion = *resolved.criterion;
    if (applies(criterion, input.area_type, input.region, input.plan.entry.round)) {
      out.push_back(explain(index, resolved, parts));
    } else {
      out.push_back({.criterion = criterion.id,
                     .name = criterion.name,
                     .question = criterion.question,
                     .level = "",
                     .applicable = false,
                     .tried = {}});
    }
  }
  return out;
}

}  // namespace plangrade
