// Which terms are worth locating where: those on which a criterion can turn.
//
// A condition such as
//
//     all: [abused_child, therapy, commissioned], within: sentence
//
// needs all of them in one sentence, or in its surroundings where the condition carries them over.
// Where one is missing, the others need not be located: most sentences of a plan are about
// something else. A condition is therefore asked of all sentences at once: first by the words of
// its terms, then, as the order of words is followed for one term after the other, the rarest
// first, only of those where it still may hold. There its terms are located, the rarest first,
// until one is missing; and where none is, all of them. What is asked is coarser than what scoring
// asks (no order, no distances, no zones, no cues), so that it holds wherever the condition does.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "match/surroundings.h"
#include "match/term_finder.h"
#include "plangrade/model/rule_set.h"
#include "plangrade/model/segmented_text.h"

namespace plangrade::match {

/// A condition, as far as it matters which of its terms match.
struct DemandNode {
  enum class Kind { term, all, any, at_least };
  Kind kind = Kind::term;
  TermNumber term = 0;
  unsigned carry = kNoSurrounding;  ///< surroundings in which it may stand instead
  std::size_t n = 0;                ///< at_least
  double commonness = 0;
  std::vector<DemandNode> parts;      ///< the rarest first
  std::vector<DemandNode> forbidden;  ///< `none`
  bool operator==(const DemandNode&) const = default;
};

/// The stretch in which a condition must hold, or a wider one.
enum class Reach { sentence, paragraph, group, sentences };

/// A condition that is asked of one stretch at a time.
struct DemandUnit {
  DemandNode root;
  Reach reach = Reach::sentence;
  std::uint32_t n = 1;  ///< sentences
  bool operator==(const DemandUnit&) const = default;
};

/// The conditions of all levels, taken apart where their stretches are wider than a list: their
/// parts are then wanted each for itself. `numbers[r][t]`: the number of term t of rule set r;
/// `commonness` by that number: how often its words are to be expected; only the order matters.
std::vector<DemandUnit> demand_units(std::span<const RuleSet> rule_sets,
                                     const std::vector<std::vector<TermNumber>>& numbers,
                                     const std::vector<double>& commonness);

/// A unit with terms of which every stretch where it holds has one of its own, not a carried one.
struct AnchoredUnit {
  DemandUnit unit;
  std::vector<TermNumber> anchors;
};

class Demand {
 public:
  explicit Demand(std::vector<DemandUnit> units);

  /// Wants of `finder` every term of a unit in every sentence in which, or from which, the unit may
  /// hold.
  void ask(const SegmentedText& text, const Surroundings& surroundings, TermFinder& finder) const;

  /// The sentences around which some unit may hold by the order of their words.
  SentenceSet where(const SegmentedText& text, const Surroundings& surroundings,
                    TermFinder& finder) const;

 private:
  std::vector<AnchoredUnit> units_;
};

}  // namespace plangrade::match
