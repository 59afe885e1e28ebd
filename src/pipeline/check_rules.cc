// What only compiled patterns show of a rule set: those that RE2 refuses, and those of a term that
// the term's own exceptions always take away. The second is tried, not proved: the texts behind a
// pattern of plain words are matched as if they were a plan.
#include <algorithm>

#include "base/text.h"
#include "plangrade/pipeline.h"
#include "plangrade/rules.h"
#include "plangrade/segment.h"

namespace plangrade {
namespace {

/// Whether all texts of pattern number `id` are taken away by exceptions of its term.
bool always_excepted(const Matcher& matcher, std::uint32_t id) {
  const PatternInfo& info = matcher.patterns()[id];
  const auto forms = plain_forms(info.pattern.text);
  if (forms.empty()) return false;
  bool excepted = false;
  for (const Match& found : matcher.match(segment_passage(base::join(forms, "\n\n")), {})) {
    const PatternInfo& other = matcher.patterns()[found.pattern];
    if (other.owner != info.owner) continue;
    if (other.role == PatternRole::any && found.pattern == id) return false;
    excepted = excepted || other.role == PatternRole::except;
  }
  return excepted;
}

/// The vocabulary alone, without patterns that cannot be compiled.
RuleSet without_faulty(const RuleSet& rules) {
  RuleSet sound;
  sound.terms = rules.terms;
  for (Term& term : sound.terms) {
    term.named.clear();
    for (auto* patterns : {&term.any, &term.except}) {
      std::erase_if(*patterns, [&](const Pattern& pattern) {
        return !translate_pattern(pattern, term.whole_words, rules.terms);
      });
    }
  }
  return sound;
}

void check_exceptions(const RuleSet& rules, Problems& problems) {
  const auto matcher = Matcher::compile({&rules, 1});
  if (!matcher) return;
  for (std::uint32_t id = 0; id < matcher->patterns().size(); ++id) {
    const PatternInfo& info = matcher->patterns()[id];
    if (info.role != PatternRole::any || rules.terms[info.owner].except.empty()) continue;
    const auto& except = rules.terms[info.owner].except;
    const bool same = std::ranges::find(except, info.pattern.text, &Pattern::text) != except.end();
    if (same || !always_excepted(*matcher, id)) continue;  // the same is found without compiling
    problems.push_back({"R028",
                        "term '" + rules.terms[info.owner].name + "' looks for '" +
                            info.pattern.text + "', but its exceptions always overlap it",
                        info.pattern.at,
                        "it can never count: take it out of 'any', or narrow 'except'",
                        {}});
  }
}

}  // namespace

Problems check_compiled(const RuleSet& rules) {
  Problems problems;
  if (const auto matcher = Matcher::compile({&rules, 1}); !matcher) problems = matcher.error();
  check_exceptions(problems.empty() ? rules : without_faulty(rules), problems);
  return problems;
}

}  // namespace plangrade
