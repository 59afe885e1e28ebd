// A human decision on a criterion of a plan.
#pragma once

#include <string>

#include "plangrade/model/problem.h"

namespace plangrade {

/// One row of codings.csv (an adjudication) or of a file of codings to evaluate against.
struct Coding {
  std::string plan_id, criterion, coder, level, reason, document_sha256, date;
  std::string page, quote, note;  ///< only in evaluation files; may be empty
  SourcePosition at;
};

}  // namespace plangrade
