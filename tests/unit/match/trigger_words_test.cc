// The words that patterns are screened by.
#include "match/trigger_words.h"

#include "match/compiled_pattern.h"
#include "match/text_screen.h"
#include "plangrade/rules.h"
#include "support/rule_builder.h"

namespace plangrade {
namespace {

std::string triggers(const std::string& pattern, bool whole_words = true,
                     const std::vector<Term>& terms = {}) {
  const auto syntax = match::parse_pattern({pattern, {}}, terms);
  REQUIRE(syntax.has_value());
  std::string out;
  const auto groups = match::trigger_words(match::word_path(syntax->root, whole_words));
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
  CHECK(triggers("(?:school ?)?child") == "child schoolchild");
  CHECK(triggers("\\d+ ?fold") == "0*");
  CHECK(triggers("\\w+ ?fold").empty());
  CHECK(triggers("^\\W*jargon") == "\x01 jargon");  // or any word with a letter beyond ASCII
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

/// Where a pattern matches: screened, or searched for in every sentence.
std::vector<Match> matches_of(match::CompiledPattern pattern, const SegmentedText& text,
                              bool screened) {
  if (!screened) {
    pattern.first.clear();
    pattern.branches.assign(1, {});
  }
  match::PatternSet set;
  REQUIRE_FALSE(set.add(0, pattern).has_value());
  const match::TextWords words(text);
  std::vector<Match> found;
  match::TextScreen(set, text, words)
      .locate_all(match::SentenceSet(text.sentences.size(), true), found);
  std::ranges::sort(found, {}, &Match::span);
  return found;
}

TEST_CASE("screening never changes what a pattern matches", "[match]") {
  const SegmentedText text = segment_passage(
      "Abused children in care need help. The child, abusers of 12 abuse-of-child e.g. at the care "
      "home; zchild needs abuses. In helpless care the abuse of a child2 is abuseof.\n\nAt in e s "
      "z.\n\n3 of 12| caf\xC3\xA9 abuse 1,200 children:care \xC2\xA3"
      "5 e2e 47child");
  std::uint32_t state = 1;
  int matching = 0;
  for (int i = 0; i < 4000; ++i) {
    const std::string pattern = random_pattern(state);
    const bool whole_words = i % 4 != 0;
    const auto syntax = match::parse_pattern({pattern, {}}, {});
    if (!syntax || !translate_pattern({pattern, {}}, whole_words, {})) continue;
    const auto compiled = match::compile_pattern(*syntax, whole_words);
    INFO(pattern);
    const auto screened = matches_of(compiled, text, true);
    CHECK((screened == matches_of(compiled, text, false)));
    matching += screened.empty() ? 0 : 1;
  }
  CHECK(matching > 400);
}

TEST_CASE("screening changes no match of a shipped pattern", "[match]") {
  std::string passages;
  std::vector<RuleSet> sets;
  for (const char* file : {"/rules/ltp-2016-17.yaml", "/rules/council-climate.yaml"}) {
    auto loaded = load_rule_set(std::string(PLANGRADE_SOURCE_DIR) + file);
    REQUIRE(loaded.has_value());
    sets.push_back(std::move(loaded->rules));
    for (const Criterion& criterion : sets.back().criteria) {
      for (std::size_t i = 0; i < criterion.tests.size(); i += 4) {
        passages += criterion.tests[i].text + "\n\n";
      }
    }
  }
  const SegmentedText text = segment_passage(passages);
  const auto check = [&](const Pattern& pattern, bool whole_words, const RuleSet& rules) {
    const auto syntax = match::parse_pattern(pattern, rules.terms);
    REQUIRE(syntax.has_value());
    const auto compiled = match::compile_pattern(*syntax, whole_words);
    INFO(pattern.text);
    CHECK((matches_of(compiled, text, true) == matches_of(compiled, text, false)));
  };
  for (const RuleSet& rules : sets) {
    for (const Term& term : rules.terms) {
      for (const Pattern& pattern : term.any) check(pattern, term.whole_words, rules);
      for (const Pattern& pattern : term.except) check(pattern, term.whole_words, rules);
    }
    for (const Context& context : rules.contexts) {
      for (const Pattern& pattern : context.cues) check(pattern, true, rules);
      for (const Pattern& pattern : context.stop) check(pattern, true, rules);
    }
  }
}

TEST_CASE("a word alone does not do where the pattern asks for neighbours", "[match]") {
  const auto candidates = [](const std::string& pattern, const std::string& sentence) {
    const auto syntax = match::parse_pattern({pattern, {}}, {});
    REQUIRE(syntax.has_value());
    match::PatternSet set;
    REQUIRE_FALSE(set.add(0, match::compile_pattern(*syntax, true)).has_value());
    SegmentedText text;
    text.text = sentence;
    text.sentences.push_back({.span = {0, static_cast<std::uint32_t>(sentence.size())}});
    const match::TextWords words(text);
    int count = 0;
    match::TextScreen(set, text, words)
        .each_candidate(match::SentenceSet(1, true), [&](auto, auto) { ++count; });
    return count;
  };
  CHECK(candidates("is (?:\\w+ ){0,2}offered", "help is now being offered here") == 1);
  CHECK(candidates("is (?:\\w+ ){0,2}offered", "help offered is what it is") == 0);
  CHECK(candidates("is (?:\\w+ ){0,2}offered", "it is not what we were offered") == 0);
  CHECK(candidates("well-?being", "being well") == 0);
  CHECK(candidates("well-?being", "their well-being") == 1);
  CHECK(candidates("\\d+ per ?cent", "12 experts; 12 of the percentage") == 0);
  CHECK(candidates("\\d+ per ?cent", "some 12 per cent") == 1);
  CHECK(candidates("^\\W*so why", "(so why") == 1);
  CHECK(candidates("^\\W*so why", "and so why") == 0);
  CHECK(candidates("we do:$", "what we do: this") == 0);
  const std::string given = "(?:were|are) (?:\\w+ ){0,3}(?:offered|given) (?:help|support)";
  CHECK(candidates(given, "they are at last being given support") == 1);
  CHECK(candidates(given, "they are at long last being given support") == 0);
  CHECK(candidates(given, "offered support, they were given more help") == 0);
  CHECK(candidates("(?:school ?)?child of (?:ten|two)", "a schoolchild of ten") == 1);
}

}  // namespace
}  // namespace plangrade
