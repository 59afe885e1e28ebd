// Completes a draft: conditions, included terms, and what is not needed left out.
#include <algorithm>
#include <map>

#include "rules/checks.h"

namespace plangrade::rules {
namespace {

/// Gives terms the patterns of the terms they include, and of those that these include. A circle is
/// R021; unknown names are reported by check_names.
class TermIncluder {
 public:
  TermIncluder(RuleSet& rules, Problems& problems)
      : terms_(rules.terms), strikes_(rules.strikes), problems_(problems) {
    for (std::size_t i = 0; i < terms_.size(); ++i) places_.emplace(terms_[i].name, i);
  }

  void run() {
    const std::vector<Term> as_written = terms_;
    for (std::size_t i = 0; i < as_written.size(); ++i) {
      std::vector<std::size_t> taken{i};
      if (!as_written[i].include.empty()) taken = complete(i, as_written);
      if (std::ranges::none_of(as_written[i].except, is_own_only)) continue;
      for (const std::size_t index : taken) strikes_[number_of(i)].push_back(number_of(index));
      for (Pattern& pattern : terms_[i].except) {
        if (is_own_only(pattern)) pattern.taken = 0;
      }
    }
  }

 private:
  /// Walks over all that term `start` includes, breadth first; each term's patterns are taken once.
  /// Those terms, itself first.
  std::vector<std::size_t> complete(std::size_t start, const std::vector<Term>& as_written) {
    std::map<std::size_t, std::size_t> from{{start, start}};  // term -> the term that includes it
    std::vector<std::size_t> queue{start};
    Term& term = terms_[start];
    for (std::size_t next = 0; next < queue.size(); ++next) {
      const std::size_t index = queue[next];
      if (index != start) append(as_written[index], number_of(index), term);
      if (queue.size() > kMaxTerms || term.any.size() > kMaxPatterns) {
        report("R041", "term '" + term.name + "' grows without bound by what it includes", term,
               "a term may include " + std::to_string(kMaxTerms) + " terms with " +
                   std::to_string(kMaxPatterns) + " patterns");
        return queue;
      }
      for (const auto& name : as_written[index].include) {
        const auto place = places_.find(name);
        if (place == places_.end()) continue;
        if (place->second == start) report_circle(start, index, from);
        if (from.emplace(place->second, index).second) queue.push_back(place->second);
      }
    }
    return queue;
  }

  static std::uint32_t number_of(std::size_t index) {
    return static_cast<std::uint32_t>(index + 1);
  }

  static bool is_own_only(const Pattern& pattern) { return pattern.taken == kOwnOnly; }

  /// Exceptions take away from all of a term that takes them over, unless they are for their own
  /// term only.
  static void append(const Term& from, std::uint32_t number, Term& into) {
    const auto take = [&](const std::vector<Pattern>& patterns, std::vector<Pattern>& to) {
      for (const Pattern& pattern : patterns) to.push_back({pattern.text, pattern.at, number});
    };
    take(from.any, into.any);
    for (const Pattern& pattern : from.except) {
      into.except.push_back({pattern.text, pattern.at, is_own_only(pattern) ? number : 0});
    }
    for (const Naming& naming : from.named) {
      Naming taken{{}, naming.beside, naming.in_paragraph, naming.at};
      take(naming.names, taken.names);
      into.named.push_back(std::move(taken));
    }
  }

  /// Every term of a circle finds it; the one whose name comes first reports it.
  void report_circle(std::size_t start, std::size_t last,
                     const std::map<std::size_t, std::size_t>& from) {
    std::string path = terms_[start].name;
    for (std::size_t at = last; at != start; at = from.at(at)) {
      if (terms_[at].name < terms_[start].name) return;
      path = terms_[at].name + " > " + path;
    }
    report(
        "R021",
        "term '" + terms_[start].name + "' includes itself: " + terms_[start].name + " > " + path,
        terms_[start], "break the circle");
  }

  void report(const char* code, std::string message, const Term& term, std::string remedy) {
    problems_.push_back({code, std::move(message), term.at, std::move(remedy), {}});
  }

  static constexpr std::size_t kMaxTerms = 200;
  static constexpr std::size_t kMaxPatterns = 2'000;

  std::vector<Term>& terms_;
  std::map<std::uint32_t, std::vector<std::uint32_t>>& strikes_;
  Problems& problems_;
  std::map<std::string, std::size_t> places_;
};

/// Leaves out what stands in other files and is referred to by nothing.
template <typename T>
void keep_needed(std::vector<T>& things, const std::set<std::string>& needed,
                 const std::string& own_file) {
  std::erase_if(things, [&](const T& thing) {
    return thing.at.file != own_file && !needed.contains(thing.name);
  });
}

}  // namespace

RuleSet resolve_and_check(Draft draft, Problems& problems) {
  std::set<std::string> used_conditions;
  resolve_conditions(draft, used_conditions, problems);
  RuleSet rules = draft.rules;
  for (const auto& drafted : draft.criteria) rules.criteria.push_back(drafted.criterion);
  check_doubles(rules.terms, problems);
  TermIncluder(rules, problems).run();

  check_names(rules, draft, problems);
  if (!rules.criteria.empty()) check_unused(rules, draft, used_conditions, problems);
  for (const auto& criterion : rules.criteria) {
    check_scopes(criterion, problems);
    check_criterion(criterion, rules, problems);
  }
  check_rating(rules, problems);
  check_patterns(rules, problems);

  References needed;
  for (const auto& criterion : rules.criteria) {
    for (const auto& level : criterion.levels) add_references(level.when, needed);
  }
  add_placeholders(rules, needed);
  keep_needed(rules.terms, needed.terms, rules.file);
  keep_needed(rules.contexts, needed.contexts, rules.file);
  keep_needed(rules.zones, needed.zones, rules.file);
  return rules;
}

}  // namespace plangrade::rules
