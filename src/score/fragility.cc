// A decision is fragile if a reader who doubts one quotation, one pattern or one cue doubts it all.
// Only what matches where the decision was made can change it, so only that is left out, one at a
// time, and the levels are decided again from the same matches.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "score/levels.h"

namespace plangrade::scoring {
namespace {

constexpr std::size_t kMaxTrials = 200;

/// Sentences of the first supporting holdings (a level falls only if its first holding does), and
/// of suppressed ones of this level or better.
struct Ground {
  std::set<std::uint32_t> supporting, all;
};

/// The holding that the solver would find first is enough: while it stands, so does the level.
Ground ground_of(const MatchIndex& index, const ResolvedCriterion& criterion,
                 const Decision& decision) {
  Ground ground;
  const auto add = [](const Holding& holding, std::set<std::uint32_t>& to) {
    for (const Use& use : holding.uses) {
      to.insert(use.match.sentence);
      for (const auto* cue : {&use.suppressed_by, &use.required}) {
        if (cue->has_value()) to.insert((*cue)->at.sentence);
      }
    }
  };
  for (const LevelFindings& findings : decision.tried) {
    for (const Holding& holding : findings.suppressed) add(holding, ground.all);
    if (!findings.held) continue;
    const Solver solver(index, {});
    for (const Holding& first :
         solver.solve(criterion.levels[findings.level], index.whole_text(), 1)) {
      add(first, ground.supporting);
    }
  }
  ground.all.insert(ground.supporting.begin(), ground.supporting.end());
  return ground;
}

/// A file of a rule set as its main file would name it: the same wherever the program is started.
std::string seen_from(const std::string& main_file, const std::string& file) {
  const auto folder = std::filesystem::path(main_file).parent_path();
  const auto relative = std::filesystem::path(file).lexically_relative(folder);
  return relative.empty() ? file : relative.generic_string();
}

std::string reason(const MatchIndex& index, std::uint32_t pattern) {
  const PatternInfo& info = index.input().patterns[pattern];
  const RuleSet& rules = index.input().rules;
  if (info.role == PatternRole::any || info.role == PatternRole::named) {
    const SourcePosition& at = info.pattern.at;
    return fmt::format("pattern {}:{}:{}", seen_from(rules.file, at.file), at.line, at.column);
  }
  return "cue " + rules.contexts[info.owner].name;
}

bool can_matter(const PatternInfo& info, std::uint32_t rule_set) {
  return info.rule_set == rule_set && info.role != PatternRole::except &&
         info.role != PatternRole::zone;
}

}  // namespace

std::string fragility(const MatchIndex& index, const ResolvedCriterion& criterion,
                      const Decision& decision) {
  const std::size_t level =
      decision.decided() ? decision.tried.back().level : criterion.levels.size();
  const Ground ground = ground_of(index, criterion, decision);
  for (const std::uint32_t sentence : ground.supporting) {
    if (level_without(index, criterion, {.pattern = kNone, .sentence = sentence}) != level) {
      return "one quotation";
    }
  }
  std::set<std::uint32_t> patterns;
  for (const std::uint32_t sentence : ground.all) {
    for (const Match& match : index.in_sentence(sentence)) {
      if (can_matter(index.input().patterns[match.pattern], index.input().rule_set)) {
        patterns.insert(match.pattern);
      }
    }
  }
  std::size_t trials = 0;
  for (const std::uint32_t pattern : patterns) {
    if (++trials > kMaxTrials) break;
    if (level_without(index, criterion, {.pattern = pattern, .sentence = kNone}) != level) {
      return reason(index, pattern);
    }
  }
  return "";
}

}  // namespace plangrade::scoring
