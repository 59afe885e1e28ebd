// How well results agree with human codings.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plangrade {

/// A statistic with a bootstrap interval and the number of units it rests on.
struct Measured {
  std::optional<double> value;               ///< empty if undefined
  std::optional<double> low, high;           ///< 95%
  std::int64_t n = 0;
};

struct LevelAgreement {
  std::string level;
  Measured precision, recall, f1;
};

struct CriterionAgreement {
  std::string criterion;                     ///< "*" pools all criteria
  std::vector<std::string> levels;
  std::vector<std::vector<std::int64_t>> confusion;   ///< [human][program], in the order of levels
  std::vector<LevelAgreement> by_level;
  Measured accuracy, macro_f1, kappa, alpha;
  Measured evidence_found;                   ///< positive decisions whose human quotation is evidence
};

struct Disagreement {
  std::string plan_id, criterion, human_level, program_level, human_quote, program_quote, note;
  int human_page = 0, program_page = 0;
};

struct Agreement {
  std::vector<CriterionAgreement> criteria;  ///< pooled first
  Measured rating_agreement;
  std::vector<Disagreement> disagreements;
  std::vector<std::string> warnings;
};

}  // namespace plangrade
