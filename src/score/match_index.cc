// Matches by term, context and sentence; stretches by walking from a sentence to both sides.
#include "score/match_index.h"

#include <algorithm>

namespace plangrade::scoring {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool is_visible(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') ||
         ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

bool ends_earlier(const Located& a, const Located& b) {
  return a.span.end != b.span.end ? a.span.end < b.span.end : a.span.begin > b.span.begin;
}

bool begins_earlier(const Located& a, const Located& b) {
  return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
}

/// What two sentences must share to belong to one stretch.
bool same_stretch(Scope scope, const Sentence& a, const Sentence& b) {
  switch (scope) {
    case Scope::paragraph:
    case Scope::bullet:
      return a.paragraph == b.paragraph;
    case Scope::list:
    case Scope::table:
      return a.group == b.group;
    case Scope::section:
    case Scope::sentences:
      return a.section == b.section;
    case Scope::page:
      return a.page == b.page;
    case Scope::document:
      return true;  // all files of a plan are one document
    case Scope::sentence:
    case Scope::row:
    case Scope::cell:
    case Scope::words:
      return false;
  }
  return false;
}

}  // namespace

MatchIndex::MatchIndex(const ScoreInput& input) : input_(input) {
  terms_.resize(input.rules.terms.size());
  contexts_.resize(input.rules.contexts.size());
  place_matches();
  find_zones();
}

void MatchIndex::place_matches() {
  const auto& sentences = input_.text.sentences;
  std::uint32_t s = 0;
  for (const Match& match : input_.matches) {
    const PatternInfo& info = input_.patterns[match.pattern];
    if (info.rule_set != input_.rule_set) continue;
    while (s < sentences.size() && sentences[s].span.end <= match.span.begin) ++s;
    if (s == sentences.size()) break;
    Located located{match.span, s, match.pattern};
    if (!match.given.empty()) located.named_in = sentence_at(match.given.begin);
    switch (info.role) {
      case PatternRole::any:
      case PatternRole::named:
        terms_[info.owner].push_back(located);
        break;
      case PatternRole::except:
        break;
      case PatternRole::cue:
        contexts_[info.owner].cues.push_back(located);
        break;
      case PatternRole::pseudo:
        contexts_[info.owner].pseudo.push_back(located);
        break;
      case PatternRole::stop:
        contexts_[info.owner].stop.push_back(located);
        break;
      case PatternRole::context_unless:
        contexts_[info.owner].unless.push_back(located);
        break;
      case PatternRole::zone:
        zone_matches_.emplace_back(s, info.owner);
        break;
    }
  }
  for (ContextMatches& context : contexts_) {
    context.by_begin = context.cues;
    std::stable_sort(context.by_begin.begin(), context.by_begin.end(), begins_earlier);
    std::stable_sort(context.cues.begin(), context.cues.end(), ends_earlier);
  }
}

std::uint32_t MatchIndex::sentence_at(std::uint32_t byte) const {
  const auto& sentences = input_.text.sentences;
  const auto found = std::ranges::partition_point(
      sentences, [&](const Sentence& sentence) { return sentence.span.end <= byte; });
  return found == sentences.end() ? kNone : static_cast<std::uint32_t>(found - sentences.begin());
}

void MatchIndex::find_zones() {
  const SegmentedText& text = input_.text;
  section_headings_.assign(text.sections.size(), kNone);
  for (std::uint32_t i = 0; i < text.sentences.size(); ++i) {
    const Sentence& candidate = text.sentences[i];
    if (candidate.kind != SentenceKind::heading || candidate.section >= text.sections.size())
      continue;
    std::uint32_t& heading = section_headings_[candidate.section];
    if (heading == kNone) heading = i;
  }
  section_zones_.assign(text.sections.size(), "");
  for (const auto& [heading, rule] : zone_matches_) {
    const std::uint32_t section = text.sentences[heading].section;
    if (section < section_zones_.size() && section_zones_[section].empty()) {
      section_zones_[section] = input_.rules.zones[rule].name;
    }
  }
  for (std::size_t i = 0; i < text.sections.size(); ++i) {
    const std::uint32_t parent = text.sections[i].parent;
    if (section_zones_[i].empty() && parent < i) section_zones_[i] = section_zones_[parent];
  }
}

std::span<const Located> MatchIndex::of_term(std::uint32_t term, Span span) const {
  const auto& all = terms_[term];
  const auto before = [](const Located& found, std::uint32_t at) { return found.span.begin < at; };
  const auto first = std::lower_bound(all.begin(), all.end(), span.begin, before);
  auto last = std::lower_bound(first, all.end(), span.end, before);
  // Only the last matches can run over the end: matches lie within sentences.
  while (last != first && std::prev(last)->span.end > span.end) --last;
  return {first, last};
}

std::span<const Match> MatchIndex::in_sentence(std::uint32_t sentence) const {
  const Span span = input_.text.sentences[sentence].span;
  const auto before = [](const Match& match, std::uint32_t at) { return match.span.begin < at; };
  const auto first =
      std::lower_bound(input_.matches.begin(), input_.matches.end(), span.begin, before);
  return {first, std::lower_bound(first, input_.matches.end(), span.end, before)};
}

Stretch MatchIndex::between(std::uint32_t first, std::uint32_t last) const {
  return {first, last, {sentence(first).span.begin, sentence(last).span.end}};
}

Stretch MatchIndex::whole_text() const {
  if (input_.text.sentences.empty()) return {};
  return between(0, static_cast<std::uint32_t>(input_.text.sentences.size()) - 1);
}

bool MatchIndex::stretch_of(Scope scope, std::uint32_t i, Stretch& out) const {
  const auto& sentences = input_.text.sentences;
  const SentenceKind kind = sentences[i].kind;
  if ((scope == Scope::row || scope == Scope::table) && kind != SentenceKind::row) return false;
  if ((scope == Scope::list || scope == Scope::bullet) && kind != SentenceKind::bullet)
    return false;
  std::uint32_t first = i, last = i;
  const auto joined = [&](std::uint32_t a, std::uint32_t b) {
    return same_stretch(scope, sentences[a], sentences[b]);
  };
  while (first > 0 && joined(first - 1, i)) --first;
  while (last + 1 < sentences.size() && joined(last + 1, i)) ++last;
  out = between(first, last);
  return true;
}

bool MatchIndex::cell_of(const Located& found, Stretch& out) const {
  for (const Span cell : sentence(found.sentence).cells) {
    if (!cell.contains(found.span)) continue;
    out = {found.sentence, found.sentence, cell};
    return true;
  }
  return false;
}

std::uint32_t MatchIndex::next_of(std::uint32_t sentence) const {
  const auto& sentences = input_.text.sentences;
  const std::uint32_t next = sentence + 1;
  return next < sentences.size() && sentences[next].previous == sentence ? next : kNone;
}

const std::string& MatchIndex::zone(std::uint32_t sentence) const {
  static const std::string kBody = "body";
  const std::uint32_t section = input_.text.sentences[sentence].section;
  if (section >= section_zones_.size()) return kBody;
  if (!section_zones_[section].empty()) return section_zones_[section];
  const std::string& zone = input_.text.sections[section].zone;
  return zone.empty() ? kBody : zone;
}

std::uint32_t MatchIndex::heading_of_section(std::uint32_t section) const {
  return section < section_headings_.size() ? section_headings_[section] : kNone;
}

int count_words(std::string_view text, std::uint32_t from, std::uint32_t to, int limit) {
  int words = 0;
  bool counted = from > 0 && !is_blank(text[from - 1]);  // the rest of a word begun before
  for (std::uint32_t i = from; i < to && words < limit; ++i) {
    if (is_blank(text[i])) {
      counted = false;
    } else if (!counted && is_visible(text[i])) {
      counted = true;
      ++words;
    }
  }
  return words;
}

std::uint32_t after_words(std::string_view text, std::uint32_t from, std::uint32_t end, int n) {
  bool counted = false;
  int words = 0;
  for (std::uint32_t i = from; i < end; ++i) {
    if (is_blank(text[i])) {
      if (words == n) return i;
      counted = false;
    } else if (!counted && is_visible(text[i])) {
      counted = true;
      ++words;
    }
  }
  return end;
}

std::uint32_t before_words(std::string_view text, std::uint32_t begin, std::uint32_t to, int n) {
  bool counted = false;
  int words = 0;
  for (std::uint32_t i = to; i > begin; --i) {
    if (is_blank(text[i - 1])) {
      if (words == n) return i;
      counted = false;
    } else if (!counted && is_visible(text[i - 1])) {
      counted = true;
      ++words;
    }
  }
  return begin;
}

}  // namespace plangrade::scoring
