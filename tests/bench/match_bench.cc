// How fast rule sets match and score, and beside what:
//
//     match_bench [--megabytes N] [--stage NAME] RULES.yaml... -- TEXTS.jsonl...
//
// TEXTS.jsonl is what `plangrade extract` writes. Every document is one plan; plans are repeated
// until their text is N megabytes. Times are processor time of one thread, the best of three
// passes; text is counted in bytes as matched. With --stage only the stages that have NAME in their
// own are run. docs/performance.md has results and what they mean.
#include <fmt/format.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <ctime>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "pipeline/wire.h"
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

struct Arguments {
  double megabytes = 0;
  std::string stage;
  std::vector<std::string> rules, texts;
};

Arguments parse(int argc, char** argv) {
  Arguments out;
  std::vector<std::string>* to = &out.rules;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--") {
      to = &out.texts;
    } else if (argument == "--megabytes" && i + 1 < argc) {
      out.megabytes = std::stod(argv[++i]);
    } else if (argument == "--stage" && i + 1 < argc) {
      out.stage = argv[++i];
    } else {
      to->push_back(argument);
    }
  }
  return out;
}

std::vector<PlanText> read_plans(const std::vector<std::string>& paths) {
  std::vector<PlanText> out;
  for (const std::string& path : paths) {
    const auto bytes = base::read_file(path);
    if (!bytes) continue;
    for (const std::string& line : base::split(*bytes, '\n')) {
      const auto json = nlohmann::json::parse(line, nullptr, false);
      if (!json.is_object() || !json.contains("content")) continue;
      auto document = parse_content(json["content"].dump());
      if (!document) continue;
      PlanText plan;
      plan.plan.documents.push_back(std::move(*document));
      plan.text = segment(plan.plan.documents);
      if (!plan.text.text.empty()) out.push_back(std::move(plan));
    }
  }
  return out;
}

std::vector<RuleSet> load(const std::vector<std::string>& paths) {
  std::vector<RuleSet> out;
  for (const std::string& path : paths) {
    auto loaded = load_rule_set(path);
    if (loaded) out.push_back(std::move(loaded->rules));
    if (!loaded) fmt::print(stderr, "{}: {}\n", path, loaded.error().front().message);
  }
  return out;
}

class Bench {
 public:
  Bench(const std::vector<PlanText>& plans, const Arguments& arguments)
      : plans_(plans), stage_(arguments.stage) {
    for (const PlanText& plan : plans_) bytes_ += static_cast<double>(plan.text.text.size());
    repeats_ = std::max(1, static_cast<int>(arguments.megabytes * 1e6 / bytes_ + 0.999));
  }

  bool asked(std::string_view name) const { return name.find(stage_) != name.npos; }

  /// Times `work` on every plan; prints megabytes per second.
  void run(const std::string& name, const std::function<void(const PlanText&)>& work,
           int passes = 3) {
    if (!asked(name)) return;
    double best = 1e9;
    for (int pass = 0; pass < passes; ++pass) {
      const std::clock_t begin = std::clock();
      for (int i = 0; i < repeats_; ++i) {
        for (const PlanText& plan : plans_) work(plan);
      }
      best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    const double speed = bytes_ * repeats_ / best / 1e6;
    if (peer_ == 0) peer_ = speed;
    fmt::print("  {:<42} {:9.2f} MB/s {:8.3f} of the peer\n", name, speed, speed / peer_);
    std::fflush(stdout);
  }

  /// The same for work on single sentences, as far as it comes in a few seconds.
  void run_for_seconds(const std::string& name,
                       const std::function<void(std::string_view)>& work) const {
    if (!asked(name)) return;
    constexpr double kSeconds = 5;
    double bytes = 0, seconds = 0;
    const std::clock_t begin = std::clock();
    for (const PlanText& plan : plans_) {
      for (const Sentence& sentence : plan.text.sentences) {
        if (seconds > kSeconds) break;
        work(sentence.span.in(plan.text.text));
        bytes += sentence.span.length();
        seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
      }
    }
    fmt::print("  {:<42} {:9.3f} MB/s {:8.5f} of the peer\n", name, bytes / seconds / 1e6,
               bytes / seconds / 1e6 / peer_);
    std::fflush(stdout);
  }

  void headline(std::size_t sentences) const {
    fmt::print("{:.1f} MB of text ({:.2f} MB, {} times), {} sentences\n", bytes_ * repeats_ / 1e6,
               bytes_ / 1e6, repeats_, sentences);
  }

 private:
  const std::vector<PlanText>& plans_;
  std::string stage_;
  double bytes_ = 0, peer_ = 0;
  int repeats_ = 1;
};

/// One search for a few words in the whole text, as grep does: what is not to be expected of more.
double count_words(const RE2& words, const SegmentedText& text) {
  re2::StringPiece rest(text.text.data(), text.text.size());
  double count = 0;
  while (RE2::FindAndConsume(&rest, words)) ++count;
  return count;
}

constexpr std::int64_t kPeerBytes = std::int64_t{256} << 20;  // for one automaton of all patterns

/// The different RE2 texts of the patterns of terms; those with {area} match nothing.
std::vector<std::string> pattern_texts(const std::vector<RuleSet>& sets) {
  std::vector<std::string> out;
  for (const RuleSet& set : sets) {
    for (const Term& term : set.terms) {
      for (const Pattern& pattern : term.any) {
        auto text = translate_pattern(pattern, term.whole_words, set.terms);
        if (text) out.push_back(std::move(*text));
      }
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

RE2::Options peer_options() {
  RE2::Options out;
  out.set_log_errors(false);
  out.set_never_capture(true);
  out.set_max_mem(kPeerBytes);
  return out;
}

/// RE2::Set over all patterns, asked of every sentence which of them match.
void run_set(Bench& bench, const std::vector<std::string>& patterns) {
  RE2::Set set(peer_options(), RE2::UNANCHORED);
  for (const std::string& pattern : patterns) (void)set.Add(pattern, nullptr);
  if (!set.Compile()) {
    fmt::print("  peer: RE2::Set does not compile {} patterns in {} MB\n", patterns.size(),
               kPeerBytes >> 20);
    return;
  }
  std::size_t out_of_memory = 0;
  std::vector<int> found;
  bench.run_for_seconds("peer: RE2::Set of all patterns, by sentence", [&](std::string_view text) {
    RE2::Set::ErrorInfo error{};
    (void)set.Match({text.data(), text.size()}, &found, &error);
    if (error.kind == RE2::Set::kOutOfMemory) ++out_of_memory;
  });
  if (out_of_memory > 0) {
    fmt::print("    it ran out of {} MB in {} sentences\n", kPeerBytes >> 20, out_of_memory);
  }
}

/// All patterns as one alternation, as `grep -c -E` would count the sentences that match.
void run_alternation(Bench& bench, const std::vector<std::string>& patterns) {
  const RE2 any("(?:" + base::join(patterns, ")|(?:") + ")", peer_options());
  if (!any.ok()) {
    fmt::print("  peer: one alternation of all {} patterns is refused: {}\n", patterns.size(),
               any.error().substr(0, 60));
    return;
  }
  volatile std::size_t matching = 0;
  bench.run_for_seconds("peer: one alternation, as grep -c -E", [&](std::string_view text) {
    if (RE2::PartialMatch({text.data(), text.size()}, any)) matching = matching + 1;
  });
}

void run_all(Bench& bench, const std::vector<RuleSet>& sets, const Matcher& matcher,
             const Matcher& screening) {
  volatile double sink = 0;
  const RE2 words(R"((?i)\b(?:abuse|neglect|trauma|bereave)\w*)");
  bench.run("peer: RE2 counts four words",
            [&](const PlanText& plan) { sink = sink + count_words(words, plan.text); });
  if (bench.asked("peer")) {
    const std::vector<std::string> texts = pattern_texts(sets);
    run_alternation(bench, texts);
    run_set(bench, texts);
  }
  bench.run("screening: the words of all sentences", [&](const PlanText& plan) {
    sink = sink + static_cast<double>(matcher.screen(plan.text));
  });
  bench.run("without criteria: the names a plan gives", [&](const PlanText& plan) {
    sink = sink + static_cast<double>(screening.match(plan.text, {}, Matches::deciding).size());
  });
  const auto locating = [&](const PlanText& plan) {
    return matcher.match(plan.text, {}, Matches::deciding);
  };
  bench.run("screening, locating, contexts", [&](const PlanText& plan) {
    sink = sink + static_cast<double>(locating(plan).size());
  });
  std::vector<Conditions> conditions;
  for (const RuleSet& set : sets) conditions.emplace_back(set);
  bench.run("+ scoring: all that `score` does per plan", [&](const PlanText& plan) {
    const auto found = locating(plan);
    for (std::uint32_t r = 0; r < sets.size(); ++r) {
      (void)score_plan(
          {plan.plan, plan.text, sets[r], r, matcher.patterns(), found, "", "", &conditions[r]});
    }
  });
}

}  // namespace

int main(int argc, char** argv) {
  const Arguments arguments = parse(argc, argv);
  std::vector<RuleSet> sets = load(arguments.rules);
  const std::vector<PlanText> plans = read_plans(arguments.texts);
  if (sets.empty() || plans.empty()) {
    fmt::print(stderr, "usage: match_bench [--megabytes N] RULES.yaml... -- TEXTS.jsonl...\n");
    return 2;
  }
  const auto matcher = Matcher::compile(sets);
  std::vector<RuleSet> without_criteria = sets;
  for (RuleSet& set : without_criteria) set.criteria.clear();
  const auto screening = Matcher::compile(without_criteria);
  if (!matcher || !screening) return 2;

  std::size_t sentences = 0, all = 0, deciding = 0;
  for (const PlanText& plan : plans) {
    sentences += plan.text.sentences.size();
    if (arguments.megabytes > 0 || !arguments.stage.empty()) continue;
    all += matcher->match(plan.text, {}).size();
    deciding += matcher->match(plan.text, {}, Matches::deciding).size();
  }
  Bench bench(plans, arguments);
  fmt::print("{} rule sets, {} patterns; ", sets.size(), matcher->patterns().size());
  bench.headline(sentences);
  if (all > 0) fmt::print("{} matches, {} of them deciding\n", all, deciding);
  run_all(bench, sets, *matcher, *screening);
  return 0;
}
