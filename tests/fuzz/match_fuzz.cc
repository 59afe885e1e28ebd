// Fuzzes the matcher: patterns and a text, parted by an empty line. Every line is a pattern; one
// that begins with '!' is an exception of the term before, one with '~' a cue. What must hold: the
// patterns are refused with problems, or their matches lie in sentences, and the matches that can
// decide give the same result as all of them.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/text.h"
#include "plangrade/match.h"
#include "plangrade/score.h"
#include "plangrade/segment.h"

namespace {

using namespace plangrade;  // NOLINT: a program of one file

constexpr std::size_t kMaxInput = 4096;

RuleSet rule_set_of(const std::string& lines) {
  RuleSet rules;
  rules.id = "fuzz";
  Condition all;
  all.op = Operator::all;
  all.unless["*"] = {"cue"};
  Context context;
  context.name = "cue";
  for (const std::string& line : base::split(lines, '\n')) {
    if (line.starts_with('~')) {
      context.cues.push_back({line.substr(1), {}});
    } else if (line.starts_with('!') && !rules.terms.empty()) {
      rules.terms.back().except.push_back({line.substr(1), {}});
    } else {
      Term term;
      term.name = std::string("t") + static_cast<char>('a' + rules.terms.size() % 26);
      term.any = {{line, {}}};
      Condition part;
      part.term = term.name;
      if (all.parts.size() < 3) all.parts.push_back(part);
      rules.terms.push_back(std::move(term));
    }
  }
  rules.contexts.push_back(std::move(context));
  Criterion criterion;
  criterion.id = "C";
  criterion.levels.push_back({"met", std::move(all), std::nullopt, {}});
  criterion.otherwise = "not_met";
  rules.criteria.push_back(std::move(criterion));
  return rules;
}

void check(const SegmentedText& text, const std::vector<Match>& matches) {
  std::size_t s = 0;
  for (const Match& match : matches) {
    if (match.span.empty() || match.span.end > text.text.size()) std::abort();
    while (s < text.sentences.size() && text.sentences[s].span.end <= match.span.begin) ++s;
    if (s == text.sentences.size() || !text.sentences[s].span.contains(match.span)) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input(data, data + std::min(size, kMaxInput));
  const std::size_t gap = std::min(input.find("\n\n"), input.size());
  const RuleSet rules = rule_set_of(input.substr(0, gap));
  const auto matcher = Matcher::compile({&rules, 1});
  if (!matcher) {
    if (matcher.error().empty()) std::abort();
    return 0;
  }
  const SegmentedText text = segment_passage(base::valid_utf8(input.substr(gap)));
  const std::vector<std::string> areas{"Testshire"};
  const auto all = matcher->match(text, areas, Matches::all);
  const auto deciding = matcher->match(text, areas, Matches::deciding);
  check(text, all);
  check(text, deciding);
  const Plan plan;
  const auto score = [&](const std::vector<Match>& matches) {
    return score_plan({plan, text, rules, 0, matcher->patterns(), matches, "", ""});
  };
  if (score(all) != score(deciding)) std::abort();
  return 0;
}
