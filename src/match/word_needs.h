// Words that a way cannot pass by, step by step.
#pragma once

#include <vector>

#include "match/word_path.h"

namespace plangrade::match {

/// Groups of words; every match has a word of each.
using TriggerGroups = std::vector<std::vector<TriggerWord>>;

/// Where a step begins or ends in a word, by what stands before it there. A word that goes on in
/// it is looked up by all its letters from its beginning on: "school ?child" has "schoolchild".
struct WordEdges {
  bool unknown = false;  ///< perhaps behind letters that are not known
  bool foreign = false;  ///< perhaps behind a letter beyond ASCII
  Forms spelled;         ///< perhaps behind one of these

  void add(const WordEdges& other);
  /// Surely between words.
  bool plain() const { return !unknown && !foreign && spelled.empty(); }
};

/// How often one of the words of a group is to be expected.
double commonness(const std::vector<TriggerWord>& group);

/// Groups of words that stand wherever step `at` of a way leads on, which begins at `edges`; these
/// are then where it may end.
TriggerGroups word_needs(const WordPath& path, std::uint32_t at, WordEdges& edges);

}  // namespace plangrade::match
