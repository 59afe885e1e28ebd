// Sets of places are numbers of 64 bits, so that a step takes a few instructions whatever the
// sentence.
#include "match/word_route.h"

#include <utility>

namespace plangrade::match {
namespace {

using Kind = PathStep::Kind;

/// Places in a sentence: before its words, in them behind digits alone, and elsewhere in them.
struct Places {
  std::uint64_t before = 0, digits = 0, within = 0;
  bool empty() const { return (before | digits | within) == 0; }
  std::uint64_t inside() const { return digits | within; }
  std::uint64_t any() const { return before | digits | within; }
  bool operator==(const Places&) const = default;
  Places operator|(const Places& other) const {
    return {before | other.before, digits | other.digits, within | other.within};
  }
};

std::uint64_t next(std::uint64_t places) { return places << 1 | places >> 63; }

}  // namespace

class Traveller {
 public:
  Traveller(const Route& route, WordPlaces& places)
      : route_(route), steps_(route.steps_), places_(places) {}

  /// Where step `at` leads from `from`.
  Places go(std::uint32_t at, Places from) const {
    const PathStep& step = steps_[at];
    const Places to = take(at, step, from);
    return step.optional ? to | from : to;
  }

 private:
  Places take(std::uint32_t at, const PathStep& step, const Places& from) const {
    switch (step.kind) {
      case Kind::sequence:
        return all_parts(at, from);
      case Kind::choice: {
        Places to;
        each_part(steps_, at, [&](std::uint32_t i) { to = to | go(i, from); });
        return to;
      }
      case Kind::repeated:
        return repeated(step.n, from, [&](const Places& p) { return all_parts(at, p); });
      case Kind::word:
        return {.before = next((from.before & standing(step)) | went_on(step, from).any())};
      case Kind::beginning:
        return begun(step, from);
      case Kind::letters:
        return {.within = from.any()};
      case Kind::digits:
        return {.digits = (from.before | from.digits) & places_.with_digits(),
                .within = from.within & places_.with_digits()};
      case Kind::number:
        return repeated(step.n, from, [&](const Places& p) { return number(p); });
      case Kind::end_of_word:
        return {.before = from.before | next(from.inside())};
      case Kind::apart:
        return repeated(step.n, from, [&](const Places& p) { return apart(step, p); });
      case Kind::anything:
        return anything(step.n, from);
      case Kind::words_behind:
        return repeated(step.n, from, [](const Places& p) {
          return Places{.within = p.before | next(p.inside())};
        });
      case Kind::words_before:
        return repeated(step.n, from,
                        [](const Places& p) { return Places{.before = next(p.any())}; });
      case Kind::first:
        return {.before = from.before & 1};
      case Kind::last:
        return {.before = (from.before | next(from.inside())) & places_.end()};
    }
    return from;
  }

  Places all_parts(std::uint32_t at, Places from) const {
    for (std::uint32_t i = at + 1; i < steps_[at].end && !from.empty();) {
      const PathStep& part = steps_[i];
      from = go(i, from);
      i = part.kind == Kind::word || part.kind == Kind::beginning ? i + 1 : part.end;
    }
    return from;
  }

  template <typename Step>
  static Places repeated(std::uint16_t n, const Places& from, Step step) {
    Places all, last = from;
    for (std::uint16_t i = 0; i < n; ++i) {
      last = step(last);
      const Places more = all | last;
      if (more == all) break;
      all = more;
    }
    return all;
  }

  /// Where one of the words of a step stands.
  std::uint64_t standing(const PathStep& step) const {
    std::uint64_t out = 0;
    for (std::uint32_t i = step.begin; i < step.end; ++i) out |= places_.of(route_.entries_[i]);
    return out;
  }

  /// Where one of the words of a step may stand in the middle of a word.
  std::uint64_t standing_inside(const PathStep& step) const {
    std::uint64_t out = places_.beyond_ascii();
    for (std::uint32_t i = step.begin; i < step.end; ++i) {
      std::uint64_t all = ~std::uint64_t{0};
      const std::uint32_t begin = i == 0 ? 0 : route_.pairs_end_[i - 1];
      for (std::uint32_t p = begin; p < route_.pairs_end_[i] && all != 0; ++p) {
        all &= places_.with_pair(route_.pairs_[p]);
      }
      out |= all;
    }
    return out;
  }

  /// Where letters or digits may go on in words that have begun.
  Places went_on(const PathStep& step, const Places& from) const {
    if (from.inside() == 0) return {};
    Places to;
    if (step.letters) to = {.within = from.within | (from.digits & ~places_.digits_only())};
    if (step.digits) {
      to.digits |= from.digits;
      to.within |= from.within & places_.with_digits();
    }
    const std::uint64_t there = standing_inside(step);
    return {.digits = to.digits & there, .within = to.within & there};
  }

  Places begun(const PathStep& step, const Places& from) const {
    Places to = went_on(step, from);
    (step.letters ? to.within : to.digits) |= from.before & standing(step);
    return to;
  }

  Places number(const Places& from) const {
    return {.before = from.before | next(from.inside()),
            .digits = (from.before | from.digits) & places_.with_digits(),
            .within = from.within & places_.with_digits()};
  }

  Places apart(const PathStep& step, const Places& from) const {
    const std::uint64_t beyond = step.letters ? places_.beyond_ascii() : 0;
    const std::uint64_t before = from.before | next(from.inside());
    return {.before = before | next(before & (places_.signs() | beyond)),
            .within = from.any() & beyond};
  }

  Places anything(std::uint16_t n, const Places& from) const {
    std::uint64_t reached = from.any();
    if (n >= kFar) {
      const std::uint64_t first = reached & -reached;
      reached = places_.folded() ? ~std::uint64_t{0} : ~(first - 1);
    } else {
      for (std::uint16_t i = 0; i < n; ++i) reached |= next(reached);
    }
    return {.before = reached | next(reached), .within = reached};
  }

  const Route& route_;
  const std::vector<PathStep>& steps_;
  WordPlaces& places_;
};

void WordPlaces::begin(std::string_view sentence, std::size_t size) {
  for (const std::uint32_t entry : known_) places_[entry] = 0;
  known_.clear();
  if (places_.size() < size) places_.resize(size);
  sentence_ = sentence;
  with_digits_ = digits_only_ = signs_ = beyond_ascii_ = 0;
  size_ = 0;
  paired_ = false;
}

void WordPlaces::find_pairs() {
  paired_ = true;
  pairs_.fill(0);
  std::uint32_t position = 0;
  const auto letter = [&](std::size_t i) {
    return static_cast<char>(kLetters[static_cast<unsigned char>(sentence_[i])]);
  };
  for (std::size_t end = 0; end < sentence_.size();) {
    const std::size_t begin = end;
    if (take_word(sentence_, end).letters == 0) continue;
    for (std::size_t i = begin + 2; i < end; ++i) {
      pairs_[letter_pair(letter(i - 1), letter(i))] |= std::uint64_t{1} << (position % 64);
    }
    ++position;
  }
}

Route::Route(const WordPath& path, std::vector<std::uint32_t> entries,
             const std::vector<std::vector<std::uint32_t>>& needs)
    : steps_(path.steps), entries_(std::move(entries)) {
  for (const std::vector<std::uint32_t>& group : needs) {
    needs_.insert(needs_.end(), group.begin(), group.end());
    needs_end_.push_back(static_cast<std::uint32_t>(needs_.size()));
  }
  for (const TriggerWord& word : path.words) {
    for (std::size_t i = 1; i < word.word.size(); ++i) {
      pairs_.push_back(letter_pair(word.word[i - 1], word.word[i]));
    }
    pairs_end_.push_back(static_cast<std::uint32_t>(pairs_.size()));
  }
}

bool Route::has_words(const WordPlaces& places) const {
  std::size_t begin = 0;
  for (const std::uint32_t end : needs_end_) {
    std::uint64_t there = 0;
    for (; begin < end; ++begin) there |= places.of(needs_[begin]);
    if (there == 0) return false;
  }
  return true;
}

bool Route::leads_through(WordPlaces& places) const {
  if (steps_.empty()) return true;
  constexpr std::uint64_t kAnywhere = ~std::uint64_t{0};
  return !Traveller(*this, places).go(0, {.before = kAnywhere}).empty();
}

}  // namespace plangrade::match
