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

void drop_excepted(std::span<const PatternInfo> patterns, std::vector<Match>& matches) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, Cover> exceptions;
  for (const Match& found : matches) {
    const PatternInfo& info = patterns[found.pattern];
    if (info.role == PatternRole::except) exceptions[{info.rule_set, info.owner}].add(found.span);
  }
  for (auto& [owner, cover] : exceptions) cover.finish();
  std::erase_if(matches, [&](const Match& found) {
    const PatternInfo& info = patterns[found.pattern];
    if (info.role != PatternRole::any && info.role != PatternRole::named) return false;
    const auto cover = exceptions.find({info.rule_set, info.owner});
    return cover != exceptions.end() && cover->second.overlaps(found.span);
  });
}

}  // namespace plangrade::match
