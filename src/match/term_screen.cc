#include "match/term_screen.h"

#include <utility>

namespace plangrade::match {

TermScreen::TermScreen(const PatternSet& set, std::vector<TermPatterns> terms,
                       std::vector<std::vector<TermNumber>> required)
    : set_(&set), terms_(std::move(terms)), owners_(set.size()), required_(std::move(required)) {
  for (TermNumber term = 0; term < terms_.size(); ++term) {
    for (const std::uint32_t pattern : terms_[term].any) owners_[pattern].push_back(term);
  }
}

}  // namespace plangrade::match
