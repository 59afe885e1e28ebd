// In which sentences the conditions of a demand may still hold, by what is known of their terms.
//
// A condition is a formula over sets of sentences: `all` is where they meet, `any` what they make
// up together; a term of a stretch is first spread over all sentences of the stretch. With every
// term whose order of words is followed the sets shrink, and with them the places where the next
// one matters:
//
//     at_risk_group and harm_to_mind and more_likely
//     by their words               8141      481       3908 sentences, together in 60
//     at_risk_group followed         11                     of 60
//     ...
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "match/demand.h"

namespace plangrade::match {

class Narrowing {
 public:
  /// Keeps what it is given by reference.
  Narrowing(const SegmentedText& text, const Surroundings& surroundings, TermFinder& finder);

  /// By unit: sentences with an anchor around which it may hold. Its terms are settled there.
  std::vector<SentenceSet> narrow(const std::vector<AnchoredUnit>& units);

 private:
  /// Stretches of sentences: those that belong together with the one before; then, doubling, with
  /// the one 2, 4, ... before and all in between.
  using Joins = std::vector<SentenceSet>;
  template <typename Joined>
  Joins joins(Joined joined) const;
  const Joins& joins_of(Reach reach);

  void spread(const DemandUnit& unit, SentenceSet& set);
  void spread_over(const Joins& joins, SentenceSet& set) const;
  /// Adds those of `asked` that have a member of `set` in the surroundings of a node.
  void add_carried(const DemandNode& node, const SentenceSet& asked, SentenceSet& set);
  /// Takes from `open` the sentences around which a node cannot hold.
  void keep(const DemandUnit& unit, const DemandNode& node, std::size_t depth, SentenceSet& open);
  void keep_term(const DemandUnit& unit, const DemandNode& node, SentenceSet& open);
  void update(const AnchoredUnit& asked, SentenceSet& open);
  void note_needs(const DemandUnit& unit, const DemandNode& node, const SentenceSet& stretches);
  bool settle_terms(std::size_t most);

  const SegmentedText& text_;
  const Surroundings& surroundings_;
  TermFinder& finder_;
  std::size_t size_;
  SentenceSet everything_, nothing_;
  std::optional<Joins> paragraphs_, groups_;
  std::vector<std::pair<SentenceSet, SentenceSet>> scratch_;  // by depth: of a part, of all parts
  std::vector<SentenceSet> needs_;                            // by term; of no size: not needed
};

}  // namespace plangrade::match
