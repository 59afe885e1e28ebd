// How fast rule sets match and score: match_bench RULES.yaml... -- TEXT.txt...
//
// Every text is one plan. Times are processor time of one thread, the best of three passes
// over all texts; text is counted in bytes as matched.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <span>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "plangrade/match.h"
#include "plangrade/rules.h"
#include "plangrade/score.h"
#include "plangrade/segment.h"

namespace {

using namespace plangrade;  // NOLINT: a program of one file

struct PlanText {
  Plan plan;
  SegmentedText text;
};

template <typename Work>
double best_seconds(Work work) {
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const std::clock_t begin = std::clock();
    work();
    best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  return best;
}

PlanText read_plan(const std::string& path) {
  PlanText out;
  auto bytes = base::read_file(path);
  if (!bytes) return out;
  Document document;
  document.path = path;
  int number = 0;
  for (const std::string& page : base::split(base::valid_utf8(*bytes), '\f')) {
    document.pages.push_back({++number, "", page, {}, false});
  }
  out.plan.documents.push_back(std::move(document));
  out.text = segment(out.plan.documents);
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto dashes = std::find(arguments.begin(), arguments.end(), "--");
  std::vector<RuleSet> sets;
  for (auto it = arguments.begin(); it != dashes; ++it) {
    auto loaded = load_rule_set(*it);
    if (!loaded) {
      for (const Problem& problem : loaded.error()) {
        fmt::print(stderr, "{}:{}: {}\n", problem.at.file, problem.at.line, problem.message);
      }
      return 2;
    }
    sets.push_back(std::move(loaded->rules));
  }
  std::vector<PlanText> plans;
  double bytes = 0;
  for (auto it = dashes == arguments.end() ? dashes : dashes + 1; it != arguments.end(); ++it) {
    plans.push_back(read_plan(*it));
    bytes += static_cast<double>(plans.back().text.text.size());
  }
  const auto matcher = Matcher::compile(sets);
  if (!matcher || bytes == 0) return 2;

  std::size_t matches = 0, sentences = 0;
  const double match_s = best_seconds([&] {
    matches = sentences = 0;
    for (const PlanText& plan : plans) {
      matches += matcher->match(plan.text, {}).size();
      sentences += plan.text.sentences.size();
    }
  });
  std::vector<std::vector<Match>> found;
  for (const PlanText& plan : plans) found.push_back(matcher->match(plan.text, {}));
  const double score_s = best_seconds([&] {
    for (std::size_t i = 0; i < plans.size(); ++i) {
      for (std::uint32_t r = 0; r < sets.size(); ++r) {
        (void)score_plan(
            {plans[i].plan, plans[i].text, sets[r], r, matcher->patterns(), found[i], "", ""});
      }
    }
  });
  fmt::print("{} rule sets, {} patterns, {:.2f} MB of text in {} sentences, {} matches\n",
             sets.size(), matcher->patterns().size(), bytes / 1e6, sentences, matches);
  fmt::print("match {:.1f} MB/s, score {:.1f} MB/s, both {:.1f} MB/s\n", bytes / match_s / 1e6,
             bytes / score_s / 1e6, bytes / (match_s + score_s) / 1e6);
  return 0;
}
