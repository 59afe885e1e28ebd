// The names of surroundings: the only table of them besides the schema of rule sets.
#include "plangrade/model/surrounding.h"

#include <algorithm>
#include <array>
#include <utility>

namespace plangrade {
namespace {

constexpr std::array<std::pair<unsigned, const char*>, 9> kSurroundings{{
    {kHeading, "heading"},
    {kHeadings, "headings"},
    {kLeadIn, "lead_in"},
    {kHeaderRow, "header_row"},
    {kRowHeader, "row_header"},
    {kPreviousSentence, "previous_sentence"},
    {kNextSentence, "next_sentence"},
    {kReference, "reference"},
    {kLeadParagraph, "lead_paragraph"},
}};

}  // namespace

std::string surrounding_name(unsigned surrounding) {
  for (const auto& [bit, name] : kSurroundings) {
    if (bit == surrounding) return name;
  }
  return "";
}

unsigned surroundings_named(const std::vector<std::string>& names) {
  unsigned out = kNoSurrounding;
  for (const auto& [bit, name] : kSurroundings) {
    if (std::ranges::count(names, name) > 0) out |= bit;
  }
  return out;
}

}  // namespace plangrade
