#include "match/exceptions.h"

#include <algorithm>
#include <map>
#include <utility>

namespace plangrade::match {
namespace {

/// Overlap with any span of a fixed set, by bisection: spans sorted by begin, with the furthest end
/// so far.
class Cover {
 public:
  void add(Span span) { spans_.push_back(span); }
  void finish() {
    std::sort(spans_.begin(), spans_.end());
    std::uint32_t furthest = 0;
    for (const Span span : spans_) {
      furthest = std::max(furthest, span.end);
      furthest_.push_back(furthest);
    }
  }
  bool overlaps(Span span) const {
    const auto after = std::lower_bound(spans_.begin(), spans_.end(), Span{span.end, 0});
    if (after == spans_.begin()) return false;
    return furthest_[static_cast<std::size_t>(after - spans_.begin()) - 1] > span.begin;
  }

 private:
  std::vector<Span> spans_;
  std::vector<std::uint32_t> furthest_;
};

}  // namespace

void Exceptions::drop_excepted(std::span<const PatternInfo> patterns,
                               std::vector<Match>& matches) const {
  using Owner = std::pair<std::uint32_t, std::uint32_t>;  // rule set, term
  // By term and by the number of the term from which what they take away is taken over; a term's
  // own exceptions, which take away from all of it, have number 0.
  std::map<std::pair<Owner, std::uint32_t>, Cover> covers;
  for (const Match& found : matches) {
    const PatternInfo& info = patterns[found.pattern];
    if (info.role != PatternRole::except) continue;
    const Owner owner(info.rule_set, info.owner);
    const std::uint32_t number = info.pattern.taken;
    if (number == 0) {
      covers[{owner, 0}].add(found.span);
      continue;
    }
    const auto strikes = strikes_[info.rule_set].find(number);
    if (strikes == strikes_[info.rule_set].end()) continue;
    for (const std::uint32_t struck : strikes->second) covers[{owner, struck}].add(found.span);
  }
  for (auto& [owner, cover] : covers) cover.finish();
  const auto covered = [&](const Owner& owner, std::uint32_t number, Span span) {
    const auto cover = covers.find({owner, number});
    return cover != covers.end() && cover->second.overlaps(span);
  };
  std::erase_if(matches, [&](const Match& found) {
    const PatternInfo& info = patterns[found.pattern];
    if (info.role != PatternRole::any && info.role != PatternRole::named) return false;
    const Owner owner(info.rule_set, info.owner);
    const std::uint32_t number = info.pattern.taken;
    return covered(owner, 0, found.span) || (number > 0 && covered(owner, number, found.span));
  });
}

}  // namespace plangrade::match
