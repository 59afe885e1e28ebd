// The codes of problems with rule files, in one table that feeds docs/messages.md and the test that
// every code has a fixture.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace plangrade::rules {

struct CodeDoc {
  std::string_view code;
  std::string_view title;    ///< what is wrong
  std::string_view meaning;  ///< why it matters and what to do
};

std::span<const CodeDoc> code_table();

/// The table of docs/messages.md, in Markdown.
std::string code_table_markdown();

}  // namespace plangrade::rules
