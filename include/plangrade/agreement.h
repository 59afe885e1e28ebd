// Results against human codings: how well the rules decide.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "plangrade/model/agreement.h"
#include "plangrade/model/coding.h"
#include "plangrade/model/plan_result.h"
#include "plangrade/model/rule_set.h"

namespace plangrade {

struct AgreementOptions {
  int bootstrap = 1000;                ///< resamples of plans; 0: no intervals
  std::uint64_t seed = 20161101;       ///< same input, same bytes
};

/// Compares the results of one rule set with codings of one or more coders. Plans or criteria that
/// only one side has are left out and named in `warnings`. `rules` gives the order of levels.
Agreement agreement(const RuleSet& rules, std::span<const PlanResult> results,
                    std::span<const Coding> codings, const AgreementOptions& options = {});

/// Cohen's kappa of a square confusion matrix (Cohen 1960); empty if expected agreement is 1.
std::optional<double> cohen_kappa(const std::vector<std::vector<std::int64_t>>& confusion);

/// Krippendorff's alpha, nominal (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability").
/// `units`: per unit the values its coders gave; units with fewer than two values are left out.
std::optional<double> krippendorff_alpha(const std::vector<std::vector<std::string>>& units);

/// A word or phrase that separates passages by level, with its evidence.
struct Suggestion {
  std::string phrase;
  std::int64_t in_met = 0, in_not_met = 0;   ///< passages that hold it
  double log_odds = 0, z = 0;                ///< with an informative Dirichlet prior (Monroe 2008)
  std::string example;
};
/// Candidate phrases (one to three words) for a criterion from passages and their levels.
std::vector<Suggestion> suggest(std::span<const std::pair<std::string, bool>> passages, int most = 40);

}  // namespace plangrade
