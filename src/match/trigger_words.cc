// Of what a pattern cannot do without, the rarest groups of words.
#include "match/trigger_words.h"

#include <algorithm>

namespace plangrade::match {
namespace {

constexpr double kTooCommon = 100;  // in most sentences: not worth asking for beside other words
constexpr std::size_t kMaxGroups = 4;

}  // namespace

TriggerGroups trigger_words(const WordPath& path) {
  if (path.steps.empty()) return {};
  WordEdges edges;
  TriggerGroups groups = word_needs(path, 0, edges);
  const auto share_of = [](const std::vector<TriggerWord>& group) { return commonness(group); };
  for (std::vector<TriggerWord>& words : groups) {
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
  }
  std::ranges::stable_sort(groups, {}, share_of);
  if (groups.size() > kMaxGroups) groups.resize(kMaxGroups);
  while (groups.size() > 1 && commonness(groups.back()) > kTooCommon) groups.pop_back();
  return groups;
}

}  // namespace plangrade::match
