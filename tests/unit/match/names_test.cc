// Names that a plan gives: where they are given, what tells one service from another, where they
// are found again.
#include "match/names.h"

#include "support/rule_builder.h"

namespace plangrade {
namespace {

using testing::patterns;
using testing::rule_set;
using testing::term;

const std::string kGiven = "The Willow Project offers therapy to abused children.";

RuleSet named_rules(bool in_paragraph = false) {
  Term service = term("service", {});
  service.named.push_back({.names = patterns({"{name} (?:project|service)", "called {name}"}),
                           .beside = {"children", "therapy"},
                           .in_paragraph = in_paragraph,
                           .at = {}});
  return rule_set({service, term("children", {"abused children"}), term("therapy", {"therapy"})},
                  {});
}

/// What matches as a name, in order of text; `@` and the place where it is given are put behind it.
std::vector<std::string> names_in(const RuleSet& rules, const std::string& passage,
                                  const std::vector<std::string>& areas = {}) {
  const auto matcher = Matcher::compile({&rules, 1});
  REQUIRE(matcher.has_value());
  const auto text = segment_passage(passage);
  std::vector<std::string> out;
  for (const Match& match : matcher->match(text, areas)) {
    if (matcher->patterns()[match.pattern].role != PatternRole::named) continue;
    out.push_back(std::string(match.span.in(text.text)) + "@" + std::to_string(match.given.begin));
  }
  return out;
}

using Found = std::vector<std::string>;

TEST_CASE("a name is found all over the plan once it has been given", "[match]") {
  CHECK(names_in(named_rules(), "Willow Project staff.\n\n" + kGiven + "\n\nWILLOW PROJECT: £5.") ==
        Found{"Willow Project@22", "Willow Project@22", "WILLOW PROJECT@22"});
}

TEST_CASE("a name is given only where all terms match beside it", "[match]") {
  CHECK(names_in(named_rules(), "The Willow Project offers therapy to adults.").empty());
  CHECK(names_in(named_rules(), "The Willow Project sees abused children. It offers therapy.")
            .empty());
  CHECK(
      names_in(named_rules(true), "The Willow Project sees abused children. It offers therapy.") ==
      Found{"Willow Project@0"});
}

TEST_CASE("a name may follow the words that announce it", "[match]") {
  const std::string text = "The therapy service called Safe Haven sees abused children.";
  CHECK(names_in(named_rules(), text + "\n\nSafe Haven has £5.").size() == 2);
}

TEST_CASE("an exception of the term takes a name away, as any match", "[match]") {
  RuleSet rules = named_rules();
  rules.terms[0].except = patterns({"Willow Project Group"});
  CHECK(names_in(rules, kGiven + "\n\nThe Willow Project Group met.") == Found{"Willow Project@0"});
}

TEST_CASE("general words are no name", "[match]") {
  const std::vector<std::string> areas{"Northshire"};
  CHECK(match::distinctive_name("The Willow Project", areas) == "Willow Project");
  CHECK(match::distinctive_name("called Willow", areas) == "Willow");
  CHECK(match::distinctive_name("7.3 Dovecote", areas) == "Dovecote");
  CHECK(match::distinctive_name("42nd Street", areas) == "42nd Street");
  CHECK(match::distinctive_name("Our Children's Service", areas).empty());
  CHECK(match::distinctive_name("Northshire Mental Health Service", areas).empty());
  CHECK(match::distinctive_name("CAMHS", areas).empty());
  CHECK(match::distinctive_name("called Safe", areas).empty());
  CHECK(match::distinctive_name("", areas).empty());
}

TEST_CASE("a single word is a name only if the plan never writes it small", "[match]") {
  RuleSet rules = named_rules();
  rules.terms[0].named[0].names = patterns({"{name}"});
  const std::string text = "Lantern offers therapy to abused children.";
  CHECK(names_in(rules, text) == Found{"Lantern@0"});
  CHECK(names_in(rules, text + " A lantern, too.").empty());
  CHECK(names_in(rules, "Explore therapy for abused children. We will explore.").empty());
}

TEST_CASE("a name that holds signs of patterns is looked for as it stands", "[match]") {
  CHECK(names_in(named_rules(),
                 "The St Mary's-Hill Project offers therapy to abused children.\n\n"
                 "St Mary's-Hill project: £5.")
            .size() == 2);
}

TEST_CASE("a plan of nothing but names takes time that grows with its length", "[match]") {
  std::string text;
  for (int i = 0; i < 2000; ++i) {
    text += "Abused children get therapy by the Alpha" + std::to_string(i) + " Project. ";
  }
  const auto found = names_in(named_rules(), text);
  CHECK(found.size() == match::kMaxNames);
}

}  // namespace
}  // namespace plangrade
