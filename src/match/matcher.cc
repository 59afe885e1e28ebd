// Rule sets to patterns, patterns to matches, and what `except` takes away from them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "match/demand.h"
#include "match/exceptions.h"
#include "match/names.h"
#include "match/pattern_pool.h"
#include "match/pattern_set.h"
#include "match/pattern_syntax.h"
#include "match/profile.h"
#include "match/surroundings.h"
#include "match/term_finder.h"
#include "plangrade/match.h"

namespace plangrade {
namespace {

constexpr std::size_t kMaxPatterns = 50'000;
constexpr std::size_t kMaxProblems = 200;

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

bool in_order(const Match& a, const Match& b) {
  return a.span != b.span ? a.span < b.span : a.pattern < b.pattern;
}

bool of_context(PatternRole role) {
  return role == PatternRole::cue || role == PatternRole::pseudo || role == PatternRole::stop ||
         role == PatternRole::context_unless;
}

/// Their indices among the terms of `rules`.
std::vector<std::uint32_t> terms_named(const std::vector<std::string>& names,
                                       const RuleSet& rules) {
  std::vector<std::uint32_t> out;
  for (const std::string& name : names) {
    const auto term = std::ranges::find(rules.terms, name, &Term::name);
    out.push_back(static_cast<std::uint32_t>(term - rules.terms.begin()));
  }
  return out;
}

/// Moves `i` to the sentence that holds `span`; requires that it holds one at or behind `i`.
void advance(const SegmentedText& text, Span span, std::size_t& i) {
  while (text.sentences[i].span.end <= span.begin) ++i;
}

/// Sentences whose cues may govern one of `matches`, which are in order: those that hold a match,
/// and those from which contexts carry cues over. Elsewhere cues are not worth looking for.
match::SentenceSet governing_sentences(const SegmentedText& text,
                                       const match::Surroundings& surroundings, unsigned carried,
                                       const std::vector<Match>& matches) {
  match::SentenceSet out(text.sentences.size());
  std::size_t i = 0, next = 0;
  for (const Match& found : matches) {
    advance(text, found.span, i);
    if (i < next) continue;
    next = i + 1;
    out.add(i);
    surroundings.each(static_cast<std::uint32_t>(i), carried,
                      [&](std::uint32_t around) { out.add(around); });
  }
  return out;
}

}  // namespace

struct Matcher::Impl {
  std::vector<PatternInfo> patterns;
  match::PatternOwners owners;
  match::PatternPool terms, contexts, zones;
  std::vector<std::vector<match::TermNumber>> numbers;  // by rule set and term
  match::TermPatterns common;                           // of the terms
  std::optional<match::Demand> demand, name_demand;
  match::Names names;
  match::Exceptions exceptions;
  std::size_t term_count = 0;
  unsigned carried_cues = kNoSurrounding;  // from where contexts carry them
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
    owners.required.emplace_back();
    Result<match::Syntax> syntax = match::parse_pattern(pattern, rules.terms);
    if (!syntax) {
      problems.insert(problems.end(), syntax.error().begin(), syntax.error().end());
      return;
    }
    const PatternRole role = patterns.back().role;
    match::PatternPool& pool = of_context(role)            ? contexts
                               : role == PatternRole::zone ? zones
                                                           : terms;
    // Rule sets share most of their terms.
    if (!syntax->has_area &&
        pool.common.add_again(id, emit(syntax->root, {whole_words, {}}), whole_words)) {
      return;
    }
    const match::CompiledPattern compiled = match::compile_pattern(*syntax, whole_words);
    for (const match::Branch& branch : compiled.branches) {
      match::TermGroups& of_branch = owners.required.back().emplace_back();
      for (const std::vector<std::string>& group : branch.terms) {
        of_branch.push_back(terms_named(group, rules));
      }
    }
    if (const auto reason = pool.add(id, std::move(syntax).value(), compiled, whole_words)) {
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
    exceptions.add(rules);
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
      carried_cues |= surroundings_named(context.carry);
      add_all(context.cues, PatternRole::cue, i);
      add_all(context.pseudo, PatternRole::pseudo, i);
      add_all(context.stop, PatternRole::stop, i);
      add_all(context.unless, PatternRole::context_unless, i);
    }
    for (std::size_t i = 0; i < rules.zones.size(); ++i) {
      add_all(rules.zones[i].headings, PatternRole::zone, i);
    }
  }

  /// Gives equal terms of all rule sets one number, and screens them by their common patterns.
  void number_terms(std::span<const RuleSet> rule_sets) {
    const std::vector<TermKey> keys = term_keys(rule_sets);
    std::map<TermKey, match::TermNumber> known;
    std::size_t next = 0;
    for (const RuleSet& rules : rule_sets) {
      auto& of_rules = numbers.emplace_back();
      for (std::size_t t = 0; t < rules.terms.size(); ++t) {
        const auto number = static_cast<match::TermNumber>(known.size());
        of_rules.push_back(known.try_emplace(keys[next++], number).first->second);
      }
    }
    term_count = known.size();
    for (const PatternInfo& info : patterns) {
      const bool of_term = info.role == PatternRole::any || info.role == PatternRole::except;
      owners.term.push_back(of_term ? numbers[info.rule_set][info.owner] : 0);
      owners.is_exception.push_back(info.role == PatternRole::except);
    }
    for (std::size_t id = 0; id < patterns.size(); ++id) {
      for (match::TermGroups& groups : owners.required[id]) {
        for (std::vector<std::uint32_t>& group : groups) {
          for (std::uint32_t& term : group) term = numbers[patterns[id].rule_set][term];
        }
      }
    }
    number_names();
    common = patterns_by_term(terms.common, owners, term_count);
  }

  /// Candidates for names count as terms of their own; where they stand beside the terms that a
  /// rule set asks for, all of them are wanted.
  void number_names() {
    std::vector<match::DemandUnit> units;
    for (const match::Names::Rule& rule : names.rules()) {
      const auto number = static_cast<match::TermNumber>(term_count++);
      std::fill(owners.term.begin() + rule.first, owners.term.begin() + rule.last, number);
      match::DemandUnit unit;
      unit.reach = rule.in_paragraph ? match::Reach::paragraph : match::Reach::sentence;
      unit.root.kind = match::DemandNode::Kind::all;
      for (const std::uint32_t term : rule.beside) {
        if (term == kNone || rule.first == rule.last) continue;
        const std::uint32_t beside = numbers[patterns[rule.first].rule_set][term];
        unit.root.parts.push_back({.term = beside, .parts = {}, .forbidden = {}});
      }
      // Last: a candidate is any capitalised word before "service".
      unit.root.parts.push_back({.term = number, .parts = {}, .forbidden = {}});
      units.push_back(std::move(unit));
    }
    name_demand.emplace(std::move(units));
  }

  /// What tells terms apart: the RE2 texts of their patterns.
  using TermKey = std::array<std::vector<std::uint32_t>, 2>;
  std::vector<TermKey> term_keys(std::span<const RuleSet> rule_sets) const {
    std::vector<std::size_t> first(1);
    for (const RuleSet& rules : rule_sets) first.push_back(first.back() + rules.terms.size());
    std::vector<TermKey> keys(first.back());
    const auto add = [&](std::uint32_t id, std::uint32_t same) {
      const PatternInfo& info = patterns[id];
      if (info.role == PatternRole::named) return;
      TermKey& key = keys[first[info.rule_set] + info.owner];
      key[info.role == PatternRole::except ? 1 : 0].push_back(same);
    };
    for (std::uint32_t number = 0; number < terms.common.size(); ++number) {
      const auto& ids = terms.common.ids(number);
      for (const std::uint32_t id : ids) add(id, ids.front());
    }
    std::map<std::pair<std::string, bool>, std::uint32_t> known;
    for (const match::LocalPattern& pattern : terms.local) {
      const auto text = std::pair(emit(pattern.syntax.root, {}), pattern.whole_words);
      add(pattern.id, known.try_emplace(text, pattern.id).first->second);
    }
    return keys;
  }

  /// How often the words of each term are to be expected.
  std::vector<double> commonness() const {
    std::vector<double> out(term_count);
    for (match::TermNumber term = 0; term < term_count; ++term) {
      for (const std::uint32_t number : common.of[term].any) {
        out[term] += terms.common.commonness(number);
      }
    }
    for (const match::LocalPattern& pattern : terms.local) {
      if (patterns[pattern.id].role == PatternRole::any) out[owners.term[pattern.id]] += 1;
    }
    return out;
  }

  /// Matches of terms, everywhere or where a criterion may turn on them, in order.
  std::vector<Match> find_terms(const SegmentedText& text, const match::TextWords& words,
                                const match::Surroundings& surroundings,
                                std::span<const std::string> area_names, Matches which) const {
    const match::PatternSet local_set = terms.localised(area_names);
    const match::TermPatterns local = patterns_by_term(local_set, owners, term_count);
    const std::array<const match::TermPatterns*, 2> both{&common, &local};
    match::TermFinder finder({both.data(), local_set.size() > 0 ? 2U : 1U}, text, words,
                             term_count);
    const auto ask = [&](const match::Demand& deciding) {
      which == Matches::all ? finder.want_all() : deciding.ask(text, surroundings, finder);
    };
    std::vector<Match> named;
    if (!names.rules().empty()) {
      ask(*name_demand);
      named = names_in(text, words, area_names, wanted_of(finder));
      std::size_t i = 0;
      for (const Match& name : named) {
        advance(text, name.span, i);
        finder.note(static_cast<std::uint32_t>(i), owner_of(name));
      }
    }
    ask(*demand);
    std::vector<Match> found = wanted_of(finder);
    std::erase_if(found, [&](const Match& match) {
      return patterns[match.pattern].role == PatternRole::named;  // only candidates
    });
    found.insert(found.end(), named.begin(), named.end());
    std::sort(found.begin(), found.end(), in_order);
    exceptions.drop_excepted(patterns, found);
    return found;
  }

  match::TermNumber owner_of(const Match& found) const {
    const PatternInfo& info = patterns[found.pattern];
    return numbers[info.rule_set][info.owner];
  }

  std::vector<Match> wanted_of(const match::TermFinder& finder) const {
    std::vector<Match> out;
    finder.each([&](std::uint32_t sentence, const Match& found) {
      if (finder.wanted(sentence, owners.term[found.pattern])) out.push_back(found);
    });
    std::sort(out.begin(), out.end(), in_order);
    return out;
  }

  /// Where the names stand that the plan gives beside `found`, which are in order; in order.
  std::vector<Match> names_in(const SegmentedText& text, const match::TextWords& words,
                              std::span<const std::string> area_names,
                              std::vector<Match> found) const {
    exceptions.drop_excepted(patterns, found);
    if (!names.resolve(text, words, patterns, area_names, found)) return {};
    std::erase_if(found, [](const Match& match) { return match.given.empty(); });
    std::sort(found.begin(), found.end(), in_order);
    return found;
  }

  /// Matches of zones in headings, and of contexts wherever they may govern one of `matches`, which
  /// are in order; appended to them.
  void find_around(const SegmentedText& text, const match::TextWords& words,
                   const match::Surroundings& surroundings, std::span<const std::string> area_names,
                   std::vector<Match>& matches) const {
    const match::SentenceSet governing =
        governing_sentences(text, surroundings, carried_cues, matches);
    match::SentenceSet headings(text.sentences.size());
    for (std::size_t i = 0; i < headings.size(); ++i) {
      if (text.sentences[i].kind == SentenceKind::heading) headings.add(i);
    }
    const auto find = [&](const match::PatternSet& set, const match::SentenceSet& sentences) {
      if (set.size() > 0) match::TextScreen(set, text, words).locate_all(sentences, matches);
    };
    find(contexts.common, governing);
    find(contexts.localised(area_names), governing);
    find(zones.common, headings);
    find(zones.localised(area_names), headings);
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
  impl->number_terms(rule_sets);
  impl->demand.emplace(match::demand_units(rule_sets, impl->numbers, impl->commonness()));
  return Matcher(std::move(impl));
}

const std::vector<PatternInfo>& Matcher::patterns() const { return impl_->patterns; }

void Matcher::profile(const SegmentedText& text, std::span<const std::string> area_names,
                      std::span<PatternCost> costs) const {
  const match::TextWords words(text);
  for (const match::PatternPool* pool : {&impl_->terms, &impl_->contexts, &impl_->zones}) {
    match::add_costs(pool->common, text, words, costs);
    match::add_costs(pool->localised(area_names), text, words, costs);
  }
}

std::size_t Matcher::screen(const SegmentedText& text) const {
  const match::TextWords words(text);
  const match::TermPatterns* const common = &impl_->common;
  match::TermFinder finder({&common, 1}, text, words, impl_->term_count);
  return impl_->demand->where(text, match::Surroundings(text), finder).count();
}

std::vector<Match> Matcher::match(const SegmentedText& text,
                                  std::span<const std::string> area_names, Matches which) const {
  const match::Surroundings surroundings(text);
  const match::TextWords words(text);
  std::vector<Match> matches = impl_->find_terms(text, words, surroundings, area_names, which);
  impl_->find_around(text, words, surroundings, area_names, matches);
  std::sort(matches.begin(), matches.end(), in_order);
  return matches;
}

Result<std::string> translate_pattern(const Pattern& pattern, bool whole_words,
                                      const std::vector<Term>& terms) {
  Result<match::Syntax> syntax = match::parse_pattern(pattern, terms);
  if (!syntax) return syntax.error();
  match::CompiledPattern both = match::compile_pattern(*syntax, whole_words);
  both.size.known = false;  // RE2 is asked
  match::PatternSet trial;
  if (const auto reason = trial.add(0, both)) return rejected(pattern, *reason);
  return both.text;
}

}  // namespace plangrade
