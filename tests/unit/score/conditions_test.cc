// Operators, stretches, contexts, zones and carrying over, each in a passage that a coder could
// read.
#include "support/rule_builder.h"

namespace plangrade {
namespace {

using namespace testing;  // NOLINT: builders only

const std::vector<Term> kTerms{
    term("abuse", {"abuse", "neglect(?:ed)?"}, {"(?:alcohol|drug|substance) (?:abuse|misuse)"}),
    term("harm", {"mental health", "distress", "trauma\\w*"}),
    term("risk", {"more likely", "lead(?:s)? to", "cause[sd]?"}),
    term("service", {"therapy", "clinic"}), term("child", {"child(?:ren)?"})};

RuleSet rules_for(Condition when, std::vector<Context> contexts = {}) {
  return rule_set(kTerms, {criterion("C1", std::move(when))}, std::move(contexts));
}

TEST_CASE("all within a sentence holds only if one sentence has every part", "[score]") {
  const RuleSet rules = rules_for(within(all({"abuse", "harm", "risk"}), Scope::sentence));
  CHECK(level_of(rules, "Abuse is more likely to harm mental health.") == "met");
  CHECK(level_of(rules, "Abuse is common. It is more likely to harm mental health.") == "not_met");
}

TEST_CASE("a condition without 'within' is about a sentence", "[score]") {
  const RuleSet rules = rules_for(all({"abuse", "harm"}));
  CHECK(level_of(rules, "Abuse and distress.") == "met");
  CHECK(level_of(rules, "Abuse. Distress.") == "not_met");
}

TEST_CASE("an exception counts by place, not by document", "[score]") {
  const RuleSet rules = rules_for(all({"abuse", "harm"}));
  CHECK(level_of(rules, "Alcohol abuse and poor mental health.") == "not_met");
  CHECK(level_of(rules, "Alcohol abuse, child abuse and poor mental health.") == "met");
}

TEST_CASE("all within a paragraph, not over its end", "[score]") {
  const RuleSet rules = rules_for(within(all({"abuse", "harm"}), Scope::paragraph));
  CHECK(level_of(rules, "There is abuse. It causes distress.") == "met");
  CHECK(level_of(rules, "There is abuse.\n\nIt causes distress.") == "not_met");
}

TEST_CASE("two parts may not rest on the identical words", "[score]") {
  const RuleSet rules = rule_set({term("a", {"abuse"}), term("b", {"abuse", "neglect"})},
                                 {criterion("C1", all({"a", "b"}))});
  CHECK(level_of(rules, "Abuse is bad.") == "not_met");
  CHECK(level_of(rules, "Abuse and abuse.") == "met");
  CHECK(level_of(rules, "Neglect and abuse.") == "met");
}

TEST_CASE("ordered parts follow one another", "[score]") {
  Condition when = all({"abuse", "risk", "harm"});
  when.ordered = true;
  const RuleSet rules = rules_for(when);
  CHECK(level_of(rules, "Abuse leads to distress.") == "met");
  CHECK(level_of(rules, "Distress leads to abuse.") == "not_met");
  CHECK(level_of(rules, "Distress and abuse cause neglect and trauma.") == "met");
}

TEST_CASE("within N words counts from the first to the last word of the matches", "[score]") {
  const RuleSet rules = rules_for(within(all({"abuse", "harm"}), Scope::words, 5));
  CHECK(level_of(rules, "Abuse one two three distress.") == "met");
  CHECK(level_of(rules, "Abuse one two three four distress.") == "not_met");
  CHECK(level_of(rules, "Distress one two three abuse.") == "met");
  CHECK(level_of(rules, "Abuse one two three four five distress, abuse.") == "met");
  CHECK(level_of(rules, "Abuse here.\n\nDistress there.") == "not_met");
}

TEST_CASE("within N sentences looks at units in a row of one section", "[score]") {
  const RuleSet rules = rules_for(within(all({"abuse", "harm"}), Scope::sentences, 2));
  CHECK(level_of(rules, "Abuse is bad. Distress follows.") == "met");
  CHECK(level_of(rules, "Distress is bad. Abuse precedes.") == "met");
  CHECK(level_of(rules, "Abuse is bad. We know. Distress follows.") == "not_met");
  CHECK(level_of(rules, "# One\nAbuse is bad.\n# Two\nDistress follows.") == "not_met");
}

TEST_CASE("within a row, a table or a list", "[score]") {
  const RuleSet row = rules_for(within(all({"abuse", "service"}), Scope::row));
  CHECK(level_of(row, "group | offer\nabuse | therapy\n") == "met");
  CHECK(level_of(row, "group | offer\nabuse | none\nother | therapy\n") == "not_met");
  CHECK(level_of(row, "Abuse needs therapy.") == "not_met");
  const RuleSet list = rules_for(within(all({"abuse", "service"}), Scope::list));
  CHECK(level_of(list, "We offer:\n- help after abuse\n- therapy\n") == "met");
  CHECK(level_of(list, "Abuse needs therapy.") == "not_met");
}

TEST_CASE("within a cell or a bullet", "[score]") {
  const RuleSet cell = rules_for(within(all({"abuse", "service"}), Scope::cell));
  CHECK(level_of(cell, "group | offer\nadults | therapy after abuse\n") == "met");
  CHECK(level_of(cell, "group | offer\nabuse | therapy\n") == "not_met");
  CHECK(level_of(cell, "Abuse needs therapy.") == "not_met");
  const RuleSet bullet = rules_for(within(all({"abuse", "service"}), Scope::bullet));
  CHECK(level_of(bullet, "We offer:\n- help after abuse: therapy\n") == "met");
  CHECK(level_of(bullet, "We offer:\n- help after abuse\n- therapy\n") == "not_met");
  CHECK(level_of(bullet, "Abuse needs therapy.") == "not_met");
}

TEST_CASE("a gap is counted between neighbours, not from first to last", "[score]") {
  Condition when = all({"abuse", "risk", "harm"});
  when.ordered = true;
  when.gap = 2;
  const RuleSet rules = rules_for(when);
  CHECK(level_of(rules, "Abuse may well cause deep lasting distress.") == "met");
  CHECK(level_of(rules, "Abuse may very well cause distress.") == "not_met");
  CHECK(level_of(rules, "Distress is what abuse causes.") == "not_met");
  CHECK(level_of(rules, "Abuse, one two three four neglect causes distress.") == "met");
}

TEST_CASE("any and at_least", "[score]") {
  CHECK(level_of(rules_for(group(Operator::any, {part("harm"), part("risk")})), "It causes it.") ==
        "met");
  Condition two = group(Operator::at_least, {part("abuse"), part("harm"), part("risk")});
  two.n = 2;
  CHECK(level_of(rules_for(two), "Distress leads to this.") == "met");
  CHECK(level_of(rules_for(two), "Distress is this.") == "not_met");
}

TEST_CASE("none forbids what stands in the same stretch", "[score]") {
  Condition when = all({"abuse", "harm"});
  when.none = {part("service")};
  CHECK(level_of(rules_for(when), "Abuse and distress.") == "met");
  CHECK(level_of(rules_for(when), "Abuse and distress in the clinic.") == "not_met");
  CHECK(level_of(rules_for(when), "Abuse and distress. The clinic is open.") == "met");
}

TEST_CASE("none within N words sees what stands before as well as after", "[score]") {
  Condition when = within(part("abuse"), Scope::words, 3);
  when.none = {part("service")};
  CHECK(level_of(rules_for(when), "The clinic, no abuse here.") == "not_met");
  CHECK(level_of(rules_for(when), "The clinic is not about the abuse here.") == "met");
}

TEST_CASE("count wants different matches, sentences or pages", "[score]") {
  Condition when = part("abuse");
  when.op = Operator::count;
  when.n = 2;
  when.within = Within{Scope::document, 0};
  CHECK(level_of(rules_for(when), "Abuse and neglect.") == "met");
  CHECK(level_of(rules_for(when), "Abuse.") == "not_met");
  when.distinct = Distinct::sentence;
  CHECK(level_of(rules_for(when), "Abuse and neglect.") == "not_met");
  CHECK(level_of(rules_for(when), "Abuse. Neglect.") == "met");
  when.distinct = Distinct::page;
  CHECK(level_of(rules_for(when), "Abuse. Neglect.") == "not_met");
}

TEST_CASE("parts with their own stretch may stand anywhere in the plan", "[score]") {
  Condition when = group(Operator::all, {within(all({"abuse", "harm"}), Scope::sentence),
                                         within(all({"child", "service"}), Scope::sentence)});
  const RuleSet rules = rules_for(when);
  CHECK(level_of(rules, "Abuse and distress.\n\nMore. Children go to the clinic.") == "met");
  CHECK(level_of(rules, "Abuse and distress.\n\nChildren. The clinic.") == "not_met");
}

// ---- contexts ----

Context negated() {
  Context out = context("negated", {"no", "no longer", "not"}, Direction::before, 4);
  out.pseudo = patterns({"not only"});
  out.stop = patterns({"but"});
  return out;
}

Condition unless(Condition condition, const std::string& name) {
  condition.unless["*"] = {name};
  return condition;
}

TEST_CASE("a cue takes away the match that it governs", "[score]") {
  const RuleSet rules = rules_for(unless(part("service"), "negated"), {negated()});
  CHECK(level_of(rules, "There is therapy.") == "met");
  CHECK(level_of(rules, "There is no therapy.") == "not_met");
  CHECK(level_of(rules, "Therapy is not free.") == "met");  // the cue stands behind
}

TEST_CASE("a cue reaches so many words and no further", "[score]") {
  const RuleSet rules = rules_for(unless(part("service"), "negated"), {negated()});
  CHECK(level_of(rules, "There is no one two three therapy.") == "not_met");
  CHECK(level_of(rules, "There is no one two three four therapy.") == "met");
}

TEST_CASE("a stop ends a cue's reach, a pseudo-cue is none", "[score]") {
  const RuleSet rules = rules_for(unless(part("service"), "negated"), {negated()});
  CHECK(level_of(rules, "It is not far, but therapy helps.") == "met");
  CHECK(level_of(rules, "We offer not only therapy.") == "met");
  CHECK(level_of(rules, "We offer not only care, no therapy.") == "not_met");
}

TEST_CASE("a context's 'unless' anywhere in the sentence voids its cues", "[score]") {
  Context context = negated();
  context.unless = patterns({"without delay"});
  const RuleSet rules = rules_for(unless(part("service"), "negated"), {context});
  CHECK(level_of(rules, "There is no therapy without delay.") == "met");
}

TEST_CASE("cues may stand after a match, or on both sides", "[score]") {
  Context withdrawn = context("withdrawn", {"was closed"}, Direction::after, 3);
  const RuleSet after = rules_for(unless(part("service"), "withdrawn"), {withdrawn});
  CHECK(level_of(after, "The clinic was closed.") == "not_met");
  CHECK(level_of(after, "What was closed is the clinic.") == "met");
  withdrawn.direction = Direction::both;
  const RuleSet both = rules_for(unless(part("service"), "withdrawn"), {withdrawn});
  CHECK(level_of(both, "What was closed is the clinic.") == "not_met");
}

TEST_CASE("another match that no cue governs still counts", "[score]") {
  const RuleSet rules = rules_for(unless(part("service"), "negated"), {negated()});
  CHECK(level_of(rules, "There is no therapy here, but there is a clinic.") == "met");
}

TEST_CASE("only: a match must stand in a context", "[score]") {
  Condition when = part("service");
  when.only["*"] = {"committed"};
  const RuleSet rules =
      rules_for(when, {context("committed", {"will fund"}, Direction::before, 5)});
  CHECK(level_of(rules, "We will fund a clinic.") == "met");
  CHECK(level_of(rules, "There is a clinic.") == "not_met");
}

TEST_CASE("unless may concern one part only, and is handed down", "[score]") {
  Condition when = all({"abuse", "service"});
  when.unless["service"] = {"negated"};
  const RuleSet rules = rules_for(when, {negated()});
  CHECK(level_of(rules, "No abuse at any time goes without therapy.") == "met");
  CHECK(level_of(rules, "After abuse there is no therapy.") == "not_met");
}

TEST_CASE("a context may carry its cues over from a heading", "[score]") {
  Context planned = context("planned", {"what we would like"}, Direction::before, 0);
  planned.carry = {"heading"};
  const RuleSet rules = rules_for(unless(part("service"), "planned"), {planned});
  CHECK(level_of(rules, "# What we would like\nA clinic.\n") == "not_met");
  CHECK(level_of(rules, "# What we have\nA clinic.\n") == "met");
}

// ---- carry ----

Condition carrying(Condition condition, const std::vector<std::string>& from) {
  condition.carry["*"] = from;
  return condition;
}

TEST_CASE("a heading, a lead-in or the sentence before may supply a part", "[score]") {
  const RuleSet heading = rules_for(carrying(all({"abuse", "service"}), {"heading"}));
  CHECK(level_of(heading, "# Children after abuse\nThey receive therapy.\n") == "met");
  CHECK(level_of(heading, "# Children\nThey receive therapy.\n") == "not_met");
  const RuleSet lead_in = rules_for(carrying(all({"abuse", "service"}), {"lead_in"}));
  CHECK(level_of(lead_in, "After abuse we offer:\n- therapy\n- help\n") == "met");
  const RuleSet paragraph = rules_for(carrying(all({"abuse", "service"}), {"lead_paragraph"}));
  CHECK(level_of(paragraph, "Some told of abuse. They get:\n- therapy\n- help\n") == "met");
  CHECK(level_of(paragraph, "There is abuse.\n\nThey get:\n- therapy\n- help\n") == "not_met");
  const RuleSet previous = rules_for(carrying(all({"abuse", "service"}), {"previous_sentence"}));
  CHECK(level_of(previous, "Children report abuse. They receive therapy.") == "met");
  CHECK(level_of(previous, "Children report abuse. They come. They receive therapy.") == "not_met");
  const RuleSet next = rules_for(carrying(all({"abuse", "service"}), {"next_sentence"}));
  CHECK(level_of(next, "We offer therapy. It is for children after abuse.") == "met");
  CHECK(level_of(next, "We offer therapy.\n# Other\nThere is abuse.") == "not_met");
}

TEST_CASE("a part may be asked for in the place that a sentence names", "[score]") {
  Condition there = all({"abuse", "child"});
  there.from = {"reference"};
  Condition condition = all({"service"});
  condition.parts.push_back(there);
  const RuleSet rules = rule_set(kTerms, {criterion("C1", condition)});
  const std::string places =
      "2.1 A child told of abuse.\n\n2.2 A child was ill. There is abuse.\n\n";
  CHECK(level_of(rules, places + "Therapy began because of 2.1.") == "met");
  CHECK(level_of(rules, places + "Therapy began because of paragraph 2.2.") == "not_met");
  CHECK(level_of(rules, places + "Therapy after abuse of a child.") == "not_met");
  const PlanResult result = score_passage(rules, places + "Therapy began because of 2.1.");
  const CriterionResult& decided = result.criteria[0];
  REQUIRE(decided.evidence.size() == 1);
  CHECK(decided.evidence[0].term == "service+child@reference+abuse@reference");
  CHECK(decided.evidence[0].carried == "2.1 A child told of abuse.");
}

TEST_CASE("evidence says where a plan gives the name that it rests on", "[score]") {
  Term named = term("named_service", {});
  named.named.push_back(
      {.names = patterns({"{name} project"}), .beside = {"abuse", "service"}, .at = {}});
  auto terms = kTerms;
  terms.push_back(named);
  const RuleSet rules = rule_set(terms, {criterion("C1", all({"named_service", "child"}))});
  const PlanResult result = score_passage(
      rules, "The Willow Project offers therapy after abuse.\n\nWillow Project: for children.");
  const CriterionResult& criterion = result.criteria[0];
  CHECK(criterion.level == "met");
  REQUIRE(criterion.evidence.size() == 1);
  CHECK(criterion.evidence[0].term == "named_service@name+child");
  CHECK(criterion.evidence[0].carried ==
        "Willow Project, page 1: The Willow Project offers therapy after abuse.");
  CHECK(criterion.fragile);
}

TEST_CASE("something must stand in the sentence itself", "[score]") {
  const RuleSet rules = rules_for(carrying(all({"abuse", "service"}), {"heading"}));
  CHECK(level_of(rules, "# Therapy after abuse\nSee below.\n") == "met");  // the heading by itself
  const RuleSet any = rules_for(
      carrying(within(group(Operator::any, {part("abuse"), part("service")}), Scope::paragraph),
               {"heading"}));
  CHECK(score_passage(any, "# Abuse\nSee below.\n").criteria[0].evidence.size() == 1);
}

TEST_CASE("evidence names what was carried", "[score]") {
  const RuleSet rules = rules_for(carrying(all({"abuse", "service"}), {"heading"}));
  const auto result = score_passage(rules, "# Children after abuse\nThey receive therapy.\n");
  REQUIRE(result.criteria[0].evidence.size() == 1);
  const Evidence& evidence = result.criteria[0].evidence[0];
  CHECK(evidence.quote == "They receive therapy.");
  CHECK(evidence.term == "service+abuse@heading");
  CHECK(evidence.carried == "Children after abuse");
}

// ---- zones ----

TEST_CASE("glossaries are no evidence unless a rule names them", "[score]") {
  const std::string passage = "# Glossary\nAbuse: harm to children.\n";
  CHECK(level_of(rules_for(part("abuse")), passage) == "not_met");
  Condition named = part("abuse");
  named.in = {"glossary"};
  CHECK(level_of(rules_for(named), passage) == "met");
  CHECK(level_of(rules_for(named), "# Services\nAbuse.\n") == "not_met");
}

TEST_CASE("a rule set's own zone is found by its heading", "[score]") {
  Condition when = part("abuse");
  when.in = {"needs"};
  RuleSet rules = rules_for(when);
  rules.zones.push_back({"needs", patterns({"needs assessment"}), {}});
  CHECK(level_of(rules, "# Our needs assessment\nAbuse.\n") == "met");
  CHECK(level_of(rules, "# Services\nAbuse and a needs assessment.\n") == "not_met");
}

}  // namespace
}  // namespace plangrade
