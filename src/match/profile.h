// What patterns cost: how often the words of a sentence let them through the screen, how many bytes
// they are then looked for in, how long that takes, and how often they match.
#pragma once

#include <span>
#include <vector>

#include "match/pattern_set.h"
#include "match/text_words.h"
#include "plangrade/match.h"

namespace plangrade::match {

/// Looks for every pattern of `set` in all sentences that its words do not rule out, and adds to
/// `costs`, by id. A pattern with several ids counts for each.
void add_costs(const PatternSet& set, const SegmentedText& text, const TextWords& words,
               std::span<PatternCost> costs);

}  // namespace plangrade::match
