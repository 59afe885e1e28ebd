// Labels first (which place bears which number), then the words that name them.
#include "segment/cross_references.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "segment/outline.h"

namespace plangrade::segmenting {
namespace {

/// Of a longer section, table or page only the first so many sentences are referred to.
constexpr std::size_t kMostSentences = 80;
/// A sentence that names more places than a plan would is not followed beyond these sentences.
constexpr std::size_t kMostReferred = 800;

/// What the word before a number says of the place.
enum class Place { any, unit, section, table, page };

constexpr std::array<std::pair<std::string_view, Place>, 41> kNames{{
    {"paragraph", Place::unit},
    {"paragraphs", Place::unit},
    {"para", Place::unit},
    {"paras", Place::unit},
    {"item", Place::unit},
    {"items", Place::unit},
    {"action", Place::unit},
    {"actions", Place::unit},
    {"row", Place::unit},
    {"rows", Place::unit},
    {"line", Place::unit},
    {"lines", Place::unit},
    {"recommendation", Place::unit},
    {"priority", Place::unit},
    {"objective", Place::unit},
    {"point", Place::unit},
    {"entry", Place::unit},
    {"ref", Place::unit},
    {"finding", Place::unit},
    {"note", Place::unit},
    {"section", Place::section},
    {"sections", Place::section},
    {"sec", Place::section},
    {"sect", Place::section},
    {"chapter", Place::section},
    {"part", Place::section},
    {"annex", Place::section},
    {"annexe", Place::section},
    {"appendix", Place::section},
    {"table", Place::table},
    {"tables", Place::table},
    {"figure", Place::table},
    {"figures", Place::table},
    {"fig", Place::table},
    {"box", Place::table},
    {"chart", Place::table},
    {"page", Place::page},
    {"pages", Place::page},
    {"pg", Place::page},
    {"p", Place::page},
    {"pp", Place::page},
}};

/// Words after which a bare "2.1" may be the number of a place, and words that make it an amount.
constexpr std::array<std::string_view, 13> kBefore{"at",   "see", "in", "under", "from", "of", "by",
                                                   "with", "per", "to", "into",  "and",  "or"};
constexpr std::array<std::string_view, 14> kAmounts{
    "per",  "percent", "million", "billion", "wte",   "fte",    "weeks",
    "days", "hours",   "times",   "points",  "years", "months", "visits"};

template <typename Words>
bool is_one_of(std::string_view word, const Words& words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/// "3", "4.9", "3.2.1": digits with stops inside.
bool is_number(std::string_view word) {
  if (word.empty() || word.size() > 9 || !is_digit(word.front()) || !is_digit(word.back()))
    return false;
  return std::ranges::all_of(word, [](char c) { return is_digit(c) || c == '.'; }) &&
         word.find("..") == word.npos && word.substr(0, word.find('.')).size() <= 3;
}

/// "D9", "A1.2", "R12": what an action plan calls its rows.
bool is_code(std::string_view word) {
  const std::size_t letters =
      static_cast<std::size_t>(std::ranges::find_if_not(word, is_upper) - word.begin());
  return letters >= 1 && letters <= 2 && is_number(word.substr(letters));
}

bool is_letter(std::string_view word) { return word.size() == 1 && is_upper(word.front()); }

std::string_view stripped(std::string_view word) {
  constexpr std::string_view kAround = "()[],;:.!?\"*";
  const std::size_t begin = word.find_first_not_of(kAround);
  if (begin == word.npos) return {};
  return word.substr(begin, word.find_last_not_of(kAround) + 1 - begin);
}

/// The places by what names them: "4.9", "table 2", "page 3", "section B".
class Labels {
 public:
  Labels(const SegmentedText& text, std::span<const Document> documents) : text_(text) {
    std::uint32_t paragraph = kNone;
    for (std::uint32_t i = 0; i < text.sentences.size(); ++i) {
      const Sentence& unit = text.sentences[i];
      if (unit.kind == SentenceKind::heading)
        add_heading(i);
      else if (unit.paragraph != paragraph)
        add_unit(i);
      paragraph = unit.paragraph;
    }
    add_pages(documents);
  }

  /// The sentences of the place; empty if none or more than one bears the label.
  std::vector<std::uint32_t> find(Place place, std::string_view label) const {
    switch (place) {
      case Place::unit:
        return first_of({&units_, &headings_}, label);
      case Place::section:
        return first_of({&headings_, &units_}, label);
      case Place::table:
        return first_of({&tables_}, label);
      case Place::page:
        return first_of({&pages_}, label);
      case Place::any:
        return first_of({&headings_, &units_}, label);
    }
    return {};
  }

 private:
  using Map = std::map<std::string, std::vector<std::uint32_t>, std::less<>>;  // empty: ambiguous

  static void add(Map& map, std::string_view label, std::vector<std::uint32_t> sentences) {
    const auto [it, fresh] = map.try_emplace(std::string(label), std::move(sentences));
    if (!fresh) it->second.clear();
  }

  static std::vector<std::uint32_t> first_of(std::initializer_list<const Map*> maps,
                                             std::string_view label) {
    for (const Map* map : maps) {
      const auto it = map->find(label);
      if (it != map->end()) return it->second;
    }
    return {};
  }

  bool is_body(std::uint32_t sentence) const {
    constexpr std::array<std::string_view, 4> kNever{"contents", "glossary", "references",
                                                     "document_control"};
    return !is_one_of(text_.sections[text_.sentences[sentence].section].zone, kNever);
  }

  template <typename Belongs>
  std::vector<std::uint32_t> from(std::uint32_t begin, Belongs belongs) const {
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = begin; i < text_.sentences.size() && belongs(text_.sentences[i]); ++i) {
      if (out.size() == kMostSentences) break;
      if (is_body(i)) out.push_back(i);
    }
    return out;
  }

  /// "3.2 Needs" names a section, "Table 4. Approvals" what stands directly below.
  void add_heading(std::uint32_t i) {
    if (!is_body(i)) return;
    const std::string_view title = text_.sentences[i].span.in(text_.text);
    const std::uint32_t section = text_.sentences[i].section;
    const auto [name, label] = caption(title);
    const std::string_view number = heading_number(title);
    if (!label.empty() && name == Place::table) {
      add(tables_, label, from(i, [&](const Sentence& s) { return s.section == section; }));
    } else if (!label.empty() || !number.empty()) {
      const int level = text_.sections[section].level;
      add(headings_, label.empty() ? number : label, from(i, [&](const Sentence& s) {
            return s.section == section ||
                   (s.section > section && text_.sections[s.section].level > level);
          }));
    }
  }

  /// "14. Referrals ...", "4.9 Of these ...", "D9: one day", "| 2.3 | ..."; or a caption over its
  /// table.
  void add_unit(std::uint32_t i) {
    if (!is_body(i)) return;
    const Sentence& unit = text_.sentences[i];
    const bool row = unit.kind == SentenceKind::row;
    const std::string_view whole = (row ? unit.cells.front() : unit.span).in(text_.text);
    const auto [name, caption_label] = caption(whole);
    if (name == Place::table && !caption_label.empty() && !row) {
      const std::uint32_t next = i + 1;
      if (next < text_.sentences.size() && text_.sentences[next].kind == SentenceKind::row) {
        const std::uint32_t table = text_.sentences[next].group;
        add(tables_, caption_label,
            from(next, [&](const Sentence& s) { return s.group == table; }));
      }
      return;
    }
    const std::string_view first = whole.substr(0, whole.find(' '));
    const std::string_view label = stripped(first);
    const bool closed = first.size() > label.size() || (row && first == whole);
    const bool labelled =
        is_code(label) || (is_number(label) && (closed || label.find('.') != label.npos));
    if (!labelled || label.size() > 7) return;
    add(units_, label, from(i, [&](const Sentence& s) { return s.paragraph == unit.paragraph; }));
  }

  /// "Table 4. Approvals", "Appendix B": the kind of place and its number or letter.
  static std::pair<Place, std::string_view> caption(std::string_view title) {
    const std::size_t blank = title.find(' ');
    if (blank == title.npos) return {Place::any, {}};
    const std::string word = base::lower_ascii(title.substr(0, blank));
    const std::string_view rest = title.substr(blank + 1);
    const std::string_view label = stripped(rest.substr(0, rest.find(' ')));
    for (const auto& [name, place] : kNames) {
      if (name != word || (place != Place::table && place != Place::section)) continue;
      if (is_number(label) || is_letter(label) || is_code(label)) return {place, label};
    }
    return {Place::any, {}};
  }

  void add_pages(std::span<const Document> documents) {
    std::vector<std::vector<std::uint32_t>> on(text_.pages.size());
    for (std::uint32_t i = 0; i < text_.sentences.size(); ++i) {
      std::vector<std::uint32_t>& page = on[text_.sentences[i].page];
      if (is_body(i) && page.size() < kMostSentences) page.push_back(i);
    }
    for (std::size_t p = 0; p < on.size(); ++p) {
      const Page& page = documents[text_.pages[p].document].pages[text_.pages[p].page];
      const std::string label = page.label.empty() ? std::to_string(page.number) : page.label;
      if (label != "0") add(pages_, label, std::move(on[p]));
    }
  }

  const SegmentedText& text_;
  Map units_, headings_, tables_, pages_;
};

/// Reads the words of one sentence.
class Reader {
 public:
  Reader(const Labels& labels, std::vector<std::uint32_t>& out) : labels_(labels), out_(out) {}

  void read(std::string_view sentence) {
    std::string_view before;
    for (std::size_t at = 0; at < sentence.size();) {
      const std::size_t end = std::min(sentence.find(' ', at), sentence.size());
      const std::string_view raw = sentence.substr(at, end - at);
      const std::string_view word = stripped(raw);
      const std::string_view behind = end < sentence.size() ? sentence.substr(end + 1) : "";
      if (!word.empty()) {
        take(word, raw, before, behind, at == 0);
        before = word;
      }
      at = end + 1;
    }
  }

 private:
  void take(std::string_view word, std::string_view raw, std::string_view before,
            std::string_view behind, bool first) {
    if (is_number(word) || is_code(word) || is_letter(word)) {
      const std::optional<Place> named = place_named(name_);
      if (named || (!first && stands_for_place(word, raw, before, behind)))
        refer(named.value_or(Place::any), word);
    } else if (word.size() > 1 && (word.front() == 'p' || word.front() == 'P') &&
               is_number(stripped(word.substr(1)))) {  // "p4", "p.4"
      refer(Place::page, stripped(word.substr(1)));
    } else if (word != "and" && word != "or" && word != "to") {  // "paragraphs 3 and 5"
      name_ = word;
    }
  }

  /// What the number behind this word would be the number of.
  static std::optional<Place> place_named(std::string_view word) {
    const std::string lower = base::lower_ascii(word);
    for (const auto& [name, place] : kNames) {
      if (name == lower) return place;
    }
    return std::nullopt;
  }

  /// A code, or a number with a stop in it that is no amount.
  static bool stands_for_place(std::string_view word, std::string_view raw, std::string_view before,
                               std::string_view behind) {
    if (is_code(word)) return true;
    if (word.find('.') == word.npos || raw.find('%') != raw.npos) return false;
    const std::string next = base::lower_ascii(stripped(behind.substr(0, behind.find(' '))));
    return (is_one_of(base::lower_ascii(before), kBefore) || raw.front() == '(') &&
           !is_one_of(next, kAmounts);
  }

  void refer(Place place, std::string_view label) {
    if (out_.size() >= kMostReferred) return;
    const std::vector<std::uint32_t> found = labels_.find(place, label);
    out_.insert(out_.end(), found.begin(), found.end());
  }

  const Labels& labels_;
  std::vector<std::uint32_t>& out_;
  std::string_view name_;  ///< the last word that is no number: may say what the next one numbers
};

}  // namespace

void find_cross_references(SegmentedText& text, std::span<const Document> documents) {
  const Labels labels(text, documents);
  for (std::uint32_t i = 0; i < text.sentences.size(); ++i) {
    Sentence& sentence = text.sentences[i];
    if (sentence.kind == SentenceKind::heading) continue;
    std::vector<std::uint32_t> found;
    Reader(labels, found).read(sentence.span.in(text.text));
    if (found.empty()) continue;
    std::ranges::sort(found);
    // Not std::ranges::unique, which clang 14 (preset fuzz) cannot take from libstdc++ 12.
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::erase_if(found, [&](std::uint32_t other) {
      return text.sentences[other].paragraph == sentence.paragraph;
    });
    sentence.references = std::move(found);
  }
}

}  // namespace plangrade::segmenting
