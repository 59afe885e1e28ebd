// Reads the steps that follow one another from left to right; choices are steps in one.
#include "match/word_links.h"

#include <algorithm>
#include <utility>

namespace plangrade::match {
namespace {

using Kind = PathStep::Kind;

constexpr std::size_t kMaxLinks = 6;

bool is_word(const PathStep& step) {
  return step.kind == Kind::word || step.kind == Kind::beginning;
}

/// How many words a step leads over at most; kFar: any number.
std::uint32_t width_of(const WordPath& path, std::uint32_t at) {
  const PathStep& step = path.steps[at];
  std::uint32_t width = 0;
  switch (step.kind) {
    case Kind::sequence:
    case Kind::repeated:
      each_part(path.steps, at, [&](std::uint32_t i) {
        width = std::min<std::uint32_t>(kFar, width + width_of(path, i));
      });
      return std::min<std::uint32_t>(kFar, width * step.n);
    case Kind::choice:
      each_part(path.steps, at,
                [&](std::uint32_t i) { width = std::max(width, width_of(path, i)); });
      return width;
    case Kind::word:
    case Kind::beginning:
    case Kind::letters:
    case Kind::digits:
      return 1;
    case Kind::number:
    case Kind::apart:
    case Kind::anything:
    case Kind::words_behind:
    case Kind::words_before:
      return std::min(step.n, kFar);
    case Kind::end_of_word:
    case Kind::first:
    case Kind::last:
      return 0;
  }
  return kFar;
}

class Reading {
 public:
  explicit Reading(const WordPath& path) : path_(path) {}

  WordLinks read() {
    read(0);
    out_.exact = exact_ && !out_.links.empty();
    return std::move(out_);
  }

 private:
  void read(std::uint32_t at) {
    const PathStep& step = path_.steps[at];
    const bool once = step.kind == Kind::sequence || (step.kind == Kind::repeated && step.n == 1);
    if (once && !step.optional)
      return each_part(path_.steps, at, [&](std::uint32_t i) { read(i); });
    if (step.kind == Kind::first && out_.links.empty() && gap_ == 0) out_.from_first = true;
    const WordEdges before = edges_;
    TriggerGroups groups = word_needs(path_, at, edges_);
    const std::uint32_t width = width_of(path_, at);
    const auto rarest = std::ranges::min_element(
        groups, {}, [](const std::vector<TriggerWord>& words) { return commonness(words); });
    const std::uint32_t gap = std::min<std::uint32_t>(kFar, gap_ + width);
    const bool linked = rarest != groups.end() && out_.links.size() < kMaxLinks;
    exact_ = exact_ && says_all(step, linked);
    if (!linked) {
      gap_ = gap;
      return;
    }
    // Any word of the step may be the one.
    out_.links.push_back({.words = std::move(*rarest),
                          .gap = static_cast<std::uint16_t>(gap == kFar ? kFar : gap - 1),
                          .joined = !before.plain()});
    gap_ = width == kFar ? width : width - 1;
  }

  /// Whether a step leads on just where its link stands: only words one after the other do.
  bool says_all(const PathStep& step, bool linked) {
    if (step.optional) return false;
    if (step.kind == Kind::end_of_word) {
      begun_ = false;
      return true;
    }
    if (!is_word(step) || !linked || begun_) return false;
    begun_ = step.kind == Kind::beginning;
    return true;
  }

  const WordPath& path_;
  WordEdges edges_;
  WordLinks out_;
  std::uint32_t gap_ = 0;  // words that may have been passed since the last link
  bool exact_ = true;
  bool begun_ = false;  // a word that may go on
};

}  // namespace

WordLinks word_links(const WordPath& path) {
  return path.steps.empty() ? WordLinks{} : Reading(path).read();
}

}  // namespace plangrade::match
