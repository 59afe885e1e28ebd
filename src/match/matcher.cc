// Rule sets to patterns, patterns to matches, and what `except` takes away from them.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "match/names.h"
#include "match/pattern_set.h"
#include "match/pattern_syntax.h"
#include "plangrade/match.h"

namespace plangrade {
namespace {

constexpr std::size_t kMaxPatterns = 50'000;
constexpr std::size_t kMaxProblems = 200;

/// A pattern with {area} in it: compiled anew for every plan.
struct LocalPattern {
  std::uint32_t id = 0;
  match::Syntax syntax;
  bool whole_words = true;
};

match::CompiledPattern compiled(const match::Syntax& syntax, bool whole_words,
                                std::span<const std::string> area_names) {
  return {.text = emit(syntax.root, {whole_words, area_names}),
          .triggers = match::trigger_words(syntax.root, whole_words),
          .whole_words = whole_words};
}

Problem rejected(const Pattern& pattern, const std::string& reason) {
  const bool large = reason.find("too large") != std::string::npos;
  return {
      .code = large ? "M001" : "M003",
      .message = large ? "the pattern is too large" : "RE2 does not accept the pattern: " + reason,
      .at = pattern.at,
      .remedy = large ? "use smaller repeats than {1000}, or several patterns"
                      : "see docs/rules.md for what a pattern may hold",
      .source_line = {}};
}

/// Overlap with any span of a fixed set, by bisection: spans sorted by begin, with the furthest end
/// so far.
class Cover {
 public:
  void add(Span span) { spans_.push_back(span); }
  void finish() {
    std::sort(spans_.begin(), spans_.end());
    std::uint32_t furthest = 0;
    for (const Span span : spans_) {
      furthest = std::max(furthest, span.end);
      furthest_.push_back(furthest);
    }
  }
  bool overlaps(Span span) const {
    const auto after = std::lower_bound(spans_.begin(), spans_.end(), Span{span.end, 0});
    if (after == spans_.begin()) return false;
    return furthest_[static_cast<std::size_t>(after - spans_.begin()) - 1] > span.begin;
  }

 private:
  std::vector<Span> spans_;
  std::vector<std::uint32_t> furthest_;
};

bool in_order(const Match& a, const Match& b) {
  return a.span != b.span ? a.span < b.span : a.pattern < b.pattern;
}

bool of_context(PatternRole role) {
  return role == PatternRole::cue || role == PatternRole::pseudo || role == PatternRole::stop ||
         role == PatternRole::context_unless;
}

/// Moves `i` to the sentence that holds `span`; requires that it holds one at or behind `i`.
void advance(const SegmentedText& text, Span span, std::size_t& i) {
  while (text.sentences[i].span.end <= span.begin) ++i;
}

/// Patterns that are looked for in the same sentences: those without {area} are compiled once.
struct Pool {
  match::PatternSet common;
  std::vector<LocalPattern> local;

  /// RE2's complaint, or nothing.
  std::optional<std::string> add(std::uint32_t id, match::Syntax syntax, bool whole_words) {
    const match::CompiledPattern pattern = compiled(syntax, whole_words, {});
    if (!syntax.has_area) return common.add(id, pattern);
    match::PatternSet trial;
    auto reason = trial.add(id, pattern);
    if (!reason) local.push_back({id, std::move(syntax), whole_words});
    return reason;
  }

  void find(const SegmentedText& text, const std::vector<bool>& wanted,
            std::span<const std::string> area_names, std::vector<Match>& out) const {
    common.find(text, wanted, out);
    if (local.empty() || area_names.empty()) return;
    match::PatternSet set;
    for (const LocalPattern& pattern : local) {
      // Names too long for RE2 leave their pattern without matches.
      (void)set.add(pattern.id, compiled(pattern.syntax, pattern.whole_words, area_names));
    }
    set.find(text, wanted, out);
  }
};

/// Sentences whose cues may govern one of `matches`, which are in order: those that hold a match,
/// and what contexts may carry cues over from. Elsewhere cues are not worth looking for.
std::vector<bool> governing_sentences(const SegmentedText& text,
                                      const std::vector<Match>& matches) {
  std::vector<bool> out(text.sentences.size());
  const auto want = [&](std::uint32_t sentence) {
    if (sentence < out.size()) out[sentence] = true;
  };
  std::size_t i = 0, next = 0;
  for (const Match& found : matches) {
    advance(text, found.span, i);
    if (i < next) continue;
    next = i + 1;
    const Sentence& sentence = text.sentences[i];
    want(static_cast<std::uint32_t>(i));
    for (const std::uint32_t around : {sentence.heading, sentence.lead_in, sentence.header_row,
                                       sentence.row_header, sentence.previous}) {
      want(around);
    }
    if (i + 1 < out.size() && text.sentences[i + 1].previous == i) out[i + 1] = true;
  }
  for (std::size_t h = 0; h < out.size() && !matches.empty(); ++h) {
    if (text.sentences[h].kind == SentenceKind::heading) out[h] = true;
  }
  return out;
}

}  // namespace

struct Matcher::Impl {
  std::vector<PatternInfo> patterns;
  Pool terms;  // and zones
  Pool contexts;
  match::Names names;
  Problems problems;

  void add(const RuleSet& rules, PatternInfo info, bool whole_words) {
    if (problems.size() >= kMaxProblems) return;
    if (patterns.size() >= kMaxPatterns) {
      problems.push_back({.code = "M001",
                          .message = fmt::format("there are more than {} patterns", kMaxPatterns),
                          .at = info.pattern.at,
                          .remedy = "use fewer rule sets at once, or smaller terms",
                          .source_line = {}});
      return;
    }
    const auto id = static_cast<std::uint32_t>(patterns.size());
    const Pattern pattern = info.pattern;
    patterns.push_back(std::move(info));
    Result<match::Syntax> syntax = match::parse_pattern(pattern, rules.terms);
    if (!syntax) {
      problems.insert(problems.end(), syntax.error().begin(), syntax.error().end());
      return;
    }
    Pool& pool = of_context(patterns.back().role) ? contexts : terms;
    if (const auto reason = pool.add(id, std::move(syntax).value(), whole_words)) {
      problems.push_back(rejected(pattern, *reason));
    }
  }

  void add_rule_set(const RuleSet& rules, std::uint32_t number) {
    const auto add_all = [&](const std::vector<Pattern>& list, PatternRole role, std::size_t owner,
                             bool whole_words = true) {
      for (const Pattern& pattern : list) {
        add(rules, {number, role, static_cast<std::uint32_t>(owner), pattern}, whole_words);
      }
    };
    for (std::size_t i = 0; i < rules.terms.size(); ++i) {
      const Term& term = rules.terms[i];
      add_all(term.any, PatternRole::any, i, term.whole_words);
      add_all(term.except, PatternRole::except, i, term.whole_words);
      for (const Naming& naming : term.named) {
        const auto first = static_cast<std::uint32_t>(patterns.size());
        add_all(naming.names, PatternRole::named, i);
        names.add(rules, naming, {first, static_cast<std::uint32_t>(patterns.size())});
      }
    }
    for (std::size_t i = 0; i < rules.contexts.size(); ++i) {
      const Context& context = rules.contexts[i];
      add_all(context.cues, PatternRole::cue, i);
      add_all(context.pseudo, PatternRole::pseudo, i);
      add_all(context.stop, PatternRole::stop, i);
      add_all(context.unless, PatternRole::context_unless, i);
    }
    for (std::size_t i = 0; i < rules.zones.size(); ++i) {
      add_all(rules.zones[i].headings, PatternRole::zone, i);
    }
  }

  /// Takes away matches of terms that overlap an exception of the same term, and of zones outside
  /// headings. Requires matches in order.
  void drop_excepted(const SegmentedText& text, std::vector<Match>& matches) const {
    std::map<std::pair<std::uint32_t, std::uint32_t>, Cover> exceptions;
    for (const Match& found : matches) {
      const PatternInfo& info = patterns[found.pattern];
      if (info.role == PatternRole::except) exceptions[{info.rule_set, info.owner}].add(found.span);
    }
    for (auto& [owner, cover] : exceptions) cover.finish();
    std::size_t i = 0;
    std::erase_if(matches, [&](const Match& found) {
      const PatternInfo& info = patterns[found.pattern];
      if (info.role == PatternRole::zone) {
        advance(text, found.span, i);
        return text.sentences[i].kind != SentenceKind::heading;
      }
      if (info.role != PatternRole::any && info.role != PatternRole::named) return false;
      const auto cover = exceptions.find({info.rule_set, info.owner});
      return cover != exceptions.end() && cover->second.overlaps(found.span);
    });
  }
};

Matcher::Matcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

Result<Matcher> Matcher::compile(std::span<const RuleSet> rule_sets) {
  auto impl = std::make_unique<Impl>();
  for (std::size_t i = 0; i < rule_sets.size(); ++i) {
    impl->add_rule_set(rule_sets[i], static_cast<std::uint32_t>(i));
  }
  if (!impl->problems.empty()) return std::move(impl->problems);
  return Matcher(std::move(impl));
}

const std::vector<PatternInfo>& Matcher::patterns() const { return impl_->patterns; }

std::vector<Match> Matcher::match(const SegmentedText& text,
                                  std::span<const std::string> area_names) const {
  std::vector<Match> matches;
  const std::vector<bool> everywhere(text.sentences.size(), true);
  impl_->terms.find(text, everywhere, area_names, matches);
  std::sort(matches.begin(), matches.end(), in_order);
  impl_->drop_excepted(text, matches);
  if (impl_->names.resolve(text, impl_->patterns, area_names, matches)) {
    std::sort(matches.begin(), matches.end(), in_order);
    impl_->drop_excepted(text, matches);
  }
  impl_->contexts.find(text, governing_sentences(text, matches), area_names, matches);
  std::sort(matches.begin(), matches.end(), in_order);
  return matches;
}

Result<std::string> translate_pattern(const Pattern& pattern, bool whole_words,
                                      const std::vector<Term>& terms) {
  Result<match::Syntax> syntax = match::parse_pattern(pattern, terms);
  if (!syntax) return syntax.error();
  const match::CompiledPattern both = compiled(*syntax, whole_words, {});
  match::PatternSet trial;
  if (const auto reason = trial.add(0, both)) return rejected(pattern, *reason);
  return both.text;
}

}  // namespace plangrade
