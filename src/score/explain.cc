// Each level tried, for a person who asks why: the passages that decide it, those that a cue takes
// away, those that nearly suffice; and on request the condition part by part.
#include <algorithm>
#include <map>
#include <set>

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

QuotedPassage passage_of(const scoring::MatchIndex& index, const scoring::Holding& holding,
                         const std::string& level, Role role) {
  QuotedPassage out{.evidence = scoring::quote(index, holding, level, role), .words = {}};
  for (const scoring::Use& use : holding.uses) {
    out.words.emplace_back(index.input().rules.terms[use.term].name,
                           one_line(use.match.span.in(index.text().text)));
  }
  return out;
}

/// Whether two passages begin with the same quotation.
bool same_quote(const QuotedPassage& a, const QuotedPassage& b) {
  return a.evidence.front().quote == b.evidence.front().quote;
}

/// The passages of one level that was tried.
class Finder {
 public:
  Finder(const scoring::MatchIndex& index, const std::string& level, TriedLevel& out)
      : index_(index), level_(level), out_(out) {}

  void find(const scoring::LevelFindings& findings, const scoring::Clause& clause) {
    std::set<int> together;
    for (const scoring::Holding& holding : findings.supporting) {
      if (holding.of.together == 0) {
        add(holding, Finding::Kind::decides, "");
        ++out_.deciding;
      } else if (together.insert(holding.of.together).second) {
        add_together(holding.of.together, findings.supporting);
        ++out_.deciding;
      }
    }
    for (const scoring::Holding& holding : findings.suppressed) {
      add(holding, Finding::Kind::taken_away, taken_away_by(holding));
    }
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
  bool is_full(Finding::Kind kind) const {
    const auto found = std::ranges::count(out_.findings, kind, &Finding::kind);
    return static_cast<std::size_t>(found) >= kMaxQuotes;
  }

  void add(const scoring::Holding& holding, Finding::Kind kind, const std::string& reason) {
    if (is_full(kind)) return;
    const Role role = kind == Finding::Kind::taken_away ? Role::suppressed : Role::supports;
    Finding finding{.kind = kind,
                    .passage = passage_of(index_, holding, level_, role),
                    .parts = {},
                    .reason = reason};
    const auto same = [&](const Finding& known) {
      return known.kind == kind && known.parts.empty() &&
             same_quote(known.passage, finding.passage);
    };
    if (finding.passage.evidence.empty() || std::ranges::any_of(out_.findings, same)) return;
    out_.findings.push_back(std::move(finding));
  }

  /// All holdings that suffice only together, by their parts.
  void add_together(int together, const std::vector<scoring::Holding>& holdings) {
    if (is_full(Finding::Kind::decides)) return;
    std::map<int, FindingPart> parts;
    for (const scoring::Holding& holding : holdings) {
      if (holding.of.together != together) continue;
      FindingPart& part = parts[holding.of.part];
      part.name = holding.of.name;
      add_passage(passage_of(index_, holding, level_, Role::supports), part);
    }
    Finding finding;
    for (auto& [number, part] : parts) {
      if (part.passages.empty()) continue;
      const QuotedPassage& first = part.passages.front();
      auto& [evidence, words] = finding.passage;
      evidence.insert(evidence.end(), first.evidence.begin(), first.evidence.end());
      words.insert(words.end(), first.words.begin(), first.words.end());
      finding.parts.push_back(std::move(part));
    }
    out_.findings.push_back(std::move(finding));
  }

  static void add_passage(QuotedPassage passage, FindingPart& part) {
    const auto same = [&](const QuotedPassage& known) { return same_quote(known, passage); };
    if (passage.evidence.empty() || std::ranges::any_of(part.passages, same)) return;
    ++part.found;
    if (part.passages.size() < kMaxQuotes) part.passages.push_back(std::move(passage));
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
