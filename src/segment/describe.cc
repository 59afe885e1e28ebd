// A plan as its units, for the authors of rules.
#include <fmt/format.h>

#include "plangrade/segment.h"

namespace plangrade {
namespace {

std::string_view name_of(SentenceKind kind) {
  switch (kind) {
    case SentenceKind::sentence:
      return "sentence";
    case SentenceKind::bullet:
      return "bullet";
    case SentenceKind::row:
      return "row";
    case SentenceKind::heading:
      return "heading";
  }
  return "";
}

std::string reference(std::string_view name, std::uint32_t index) {
  return index == kNone ? std::string() : fmt::format(" {}={}", name, index);
}

}  // namespace

std::string describe(const SegmentedText& text) {
  std::string out;
  for (std::size_t i = 0; i < text.sentences.size(); ++i) {
    const Sentence& unit = text.sentences[i];
    const Section& section = text.sections[unit.section];
    out +=
        fmt::format("{} {} page={} zone={} section={} paragraph={} group={}", i, name_of(unit.kind),
                    unit.page, section.zone, unit.section, unit.paragraph, unit.group);
    out += reference("heading", unit.heading) + reference("lead_in", unit.lead_in) +
           reference("header_row", unit.header_row) + reference("row_header", unit.row_header) +
           reference("previous", unit.previous);
    for (const std::uint32_t named : unit.references) out += reference("names", named);
    out += fmt::format(": {}\n", unit.span.in(text.text));
  }
  return out;
}

}  // namespace plangrade
