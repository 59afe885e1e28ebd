// A pattern is located at most once per sentence, whoever asks, and only if the terms that it is
// made of match there: a long alternation of them is slow, and they are mostly asked for anyway.
// Terms never stand in themselves, so that asking for those inside of a term ends.
#include "match/term_finder.h"

#include <algorithm>

namespace plangrade::match {

TermFinder::TermFinder(std::span<const TermPatterns* const> patterns, const SegmentedText& text,
                       const TextWords& words, std::size_t terms)
    : patterns_(patterns),
      sentences_(text.sentences.size()),
      terms_(terms),
      seen_at_(sentences_, kNone),
      branch_(sentences_),
      group_(sentences_) {
  for (const TermPatterns* of_set : patterns) screens_.emplace_back(*of_set->set, text, words);
}

TermFinder::Term& TermFinder::term(TermNumber number) {
  Term& out = terms_[number];
  if (out.possible.size() != sentences_) {
    out.possible = SentenceSet(sentences_, true);
    out.settled = SentenceSet(sentences_);
  }
  return out;
}

template <typename Visit>
void TermFinder::each_branch(TermNumber term, Visit visit) const {
  for (std::uint32_t screen = 0; screen < patterns_.size(); ++screen) {
    const TermPatterns& patterns = *patterns_[screen];
    for (const std::uint32_t number : patterns.of[term].any) {
      const PatternSet::Branches branches = patterns.set->branches_of(number);
      for (std::uint32_t b = branches.begin; b < branches.end; ++b) visit(screen, number, b);
    }
  }
}

template <typename Visit>
void TermFinder::each_inner(TermNumber term, Visit visit) const {
  for (const TermPatterns* patterns : patterns_) {
    for (const TermNumber inner : patterns->of[term].inner) visit(inner);
  }
}

void TermFinder::require(std::uint32_t screen, std::uint32_t branch, SentenceSet& sentences) {
  for (const auto& terms : patterns_[screen]->required[branch]) {
    group_.clear();
    for (const TermNumber inner : terms) group_ |= terms_[inner].possible;
    sentences &= group_;
  }
}

template <typename Stands>
bool TermFinder::required_stand(std::uint32_t screen, std::uint32_t branch, Stands stands) const {
  return std::ranges::all_of(patterns_[screen]->required[branch],
                             [&](const auto& group) { return std::ranges::any_of(group, stands); });
}

const SentenceSet& TermFinder::possible(TermNumber number) {
  Term& asked = term(number);
  if (asked.known) return asked.possible;
  asked.known = true;
  each_inner(number, [&](TermNumber inner) { possible(inner); });
  SentenceSet by_words(sentences_);
  each_branch(number, [&](std::uint32_t screen, std::uint32_t, std::uint32_t branch) {
    if (!screens_[screen].find_words(branch, asked.possible, branch_)) return;
    require(screen, branch, branch_);
    by_words |= branch_;
  });
  by_words |= asked.settled;
  asked.possible &= by_words;
  return asked.possible;
}

std::size_t TermFinder::open(TermNumber number, const SentenceSet& sentences) {
  SentenceSet open = possible(number);
  open &= sentences;
  open -= terms_[number].settled;
  return open.count();
}

void TermFinder::add_candidates(TermNumber term, const SentenceSet& open) {
  each_branch(term, [&](std::uint32_t screen, std::uint32_t, std::uint32_t branch) {
    if (!screens_[screen].find_words(branch, open, branch_)) return;
    require(screen, branch, branch_);
    branch_.each([&](std::uint32_t i) { candidates_.push_back({i, term, screen, branch}); });
  });
}

void TermFinder::sort_candidates() {
  std::vector<std::uint32_t> next(sentences_ + 1);
  for (const Candidate& at : candidates_) ++next[at.sentence + 1];
  for (std::size_t i = 1; i < next.size(); ++i) next[i] += next[i - 1];
  sorted_.resize(candidates_.size());
  for (const Candidate& at : candidates_) sorted_[next[at.sentence]++] = at;
  candidates_.swap(sorted_);
}

void TermFinder::settle(const std::vector<SentenceSet>& asked) {
  std::vector<SentenceSet> open(asked.size()), inside(terms_.size());
  bool composed = false;
  for (TermNumber term = 0; term < asked.size(); ++term) {
    if (asked[term].size() != sentences_) continue;
    open[term] = possible(term);
    open[term] &= asked[term];
    open[term] -= terms_[term].settled;
    each_inner(term, [&](TermNumber inner) {
      if (inside[inner].size() != sentences_) inside[inner] = SentenceSet(sentences_);
      inside[inner] |= open[term];
      composed = true;
    });
  }
  if (composed) settle(inside);
  candidates_.clear();
  for (TermNumber term = 0; term < open.size(); ++term) {
    if (open[term].empty()) continue;
    open[term] -= terms_[term].settled;  // inside of another
    add_candidates(term, open[term]);
  }
  for (TermNumber term = 0; term < open.size(); ++term) {
    if (open[term].empty()) continue;
    terms_[term].possible -= open[term];
    terms_[term].settled |= open[term];
  }
  sort_candidates();
  for (const Candidate& at : candidates_) {
    SentenceSet& possible = terms_[at.term].possible;
    if (possible.has(at.sentence)) continue;
    if (screens_[at.screen].leads_through(at.branch, at.sentence)) possible.add(at.sentence);
  }
}

std::uint32_t TermFinder::seen(std::uint32_t sentence) {
  std::uint32_t& at = seen_at_[sentence];
  if (at != kNone) return at;
  at = static_cast<std::uint32_t>(seen_.size());
  Seen& seen = seen_.emplace_back();
  seen.sentence = sentence;
  seen.terms.resize(terms_.size());
  return at;
}

bool TermFinder::may_match(std::uint32_t sentence, std::uint32_t screen, std::uint32_t number) {
  const auto is_likely = [&](TermNumber term) { return likely(sentence, term); };
  const PatternSet::Branches branches = patterns_[screen]->set->branches_of(number);
  for (std::uint32_t branch = branches.begin; branch < branches.end; ++branch) {
    if (required_stand(screen, branch, is_likely) &&
        screens_[screen].leads_through(branch, sentence)) {
      return true;
    }
  }
  return false;
}

bool TermFinder::follow(std::uint32_t sentence, TermNumber term) {
  for (std::uint32_t screen = 0; screen < screens_.size(); ++screen) {
    for (const std::uint32_t number : patterns_[screen]->of[term].any) {
      if (may_match(sentence, screen, number)) return true;
    }
  }
  return false;
}

bool TermFinder::likely(std::uint32_t sentence, TermNumber number) {
  Term& asked = term(number);
  if (!asked.possible.has(sentence) || asked.settled.has(sentence)) {
    return asked.possible.has(sentence);
  }
  const bool likely = follow(sentence, number);
  if (!likely) asked.possible.remove(sentence);
  asked.settled.add(sentence);
  return likely;
}

bool TermFinder::some_pattern_matches(std::uint32_t sentence, TermNumber term) {
  for (std::uint32_t screen = 0; screen < screens_.size(); ++screen) {
    for (const std::uint32_t number : patterns_[screen]->of[term].any) {
      const Located* located = locate(sentence, screen, number);
      if (located != nullptr && located->first < located->last) return true;
    }
  }
  return false;
}

TermFinder::Located* TermFinder::locate(std::uint32_t sentence, std::uint32_t screen,
                                        std::uint32_t number) {
  const std::uint32_t at = seen(sentence);
  for (Located& known : seen_[at].located) {
    if (known.number == number && known.screen == screen) return &known;
  }
  if (!may_match(sentence, screen, number)) return nullptr;
  const auto is_present = [&](TermNumber term) { return present(sentence, term); };
  const PatternSet::Branches branches = patterns_[screen]->set->branches_of(number);
  bool possible = false;
  for (std::uint32_t branch = branches.begin; branch < branches.end && !possible; ++branch) {
    possible = required_stand(screen, branch, is_present);
  }
  const auto first = static_cast<std::uint32_t>(found_.size());
  if (possible) screens_[screen].locate(number, sentence, found_);
  const auto last = static_cast<std::uint32_t>(found_.size());
  return &seen_[at].located.emplace_back(Located{screen, number, first, last});
}

bool TermFinder::present(std::uint32_t sentence, TermNumber term) {
  if (!likely(sentence, term)) return false;
  const std::uint32_t at = seen(sentence);
  if ((seen_[at].terms[term] & kAsked) == 0) {
    seen_[at].terms[term] |= kAsked;
    if (some_pattern_matches(sentence, term)) seen_[at].terms[term] |= kPresent;
  }
  return (seen_[at].terms[term] & kPresent) != 0;
}

void TermFinder::note(std::uint32_t sentence, TermNumber number) {
  Term& noted = term(number);
  noted.possible.add(sentence);
  noted.settled.add(sentence);
  seen_[seen(sentence)].terms[number] |= kAsked | kPresent;
}

void TermFinder::want_all() {
  settle(std::vector<SentenceSet>(terms_.size(), SentenceSet(sentences_, true)));
  for (TermNumber term = 0; term < terms_.size(); ++term) {
    const SentenceSet likely = possible(term);
    likely.each([&](std::uint32_t sentence) { want(sentence, term); });
  }
}

void TermFinder::want(std::uint32_t sentence, TermNumber term) {
  if (!present(sentence, term)) return;
  const std::uint32_t at = seen(sentence);
  if ((seen_[at].terms[term] & kWanted) != 0) return;
  seen_[at].terms[term] |= kWanted;
  for (std::uint32_t screen = 0; screen < screens_.size(); ++screen) {
    const TermPatterns::Of& patterns = patterns_[screen]->of[term];
    for (const auto* list : {&patterns.any, &patterns.except}) {
      for (const std::uint32_t number : *list) {
        if (Located* located = locate(sentence, screen, number)) located->wanted = true;
      }
    }
  }
}

}  // namespace plangrade::match
