// Headings to sections: which is inside which, by level and by numbering.
#pragma once

#include <string_view>
#include <vector>

#include "plangrade/model/segmented_text.h"
#include "segment/items.h"

namespace plangrade::segmenting {

/// Gives every sentence its section and nearest heading, and makes the sections. `item_of[i]` is
/// the item that sentence i belongs to. A heading belongs to the section it opens; its own
/// `heading` is that of the section around it, so that the chain of headings leads to the top.
void outline(SegmentedText& text, const std::vector<Item>& items,
             const std::vector<std::uint32_t>& item_of);

/// The number that a heading begins with, without stops at its end: "3.2", "A", ""; letters count
/// only before a stop ("A. Needs").
std::string_view heading_number(std::string_view title);

}  // namespace plangrade::segmenting
