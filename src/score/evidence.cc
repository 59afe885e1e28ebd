// A quotation is taken from the page as extracted, not from the normalised text, so that a reader
// finds it there; only runs of white space are made one blank.
#include "score/evidence.h"

#include <algorithm>
#include <string_view>

namespace plangrade::scoring {
namespace {

constexpr std::uint32_t kMaxQuote = 600;
constexpr std::uint32_t kTrimTo = 200;  // bytes kept on each side of matches in a longer unit
constexpr std::uint32_t kContext = 90;  // bytes of left and right context

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string collapsed(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool no_break = text.substr(i).starts_with("\xC2\xA0");
    if (is_space(text[i]) || no_break) {
      if (!out.empty() && out.back() != ' ') out += ' ';
      if (no_break) ++i;
    } else {
      out += text[i];
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// `at` moved left, at most to `floor`, until a word begins there.
std::uint32_t word_begin(std::string_view text, std::uint32_t at, std::uint32_t floor) {
  while (at > floor && !is_space(text[at - 1])) --at;
  return at;
}
std::uint32_t word_end(std::string_view text, std::uint32_t at, std::uint32_t ceiling) {
  while (at < ceiling && !is_space(text[at])) ++at;
  return at;
}

std::size_t origin_at(const SegmentedText& text, std::uint32_t at) {
  const auto after = std::upper_bound(
      text.origins.begin(), text.origins.end(), at,
      [](std::uint32_t offset, const TextOrigin& origin) { return offset < origin.begin; });
  return after == text.origins.begin() ? 0
                                       : static_cast<std::size_t>(after - text.origins.begin()) - 1;
}

std::uint32_t page_at(const SegmentedText& text, std::uint32_t at) {
  return text.origins.empty() ? 0 : text.origins[origin_at(text, at)].page;
}

/// A stretch of the text cut to the page on which byte `inside` of it stands.
Span on_page_of(const SegmentedText& text, Span span, std::uint32_t inside) {
  if (text.origins.empty()) return span;
  const std::size_t middle = origin_at(text, inside);
  const std::uint32_t page = text.origins[middle].page;
  std::size_t first = middle, last = middle;
  while (first > 0 && text.origins[first - 1].page == page &&
         text.origins[first].begin > span.begin)
    --first;
  while (last + 1 < text.origins.size() && text.origins[last + 1].page == page &&
         text.origins[last + 1].begin < span.end) {
    ++last;
  }
  span.begin = std::max(span.begin, text.origins[first].begin);
  if (last + 1 < text.origins.size()) span.end = std::min(span.end, text.origins[last + 1].begin);
  return span;
}

/// Bytes of the page's text for a stretch of the matched text that lies on one page.
Span source_of(const SegmentedText& text, Span span) {
  const TextOrigin& first = text.origins[origin_at(text, span.begin)];
  const std::size_t last_index = origin_at(text, span.end - 1);
  const TextOrigin& last = text.origins[last_index];
  Span out;
  out.begin = first.verbatim ? first.source + (span.begin - first.begin) : first.source;
  if (last.verbatim) {
    out.end = last.source + (span.end - last.begin);
  } else {
    const bool known =
        last_index + 1 < text.origins.size() && text.origins[last_index + 1].page == last.page;
    out.end = known ? text.origins[last_index + 1].source : last.source;
  }
  out.end = std::max(out.begin, out.end);
  return out;
}

/// The page's text and the quote's bytes in it; the matched text itself where there is no page.
struct Place {
  std::string_view text;
  Span span;
  const Document* document = nullptr;
  const Page* page = nullptr;
};

Place place(const ScoreInput& input, Span span) {
  Place out{input.text.text, span, nullptr, nullptr};
  const std::uint32_t number = page_at(input.text, span.begin);
  if (input.text.origins.empty() || number >= input.text.pages.size()) return out;
  const PageOrigin origin = input.text.pages[number];
  if (origin.document >= input.plan.documents.size()) return out;
  const Document& document = input.plan.documents[origin.document];
  if (origin.page >= document.pages.size()) return out;
  out.document = &document;
  out.page = &document.pages[origin.page];
  out.text = out.page->text;
  const auto size = static_cast<std::uint32_t>(out.text.size());
  out.span = source_of(input.text, span);
  out.span.end = std::min(out.span.end, size);
  out.span.begin = std::min(out.span.begin, out.span.end);
  while (out.span.end < size && continues(out.text[out.span.end])) ++out.span.end;
  return out;
}

void set_quote(const ScoreInput& input, Span span, Evidence& evidence) {
  const Place at = place(input, span);
  const auto size = static_cast<std::uint32_t>(at.text.size());
  const auto slice = [&](std::uint32_t begin, std::uint32_t end) {
    return collapsed(at.text.substr(begin, end - begin));
  };
  std::uint32_t left = at.span.begin > kContext ? at.span.begin - kContext : 0;
  if (left > 0) left = word_end(at.text, left, at.span.begin);
  std::uint32_t right = std::min(size, at.span.end + kContext);
  if (right < size) right = word_begin(at.text, right, at.span.end);
  evidence.quote = slice(at.span.begin, at.span.end);
  evidence.left = slice(left, at.span.begin);
  evidence.right = slice(at.span.end, right);
  evidence.span = at.span;
  if (at.document != nullptr) {
    evidence.path = at.document->path;
    evidence.page = at.page->number;
    evidence.page_label = at.page->label;
    evidence.ocr = at.page->ocr;
  }
}

/// Matches whose sentences are quoted together.
struct Group {
  Span unit;     ///< their sentences
  Span matches;  ///< from the first match to the end of the last
  std::vector<const Use*> uses;
};

std::vector<Group> group_uses(const MatchIndex& index, const Holding& holding) {
  std::vector<Group> groups;
  for (const Use& use : holding.uses) {
    if (use.carried != kNoSurrounding) continue;
    const Span unit = index.sentence(use.match.sentence).span;
    if (!groups.empty()) {
      Group& group = groups.back();
      const bool same_unit = group.unit.contains(unit);
      const bool near =
          std::max(unit.end, group.unit.end) - group.unit.begin <= kMaxQuote &&
          page_at(index.text(), use.match.span.begin) == page_at(index.text(), group.matches.begin);
      if (same_unit || near) {
        group.unit.end = std::max(group.unit.end, unit.end);
        group.matches.end = std::max(group.matches.end, use.match.span.end);
        group.uses.push_back(&use);
        continue;
      }
    }
    groups.push_back({unit, use.match.span, {&use}});
  }
  return groups;
}

/// The bytes to quote of a group: its sentences, or the neighbourhood of its matches if they are
/// long.
Span quoted(const MatchIndex& index, const Group& group) {
  const std::string_view text = index.text().text;
  Span span = group.unit;
  if (span.length() > kMaxQuote) {
    const std::uint32_t begin = group.matches.begin, end = group.matches.end;
    if (begin - span.begin > kTrimTo) span.begin = word_begin(text, begin - kTrimTo, span.begin);
    if (span.end - end > kTrimTo) span.end = word_end(text, end + kTrimTo, span.end);
  }
  return on_page_of(index.text(), span, group.matches.begin);
}

/// Whether a use rests on a name that the plan gives in another sentence.
bool is_given_elsewhere(const Use& use) {
  return use.match.named_in != kNone && use.match.named_in != use.match.sentence;
}

std::string joined_terms(const MatchIndex& index, const std::vector<const Use*>& own,
                         const Holding& holding) {
  std::vector<std::string> names;
  const auto add = [&](std::string name) {
    if (std::ranges::count(names, name) == 0) names.push_back(std::move(name));
  };
  const auto& terms = index.input().rules.terms;
  for (const Use* use : own) add(terms[use->term].name + (is_given_elsewhere(*use) ? "@name" : ""));
  for (const Use& use : holding.uses) {
    if (use.carried != kNoSurrounding)
      add(terms[use.term].name + "@" + surrounding_name(use.carried));
  }
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : "+") + name;
  return out;
}

std::string cue_text(const MatchIndex& index, const Cue& cue) {
  return index.input().rules.contexts[cue.context].name + ": " +
         collapsed(cue.at.span.in(index.text().text));
}

/// The cue that took a match away, or for supporting evidence the one that it must stand in.
std::string deciding_cue(const MatchIndex& index, const Holding& holding, Role role) {
  for (const Use& use : holding.uses) {
    const auto& cue = role == Role::suppressed ? use.suppressed_by : use.required;
    if (cue) return cue_text(index, *cue);
  }
  return "";
}

/// "Willow Project, page 3: The Willow Project offers trauma therapy to ..."
std::string name_given(const MatchIndex& index, const Located& match) {
  Span sentence = index.sentence(match.named_in).span;
  if (sentence.length() > kMaxQuote) {
    sentence.end = word_end(index.text().text, sentence.begin + kTrimTo, sentence.end);
  }
  const Place at = place(index.input(), sentence);
  const bool paged = at.page != nullptr && at.page->number > 0;
  return collapsed(match.span.in(index.text().text)) +
         (paged ? ", page " + std::to_string(at.page->number) : "") + ": " +
         collapsed(sentence.in(index.text().text));
}

std::string carried_text(const MatchIndex& index, const Holding& holding) {
  std::string out;
  std::uint32_t previous = kNone;
  for (const Use& use : holding.uses) {
    if (is_given_elsewhere(use)) out += (out.empty() ? "" : " / ") + name_given(index, use.match);
    if (use.carried == kNoSurrounding || use.match.sentence == previous) continue;
    previous = use.match.sentence;
    out +=
        (out.empty() ? "" : " / ") + collapsed(index.sentence(previous).span.in(index.text().text));
  }
  return out;
}

}  // namespace

std::vector<Evidence> quote(const MatchIndex& index, const Holding& holding,
                            const std::string& level, Role role) {
  std::vector<Evidence> out;
  const auto& sections = index.text().sections;
  for (const Group& group : group_uses(index, holding)) {
    Evidence evidence;
    evidence.level = level;
    evidence.role = role;
    set_quote(index.input(), quoted(index, group), evidence);
    const std::uint32_t section = index.sentence(group.uses.front()->match.sentence).section;
    if (section < sections.size()) evidence.section = sections[section].title;
    evidence.term = joined_terms(index, group.uses, holding);
    evidence.cue = deciding_cue(index, holding, role);
    evidence.carried = carried_text(index, holding);
    evidence.together = holding.of.together;
    evidence.part = holding.of.name;
    out.push_back(std::move(evidence));
  }
  return out;
}

namespace {

bool same_place(const Evidence& a, const Evidence& b) {
  return a.path == b.path && a.page == b.page && a.span == b.span && a.level == b.level;
}

/// A quotation that is given twice is given as a part of what suffices together; it may be several.
void add_part(const Evidence& again, Evidence& known) {
  if (again.together == 0) return;
  if (known.together == 0) {
    known.together = again.together;
    known.part = again.part;
  } else if (known.together == again.together && known.part != again.part) {
    known.part += " + " + again.part;
  }
}

void add_evidence(std::vector<Evidence>& to, std::vector<Evidence> from, std::size_t limit) {
  for (Evidence& evidence : from) {
    const auto known =
        std::ranges::find_if(to, [&](const Evidence& e) { return same_place(e, evidence); });
    if (known != to.end()) {
      add_part(evidence, *known);
    } else if (to.size() < limit) {
      to.push_back(std::move(evidence));
    }
  }
}

}  // namespace

std::vector<Evidence> evidence_of(const MatchIndex& index, const ResolvedCriterion& criterion,
                                  const Decision& decision) {
  std::vector<Evidence> supporting, suppressed;
  const auto add = [&](const std::vector<Holding>& holdings, const std::string& level, Role role,
                       std::size_t limit, std::vector<Evidence>& to) {
    for (const Holding& holding : holdings) {
      add_evidence(to, quote(index, holding, level, role), limit);
    }
  };
  for (const LevelFindings& findings : decision.tried) {
    const std::string& level = criterion.criterion->levels[findings.level].level;
    add(findings.supporting, level, Role::supports, kMaxSupporting, supporting);
    add(findings.suppressed, level, Role::suppressed, kMaxSuppressed, suppressed);
  }
  supporting.insert(supporting.end(), suppressed.begin(), suppressed.end());
  return supporting;
}

}  // namespace plangrade::scoring
