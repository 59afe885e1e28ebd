// Patterns, as far as they can be judged by their text alone; RE2 has the last word when they are
// compiled.
#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"
#include "rules/checks.h"
#include "rules/pattern_scan.h"

namespace plangrade::rules {
namespace {

/// Longer patterns are lists of words in disguise: they belong into a list of patterns.
constexpr std::size_t kMaxPatternBytes = 10'000;
/// A pattern with all placeholders written out.
constexpr std::size_t kMaxExpandedBytes = 200'000;
/// Terms that stand for terms that stand for terms.
constexpr std::size_t kMaxSteps = 64;

std::string shown(const std::string& pattern) {
  return pattern.size() <= 60 ? pattern : base::valid_utf8(pattern.substr(0, 57)) + "...";
}

class PatternCheck {
 public:
  PatternCheck(const RuleSet& rules, Problems& problems) : problems_(problems) {
    for (const auto& term : rules.terms) {
      terms_.emplace(term.name, &term);
      names_.push_back(term.name);
    }
    const auto& built_in = built_in_placeholders();
    names_.insert(names_.end(), built_in.begin(), built_in.end());
  }

  void check(const Pattern& pattern) {
    if (base::trimmed(pattern.text).empty()) {
      return report("R025", "an empty pattern matches everywhere", pattern.at,
                    "write what is looked for");
    }
    if (pattern.text.size() > kMaxPatternBytes) {
      return report(
          "R041", "a pattern of " + std::to_string(pattern.text.size()) + " bytes", pattern.at,
          "divide it into a list of patterns; one may have " + std::to_string(kMaxPatternBytes));
    }
    const auto scan = scan_pattern(pattern.text);
    for (const auto& fault : scan.faults) report_fault(pattern, fault);
    for (const auto& placeholder : scan.placeholders) check_placeholder(pattern, placeholder);
    if (scan.faults.empty() && scan.can_be_empty) {
      report("R025",
             "pattern '" + shown(pattern.text) +
                 "' matches the empty string, so it matches everywhere",
             pattern.at, "make a part of it required");
    }
    if (!scan.capital.empty() && !scan.small.empty()) {
      problems_.push_back(
          {"R044",
           "the capitals of '" + shown(scan.capital) + "' make '" + shown(scan.small) +
               "' mind its case, too",
           pattern.at,
           "write '(?i:" + shown(scan.small) + ")', or words and acronyms as two patterns",
           {},
           Severity::warning});
    }
    if (expanded_size(pattern.text) > kMaxExpandedBytes) {
      report("R041",
             "pattern '" + shown(pattern.text) + "' grows beyond " +
                 std::to_string(kMaxExpandedBytes) + " bytes when placeholders are put in",
             pattern.at, "use smaller terms in it");
    }
  }

  void check_all(const std::vector<Pattern>& patterns) {
    for (const auto& pattern : patterns) check(pattern);
  }

  void check_overlap(const Term& term) {
    std::set<std::string_view> any;
    for (const auto& pattern : term.any) any.insert(pattern.text);
    for (const auto& pattern : term.except) {
      if (pattern.taken > 0 || !any.contains(pattern.text)) continue;
      report("R028",
             "term '" + term.name + "' looks for '" + shown(pattern.text) + "' and excepts it",
             pattern.at, "it can never count: take it out of 'any' or of 'except'");
    }
  }

 private:
  void report(const char* code, std::string message, const SourcePosition& at, std::string remedy) {
    problems_.push_back({code, std::move(message), at, std::move(remedy), {}});
  }

  /// Where byte `offset` of a pattern stands in the file, if it is written in one line as it is.
  static SourcePosition inside(const Pattern& pattern, std::size_t offset) {
    auto at = pattern.at;
    at.column += static_cast<int>(offset);
    return at;
  }

  void report_fault(const Pattern& pattern, const PatternFault& fault) {
    const auto at = inside(pattern, fault.offset);
    const auto where = " (byte " + std::to_string(fault.offset + 1) + " of the pattern)";
    switch (fault.kind) {
      case PatternFault::Kind::look_around:
        return report("R023", "look-around '" + fault.token + "' is not available" + where, at,
                      "take a false friend away by 'except' of the term, a context by 'unless' of "
                      "the condition");
      case PatternFault::Kind::back_reference:
        return report(
            "R024", "back-reference '" + fault.token + "' is not available" + where, at,
            "write the alternatives out; take a false friend away by 'except' or 'unless'");
      case PatternFault::Kind::malformed:
        return report("R026", "not a regular expression: " + fault.what + where, at,
                      "a bracket that is meant as text is written \\( or \\[");
    }
  }

  void check_placeholder(const Pattern& pattern, const Placeholder& placeholder) {
    const auto& built_in = built_in_placeholders();
    if (terms_.contains(placeholder.name)) return;
    if (std::find(built_in.begin(), built_in.end(), placeholder.name) != built_in.end()) return;
    report("R027", "unknown placeholder {" + placeholder.name + "}",
           inside(pattern, placeholder.offset), hint(placeholder.name, names_, ""));
  }

  /// Bytes of a pattern with placeholders written out; more than the limit is "too many".
  std::size_t expanded_size(const std::string& text) {
    std::size_t size = text.size();
    for (const auto& placeholder : scan_pattern(text).placeholders) {
      size += term_size(placeholder.name);
      if (size > kMaxExpandedBytes) return kMaxExpandedBytes + 1;
    }
    return size;
  }

  std::size_t term_size(const std::string& name) {
    const auto term = terms_.find(name);
    if (term == terms_.end()) return 100;
    if (const auto known = sizes_.find(name); known != sizes_.end()) {
      if (!known->second && !cyclic_.contains(name)) report_cycle(*term->second);
      return known->second.value_or(0);
    }
    if (path_.size() >= kMaxSteps) return kMaxExpandedBytes + 1;
    sizes_[name] = std::nullopt;
    path_.push_back(name);
    std::size_t size = 0;
    for (const auto& pattern : term->second->any) {
      size = std::min(size + expanded_size(pattern.text), kMaxExpandedBytes + 1);
    }
    path_.pop_back();
    sizes_[name] = size;
    return size;
  }

  void report_cycle(const Term& term) {
    cyclic_.insert(term.name);
    report("R021",
           "term '" + term.name + "' stands for itself: {" + base::join(path_, "} > {") + "} > {" +
               term.name + "}",
           term.at, "break the circle");
  }

  Problems& problems_;
  std::map<std::string, const Term*> terms_;
  std::vector<std::string> names_;
  std::map<std::string, std::optional<std::size_t>> sizes_;  ///< empty while it is being computed
  std::set<std::string> cyclic_;
  std::vector<std::string> path_;
};

}  // namespace

void check_doubles(const std::vector<Term>& terms, Problems& problems) {
  for (const auto& term : terms) {
    std::set<std::string_view> seen;
    for (const auto& pattern : term.any) {
      if (seen.insert(pattern.text).second) continue;
      problems.push_back(
          {"R042",
           "pattern '" + shown(pattern.text) + "' stands twice in term '" + term.name + "'",
           pattern.at,
           "take one out",
           {},
           Severity::warning});
    }
  }
}

void check_patterns(const RuleSet& rules, Problems& problems) {
  PatternCheck check(rules, problems);
  for (const auto& term : rules.terms) {
    check.check_all(term.any);
    check.check_all(term.except);
    for (const auto& naming : term.named) check.check_all(naming.names);
    check.check_overlap(term);
  }
  for (const auto& context : rules.contexts) {
    for (const auto* patterns : {&context.cues, &context.pseudo, &context.stop, &context.unless}) {
      check.check_all(*patterns);
    }
  }
  for (const auto& zone : rules.zones) check.check_all(zone.headings);
}

}  // namespace plangrade::rules
