// A pattern ready to be screened and located.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "match/pattern_syntax.h"
#include "match/program_size.h"
#include "match/trigger_words.h"
#include "match/word_path.h"

namespace plangrade::match {

/// A way in which a pattern may match: one of its alternatives, or several that are single words.
struct Branch {
  TriggerGroups triggers;  ///< empty: it may match anywhere
  WordPath path;
  std::vector<std::vector<std::string>> terms;  ///< every match holds one of one of each group
};

struct CompiledPattern {
  std::string text;                ///< for RE2
  std::vector<Branch> branches;    ///< every match is one of the first of them that leads there
  std::vector<TriggerWord> first;  ///< with which every match begins; empty: not known
  bool whole_words = true;
  ProgramSize size;  ///< of `text`
};

/// `area_names` are what {area} stands for; with none, it matches nothing.
CompiledPattern compile_pattern(const Syntax& syntax, bool whole_words,
                                std::span<const std::string> area_names = {});

}  // namespace plangrade::match
