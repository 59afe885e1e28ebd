// Completes a draft: conditions, included terms, and what is not needed left out.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "rules/checks.h"
#include "rules/pattern_scan.h"

namespace plangrade::rules {
namespace {

/// Gives terms the patterns of the terms they include. A circle of includes is R021, a name that
/// nobody defined R012.
class TermIncluder {
 public:
  TermIncluder(std::vector<Term>& terms, Problems& problems) : terms_(terms), problems_(problems) {
    for (std::size_t i = 0; i < terms.size(); ++i) places_.emplace(terms[i].name, i);
    state_.resize(terms.size(), State::untouched);
  }

  void run() {
    for (std::size_t i = 0; i < terms_.size(); ++i) complete(i);
  }

 private:
  enum class State { untouched, open, done };

  void complete(std::size_t index) {
    if (state_[index] == State::done) return;
    state_[index] = State::open;
    path_.push_back(terms_[index].name);
    for (const auto& name : terms_[index].include) take_over(index, name);
    path_.pop_back();
    state_[index] = State::done;
  }

  void take_over(std::size_t index, const std::string& name) {
    Term& term = terms_[index];
    const auto place = places_.find(name);
    if (place == places_.end()) return;
    if (state_[place->second] == State::open) {
      return report(
          "R021", "term '" + name + "' includes itself: " + base::join(path_, " > ") + " > " + name,
          term.at, "break the circle");
    }
    if (path_.size() > kMaxSteps) {
      return report("R041",
                    "terms include each other more than " + std::to_string(kMaxSteps) + " deep",
                    term.at, "use fewer steps");
    }
    complete(place->second);
    const Term& other = terms_[place->second];
    if (term.any.size() + other.any.size() > kMaxPatterns) {
      return report("R041",
                    "term '" + term.name + "' grows beyond " + std::to_string(kMaxPatterns) +
                        " patterns by what it includes",
                    term.at, "include less");
    }
    add_new(other.any, term.any);
    add_new(other.except, term.except);
  }

  void report(const char* code, std::string message, const SourcePosition& at, std::string remedy) {
    problems_.push_back({code, std::move(message), at, std::move(remedy), {}});
  }

  static void add_new(const std::vector<Pattern>& from, std::vector<Pattern>& into) {
    const std::set<Pattern, ByPlace> known(into.begin(), into.end());
    for (const auto& pattern : from) {
      if (!known.contains(pattern)) into.push_back(pattern);
    }
  }

  struct ByPlace {
    bool operator()(const Pattern& a, const Pattern& b) const {
      return std::tie(a.at.file, a.at.line, a.at.column, a.text) <
             std::tie(b.at.file, b.at.line, b.at.column, b.text);
    }
  };

  static constexpr std::size_t kMaxSteps = 64;
  static constexpr std::size_t kMaxPatterns = 2'000;

  std::vector<Term>& terms_;
  Problems& problems_;
  std::map<std::string, std::size_t> places_;
  std::vector<State> state_;
  std::vector<std::string> path_;
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
  TermIncluder(rules.terms, problems).run();

  check_names(rules, draft, problems);
  check_unused(rules, draft, used_conditions, problems);
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
