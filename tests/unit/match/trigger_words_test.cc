// The words that patterns are screened by.
#include "match/trigger_words.h"

#include "support/rule_builder.h"

namespace plangrade {
namespace {

std::string triggers(const std::string& pattern, bool whole_words = true,
                     const std::vector<Term>& terms = {}) {
  const auto syntax = match::parse_pattern({pattern, {}}, terms);
  REQUIRE(syntax.has_value());
  std::string out;
  const auto groups = match::trigger_words(syntax->root, whole_words);
  for (const auto& trigger : groups.empty() ? std::vector<match::TriggerWord>{} : groups.front()) {
    out += (out.empty() ? "" : " ") + trigger.word + (trigger.prefix ? "*" : "");
  }
  return out;
}

TEST_CASE("the rarest word of each alternative is its trigger", "[match]") {
  CHECK(triggers("abuse") == "abuse");
  CHECK(triggers("abuse of children|neglect") == "abuse neglect");
  CHECK(triggers("(?:young )?carers? (?:who|of)|hidden carer\\w*") == "carer carers hidden");
  CHECK(triggers("neglect(?:ed|ful)?") == "neglect neglected neglectful");
  CHECK(triggers("maltreat\\w*") == "maltreat*");
  CHECK(triggers("needs?(?: \\w+){0,5} therapy") == "therapy");
  CHECK(triggers("organi[sz]e") == "organise organize");
}

TEST_CASE("a word is sure only where it begins and as far as it goes", "[match]") {
  CHECK(triggers("\\w+ment").empty());
  CHECK(triggers("well-being") == "being wellbeing");
  CHECK(triggers("abuse", false).empty());
  CHECK(triggers("..{0,20}").empty());
  CHECK(triggers("abuse|\\w+").empty());
  CHECK(triggers("\xC2\xA3\\d+") == "P");
  CHECK(triggers("(?:abuse)?x") == "abusex x");
  CHECK(triggers("LAC") == "lac");
}

TEST_CASE("placeholders and terms have the triggers of what they stand for", "[match]") {
  CHECK(triggers("{year}") == "0000*");
  CHECK(triggers("known to {t}", true, {testing::term("t", {"camhs", "the trust"})}) == "known");
  CHECK(triggers("in {t}", true, {testing::term("t", {"camhs", "trusts"})}) == "camhs trusts");
  CHECK(triggers("in {area}") == "in");
}

/// Random patterns from pieces that have met every branch of the analysis.
std::string random_pattern(std::uint32_t& state) {
  const auto random = [&](std::uint32_t n) {
    state = state * 1664525U + 1013904223U;
    return (state >> 16) % n;
  };
  const char* pieces[] = {"abuse",
                          "(?:d|rs)?",
                          " ",
                          "of",
                          "(?: \\w+){0,2}",
                          "-",
                          "[sz]",
                          "\\w*",
                          "child",
                          "(?:ren)?",
                          "(?:in|at) ",
                          "\\d+",
                          ",? ",
                          "(?:a|the )?",
                          "\\b",
                          ".{0,3}",
                          "e",
                          "(?:care|help)",
                          "\\W",
                          "need|"};
  std::string out;
  for (std::uint32_t i = 0; i < 2 + random(5); ++i) out += pieces[random(20)];
  return out;
}

TEST_CASE("screening never changes what a pattern matches", "[match]") {
  const SegmentedText text = segment_passage(
      "Abused children in care need help. The child, abusers of 12 abuse-of-child e.g. at the care "
      "home; zchild needs abuses. In helpless care the abuse of a child2 is abuseof.\n\nAt in e s "
      "z.");
  std::uint32_t state = 1;
  int matching = 0;
  for (int i = 0; i < 2000; ++i) {
    const std::string pattern = random_pattern(state);
    const auto compiled = translate_pattern({pattern, {}}, true, {});
    if (!compiled) continue;
    // The second alternative switches screening off and matches nothing here.
    const auto count = [&](const std::string& any) {
      RuleSet rules = testing::rule_set({testing::term("t", {any})}, {});
      const auto matcher = Matcher::compile({&rules, 1});
      REQUIRE(matcher.has_value());
      return matcher->match(text, {}).size();
    };
    INFO(pattern);
    const std::size_t screened = count("(?:" + pattern + ")");
    CHECK(screened == count("(?:" + pattern + ")|\\x{2603}\\w+"));
    matching += screened > 0 ? 1 : 0;
  }
  CHECK(matching > 200);
}

}  // namespace
}  // namespace plangrade
