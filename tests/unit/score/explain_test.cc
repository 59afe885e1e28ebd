// What is said to a person who asks why: passages that decide, that a cue takes away, that come
// near.
#include "support/rule_builder.h"

namespace plangrade {
namespace {

using namespace testing;  // NOLINT: builders only

const std::vector<Term> kTerms{
    term("abuse", {"abused?", "neglect(?:ed)?"}), term("risk", {"risks?", "more likely"}),
    term("harm", {"distress", "depression"}), term("training", {"training"})};

TriedLevel explained(Condition when, const std::string& passage,
                     std::vector<Context> contexts = {}) {
  const RuleSet rules = rule_set(kTerms, {criterion("C1", std::move(when))}, std::move(contexts));
  Plan plan;
  plan.entry.plan_id = "passage";
  const auto text = segment_passage(passage);
  const auto matcher = Matcher::compile({&rules, 1});
  REQUIRE(matcher.has_value());
  const auto matches = matcher->match(text, {});
  const ScoreInput input{plan, text, rules, 0, matcher->patterns(), matches, "", ""};
  return explain_plan(input).at(0).tried.at(0);
}

using Words = std::vector<std::pair<std::string, std::string>>;

TEST_CASE("a level that holds names the words that it rests on", "[score]") {
  const auto level = explained(all({"abuse", "harm"}), "Neglect causes distress. We know.");
  REQUIRE(level.findings.size() == 1);
  CHECK(level.findings[0].kind == Finding::Kind::decides);
  CHECK(level.findings[0].passage.words == Words{{"abuse", "Neglect"}, {"harm", "distress"}});
  CHECK(level.findings[0].passage.evidence[0].quote == "Neglect causes distress.");
  CHECK(level.deciding == 1);
  CHECK(level.parts.empty());
}

TEST_CASE("a near miss names the part that is missing", "[score]") {
  const auto level = explained(all({"abuse", "risk", "harm"}), "Abused children are at risk.");
  REQUIRE(level.findings.size() == 1);
  CHECK(level.findings[0].kind == Finding::Kind::nearly);
  CHECK(level.findings[0].reason == "lacks harm");
  CHECK(level.never == std::vector<std::string>{"harm"});
}

TEST_CASE("a passage is near only if it holds what nearly all alternatives ask for", "[score]") {
  const Condition when = group(
      Operator::any, {all({"abuse", "risk"}), all({"abuse", "harm"}), all({"abuse", "training"})});
  const auto level = explained(when, "There are risks. Some have depression.\n\nFew are abused.");
  REQUIRE(level.findings.size() == 1);
  CHECK(level.findings[0].passage.evidence[0].quote == "Few are abused.");
  CHECK(level.findings[0].reason == "lacks risk; or harm; or training");
}

TEST_CASE("parts that stand in another order far apart are not near", "[score]") {
  Condition ordered = all({"abuse", "harm"});
  ordered.ordered = true;
  const std::string words(400, ',');
  CHECK(explained(ordered, "Distress after abuse.").findings.size() == 1);
  CHECK(explained(ordered, "Distress " + words + " after abuse.").findings.empty());
}

TEST_CASE("near misses do not repeat a sentence or the same words", "[score]") {
  const auto level = explained(all({"abuse", "risk", "harm"}),
                               "Abused children are at risk.\n\nAbused children are at risk.\n\n"
                               "Neglect is a risk.");
  REQUIRE(level.findings.size() == 2);
  CHECK(level.findings[0].passage.evidence[0].quote != level.findings[1].passage.evidence[0].quote);
}

TEST_CASE("what stands beside, in another order or in a zone that does not count is said",
          "[score]") {
  Condition beside = all({"abuse", "harm"});
  beside.none = {part("training")};
  CHECK(explained(beside, "Training on abuse and distress.").findings.at(0).reason ==
        "stands beside training");
  Condition ordered = all({"abuse", "harm"});
  ordered.ordered = true;
  CHECK(explained(ordered, "Distress after abuse.").findings.at(0).reason ==
        "all parts are there, not in the order or as near as asked");
  Condition placed = all({"abuse", "harm"});
  placed.not_in = {"references"};
  CHECK(explained(placed, "# References\n\nAbuse and distress (2012).").findings.at(0).reason ==
        "stands in the zone references");
}

TEST_CASE("what a cue takes away comes with the title of its context", "[score]") {
  Context denied = context("negated", {"no evidence"}, Direction::before, 8);
  denied.title = "denied";
  Condition when = all({"abuse", "harm"});
  when.unless["*"] = {"negated"};
  const auto level = explained(when, "There is no evidence that abuse causes distress.", {denied});
  REQUIRE_FALSE(level.findings.empty());
  CHECK(level.findings[0].kind == Finding::Kind::taken_away);
  CHECK(level.findings[0].reason == "denied (\"no evidence\")");
}

TEST_CASE("parts with stretches of their own are looked for one by one", "[score]") {
  const Condition when = group(Operator::all, {within(all({"abuse", "harm"}), Scope::sentence),
                                               within(all({"risk", "training"}), Scope::sentence)});
  const auto level = explained(when, "Abuse and distress.\n\nTraining is given.");
  REQUIRE(level.findings.size() == 1);
  CHECK(level.findings[0].reason == "lacks risk");
}

TEST_CASE("parts that stand apart are shown as parts of one finding", "[score]") {
  Condition counted = within(all({"abuse", "risk"}), Scope::sentence);
  counted.name = "abuse_at_risk";
  const Condition when =
      group(Operator::all, {counted, within(all({"harm", "training"}), Scope::sentence)});
  const auto level =
      explained(when, "Abuse is a risk.\n\nTraining on distress is given.\n\nNeglect is a risk.");
  REQUIRE(level.findings.size() == 1);
  CHECK(level.deciding == 1);
  const auto& parts = level.findings[0].parts;
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].name == "abuse_at_risk");
  CHECK(parts[0].found == 2);
  CHECK(parts[0].passages[1].evidence[0].quote == "Neglect is a risk.");
  CHECK(parts[1].name == "harm with training");
  CHECK(parts[1].found == 1);
  CHECK(
      level.findings[0].passage.words ==
      Words{{"abuse", "Abuse"}, {"risk", "risk"}, {"training", "Training"}, {"harm", "distress"}});
}

TEST_CASE("a term that must match several times is one finding", "[score]") {
  Condition when = part("abuse");
  when.op = Operator::count;
  when.n = 2;
  when.distinct = Distinct::sentence;
  const auto level = explained(within(when, Scope::document), "Abuse.\n\nNeglect.\n\nAbused.");
  REQUIRE(level.findings.size() == 1);
  REQUIRE(level.findings[0].parts.size() == 1);
  CHECK(level.findings[0].parts[0].name ==
        "abuse at least 2 times in different sentences within document");
  CHECK(level.findings[0].parts[0].found == 3);
}

TEST_CASE("an empty plan has nothing to show", "[score]") {
  CHECK(explained(all({"abuse", "harm"}), "").findings.empty());
}

}  // namespace
}  // namespace plangrade
