// Lines of a column as blocks.
#pragma once

#include <vector>

#include "layout.h"
#include "layout_lines.h"

namespace plangrade::extract {

/// Paragraphs and list items, from top to bottom. Which paragraphs are headings is decided for
/// the whole document later.
std::vector<LayoutBlock> make_blocks(const std::vector<Line>& lines);

}  // namespace plangrade::extract
