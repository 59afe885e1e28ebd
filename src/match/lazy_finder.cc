// A pattern is located at most once per sentence, whoever asks, and only if the terms that it is
// made of match there: a long alternation of them is slow, and they are mostly asked for anyway.
#include "match/lazy_finder.h"

#include <algorithm>
#include <utility>

namespace plangrade::match {

LazyFinder::LazyFinder(std::vector<const TermScreen*> screens, const SegmentedText& text,
                       std::size_t terms)
    : screens_(std::move(screens)),
      text_(text),
      terms_(terms),
      possible_(text.sentences.size(), terms),
      known_(text.sentences.size(), terms),
      there_(text.sentences.size(), terms),
      wanted_(text.sentences.size(), terms),
      seen_at_(text.sentences.size() * screens_.size(), kNone) {
  for (std::size_t i = 0; i < text.sentences.size(); ++i) {
    const std::string_view sentence = text.sentences[i].span.in(text.text);
    for (const TermScreen* screen : screens_) {
      screen->set().screen(sentence, scratch_);
      screen->add(scratch_.candidates, possible_, i);
    }
  }
}

LazyFinder::Seen& LazyFinder::seen(std::uint32_t sentence, std::size_t screen) {
  std::uint32_t& at = seen_at_[sentence * screens_.size() + screen];
  if (at == kNone) {
    at = static_cast<std::uint32_t>(seen_.size());
    const PatternSet& set = screens_[screen]->set();
    const std::string_view text = text_.sentences[sentence].span.in(text_.text);
    set.screen(text, scratch_);
    std::ranges::sort(scratch_.candidates);
    seen_.push_back({sentence, set.key_words(text), {}});
    for (const std::uint32_t number : scratch_.candidates) {
      seen_.back().candidates.push_back({.number = number});
    }
  }
  return seen_[at];
}

LazyFinder::Candidate* LazyFinder::candidate(std::uint32_t sentence, std::size_t screen,
                                             std::uint32_t number) {
  std::vector<Candidate>& candidates = seen(sentence, screen).candidates;
  const auto found = std::ranges::lower_bound(candidates, number, {}, &Candidate::number);
  return found == candidates.end() || found->number != number ? nullptr : &*found;
}

LazyFinder::Candidate* LazyFinder::located(std::uint32_t sentence, std::size_t screen,
                                           std::uint32_t number) {
  Candidate* known = candidate(sentence, screen, number);
  if (known == nullptr || known->located) return known;
  const std::vector<TermNumber>& required = screens_[screen]->required_by(number);
  const bool possible =
      std::ranges::all_of(required, [&](TermNumber term) { return present(sentence, term); });
  known = candidate(sentence, screen, number);  // asking has moved it
  known->located = true;
  known->first = static_cast<std::uint32_t>(found_.size());
  if (possible) {
    screens_[screen]->set().locate(number, text_, text_.sentences[sentence].span,
                                   seen(sentence, screen).words, found_);
  }
  known->last = static_cast<std::uint32_t>(found_.size());
  return known;
}

bool LazyFinder::present(std::uint32_t sentence, TermNumber term) {
  if (!possible_.has(sentence, term)) return false;
  if (known_.has(sentence, term)) return there_.has(sentence, term);
  known_.add(sentence, term);
  for (std::size_t screen = 0; screen < screens_.size(); ++screen) {
    for (const std::uint32_t number : screens_[screen]->patterns_of(term).any) {
      const Candidate* candidate = located(sentence, screen, number);
      if (candidate == nullptr || !candidate->matches()) continue;
      there_.add(sentence, term);
      return true;
    }
  }
  return false;
}

void LazyFinder::note(std::uint32_t sentence, TermNumber term) {
  possible_.add(sentence, term);
  known_.add(sentence, term);
  there_.add(sentence, term);
}

void LazyFinder::want_all() {
  for (std::uint32_t i = 0; i < text_.sentences.size(); ++i) {
    for (TermNumber term = 0; term < terms_; ++term) {
      if (possible_.has(i, term)) want(i, term);
    }
  }
}

void LazyFinder::want(std::uint32_t sentence, TermNumber term) {
  if (wanted_.has(sentence, term) || !present(sentence, term)) return;
  wanted_.add(sentence, term);
  for (std::size_t screen = 0; screen < screens_.size(); ++screen) {
    const TermPatterns& patterns = screens_[screen]->patterns_of(term);
    for (const auto* list : {&patterns.any, &patterns.except}) {
      for (const std::uint32_t number : *list) {
        if (Candidate* candidate = located(sentence, screen, number)) candidate->wanted = true;
      }
    }
  }
}

}  // namespace plangrade::match
