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
  int bootstrap = 1000;           ///< resamples of plans; 0: no intervals
  std::uint64_t seed = 20161101;  ///< same input, same bytes
};

/// Compares the results of one rule set with codings of one or more coders: every coding is one
/// decision to agree with. Plans or criteria that only one side has are left out and named in
/// `warnings`; so are levels that the rule set does not know.
Agreement agreement(const RuleSet& rules, std::span<const PlanResult> results,
                    std::span<const Coding> codings, const AgreementOptions& options = {});

/// Counts of decisions: [human level][program level].
using Confusion = std::vector<std::vector<std::int64_t>>;

/// Cohen's kappa of a square confusion matrix: (observed - expected) / (1 - expected) agreement.
/// Empty if there is nothing in it or agreement by chance is certain.
/// Source: Cohen (1960), Educational and Psychological Measurement 20(1), 37-46.
std::optional<double> cohen_kappa(const Confusion& confusion);

/// Krippendorff's alpha for nominal values, any number of coders, missing values left out.
/// `units`: per unit the values its coders gave; units with fewer than two values do not count.
/// Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C.
std::optional<double> krippendorff_alpha(std::span<const std::vector<std::string>> units);

/// Precision, recall and F1 of one level; empty where the denominator is 0.
struct LevelMeasures {
  std::optional<double> precision, recall, f1;
};
LevelMeasures level_measures(const Confusion& confusion, std::size_t level);

/// Unweighted mean of F1 over the levels that either side uses; empty if there are none.
std::optional<double> macro_f1(const Confusion& confusion);

/// Whether a human quotation and a piece of evidence are about the same words: one holds the other,
/// or they share at least four words and 60% of the shorter one's in a row; punctuation and case aside.
bool same_passage(const std::string& human_quote, const std::string& evidence_quote);

/// A word or phrase that separates passages by level, with its evidence.
struct Suggestion {
  std::string phrase;
  std::int64_t in_met = 0, in_not_met = 0;  ///< passages that hold it
  double log_odds = 0;                      ///< of "met", smoothed by a prior
  double z = 0;                             ///< log_odds over its standard deviation
  std::string example;                      ///< the first passage that holds it
};

/// Candidate phrases of one to three words for a criterion, most telling first (by |z|).
/// `passages`: text, and whether a coder decided "met".
/// Source: Monroe, Colaresi and Quinn (2008), Fightin' Words, Political Analysis 16(4), eq. 15-22,
/// with the words of all passages together as the prior.
std::vector<Suggestion> suggest(std::span<const std::pair<std::string, bool>> passages,
                                int most = 40);

}  // namespace plangrade
