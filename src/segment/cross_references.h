// Where a plan points to its own places by number: "the count at paragraph 3.5", "see Table 2",
// "D9".
#pragma once

#include <span>

#include "plangrade/model/document.h"
#include "plangrade/model/segmented_text.h"

namespace plangrade::segmenting {

/// Gives every sentence the sentences that it refers to: those of the numbered paragraph, bullet,
/// row, section, table or page that it names. A number that two places bear refers to none.
/// Contents, glossaries, references and document control neither refer nor are referred to. Needs
/// sections, zones and groups.
void find_cross_references(SegmentedText& text, std::span<const Document> documents);

}  // namespace plangrade::segmenting
