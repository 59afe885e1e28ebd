// Which terms are worth locating where: those on which a criterion can turn.
//
// A condition such as
//
//     all: [abused_child, therapy, commissioned], within: sentence
//
// needs all of them in one sentence, or in its surroundings where the condition carries them over.
// Where the words of one are missing, the others need not be located: most sentences of a plan are
// about something else. A condition is therefore first asked of the words alone, around those of
// its rarest part; then of the matches, the rarest part first; and only where it still may hold are
// all of its terms located. What it asks is coarser than what scoring asks (no order, no distances,
// no zones, no cues), so that it holds wherever the condition does.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "match/lazy_finder.h"
#include "match/surroundings.h"
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

class Demand {
 public:
  /// `terms`: how many there are.
  Demand(std::vector<DemandUnit> units, std::size_t terms);

  /// The terms around which all units are asked.
  const TermSets& anchors() const { return anchors_; }

  /// Wants of `finder`, which has screened those, every term of a unit in every sentence in which,
  /// or from which, the unit may hold.
  void ask(const SegmentedText& text, const Surroundings& surroundings, LazyFinder& finder) const;

 private:
  /// Units of which each stretch must hold one of the same terms, whatever else.
  struct Group {
    std::vector<std::uint64_t> anchor;  // terms, as bits
    std::vector<DemandUnit> units;
  };
  std::size_t units_;
  TermSets anchors_;  // one row
  std::vector<Group> groups_;
};

}  // namespace plangrade::match
