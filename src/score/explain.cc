// Each level tried, part by part, for a person who asks why.
#include <algorithm>

#include "plangrade/score.h"
#include "score/evidence.h"
#include "score/levels.h"

namespace plangrade {
namespace {

constexpr std::size_t kMaxQuotes = 3;

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

Explanation explain(const scoring::MatchIndex& index, const Criterion& criterion) {
  Explanation out{.criterion = criterion.id,
                  .name = criterion.name,
                  .question = criterion.question,
                  .level = criterion.otherwise,
                  .tried = {}};
  const auto resolved = scoring::resolve_criterion(criterion, index.input().rules);
  const scoring::Decision decision = scoring::decide(index, resolved);
  for (const scoring::LevelFindings& findings : decision.tried) {
    const std::string& level = criterion.levels[findings.level].level;
    TriedLevel tried{.level = level, .held = findings.held, .parts = {}};
    Explainer(index, level, tried).add(resolved.levels[findings.level], 0);
    if (findings.held) out.level = level;
    out.tried.push_back(std::move(tried));
  }
  return out;
}

}  // namespace

std::vector<Explanation> explain_plan(const ScoreInput& input) {
  const scoring::MatchIndex index(input);
  std::vector<Explanation> out;
  for (const Criterion& criterion : input.rules.criteria) {
    if (applies(criterion, input.area_type, input.region, input.plan.entry.round)) {
      out.push_back(explain(index, criterion));
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
