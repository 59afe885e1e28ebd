// Quotations: from matches back to the page they stand on.
#pragma once

#include <string>
#include <vector>

#include "score/levels.h"

namespace plangrade::scoring {

/// The quotations of a holding, in order of text: one if its sentences fit together on a page in
/// 600 bytes, else one per group of sentences that do.
std::vector<Evidence> quote(const MatchIndex& index, const Holding& holding,
                            const std::string& level, Role role);

/// All evidence of a decision: supporting quotations, then suppressed ones, each in order of text.
std::vector<Evidence> evidence_of(const MatchIndex& index, const ResolvedCriterion& criterion,
                                  const Decision& decision);

}  // namespace plangrade::scoring
