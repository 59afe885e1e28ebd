// A rule set as a readable page, before it is Markdown or HTML.
#pragma once

#include <string>
#include <vector>

#include "plangrade/model/rule_set.h"

namespace plangrade::rules {

/// A run of text; code is set in a typewriter face, a link leads to the anchor of a heading.
struct TextRun {
  std::string text;
  bool code = false;
  std::string link{};
};
using Text = std::vector<TextRun>;

struct CodebookBlock {
  enum class Kind { heading, paragraph, bullet, table_header, table_row, quote } kind;
  int level = 1;            ///< heading: 1 is the title; bullet: depth from 1
  std::vector<Text> cells;  ///< table_row: its cells; otherwise one
  std::string anchor;       ///< heading: what links point to; may be empty
};

/// The rating table; then question by question examples and what each level needs, in words; then
/// the vocabulary and what takes a match away. Deterministic.
std::vector<CodebookBlock> codebook(const RuleSet& rules);

/// A condition in words, as bullets from `depth` on.
std::vector<CodebookBlock> condition_in_words(const Condition& condition, int depth);

/// "not_met" as "not met".
std::string in_words(const std::string& name);

}  // namespace plangrade::rules
