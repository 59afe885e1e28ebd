// From where a condition or a context may carry something over to a sentence: `carry` in rule sets.
#pragma once

#include <string>
#include <vector>

namespace plangrade {

/// Kinds of surroundings, as bits, in the order in which they are tried.
enum Surrounding : unsigned {
  kNoSurrounding = 0,
  kHeading = 1,
  kHeadings = 2,  ///< all above, not only the nearest
  kLeadIn = 4,
  kHeaderRow = 8,
  kRowHeader = 16,
  kPreviousSentence = 32,
  kNextSentence = 64,
  kReference = 128,      ///< the paragraph, row, section, table or page that it names by number
  kLeadParagraph = 256,  ///< all of the paragraph whose last sentence is the lead-in
  kAllSurroundings = 511,
};

/// The name used in rule sets and in evidence: "heading", "lead_in", ...
std::string surrounding_name(unsigned surrounding);

/// The bits of a list of names; unknown names are none.
unsigned surroundings_named(const std::vector<std::string>& names);

}  // namespace plangrade
