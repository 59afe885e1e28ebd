// Stage 3: where the patterns of rule sets match in a plan's text. The only layer that knows RE2.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "plangrade/model/match.h"
#include "plangrade/model/problem.h"
#include "plangrade/model/rule_set.h"
#include "plangrade/model/segmented_text.h"

namespace plangrade {

/// What a pattern of a Matcher belongs to.
enum class PatternRole { any, except, named, cue, pseudo, stop, context_unless, zone };

struct PatternInfo {
  std::uint32_t rule_set = 0;  ///< index into the rule sets that were compiled
  PatternRole role = PatternRole::any;
  std::uint32_t owner = 0;  ///< index of the term, context or zone in its rule set
  Pattern pattern;          ///< as written
};

/// Which matches are asked for.
enum class Matches {
  all,       ///< of all terms, everywhere: for explaining, searching and coverage
  deciding,  ///< only those on which a level, its evidence or its fragility can rest: faster
};

/// What a pattern cost over some text if it were looked for wherever its words do not rule it out.
struct PatternCost {
  std::uint64_t sentences = 0, bytes = 0;  ///< in which it was looked for
  std::uint64_t matches = 0;               ///< before exceptions and contexts
  std::uint64_t nanoseconds = 0;           ///< differs from run to run
  PatternCost& operator+=(const PatternCost& more) {
    sentences += more.sentences;
    bytes += more.bytes;
    matches += more.matches;
    nanoseconds += more.nanoseconds;
    return *this;
  }
};

/// In sentences longer than twice this, a match is found for certain only if it is no longer.
inline constexpr std::uint32_t kMaxMatchBytes = 1024;

/// All patterns of one or more rule sets, screened in one pass over the words of the text, located
/// singly.
/// Immutable once compiled; safe to share between threads.
class Matcher {
 public:
  /// Problems: all patterns that RE2 does not accept, with their places in the YAML.
  static Result<Matcher> compile(std::span<const RuleSet> rule_sets);
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;

  const std::vector<PatternInfo>& patterns() const;

  /// Matches of terms after `except` is applied, of contexts wherever they may govern one of those,
  /// and of zones in headings; sorted by span, then pattern. Names that the plan gives to terms are
  /// matches of the pattern that found them. `area_names` are what {area} stands for.
  std::vector<Match> match(const SegmentedText& text, std::span<const std::string> area_names,
                           Matches which = Matches::all) const;

  /// The first pass of match() alone, without areas: in how many sentences a term may stand around
  /// which a condition is asked.
  std::size_t screen(const SegmentedText& text) const;

  /// Looks for every pattern in all sentences that its words do not rule out, and adds to `costs`,
  /// one for each of patterns(). Costs more than match(), and finds more.
  void profile(const SegmentedText& text, std::span<const std::string> area_names,
               std::span<PatternCost> costs) const;

 private:
  struct Impl;
  explicit Matcher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// The RE2 text that a pattern as written stands for (spaces, hyphens, case, whole words).
/// Problems: placeholders that nobody knows, look-around, back-references, an empty match.
Result<std::string> translate_pattern(const Pattern& pattern, bool whole_words,
                                      const std::vector<Term>& terms);

}  // namespace plangrade
