// Every test here looks at one unit, and at no more than its first bytes where it may be long.
#include "segment/zone_shapes.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.h"
#include "segment/characters.h"

namespace plangrade::segmenting {
namespace {

constexpr std::size_t kLongestEntry = 160;
constexpr std::size_t kLongestReference = 600;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

template <std::size_t N>
bool one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// A year from 1900 to 2029 that stands alone.
bool has_year(std::string_view text) {
  for (std::size_t i = 0; i + 4 <= text.size(); ++i) {
    if (!text.substr(i).starts_with("19") && !text.substr(i).starts_with("20")) continue;
    const bool starts = i == 0 || !is_digit(text[i - 1]);
    const bool ends = i + 4 == text.size() || !is_digit(text[i + 4]);
    const bool past = text[i] == '1' || text[i + 2] <= '2';  // 2033 is a forecast's year
    if (starts && ends && past && is_digit(text[i + 2]) && is_digit(text[i + 3])) return true;
  }
  return false;
}

bool has_word(std::string_view lower, std::string_view word) {
  for (std::size_t at = lower.find(word); at != lower.npos; at = lower.find(word, at + 1)) {
    const bool starts = at == 0 || lower[at - 1] == ' ';
    const std::size_t end = at + word.size();
    if (starts && (end == lower.size() || lower[end] == ' ')) return true;
  }
  return false;
}

/// Whether `term` can be what a glossary explains: an acronym, or up to six words with a capital.
bool is_term(std::string_view term) {
  term = without_blanks(term);
  if (term.empty() || term.size() > 50) return false;
  const Character first = character_at(term, 0);
  return (is_upper(first.code) || is_digit(term.front())) &&
         std::count(term.begin(), term.end(), ' ') < 6;
}

std::string cell_text(const SegmentedText& text, Span cell) {
  std::string lower = base::lower_ascii(cell.in(text.text));
  while (!lower.empty() && (lower.back() == ':' || lower.back() == '.')) lower.pop_back();
  return lower;
}

}  // namespace

bool has_leaders(std::string_view unit) {
  if (unit.find("........") != unit.npos || unit.find(". . . . .") != unit.npos) return true;
  return unit.size() <= kLongestEntry && unit.find(".....") != unit.npos;
}

bool is_contents_entry(std::string_view unit) {
  if (unit.size() > kLongestEntry) return false;
  if (has_leaders(unit) || is_number(unit)) return true;
  const std::size_t blank = unit.find_last_of(" .|\t");
  if (blank == unit.npos) return false;
  const std::string_view page = unit.substr(blank + 1);
  const bool roman = !page.empty() && page.find_first_not_of("ivx") == page.npos;
  return (is_number(page) && page.size() <= 3) || roman;
}

bool is_short_title(std::string_view unit) {
  return unit.size() <= 100 && !unit.empty() &&
         std::string_view(".!?;").find(unit.back()) == std::string_view::npos;
}

bool is_definition(std::string_view unit) {
  static constexpr std::array<std::string_view, 8> kParters{" - ", ": ",           " | ",     " = ",
                                                            ", ",  " stands for ", " means ", " ("};
  if (unit.size() > kLongestReference) return false;
  const std::string_view window = unit.substr(0, 64);
  for (const std::string_view parter : kParters) {
    const std::size_t at = window.find(parter);
    if (at == window.npos) continue;
    if (is_term(window.substr(0, at))) {
      // A comma or bracket parts a term from its meaning only behind an acronym.
      const bool weak = parter == ", " || parter == " (";
      const auto capitals =
          std::count_if(window.begin(), window.begin() + static_cast<std::ptrdiff_t>(at),
                        [](char c) { return c >= 'A' && c <= 'Z'; });
      if (!weak || capitals >= 2) return true;
    }
  }
  // "CSE." as a sentence of its own, before its meaning.
  return unit.size() <= 40 && unit.back() == '.' && is_term(unit.substr(0, unit.size() - 1));
}

bool is_reference(std::string_view unit) {
  if (unit.size() > kLongestReference) return false;
  const std::string lower = base::lower_ascii(unit);
  for (const std::string_view speaker : {"we", "our", "us", "i"})
    if (has_word(lower, speaker)) return false;
  return has_year(lower) || lower.find("http") != lower.npos || lower.find("www.") != lower.npos ||
         has_word(lower, "et al") || lower.find("et al.") != lower.npos;
}

bool is_citation(std::string_view note) {
  constexpr std::size_t kLongestNote = 400;
  if (note.size() > kLongestNote || !is_reference(note)) return false;
  for (std::size_t at = note.find('('); at != note.npos; at = note.find('(', at + 1))
    if (has_year(note.substr(at + 1, 4)) && at + 5 < note.size() &&
        (note[at + 5] == ')' || (note[at + 5] >= 'a' && note[at + 5] <= 'd')))
      return true;
  return note.find("http") != note.npos || note.find("www.") != note.npos ||
         note.find("et al") != note.npos;
}

bool is_control_entry(std::string_view unit, SentenceKind kind) {
  if (kind == SentenceKind::row) return true;
  const std::size_t colon = unit.find(": ");
  return unit.size() <= kLongestEntry && (colon < 40 || has_year(unit));
}

bool begins_abbreviations(std::string_view paragraph) {
  static constexpr std::array<std::string_view, 8> kStarts{
      "abbreviations:",  "acronyms:",  "abbreviations used",   "acronyms used",
      "abbreviations -", "acronyms -", "key to abbreviations", "list of abbreviations"};
  const std::string lower = base::lower_ascii(paragraph.substr(0, 24));
  return std::any_of(kStarts.begin(), kStarts.end(),
                     [&](std::string_view start) { return lower.starts_with(start); });
}

bool begins_citations(std::string_view paragraph) {
  static constexpr std::array<std::string_view, 6> kStarts{
      "sources.", "sources:", "references.", "references:", "source:", "further reading:"};
  const std::string lower = base::lower_ascii(paragraph.substr(0, 24));
  return std::any_of(kStarts.begin(), kStarts.end(),
                     [&](std::string_view start) { return lower.starts_with(start); });
}

bool spells_out(std::string_view letters, std::string_view words) {
  std::size_t capitals = 0, next = 0;
  bool begins = true;
  const std::string lower = base::lower_ascii(words);
  for (const char c : letters) {
    if (c < 'A' || c > 'Z') continue;
    ++capitals;
    const char wanted = static_cast<char>(c - 'A' + 'a');
    for (; next < lower.size(); ++next) {
      const bool first = std::exchange(begins, lower[next] == ' ' || lower[next] == '-');
      if (first && lower[next] == wanted) break;
    }
    if (next == lower.size()) return false;
    ++next;
    begins = false;
  }
  return capitals >= 2;
}

std::string_view zone_of_header(const SegmentedText& text, const Sentence& header) {
  static constexpr std::array<std::string_view, 10> kTerms{
      "term",          "terms", "acronym", "acronyms", "abbreviation",
      "abbreviations", "word",  "words",   "phrase",   "jargon"};
  static constexpr std::array<std::string_view, 14> kMeanings{
      "meaning",     "meanings",    "definition",         "definitions",
      "description", "explanation", "what it means",      "what this means",
      "it means",    "stands for",  "what it stands for", "in full",
      "full name",   "full term"};
  static constexpr std::array<std::string_view, 8> kEntries{
      "section", "contents", "title", "chapter", "item", "heading", "", "no"};
  static constexpr std::array<std::string_view, 5> kPages{"page", "page no", "page number", "pages",
                                                          "pg"};
  if (header.kind != SentenceKind::row || header.cells.size() < 2) return {};
  const std::string first = cell_text(text, header.cells.front());
  const std::string second = cell_text(text, header.cells[1]);
  const std::string last = cell_text(text, header.cells.back());
  if (header.cells.size() <= 3 && one_of(kTerms, first) &&
      (one_of(kMeanings, second) || one_of(kMeanings, last)))
    return "glossary";
  if (header.cells.size() <= 3 && one_of(kEntries, first) && one_of(kPages, last))
    return "contents";
  const bool version = first == "version" || first == "version no" || first == "version number" ||
                       first == "revision" || first == "issue";
  const bool dated = std::any_of(header.cells.begin(), header.cells.end(), [&](Span cell) {
    return cell_text(text, cell).find("date") != std::string::npos;
  });
  return version && dated ? "document_control" : std::string_view();
}

}  // namespace plangrade::segmenting
