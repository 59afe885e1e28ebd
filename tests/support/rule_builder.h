// Rule sets and scored passages in one line, for tests of matching and scoring.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plangrade/match.h"
#include "plangrade/score.h"
#include "plangrade/segment.h"
#include "support/catch.h"

namespace plangrade::testing {

inline std::vector<Pattern> patterns(const std::vector<std::string>& texts) {
  std::vector<Pattern> out;
  int line = 0;
  for (const std::string& text : texts) out.push_back({text, {"test.yaml", ++line, 1}});
  return out;
}

inline Term term(std::string name, const std::vector<std::string>& any,
                 const std::vector<std::string>& except = {}) {
  Term out;
  out.name = std::move(name);
  out.any = patterns(any);
  out.except = patterns(except);
  return out;
}

inline Context context(std::string name, const std::vector<std::string>& cues,
                       Direction direction = Direction::before, int reach = 0) {
  Context out;
  out.name = std::move(name);
  out.cues = patterns(cues);
  out.direction = direction;
  out.reach = reach;
  return out;
}

inline Condition part(std::string name) {
  Condition out;
  out.term = std::move(name);
  return out;
}

inline Condition group(Operator op, std::vector<Condition> parts) {
  Condition out;
  out.op = op;
  out.parts = std::move(parts);
  return out;
}

inline Condition all(const std::vector<std::string>& names) {
  std::vector<Condition> parts;
  for (const std::string& name : names) parts.push_back(part(name));
  return group(Operator::all, std::move(parts));
}

inline Condition within(Condition condition, Scope scope, int n = 0) {
  condition.within = Within{scope, n};
  return condition;
}

inline Criterion criterion(std::string id, Condition when) {
  Criterion out;
  out.id = std::move(id);
  out.levels.push_back({"met", std::move(when), std::nullopt, {}});
  out.otherwise = "not_met";
  return out;
}

/// A rule set with the default zones left out.
inline RuleSet rule_set(std::vector<Term> terms, std::vector<Criterion> criteria,
                        std::vector<Context> contexts = {}) {
  RuleSet out;
  out.id = "test";
  out.terms = std::move(terms);
  out.criteria = std::move(criteria);
  out.contexts = std::move(contexts);
  out.default_not_in = {"contents", "glossary", "references", "document_control"};
  return out;
}

/// A plan of one page that holds `passage`.
inline Plan plan_of(const std::string& passage) {
  Plan plan;
  plan.entry.plan_id = "passage";
  Document document;
  document.path = "passage.txt";
  document.pages.push_back({1, "", passage, {}, false});
  plan.documents.push_back(std::move(document));
  return plan;
}

/// The rule set's decisions on a text.
inline PlanResult score_text(const RuleSet& rules, const Plan& plan, const SegmentedText& text) {
  const auto matcher = Matcher::compile({&rules, 1});
  REQUIRE(matcher.has_value());
  const auto matches = matcher->match(text, plan.entry.area_names);
  return score_plan({plan, text, rules, 0, matcher->patterns(), matches, "", ""});
}

inline PlanResult score_passage(const RuleSet& rules, const std::string& passage) {
  return score_text(rules, plan_of(passage), segment_passage(passage));
}

/// The level of the rule set's only criterion for a passage.
inline std::string level_of(const RuleSet& rules, const std::string& passage) {
  return score_passage(rules, passage).criteria.front().level;
}

/// What a pattern matches in a passage, as "a|b|c".
inline std::string matched(const std::string& pattern, const std::string& passage,
                           bool whole_words = true, const std::vector<std::string>& areas = {}) {
  RuleSet rules = rule_set({term("t", {pattern})}, {});
  rules.terms.front().whole_words = whole_words;
  const auto matcher = Matcher::compile({&rules, 1});
  REQUIRE(matcher.has_value());
  const SegmentedText text = segment_passage(passage);
  std::string out;
  for (const Match& match : matcher->match(text, areas)) {
    out += (out.empty() ? "" : "|") + std::string(match.span.in(text.text));
  }
  return out;
}

}  // namespace plangrade::testing
