// Follows a pattern's way through its words and notes those that it cannot pass by.
#include "match/trigger_words.h"

#include <algorithm>
#include <utility>

#include "match/common_words.h"

namespace plangrade::match {
namespace {

using Kind = PathStep::Kind;
using Words = std::vector<TriggerWord>;
using Groups = TriggerGroups;

constexpr std::size_t kMaxWords = 4096;  // of one pattern
constexpr double kTooCommon = 100;  // in most sentences: not worth asking for beside other words
constexpr std::size_t kMaxGroups = 4;

double share_of(const Words& words) {
  double sum = 0;
  for (const TriggerWord& trigger : words) sum += commonness(trigger);
  return sum;
}

/// Groups of words that stand wherever a step leads on.
class Needs {
 public:
  explicit Needs(const WordPath& path) : path_(path) {}

  /// Those of step `at`. `inside`: whether it may begin inside a word, where letters are not
  /// looked up; then whether it may end there.
  Groups of(std::uint32_t at, bool& inside) {
    const bool was_inside = inside;
    Groups groups = of_present(at, inside);
    if (!path_.steps[at].optional) return groups;
    inside = inside || was_inside;
    return {};
  }

 private:
  Groups of_present(std::uint32_t at, bool& inside) {
    const PathStep& step = path_.steps[at];
    switch (step.kind) {
      case Kind::sequence:
        return of_sequence(at, inside);
      case Kind::choice:
        return of_choice(at, inside);
      case Kind::repeated: {
        Groups groups = of_sequence(at, inside);
        if (step.n > 1) of_sequence(at, inside);
        return groups;
      }
      case Kind::word:
      case Kind::beginning: {
        const auto first = path_.words.begin() + step.begin;
        const bool known = !inside;
        inside = step.kind == Kind::beginning;
        return known ? Groups{Words(first, path_.words.begin() + step.end)} : Groups{};
      }
      case Kind::apart:
        inside = step.letters;
        return {};
      case Kind::letters:
      case Kind::digits:
      case Kind::number:
      case Kind::anything:
      case Kind::words_behind:
        inside = true;
        return {};
      case Kind::end_of_word:
      case Kind::words_before:
      case Kind::first:
      case Kind::last:
        inside = false;
        return {};
    }
    return {};
  }

  Groups of_sequence(std::uint32_t at, bool& inside) {
    Groups all;
    each_part(path_.steps, at, [&](std::uint32_t part) {
      Groups groups = of(part, inside);
      std::move(groups.begin(), groups.end(), std::back_inserter(all));
    });
    return all;
  }

  /// Of every part the rarest group, in one.
  Groups of_choice(std::uint32_t at, bool& inside) {
    Words all;
    bool known = true, ends_inside = false;
    each_part(path_.steps, at, [&](std::uint32_t part) {
      bool inside_part = inside;
      const Groups groups = of(part, inside_part);
      ends_inside = ends_inside || inside_part;
      const auto rarest = std::ranges::min_element(groups, {}, share_of);
      known = known && rarest != groups.end() && all.size() + rarest->size() <= kMaxWords;
      if (known) all.insert(all.end(), rarest->begin(), rarest->end());
    });
    inside = ends_inside;
    return known && !all.empty() ? Groups{std::move(all)} : Groups{};
  }

  const WordPath& path_;
};

}  // namespace

TriggerGroups trigger_words(const WordPath& path) {
  if (path.steps.empty()) return {};
  bool inside = false;
  Groups groups = Needs(path).of(0, inside);
  for (Words& words : groups) {
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
  }
  std::ranges::stable_sort(groups, {}, share_of);
  if (groups.size() > kMaxGroups) groups.resize(kMaxGroups);
  while (groups.size() > 1 && share_of(groups.back()) > kTooCommon) groups.pop_back();
  return groups;
}

}  // namespace plangrade::match
