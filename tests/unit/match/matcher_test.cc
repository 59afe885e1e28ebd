// Matches in sentences: bounds, exceptions by place, memory, time.
#include <chrono>
#include <random>

#include "support/rule_builder.h"

namespace plangrade {
namespace {

using testing::rule_set;
using testing::term;

std::vector<Match> match_all(const RuleSet& rules, const SegmentedText& text, int memory_mb = 64) {
  const auto matcher = Matcher::compile({&rules, 1}, memory_mb);
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

/// Sentences of random words, some of which patterns ask for.
std::string random_text(std::size_t sentences) {
  const char* words[] = {"children", "who",     "have", "been",    "abused", "neglected", "receive",
                         "trauma",   "therapy", "from", "the",     "team",   "school",    "mental",
                         "health",   "a",       "of",   "council", "plan",   "will"};
  std::mt19937 random(7);
  std::string out;
  for (std::size_t i = 0; i < sentences; ++i) {
    for (int w = 0; w < 12; ++w) out += std::string(words[random() % 20]) + (w < 11 ? " " : ". ");
    out[out.size() - 2] = '.';
    if (i % 7 == 6) out += "\n\n";
  }
  return out;
}

TEST_CASE("results are the same when the screening automaton has no memory", "[match]") {
  std::vector<Term> terms;
  for (const char* a : {"children", "abused", "neglected", "trauma", "school", "team"}) {
    for (const char* b : {"health", "therapy", "council", "mental", "plan", "receive"}) {
      terms.push_back(term(std::string(a) + b, {std::string(a) + ".{0,30} " + b}));
    }
  }
  const RuleSet rules = rule_set(std::move(terms), {});
  const auto text = segment_passage(random_text(300));
  const auto plenty = match_all(rules, text, 64);
  CHECK(plenty.size() > 300);
  CHECK(match_all(rules, text, 0) == plenty);  // no automaton at all
  CHECK(match_all(rules, text, 1) == plenty);  // one that is reset or runs out on the way
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
