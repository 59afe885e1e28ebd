#include "drawing_order.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace plangrade::extract {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// Ways that are followed beside each other. With 16 one in a hundred single letters changes places
/// with another, with 128 hardly fewer than with 64.
constexpr std::size_t kBeam = 64;
/// A page that is read has up to about 1,500.
constexpr std::size_t kMostWords = 3'000;

// Efforts, in parts of a far step.
constexpr double kNotBeside = 2;  ///< the text goes on in the same line, the words do not
constexpr double kTorn = 0.6;     ///< the word stands close behind another one
constexpr double kPassedOver = 3;

/// For each word the one that it stands close behind in its line; kNone if there is none.
std::vector<std::size_t> neighbours(const std::vector<DrawnWord>& words) {
  std::vector<std::size_t> left(words.size(), kNone);
  for (std::size_t i = 0; i < words.size(); ++i) {
    double least = 0.5 * words[i].size;
    for (std::size_t j = 0; j < words.size(); ++j) {
      const double gap = std::abs(words[i].x0 - words[j].x1);
      const double away = std::abs(words[i].baseline - words[j].baseline);
      if (i == j || gap >= least || away > 0.5 * words[i].size) continue;
      left[i] = j;
      least = gap;
    }
  }
  return left;
}

/// A sign for a word, so that sums of them are as good as never equal for two sets of words.
std::size_t sign_of(std::size_t word) {
  std::size_t bits = (word + 1) * 0x9E3779B97F4A7C15u;  // as in SplitMix64 (Steele et al. 2014)
  bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9u;
  return bits ^ (bits >> 27);
}

class PenWalk {
 public:
  PenWalk(std::string_view drawn, const std::vector<DrawnWord>& words)
      : words_(words), left_(neighbours(words)) {
    bool new_line = true;
    for (const char c : drawn) {
      const bool line_end = c == '\n' || c == '\r' || c == '\f';
      new_line = new_line || line_end;
      if (c == ' ' || line_end) continue;
      text_ += c;
      new_line_.push_back(new_line);
      new_line = false;
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i].text.empty()) continue;
      by_text_[words[i].text].push_back(i);
      lengths_.insert(words[i].text.size());
    }
  }

  std::vector<std::size_t> turns() {
    steps_[0] = {Step{}};
    std::size_t best = 0;
    while (!steps_.empty()) {
      auto here = steps_.extract(steps_.begin());
      best = ways_.size();
      take(std::move(here.mapped()));
      go_on(best, here.key());
    }
    return turns_of(best);
  }

 private:
  /// What a way of the pen could become.
  struct Step {
    double effort = 0;         ///< of all steps up to here
    std::size_t from = kNone;  ///< the way that it goes on from
    std::size_t word = kNone;  ///< its last one
    std::size_t sign = 0;      ///< of the set of its words
  };

  /// A way of the pen up to a place of the text.
  struct Way : Step {
    std::vector<bool> used;
  };

  /// Makes the best of the steps to one place ways, the very best first. Those that used the same
  /// words and end at the same one have the same future, so that one of them is enough.
  void take(std::vector<Step> steps) {
    std::stable_sort(steps.begin(), steps.end(),
                     [](const Step& a, const Step& b) { return a.effort < b.effort; });
    std::set<std::pair<std::size_t, std::size_t>> seen;
    for (const auto& step : steps) {
      if (seen.size() == kBeam) break;
      if (!seen.emplace(step.word, step.sign).second) continue;
      Way way{step, step.from == kNone ? std::vector<bool>(words_.size()) : ways_[step.from].used};
      if (step.word != kNone) way.used[step.word] = true;
      ways_.push_back(std::move(way));
    }
  }

  /// All steps from the ways from `first` on, which lead to `at`.
  void go_on(std::size_t first, std::size_t at) {
    if (at == text_.size()) return;
    const auto fitting = fitting_at(at);
    for (auto from = first; from < ways_.size(); ++from) {
      const Way& way = ways_[from];
      bool stuck = true;
      for (const auto* words : fitting) {
        auto& steps = steps_[at + words_[words->front()].text.size()];
        for (const auto word : *words) {
          if (way.used[word]) continue;
          steps.push_back({way.effort + effort(way.word, word, new_line_[at]), from, word,
                           way.sign + sign_of(word)});
          stuck = false;
        }
      }
      if (stuck) steps_[at + 1].push_back({way.effort + kPassedOver, from, way.word, way.sign});
    }
  }

  /// The words that have the characters at `at`, equal ones together.
  std::vector<const std::vector<std::size_t>*> fitting_at(std::size_t at) const {
    std::vector<const std::vector<std::size_t>*> fitting;
    for (const auto length : lengths_) {
      if (at + length > text_.size()) break;
      const auto found = by_text_.find(std::string_view(text_).substr(at, length));
      if (found != by_text_.end()) fitting.push_back(&found->second);
    }
    return fitting;
  }

  /// How unlikely it is that the pen goes on with `next` after `last`.
  double effort(std::size_t last, std::size_t next, bool new_line) const {
    constexpr double kFar = 40;  // points; beyond, all places are about as likely
    if (last == kNone) return 0;
    const DrawnWord &from = words_[last], &to = words_[next];
    const double right = to.x0 - from.x1;
    const double down = std::abs(to.baseline - from.baseline);
    const double way = std::abs(right) + 2 * down;
    const bool beside = down < 0.7 * to.size && right > -0.5 * to.size;
    const bool torn = left_[next] != kNone && left_[next] != last;
    return way / (way + kFar) + (new_line || beside ? 0 : kNotBeside) + (torn ? kTorn : 0);
  }

  /// Turns of the words on the way that ends with `end`.
  std::vector<std::size_t> turns_of(std::size_t end) const {
    std::vector<std::size_t> drawn;  // the last first
    for (auto way = end; way != kNone; way = ways_[way].from) {
      const auto word = ways_[way].word;
      if (word != kNone && (drawn.empty() || drawn.back() != word)) drawn.push_back(word);
    }
    std::vector<std::size_t> turns(words_.size(), 0);
    for (std::size_t i = 0; i < drawn.size(); ++i) turns[drawn[i]] = drawn.size() - i;
    for (std::size_t i = 0; i < turns.size(); ++i) {
      if (turns[i] == 0) turns[i] = i == 0 ? 1 : turns[i - 1];
    }
    return turns;
  }

  const std::vector<DrawnWord>& words_;
  std::vector<std::size_t> left_;  ///< neighbours
  std::string text_;               ///< what is drawn, without blanks
  std::vector<bool> new_line_;     ///< of each byte: a line begins with it
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_text_;
  std::set<std::size_t> lengths_;                   ///< of words, in bytes
  std::map<std::size_t, std::vector<Step>> steps_;  ///< by the place that they lead to
  std::vector<Way> ways_;
};

}  // namespace

std::vector<std::size_t> turns_in(std::string_view drawn, const std::vector<DrawnWord>& words) {
  if (words.size() > kMostWords) return {};
  return PenWalk(drawn, words).turns();
}

}  // namespace plangrade::extract
