// Matches in sentences: bounds, exceptions by place, memory, time.
#include <chrono>

#include "plangrade/rules.h"
#include "support/rule_builder.h"
#include "unit/rules/rule_files.h"

namespace plangrade {
namespace {

using testing::rule_set;
using testing::term;

std::vector<Match> match_all(const RuleSet& rules, const SegmentedText& text) {
  const auto matcher = Matcher::compile({&rules, 1});
  REQUIRE(matcher.has_value());
  return matcher->match(text, {});
}

TEST_CASE("a match never crosses the end of a sentence", "[match]") {
  const RuleSet rules = rule_set({term("t", {"abuse.{0,40}harm"})}, {});
  CHECK(match_all(rules, segment_passage("There is abuse. It does harm.")).empty());
  CHECK(match_all(rules, segment_passage("There is abuse that does harm.")).size() == 1);
  CHECK(match_all(rules, segment_passage("Abuse is bad. Abuse does harm.")).size() == 1);
}

TEST_CASE("an exception takes away the match that it overlaps, not the others", "[match]") {
  const RuleSet rules =
      rule_set({term("abuse", {"abuse", "neglect"}, {"(?:alcohol|drug) abuse"})}, {});
  const auto text = segment_passage("Alcohol abuse of parents and abuse of children.");
  std::vector<std::string> any;
  const auto matcher = Matcher::compile({&rules, 1});
  for (const Match& match : matcher->match(text, {})) {
    if (matcher->patterns()[match.pattern].role == PatternRole::any) {
      any.push_back(std::to_string(match.span.begin));
    }
  }
  CHECK(any == std::vector<std::string>{"29"});
}

TEST_CASE("exceptions of an included term take away all, its own exceptions what it supplies",
          "[match]") {
  const test_rules::RuleFiles files;
  const auto path =
      files.add("r.yaml", test_rules::head() +
                              "terms:\n  harm: {any: ['seen by a (?:child )?psychiatrist', 'own "
                              "words'], except: ['no \\w+ "
                              "words'], "
                              "include: [ill]}\n"
                              "  ill: {any: ['psychiatr\\w+'], except_own: ['psychiatrists?'], "
                              "except: ['by a child psychi\\w+'], include: [plain]}\n"
                              "  plain: ['psychiatrist plainly', 'no plain words']\n" +
                              test_rules::criterion("{any: [harm, ill, plain], within: sentence}") +
                              "rating:\n  - {rating: green, when: {C1: met}}\n  - {rating: red}\n");
  const auto loaded = load_rule_set(path);
  REQUIRE(loaded.has_value());
  const auto matcher = Matcher::compile({&loaded->rules, 1});
  REQUIRE(matcher.has_value());
  const auto counted = [&](const std::string& term, const std::string& passage) {
    const auto text = segment_passage(passage);
    std::vector<std::string> out;
    for (const Match& match : matcher->match(text, {})) {
      const PatternInfo& info = matcher->patterns()[match.pattern];
      if (info.role == PatternRole::any && loaded->rules.terms[info.owner].name == term)
        out.emplace_back(match.span.in(text.text));
    }
    return out;
  };
  using Words = std::vector<std::string>;
  CHECK(counted("harm", "Seen by a psychiatrist.") == Words{"Seen by a psychiatrist"});
  CHECK(counted("harm", "A psychiatrist came.").empty());
  CHECK(counted("harm", "Seen by a child psychiatrist.").empty());
  CHECK(counted("harm", "Psychiatric care.") == Words{"Psychiatric"});
  CHECK(counted("ill", "Seen by a psychiatrist.").empty());
  CHECK(counted("harm", "The psychiatrist plainly said so.").empty());
  CHECK(counted("plain", "The psychiatrist plainly said so.") == Words{"psychiatrist plainly"});
  CHECK(counted("harm", "There are no plain words.").empty());
  CHECK(counted("ill", "There are no plain words.") == Words{"no plain words"});
}

TEST_CASE("an exception of one term leaves other terms alone", "[match]") {
  const RuleSet rules =
      rule_set({term("a", {"abuse"}, {"alcohol abuse"}), term("b", {"abuse"})}, {});
  const auto matcher = Matcher::compile({&rules, 1});
  std::vector<std::uint32_t> owners;
  for (const Match& match : matcher->match(segment_passage("alcohol abuse"), {})) {
    if (matcher->patterns()[match.pattern].role == PatternRole::any) {
      owners.push_back(matcher->patterns()[match.pattern].owner);
    }
  }
  CHECK(owners == std::vector<std::uint32_t>{1});
}

TEST_CASE("a pattern whose automaton runs out of memory still matches right", "[match]") {
  // Counting to 500 over every subset of letters needs far more states than a pattern may keep.
  const RuleSet rules =
      rule_set({term("t", {"x[a-y ]{0,500}(?:a[b-z]{9}|b[a-z]{8}c|z)[a-w ]{7}zz"})}, {});
  std::string text;
  std::uint32_t state = 5;
  for (int i = 0; i < 60000; ++i) {
    state = state * 1664525U + 1013904223U;
    text += static_cast<char>((state >> 24) % 9 == 0 ? ' ' : 'a' + (state >> 16) % 25);
  }
  SegmentedText segmented;
  segmented.text = text + " x some words z abcdefzz.";
  segmented.sentences.push_back(
      {.span = {0, static_cast<std::uint32_t>(segmented.text.size())}, .cells = {}});
  const auto matches = match_all(rules, segmented);
  REQUIRE(matches.size() == 1);
  CHECK(matches[0].span.end == segmented.text.size() - 1);
}

TEST_CASE("equal patterns of several rule sets each have their matches", "[match]") {
  const std::vector<RuleSet> sets{rule_set({term("a", {"abuse"})}, {}),
                                  rule_set({term("b", {"abuse"})}, {})};
  const auto matcher = Matcher::compile(sets);
  REQUIRE(matcher.has_value());
  const auto matches = matcher->match(segment_passage("abuse"), {});
  REQUIRE(matches.size() == 2);
  CHECK(matcher->patterns()[matches[0].pattern].rule_set == 0);
  CHECK(matcher->patterns()[matches[1].pattern].rule_set == 1);
}

TEST_CASE("all patterns that RE2 refuses are reported at once, with their places", "[match]") {
  const RuleSet rules = rule_set({term("a", {"ok", "(bad", "wor(?=se)"})}, {});
  const auto matcher = Matcher::compile({&rules, 1});
  REQUIRE_FALSE(matcher.has_value());
  REQUIRE(matcher.error().size() == 2);
  CHECK(matcher.error()[0].at.line == 2);
  CHECK(matcher.error()[1].at.line == 3);
}

TEST_CASE("what RE2 refuses is known before there is a text, whatever is compiled late",
          "[match]") {
  for (const char* pattern :
       {"a{1001}", "(?:a{40}){40}", "(?:a{30}b{30}){2,900}", "ab{5,2}", "[z-a]bc", "x\\p{Nobody}",
        "[[:nobody:]]x", "(?:(?:[^a-z]{30}){30}x){30}", "\\x{110000}a", "(?:\\pL{900} ?){3}x"}) {
    INFO(pattern);
    CHECK_FALSE(translate_pattern({pattern, {}}, true, {}).has_value());
    const RuleSet rules = rule_set({term("t", {pattern})}, {});
    CHECK_FALSE(Matcher::compile({&rules, 1}).has_value());
  }
}

TEST_CASE("time is linear in the text, even in one endless sentence", "[match]") {
  RuleSet rules = rule_set({term("t", {"a(?:.*z)?", "b+a", "a.{0,20}b"})}, {});
  rules.terms.front().whole_words = false;
  const auto seconds = [&](std::size_t size) {
    SegmentedText text;
    for (std::size_t i = 0; i < size; ++i) text.text += "ab "[i % 3];
    text.sentences.push_back({.span = {0, static_cast<std::uint32_t>(size)}, .cells = {}});
    const auto begin = std::chrono::steady_clock::now();
    CHECK_FALSE(match_all(rules, text).empty());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  const double small = seconds(50'000), large = seconds(400'000);
  CHECK(large < 30 * small + 0.5);
}

}  // namespace
}  // namespace plangrade
