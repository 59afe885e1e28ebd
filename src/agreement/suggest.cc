// Words and phrases that separate met from not met: weighted log-odds with an informative prior.
//
// For a phrase with y of n occurrences among "met" passages and y' of n' among the others, and a
// prior a of a0 taken from all passages together:
//   d = log((y + a) / (n + a0 - y - a)) - log((y' + a) / (n' + a0 - y' - a))
//   z = d / sqrt(1 / (y + a) + 1 / (y' + a))
// Occurrences are counted once per passage, so that one talkative passage does not decide.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "agreement/words.h"
#include "plangrade/agreement.h"

namespace plangrade {
namespace {

constexpr std::size_t kLongestPhrase = 3;
constexpr std::int64_t kLeastPassages = 2;

struct Counts {
  std::int64_t met = 0, not_met = 0;
  std::size_t example = 0;
};

std::set<std::string> phrases_of(const std::string& text) {
  const auto words = words_of(text);
  std::set<std::string> phrases;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string phrase;
    for (std::size_t n = 0; n < kLongestPhrase && i + n < words.size(); ++n) {
      phrase += (n > 0 ? " " : "") + words[i + n];
      phrases.insert(phrase);
    }
  }
  return phrases;
}

}  // namespace

std::vector<Suggestion> suggest(std::span<const std::pair<std::string, bool>> passages, int most) {
  std::map<std::string, Counts> counts;
  double met_total = 0, not_met_total = 0;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    for (const auto& phrase : phrases_of(passages[i].first)) {
      auto& count = counts.try_emplace(phrase, Counts{0, 0, i}).first->second;
      ++(passages[i].second ? count.met : count.not_met);
      ++(passages[i].second ? met_total : not_met_total);
    }
  }
  std::vector<Suggestion> out;
  const double all = met_total + not_met_total;
  constexpr double kPriorWeight = 0.1;
  for (const auto& [phrase, count] : counts) {
    if (count.met + count.not_met < kLeastPassages) continue;
    const double prior = kPriorWeight * static_cast<double>(count.met + count.not_met);
    const double prior_all = kPriorWeight * all;
    const double y = static_cast<double>(count.met) + prior;
    const double y_other = static_cast<double>(count.not_met) + prior;
    const double odds = std::log(y / (met_total + prior_all - y)) -
                        std::log(y_other / (not_met_total + prior_all - y_other));
    out.push_back({phrase, count.met, count.not_met, odds, odds / std::sqrt(1 / y + 1 / y_other),
                   passages[count.example].first});
  }
  std::stable_sort(out.begin(), out.end(), [](const Suggestion& a, const Suggestion& b) {
    return std::abs(a.z) > std::abs(b.z);
  });
  if (out.size() > static_cast<std::size_t>(std::max(0, most)))
    out.resize(static_cast<std::size_t>(most));
  return out;
}

}  // namespace plangrade
