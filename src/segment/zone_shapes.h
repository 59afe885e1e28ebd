// What entries of contents, glossaries, reference lists and document control look like.
#pragma once

#include <cstdint>
#include <string_view>

#include "plangrade/model/segmented_text.h"

namespace plangrade::segmenting {

/// "Foreword .......... 3": leaders, which are longer than the dots of an ellipsis.
bool has_leaders(std::string_view unit);
/// An entry with a page number at its end, with or without leaders, or the number alone.
bool is_contents_entry(std::string_view unit);
/// A line without the end of a sentence, as a list of headings has.
bool is_short_title(std::string_view unit);
/// "CSE - child sexual exploitation", "CAMHS, child and ...", "Perinatal | Before and after ...".
bool is_definition(std::string_view unit);
/// A publication: a year, an address or "et al", and nobody speaking ("we", "our").
bool is_reference(std::string_view unit);
/// A publication with its address, or with its year in brackets, and nothing said beside.
bool is_citation(std::string_view note);
/// "Owner: Programme Board", or a row.
bool is_control_entry(std::string_view unit, SentenceKind kind);
/// A paragraph that begins "Abbreviations:" or the like.
bool begins_abbreviations(std::string_view paragraph);
/// A paragraph that begins "Sources." or "References:", and cites.
bool begins_citations(std::string_view paragraph);
/// Letters and what they stand for, by the beginnings of its words: "CSU", "Commissioning support
/// unit".
bool spells_out(std::string_view letters, std::string_view words);

/// The zone that a table's header row announces by itself ("Term | Meaning" is a glossary,
/// "Version | Date | ..." document control, "Section | Page" contents); empty if none.
std::string_view zone_of_header(const SegmentedText& text, const Sentence& header);

}  // namespace plangrade::segmenting
