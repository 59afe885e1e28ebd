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

/// What a decision stands on. A level falls only if its first holding does; a better one is reached
/// only if a cue that takes a holding away is void.
struct Ground {
  std::set<std::uint32_t> supporting;  ///< sentences of the first supporting holdings
  std::set<std::uint32_t> sentences;   ///< these, and those of suppressed holdings and of all cues
  std::set<std::uint32_t> patterns;    ///< of the first supporting holdings
};

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
    for (const Holding& holding : findings.suppressed) add(holding, ground.sentences);
    if (!findings.held) continue;
    const Solver solver(index, {});
    for (const Holding& first :
         solver.solve(criterion.levels[findings.level], index.whole_text(), 1)) {
      add(first, ground.supporting);
      for (const Use& use : first.uses) ground.patterns.insert(use.match.pattern);
    }
  }
  ground.sentences.insert(ground.supporting.begin(), ground.supporting.end());
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

/// Patterns of contexts: a cue, or what voids one.
bool of_context(const PatternInfo& info, std::uint32_t rule_set) {
  return info.rule_set == rule_set &&
         (info.role == PatternRole::cue || info.role == PatternRole::pseudo ||
          info.role == PatternRole::stop || info.role == PatternRole::context_unless);
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
  std::set<std::uint32_t> patterns = ground.patterns;
  for (const std::uint32_t sentence : ground.sentences) {
    for (const Match& match : index.in_sentence(sentence)) {
      if (of_context(index.input().patterns[match.pattern], index.input().rule_set)) {
        patterns.insert(match.pattern);
      }
    }
  }
  std::size_t trials = 0;
  for (const std::uint32_t pattern : patterns) {
    if (++trials > kMaxTrials) break;
    const PatternInfo& info = index.input().patterns[pattern];
    if (of_context(info, index.input().rule_set) && !criterion.contexts.contains(info.owner))
      continue;
    if (level_without(index, criterion, {.pattern = pattern, .sentence = kNone}) != level) {
      return reason(index, pattern);
    }
  }
  return "";
}

}  // namespace plangrade::scoring
