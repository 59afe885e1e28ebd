// What a reader carries over to a bullet or row: its list's lead-in, its table's header, the row
// that names it, the sentence before.
#pragma once

#include <vector>

#include "plangrade/model/segmented_text.h"
#include "segment/items.h"

namespace plangrade::segmenting {

/// Gives every sentence its group, lead-in, header row and row header. Sections and zones need not
/// be known.
void find_surroundings(SegmentedText& text, const std::vector<Item>& items,
                       const std::vector<std::uint32_t>& item_of);

/// Gives every sentence the one before it, if that is in the same section and no heading.
void link_previous(SegmentedText& text);

}  // namespace plangrade::segmenting
