// Which parts of a plan are no evidence: contents, glossary, references, document control.
//
// A zone is found by its heading and by its shape. A false zone hides evidence, so a heading alone
// does not swallow the prose that follows a list (its own heading may have been missed), a zone
// passes to sections below it only where they have its shape, and names that prose may also bear
// ("Words", "Sources", "In this plan") need the shape at once. Some shapes need no heading: leaders
// with page numbers, a table "Term | Meaning", a table "Version | Date", a paragraph
// "Abbreviations:". Foreword, action plan, finance and appendix are zones by heading, for rules
// that ask for them.
#pragma once

#include <vector>

#include "plangrade/model/segmented_text.h"
#include "segment/items.h"

namespace plangrade::segmenting {

/// Entries of contents that an extractor took for headings become sentences: those with leaders,
/// and behind a heading of contents those with a page number or that come again. Before outline().
void demote_entries(SegmentedText& text);

/// Gives every section its zone; groups must be known. Stretches that do not belong to their
/// section's zone get a section of their own, inside it and with its title. `item_of[i]` is the
/// item that sentence i belongs to.
void find_zones(SegmentedText& text, const std::vector<Item>& items,
                const std::vector<std::uint32_t>& item_of);

}  // namespace plangrade::segmenting
