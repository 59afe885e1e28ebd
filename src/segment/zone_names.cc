// A table of headings as authors write them.
#include "segment/zone_names.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "segment/characters.h"
#include "segment/outline.h"

namespace plangrade::segmenting {
namespace {

enum class How { whole, start, anywhere };

struct NameRow {
  std::string_view zone;
  How how;
  bool needs_shape;
  std::string_view name;
};

constexpr auto kNames = std::to_array<NameRow>({
    {"contents", How::whole, false, "contents"},
    {"contents", How::whole, false, "contents page"},
    {"contents", How::start, false, "table of contents"},
    {"contents", How::whole, false, "list of contents"},
    {"contents", How::whole, false, "list of tables"},
    {"contents", How::whole, false, "list of figures"},
    {"contents", How::whole, false, "list of tables and figures"},
    {"contents", How::whole, false, "list of figures and tables"},
    {"contents", How::whole, true, "list of appendices"},
    {"contents", How::whole, true, "index"},
    {"contents", How::whole, true, "tables and figures"},
    {"contents", How::whole, true, "what is in this plan"},
    {"contents", How::whole, true, "what's in this plan"},
    {"contents", How::whole, true, "in this plan"},
    {"contents", How::whole, true, "inside this plan"},
    {"contents", How::whole, true, "in this document"},
    {"contents", How::whole, true, "what's inside"},
    {"contents", How::whole, true, "inside"},
    {"contents", How::whole, true, "sections"},
    {"contents", How::whole, true, "content"},
    {"contents", How::whole, true, "where to find things"},
    {"glossary", How::start, false, "glossary"},
    {"glossary", How::whole, false, "abbreviations"},
    {"glossary", How::whole, false, "acronyms"},
    {"glossary", How::start, false, "abbreviations and "},
    {"glossary", How::start, false, "abbreviations used"},
    {"glossary", How::start, false, "acronyms and "},
    {"glossary", How::start, false, "acronyms used"},
    {"glossary", How::start, false, "list of abbreviations"},
    {"glossary", How::start, false, "list of acronyms"},
    {"glossary", How::start, false, "key to abbreviations"},
    {"glossary", How::start, false, "key to acronyms"},
    {"glossary", How::start, false, "explanation of terms"},
    {"glossary", How::start, false, "jargon buster"},
    {"glossary", How::start, false, "jargon-buster"},
    {"glossary", How::start, false, "jargonbuster"},
    {"glossary", How::whole, true, "jargon"},
    {"glossary", How::whole, true, "short forms"},
    {"glossary", How::whole, true, "initials"},
    {"glossary", How::whole, true, "letters"},
    {"glossary", How::start, true, "terms and definitions"},
    {"glossary", How::whole, true, "terms"},
    {"glossary", How::start, true, "terms used"},
    {"glossary", How::start, true, "key terms"},
    {"glossary", How::start, true, "terminology"},
    {"glossary", How::start, true, "definitions"},
    {"glossary", How::whole, true, "words"},
    {"glossary", How::start, true, "words that "},
    {"glossary", How::start, true, "words we "},
    {"glossary", How::start, true, "words you "},
    {"glossary", How::start, true, "words used"},
    {"glossary", How::start, true, "words to know"},
    {"glossary", How::start, true, "words in this"},
    {"glossary", How::start, true, "words and "},
    {"glossary", How::anywhere, true, "long words"},
    {"glossary", How::anywhere, true, "useful words"},
    {"glossary", How::anywhere, true, "difficult words"},
    {"glossary", How::anywhere, true, "hard words"},
    {"glossary", How::anywhere, true, "tricky words"},
    {"glossary", How::anywhere, true, "words mean"},
    {"glossary", How::anywhere, true, "words explained"},
    {"glossary", How::anywhere, true, "jargon"},
    {"glossary", How::anywhere, true, "what it all means"},
    {"glossary", How::anywhere, true, "what do the words mean"},
    {"glossary", How::anywhere, true, "stands for"},
    {"references", How::whole, false, "references"},
    {"references", How::whole, false, "reference list"},
    {"references", How::whole, false, "list of references"},
    {"references", How::start, false, "references and "},
    {"references", How::start, false, "bibliography"},
    {"references", How::start, false, "select bibliography"},
    {"references", How::whole, false, "works cited"},
    {"references", How::whole, false, "further reading"},
    {"references", How::whole, true, "read more"},
    {"references", How::whole, true, "find out more"},
    {"references", How::whole, true, "reading"},
    {"references", How::whole, true, "reading list"},
    {"references", How::whole, false, "endnotes"},
    {"references", How::whole, true, "notes"},
    {"references", How::whole, true, "notes and references"},
    {"references", How::whole, true, "footnotes"},
    {"references", How::whole, true, "sources"},
    {"references", How::whole, true, "publications"},
    {"references", How::start, true, "list of publications"},
    {"references", How::start, true, "useful documents"},
    {"references", How::start, true, "useful links"},
    {"references", How::start, true, "key documents"},
    {"references", How::start, true, "related documents"},
    {"references", How::start, true, "supporting documents"},
    {"references", How::start, true, "national documents"},
    {"references", How::start, true, "documents referred to"},
    {"document_control", How::start, false, "document control"},
    {"document_control", How::start, false, "document history"},
    {"document_control", How::start, false, "version history"},
    {"document_control", How::start, false, "version control"},
    {"document_control", How::start, false, "revision history"},
    {"document_control", How::start, false, "change history"},
    {"document_control", How::start, false, "change record"},
    {"document_control", How::start, false, "amendment history"},
    {"document_control", How::start, false, "record of amendments"},
    {"document_control", How::start, true, "version and "},
    {"document_control", How::whole, true, "version"},
    {"document_control", How::whole, true, "versions"},
    {"document_control", How::whole, true, "distribution"},
    {"document_control", How::whole, true, "distribution list"},
    {"document_control", How::start, true, "document information"},
    {"document_control", How::start, true, "document details"},
    {"document_control", How::start, true, "document status"},
    {"document_control", How::start, true, "review history"},
    {"foreword", How::start, false, "foreword"},
    {"foreword", How::whole, false, "preface"},
    {"action_plan", How::anywhere, false, "action plan"},
    {"action_plan", How::anywhere, false, "action log"},
    {"action_plan", How::anywhere, false, "implementation plan"},
    {"action_plan", How::anywhere, false, "delivery plan"},
    {"finance", How::start, false, "financ"},
    {"finance", How::whole, false, "money"},
    {"finance", How::start, false, "funding"},
    {"finance", How::start, false, "budget"},
    {"finance", How::start, false, "investment"},
});

bool is_blank_or_stop(char c) { return c == ' ' || c == '.' || c == ':' || c == '-' || c == ')'; }

std::string_view without_stops(std::string_view title) {
  while (!title.empty() && is_blank_or_stop(title.front())) title.remove_prefix(1);
  while (!title.empty() && is_blank_or_stop(title.back())) title.remove_suffix(1);
  return title;
}

/// "annex b. glossary" without "annex b.", "appendix: abbreviations" without "appendix:";
/// `appendix` says that there was one.
std::string_view without_appendix(std::string_view title, bool& appendix) {
  static constexpr std::array<std::string_view, 7> kWords{"appendix", "annexe", "annex",  "section",
                                                          "table",    "part",   "chapter"};
  for (const std::string_view word : kWords) {
    if (!title.starts_with(word) || title.size() == word.size()) continue;
    const std::string_view rest = title.substr(word.size());
    if (!is_blank_or_stop(rest.front())) continue;
    appendix = word[0] == 'a';
    if (rest.front() != ' ' || rest.starts_with(" -")) return without_stops(rest);
    title = rest.substr(1);
    const std::size_t end = title.find_first_of(" .:-");
    if (end == title.npos || end > 4) return end == title.npos ? std::string_view() : title;
    return without_stops(title.substr(end));
  }
  return title;
}

bool matches(const NameRow& row, std::string_view title) {
  switch (row.how) {
    case How::whole:
      return title == row.name;
    case How::start:
      return title.starts_with(row.name);
    case How::anywhere:
      return title.find(row.name) != title.npos;
  }
  return false;
}

}  // namespace

ZoneName zone_of_title(std::string_view title) {
  constexpr std::size_t kLongestName = 90;
  title.remove_prefix(heading_number(title).size());
  std::string lower = base::lower_ascii(without_stops(title));
  bool appendix = lower == "appendix" || lower == "appendices" || lower == "annexes";
  std::string_view name = without_appendix(lower, appendix);
  if (const std::size_t bracket = name.find(" ("); bracket != name.npos)
    name = name.substr(0, bracket);
  name = without_stops(name);
  if (name.size() <= kLongestName)
    for (const NameRow& row : kNames)
      if (matches(row, name)) return {row.zone, row.needs_shape};
  return {appendix ? "appendix" : "", false};
}

bool is_left_out(std::string_view zone) {
  return zone == "contents" || zone == "glossary" || zone == "references" ||
         zone == "document_control";
}

}  // namespace plangrade::segmenting
