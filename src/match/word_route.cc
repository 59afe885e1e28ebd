// Sets of places are numbers of 64 bits, so that a step takes a few instructions whatever the
// sentence.
#include "match/word_route.h"

#include <algorithm>
#include <bit>

#include "match/word_links.h"

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
std::uint64_t previous(std::uint64_t places) { return places >> 1 | places << 63; }

/// Up to n words farther on.
std::uint64_t farther(std::uint64_t places, std::uint16_t n, bool folded) {
  if (n >= kFar) {
    const std::uint64_t first = places & -places;
    return folded ? ~std::uint64_t{0} : ~(first - 1);
  }
  for (int left = n, step = 1; left > 0; left -= step, step *= 2) {
    step = std::min(step, left);
    places |= std::rotl(places, step);
  }
  return places;
}

}  // namespace

class Traveller {
  using Step = Routes::Step;

 public:
  Traveller(const Routes& routes, WordPlaces& places)
      : routes_(routes), steps_(routes.steps_.data()), places_(places) {}

  /// Where step `at` leads from `from`.
  Places go(std::uint32_t at, Places from) const {
    const Step& step = steps_[at];
    const Places to = take(at, step, from);
    return step.optional ? to | from : to;
  }

 private:
  Places take(std::uint32_t at, const Step& step, const Places& from) const {
    switch (step.kind) {
      case Kind::sequence:
        return all_parts(at, from);
      case Kind::choice: {
        Places to;
        for (std::uint32_t i = at + 1; i < step.end; i = steps_[i].end) to = to | go(i, from);
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
    for (std::uint32_t i = at + 1; i < steps_[at].end && !from.empty(); i = steps_[i].end) {
      from = go(i, from);
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
  std::uint64_t standing(const Step& step) const { return places_.of(routes_.lists_[step.list]); }

  /// Where one of the words of a step may stand in the middle of a word.
  std::uint64_t standing_inside(const Step& step) const {
    std::uint64_t out = places_.beyond_ascii();
    routes_.lists_.each_pairs(step.list, [&](std::span<const std::uint8_t> pairs) {
      std::uint64_t all = ~std::uint64_t{0};
      for (std::size_t i = 0; i < pairs.size() && all != 0; ++i) all &= places_.with_pair(pairs[i]);
      out |= all;
    });
    return out;
  }

  /// Where letters or digits may go on in words that have begun.
  Places went_on(const Step& step, const Places& from) const {
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

  Places begun(const Step& step, const Places& from) const {
    Places to = went_on(step, from);
    (step.letters ? to.within : to.digits) |= from.before & standing(step);
    return to;
  }

  Places number(const Places& from) const {
    return {.before = from.before | next(from.inside()),
            .digits = (from.before | from.digits) & places_.with_digits(),
            .within = from.within & places_.with_digits()};
  }

  Places apart(const Step& step, const Places& from) const {
    const std::uint64_t beyond = step.letters ? places_.beyond_ascii() : 0;
    const std::uint64_t before = from.before | next(from.inside());
    return {.before = before | next(before & (places_.signs() | beyond)),
            .within = from.any() & beyond};
  }

  Places anything(std::uint16_t n, const Places& from) const {
    const std::uint64_t reached = farther(from.any(), n, places_.folded());
    return {.before = reached | next(reached), .within = reached};
  }

  const Routes& routes_;
  const Step* steps_;
  WordPlaces& places_;
};

void Routes::add(const WordPath& path, const TriggerGroups& needs, WordTable& table) {
  const WordLinks links = word_links(path);
  Route route{.steps = static_cast<std::uint32_t>(steps_.size()),
              .links = static_cast<std::uint32_t>(links_.size()),
              .groups = static_cast<std::uint32_t>(groups_.size()),
              .from_first = links.from_first,
              .exact = links.exact};
  for (const auto& group : needs) groups_.push_back(lists_.add(group, table));
  for (const WordLink& link : links.links) {
    links_.push_back({lists_.add(link.words, table), link.gap, link.joined});
  }
  if (!links.exact) add_steps(path, table);
  route.steps_end = static_cast<std::uint32_t>(steps_.size());
  route.links_end = static_cast<std::uint32_t>(links_.size());
  route.groups_end = static_cast<std::uint32_t>(groups_.size());
  routes_.push_back(route);
}

void Routes::add_steps(const WordPath& path, WordTable& table) {
  const auto first = static_cast<std::uint32_t>(steps_.size());
  for (std::uint32_t i = 0; i < path.steps.size(); ++i) {
    const PathStep& step = path.steps[i];
    Step& out = steps_.emplace_back(
        Step{step.kind, step.optional, step.digits, step.letters, step.n, first + step.end, 0});
    if (step.kind != Kind::word && step.kind != Kind::beginning) continue;
    out.end = first + i + 1;
    const TriggerWord* words = path.words.data();
    out.list = lists_.add(std::vector(words + step.begin, words + step.end), table);
  }
}

bool Routes::links_stand(const Route& route, const WordPlaces& places) const {
  std::uint64_t reached = route.from_first ? 1 : ~std::uint64_t{0};
  for (std::uint32_t i = route.links; i < route.links_end; ++i) {
    const Link& link = links_[i];
    if (link.joined) reached |= previous(reached);
    reached = places.of(lists_[link.list]) & farther(reached, link.gap, places.folded());
    if (reached == 0) return false;
    reached = next(reached);
  }
  return true;
}

bool Routes::leads_through(std::uint32_t route, WordPlaces& places) const {
  const Route& of = routes_[route];
  if (!links_stand(of, places)) return false;
  if (of.steps == of.steps_end) return true;
  constexpr std::uint64_t kAnywhere = ~std::uint64_t{0};
  return !Traveller(*this, places).go(of.steps, {.before = kAnywhere}).empty();
}

}  // namespace plangrade::match
