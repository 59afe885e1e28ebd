// Sorts the patterns of a set by the terms that they belong to.
#include "match/term_patterns.h"

namespace plangrade::match {
namespace {

void add_once(std::vector<std::uint32_t>& ascending, std::uint32_t number) {
  if (ascending.empty() || ascending.back() != number) ascending.push_back(number);
}

void add_inner_terms(const TermPatterns& patterns, TermPatterns::Of& term) {
  for (const std::uint32_t number : term.any) {
    const PatternSet::Branches branches = patterns.set->branches_of(number);
    for (std::uint32_t branch = branches.begin; branch < branches.end; ++branch) {
      for (const auto& group : patterns.required[branch]) {
        term.inner.insert(term.inner.end(), group.begin(), group.end());
      }
    }
  }
}

}  // namespace

TermPatterns patterns_by_term(const PatternSet& set, const PatternOwners& owners,
                              std::size_t terms) {
  TermPatterns out{&set, std::vector<TermPatterns::Of>(terms), {}};
  for (std::uint32_t number = 0; number < set.size(); ++number) {
    for (const std::uint32_t id : set.ids(number)) {
      TermPatterns::Of& term = out.of[owners.term[id]];
      add_once(owners.is_exception[id] ? term.except : term.any, number);
    }
    // Patterns of the same text are made of the same terms.
    const std::vector<TermGroups>& required = owners.required[set.ids(number).front()];
    out.required.insert(out.required.end(), required.begin(), required.end());
  }
  for (TermPatterns::Of& term : out.of) add_inner_terms(out, term);
  return out;
}

}  // namespace plangrade::match
