// Follows a way through its words and notes those that it cannot pass by.
#include "match/word_needs.h"

#include <algorithm>
#include <utility>

#include "match/common_words.h"

namespace plangrade::match {
namespace {

using Kind = PathStep::Kind;
using Words = std::vector<TriggerWord>;
using Groups = TriggerGroups;
using Edges = WordEdges;

constexpr std::size_t kMaxWords = 4096;  // of one pattern
constexpr std::size_t kMaxSpelled = 64;  // beginnings of words that may go on

const Edges kBoundary{}, kUnknown{.unknown = true, .foreign = false, .spelled = {}};

/// Behind digits, which are one letter to a table of words; it knows no more than eight of them.
Edges behind_digits() {
  Edges out;
  for (std::size_t n = 1; n <= 8; ++n) out.spelled.emplace_back(n, '0');
  return out;
}

Groups::const_iterator rarest_of(const Groups& groups) {
  return std::ranges::min_element(groups, {}, [](const Words& words) { return commonness(words); });
}

/// Groups of words that stand wherever a step leads on.
class Needs {
 public:
  explicit Needs(const WordPath& path) : path_(path) {}

  /// Those of step `at`, which begins at `edges`; these are then where it may end.
  Groups of(std::uint32_t at, Edges& edges) {
    const Edges before = edges;
    Groups groups = of_present(at, edges);
    if (!path_.steps[at].optional) return groups;
    edges.add(before);
    return {};
  }

 private:
  Groups of_present(std::uint32_t at, Edges& edges) {
    const PathStep& step = path_.steps[at];
    switch (step.kind) {
      case Kind::sequence:
        return of_sequence(at, edges);
      case Kind::choice:
        return of_choice(at, edges);
      case Kind::repeated:
        return of_repeated(at, edges);
      case Kind::word:
      case Kind::beginning:
        return of_word(step, edges);
      case Kind::apart:
        edges = {.unknown = false, .foreign = step.letters, .spelled = {}};
        return {};
      case Kind::digits:
      case Kind::number:
        edges = edges.plain() ? behind_digits() : kUnknown;
        return {};
      case Kind::letters:
      case Kind::anything:
      case Kind::words_behind:
        edges = kUnknown;
        return {};
      case Kind::end_of_word:
      case Kind::words_before:
      case Kind::first:
      case Kind::last:
        edges = kBoundary;
        return {};
    }
    return {};
  }

  Groups of_word(const PathStep& step, Edges& edges) const {
    const Edges before = std::exchange(edges, kBoundary);
    const bool goes_on = step.kind == Kind::beginning;
    if (before.unknown) {
      if (goes_on) edges = kUnknown;
      return {};
    }
    Words group(path_.words.begin() + step.begin, path_.words.begin() + step.end);
    const std::size_t own = group.size();
    for (const std::string& form : before.spelled) {
      for (std::size_t i = 0; i < own; ++i) {
        group.push_back({form + group[i].word, group[i].prefix});
      }
    }
    if (goes_on) {
      Edges behind{.unknown = false, .foreign = before.foreign, .spelled = {}};
      for (const TriggerWord& word : group) behind.add({.spelled = {word.word}});
      edges = std::move(behind);
    }
    if (before.foreign) group.push_back(kForeignWord);
    return group.size() <= kMaxWords ? Groups{std::move(group)} : Groups{};
  }

  Groups of_sequence(std::uint32_t at, Edges& edges) {
    Groups all;
    each_part(path_.steps, at, [&](std::uint32_t part) {
      Groups groups = of(part, edges);
      std::move(groups.begin(), groups.end(), std::back_inserter(all));
    });
    return all;
  }

  Groups of_repeated(std::uint32_t at, Edges& edges) {
    Groups groups = of_sequence(at, edges);
    if (path_.steps[at].n == 1) return groups;
    const Edges once = edges;
    of_sequence(at, edges);
    edges.add(once);
    if (edges.spelled.size() > once.spelled.size()) edges = kUnknown;  // and so on
    return groups;
  }

  /// Of every part the rarest group, in one.
  Groups of_choice(std::uint32_t at, Edges& edges) {
    Words all;
    bool known = true;
    Edges ends;
    each_part(path_.steps, at, [&](std::uint32_t part) {
      Edges of_part = edges;
      const Groups groups = of(part, of_part);
      ends.add(of_part);
      const auto rarest = rarest_of(groups);
      known = known && rarest != groups.end() && all.size() + rarest->size() <= kMaxWords;
      if (known) all.insert(all.end(), rarest->begin(), rarest->end());
    });
    edges = std::move(ends);
    return known && !all.empty() ? Groups{std::move(all)} : Groups{};
  }

  const WordPath& path_;
};

}  // namespace

void WordEdges::add(const WordEdges& other) {
  unknown = unknown || other.unknown || spelled.size() + other.spelled.size() > kMaxSpelled;
  foreign = foreign || other.foreign;
  if (unknown) return spelled.clear();
  for (const std::string& form : other.spelled) {
    if (std::ranges::count(spelled, form) == 0) spelled.push_back(form);
  }
}

double commonness(const std::vector<TriggerWord>& group) {
  double sum = 0;
  for (const TriggerWord& trigger : group) sum += commonness(trigger);
  return sum;
}

TriggerGroups word_needs(const WordPath& path, std::uint32_t at, WordEdges& edges) {
  return Needs(path).of(at, edges);
}

}  // namespace plangrade::match
