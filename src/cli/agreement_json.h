// The JSON of `plangrade evaluate`: written for people's programs, read back by --agreement.
#pragma once

#include <string>

#include "plangrade/model/agreement.h"
#include "plangrade/model/problem.h"

namespace plangrade::cli {

/// An agreement as JSON with its rule set's id, measures rounded to six digits.
std::string agreement_text(const std::string& rule_set, const Agreement& agreed);

struct RuleSetAgreement {
  std::string rule_set;
  Agreement agreement;  ///< criteria with levels and confusion; measures are not read back
};

/// Reads such a file. Problems: it cannot be read; AGR001, it is no JSON of `evaluate`.
Result<RuleSetAgreement> read_agreement(const std::string& path);

}  // namespace plangrade::cli
