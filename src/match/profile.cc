#include "match/profile.h"

#include <chrono>

#include "match/text_screen.h"

namespace plangrade::match {

void add_costs(const PatternSet& set, const SegmentedText& text, const TextWords& words,
               std::span<PatternCost> costs) {
  using Clock = std::chrono::steady_clock;
  std::vector<Match> found;
  TextScreen screen(set, text, words);
  const SentenceSet all(text.sentences.size(), true);
  screen.each_candidate(all, [&](std::uint32_t sentence, std::uint32_t number) {
    found.clear();
    const auto begin = Clock::now();
    screen.locate(number, sentence, found);
    const auto spent = std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begin);
    const auto& ids = set.ids(number);
    for (const std::uint32_t id : ids) {
      costs[id].sentences += 1;
      costs[id].bytes += text.sentences[sentence].span.length();
      costs[id].matches += found.size() / ids.size();  // a match is reported under every id
      costs[id].nanoseconds += static_cast<std::uint64_t>(spent.count());
    }
  });
}

}  // namespace plangrade::match
