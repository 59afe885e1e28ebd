// Stage 4: matches to levels, evidence, points and a rating.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "plangrade/match.h"
#include "plangrade/model/plan.h"
#include "plangrade/model/plan_result.h"
#include "plangrade/model/rule_set.h"
#include "plangrade/model/segmented_text.h"

namespace plangrade {

/// The conditions of a rule set with their names resolved, once for all plans. Immutable; safe to
/// share between threads.
class Conditions {
 public:
  /// Keeps references to the criteria of `rules`.
  explicit Conditions(const RuleSet& rules);
  ~Conditions();
  Conditions(Conditions&&) noexcept;
  Conditions& operator=(Conditions&&) noexcept;

  struct Impl;
  const Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<const Impl> impl_;
};

/// Everything that scoring one plan under one rule set reads. All views must outlive the call.
struct ScoreInput {
  const Plan& plan;
  const SegmentedText& text;
  const RuleSet& rules;
  std::uint32_t rule_set = 0;  ///< its index in the Matcher
  std::span<const PatternInfo> patterns;
  std::span<const Match> matches;
  std::string area_type, region;           ///< of the plan's areas, for `applies`
  const Conditions* conditions = nullptr;  ///< of `rules`; if null, they are resolved anew
};

/// Decides every criterion and the rating. A plan without readable text is not assessable; a plan
/// entered as missing has no plan. `fragile` is found by leaving out each pattern and cue that a
/// decision rests on.
PlanResult score_plan(const ScoreInput& input);

/// Whether a criterion applies to a plan of this area type, region and round.
bool applies(const Criterion& criterion, const std::string& area_type, const std::string& region,
             const std::string& round);

/// One level that was tried for a criterion, for `explain`.
struct TriedPart {
  std::string description;  ///< "abuse within sentence", "at least 2 of ..."
  bool held = false;
  int depth = 0;                   ///< nesting in the condition
  std::vector<Evidence> evidence;  ///< what matched, and what a cue took away
};
/// What a condition rests on in one stretch of the plan.
struct QuotedPassage {
  std::vector<Evidence> evidence;  ///< one quotation per place
  /// Terms with the words that matched, in order of text.
  std::vector<std::pair<std::string, std::string>> words;
};
/// One of several parts that suffice together and stand in stretches of their own, as a finding
/// here and the decision that follows from it elsewhere. A term that must match several times is
/// one part.
struct FindingPart {
  std::string name;                     ///< "local_number_on_group", "abuse at least 3 times"
  std::vector<QuotedPassage> passages;  ///< at most three
  std::size_t found = 0;                ///< passages for it, shown or not
};
/// What speaks for a level: it decides it, a cue takes it away, or it nearly suffices.
struct Finding {
  enum class Kind { decides, taken_away, nearly } kind = Kind::decides;
  QuotedPassage passage;           ///< of parts, the first of each
  std::vector<FindingPart> parts;  ///< empty if it is one passage
  /// What stands against it: "what is offered, not who is ill" (the title of the cue's context), or
  /// "lacks harm_to_mind"; empty if it decides.
  std::string reason;
};
struct TriedLevel {
  std::string level;
  bool held = false;
  std::vector<Finding> findings;   ///< at most three of a kind, deciding ones first
  std::size_t deciding = 0;        ///< passages that suffice, shown or not; at most 40 are counted
  std::vector<std::string> never;  ///< if it did not hold: terms of its condition found nowhere
  std::vector<TriedPart> parts;    ///< the condition part by part, each over the whole plan
};
struct Explanation {
  std::string criterion, name, question, level;
  bool applicable = true;
  std::vector<TriedLevel> tried;
};
/// `parts`: fill TriedLevel::parts too, which may be long.
std::vector<Explanation> explain_plan(const ScoreInput& input, bool parts = false);

}  // namespace plangrade
