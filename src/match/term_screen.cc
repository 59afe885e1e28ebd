// A branch that is made of other terms is long, and is looked into only where those may stand:
// terms are therefore settled from the inside out.
#include "match/term_screen.h"

#include <algorithm>
#include <utility>

namespace plangrade::match {

TermScreen::TermScreen(const PatternSet& set, std::vector<TermPatterns> terms,
                       std::vector<TermGroups> required)
    : set_(&set),
      terms_(std::move(terms)),
      owners_(set.size()),
      required_(std::move(required)),
      depth_(required_.size()) {
  for (TermNumber term = 0; term < terms_.size(); ++term) {
    for (const std::uint32_t pattern : terms_[term].any) owners_[pattern].push_back(term);
  }
  // Terms never stand in themselves, so that this ends.
  std::vector<std::uint32_t> of_term(terms_.size());
  for (bool changed = true; changed;) {
    changed = false;
    for (std::uint32_t branch = 0; branch < required_.size(); ++branch) {
      std::uint32_t depth = 0;
      for (const auto& group : required_[branch]) {
        for (const TermNumber term : group) depth = std::max(depth, of_term[term] + 1);
      }
      depth_[branch] = depth;
      for (const TermNumber term : owners_[set.pattern_of(branch)]) {
        changed = changed || depth > of_term[term];
        of_term[term] = std::max(of_term[term], depth);
      }
    }
  }
}

std::vector<bool> TermScreen::patterns_of_any(const TermSets& terms) const {
  std::vector<bool> out(owners_.size());
  for (std::size_t pattern = 0; pattern < owners_.size(); ++pattern) {
    out[pattern] =
        std::ranges::any_of(owners_[pattern], [&](TermNumber term) { return terms.has(0, term); });
  }
  return out;
}

void TermScreen::add_required(TermSets& terms) const {
  for (bool changed = true; changed;) {
    changed = false;
    const std::vector<bool> asked = patterns_of_any(terms);
    for (std::uint32_t branch = 0; branch < required_.size(); ++branch) {
      if (!asked[set_->pattern_of(branch)]) continue;
      for (const auto& group : required_[branch]) {
        for (const TermNumber term : group) {
          changed = changed || !terms.has(0, term);
          terms.add(0, term);
        }
      }
    }
  }
}

void TermScreen::look_into(std::uint32_t branch, ScreenScratch& scratch, TermSets& possible,
                           std::size_t i) const {
  const auto known = [&](TermNumber term) { return possible.has(i, term); };
  const std::vector<TermNumber>& owners = owners_[set_->pattern_of(branch)];
  if (std::ranges::all_of(owners, known) || !required_stand(branch, known)) return;
  if (!set_->may_match(branch, scratch.places)) return;
  for (const TermNumber term : owners) possible.add(i, term);
}

void TermScreen::screen(std::string_view sentence, bool preferred, ScreenScratch& scratch,
                        TermSets& possible, std::size_t i) const {
  set_->screen(sentence, preferred, scratch);
  for (std::uint32_t depth = 0, deeper = 1; deeper > 0; ++depth) {
    deeper = 0;
    for (const std::uint32_t branch : scratch.branches) {
      if (depth_[branch] == depth) look_into(branch, scratch, possible, i);
      deeper += depth_[branch] > depth ? 1 : 0;
    }
  }
}

}  // namespace plangrade::match
