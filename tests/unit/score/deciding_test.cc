// Locating only what can decide gives the results of locating everything.
#include "plangrade/rules.h"
#include "support/rule_builder.h"

namespace plangrade {
namespace {

using namespace testing;  // NOLINT: builders

void check_same(std::span<const RuleSet> sets, const Matcher& matcher, const std::string& passage) {
  Plan plan = plan_of(passage);
  plan.entry.area_names = {"Testshire"};
  const SegmentedText text = segment_passage(passage);
  const auto all = matcher.match(text, plan.entry.area_names, Matches::all);
  const auto deciding = matcher.match(text, plan.entry.area_names, Matches::deciding);
  CHECK(deciding.size() <= all.size());
  for (std::uint32_t i = 0; i < sets.size(); ++i) {
    const auto score = [&](const std::vector<Match>& matches) {
      return score_plan({plan, text, sets[i], i, matcher.patterns(), matches, "", ""});
    };
    INFO(passage);
    CHECK((score(all) == score(deciding)));
  }
}

TEST_CASE("shipped rule sets decide the same by the matches that can matter", "[match]") {
  std::vector<RuleSet> sets;
  for (const char* file : {"/rules/ltp-2016-17.yaml", "/rules/council-climate.yaml"}) {
    auto loaded = load_rule_set(std::string(PLANGRADE_SOURCE_DIR) + file);
    REQUIRE(loaded.has_value());
    sets.push_back(std::move(loaded->rules));
  }
  const auto matcher = Matcher::compile(sets);
  REQUIRE(matcher.has_value());
  for (const RuleSet& set : sets) {
    for (const Criterion& criterion : set.criteria) {
      std::string passages;
      for (const RuleTest& test : criterion.tests) passages += test.text + "\n\n";
      check_same(sets, *matcher, passages);
    }
  }
}

class Random {
 public:
  explicit Random(std::uint32_t seed) : state_(seed) {}
  std::uint32_t below(std::uint32_t n) {
    state_ = state_ * 1664525U + 1013904223U;
    return (state_ >> 16) % n;
  }

 private:
  std::uint32_t state_;
};

constexpr const char* kWords[] = {"abuse", "care",  "child", "help",   "no",
                                  "plan",  "staff", "harm",  "school", "young"};
constexpr std::uint32_t kTerms = 6;

std::string name(std::uint32_t i) { return std::string("t") + static_cast<char>('0' + i); }

/// Terms of one or two words, some with exceptions, some made of others.
std::vector<Term> random_terms(Random& random) {
  std::vector<Term> out;
  const auto word = [&] { return std::string(kWords[random.below(10)]); };
  for (std::uint32_t i = 0; i < kTerms; ++i) {
    std::vector<std::string> any{word()}, except;
    if (random.below(2) == 0) any.push_back(word() + " " + word());
    if (random.below(4) == 0) any.push_back(word() + "(?: \\w+){0,2} " + word());
    if (i > 0 && random.below(3) == 0) any.push_back("{" + name(i - 1) + "}[a-z ]{0,9}" + word());
    if (random.below(3) == 0) except.push_back(word() + " " + word());
    out.push_back(term(name(i), any, except));
  }
  return out;
}

Condition random_condition(Random& random, int depth) {
  if (depth == 0 || random.below(3) == 0) {
    Condition leaf = part(name(random.below(kTerms)));
    if (random.below(6) == 0) {
      leaf.op = Operator::count;
      leaf.n = 2;
    }
    return leaf;
  }
  std::vector<Condition> parts;
  for (std::uint32_t i = 0; i < 2 + random.below(2); ++i) {
    parts.push_back(random_condition(random, depth - 1));
  }
  constexpr Operator kOperators[] = {Operator::all, Operator::all, Operator::any,
                                     Operator::at_least};
  Condition out = group(kOperators[random.below(4)], std::move(parts));
  out.n = 2;
  out.ordered = out.op == Operator::all && random.below(3) == 0;
  if (random.below(4) == 0) out.none.push_back(part(name(random.below(kTerms))));
  if (random.below(4) == 0) out.unless["*"] = {"negated"};
  constexpr const char* kAround[] = {"heading",      "headings",   "lead_in",
                                     "header_row",   "row_header", "previous_sentence",
                                     "next_sentence", "reference",     "lead_paragraph"};
  if (random.below(4) == 0) out.carry[name(random.below(kTerms))] = {kAround[random.below(9)]};
  if (random.below(8) == 0) out.from = {kAround[random.below(9)]};
  if (random.below(2) == 0) {
    constexpr Scope kScopes[] = {Scope::sentence,  Scope::row,  Scope::list,     Scope::table,
                                 Scope::paragraph, Scope::page, Scope::document, Scope::section,
                                 Scope::words,     Scope::cell, Scope::bullet,   Scope::sentences};
    out = within(std::move(out), kScopes[random.below(12)], 2 + static_cast<int>(random.below(5)));
  }
  return out;
}

std::string random_passage(Random& random) {
  std::string out;
  for (std::uint32_t line = 0; line < 3 + random.below(8); ++line) {
    const char* begins[] = {"", "", "", "# ", "- ", "\n"};
    out += begins[random.below(6)];
    if (random.below(4) == 0) out += "2." + std::to_string(random.below(3)) + " ";
    const bool row = random.below(5) == 0;
    for (std::uint32_t i = 0; i < 2 + random.below(9); ++i) {
      out += std::string(i == 0 ? "" : row ? " | " : " ") + kWords[random.below(10)];
    }
    out += row ? "\n" : ".\n";
  }
  return out;
}

TEST_CASE("random rule sets decide the same by the matches that can matter", "[match]") {
  Random random(7);
  int met = 0;
  for (int i = 0; i < 200; ++i) {
    std::vector<Criterion> criteria;
    for (const char* id : {"C1", "C2"}) {
      criteria.push_back(criterion(id, random_condition(random, 3)));
    }
    const RuleSet rules = rule_set(random_terms(random), criteria, {context("negated", {"no"})});
    const auto matcher = Matcher::compile({&rules, 1});
    REQUIRE(matcher.has_value());
    for (int passage = 0; passage < 5; ++passage) {
      const std::string text = random_passage(random);
      check_same({&rules, 1}, *matcher, text);
      met += level_of(rules, text) == "met" ? 1 : 0;
    }
  }
  CHECK(met > 100);
}

}  // namespace
}  // namespace plangrade
