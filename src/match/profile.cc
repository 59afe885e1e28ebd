#include "match/profile.h"

#include <chrono>

namespace plangrade::match {

void add_costs(const PatternSet& set, const SegmentedText& text, std::span<PatternCost> costs) {
  using Clock = std::chrono::steady_clock;
  ScreenScratch scratch;
  std::vector<Match> found;
  for (const Sentence& sentence : text.sentences) {
    const std::string_view bytes = sentence.span.in(text.text);
    set.screen(bytes, false, scratch);
    std::uint32_t last = kNone;  // branches of a pattern are neighbours
    for (const std::uint32_t branch : scratch.branches) {
      const std::uint32_t number = set.pattern_of(branch);
      if (number == last || !set.may_match(branch, scratch.places)) continue;
      last = number;
      found.clear();
      const auto begin = Clock::now();
      set.locate(number, text, sentence.span, scratch.words, found);
      const auto spent = std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begin);
      const auto& ids = set.ids(number);
      for (const std::uint32_t id : ids) {
        costs[id].sentences += 1;
        costs[id].bytes += sentence.span.length();
        costs[id].matches += found.size() / ids.size();  // a match is reported under every id
        costs[id].nanoseconds += static_cast<std::uint64_t>(spent.count());
      }
    }
  }
}

}  // namespace plangrade::match
