// The codes of problems with rule files (rule_codes()) as docs/messages.md shows them.
#pragma once

#include <string>

namespace plangrade::rules {

/// The table of docs/messages.md, in Markdown.
std::string code_table_markdown();

}  // namespace plangrade::rules
