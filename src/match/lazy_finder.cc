// A pattern is located at most once per sentence, whoever asks, and only if the terms that it is
// made of match there: a long alternation of them is slow, and they are mostly asked for anyway.
#include "match/lazy_finder.h"

#include <algorithm>
#include <utility>

namespace plangrade::match {

LazyFinder::LazyFinder(std::vector<const TermScreen*> screens, const SegmentedText& text,
                       std::size_t terms, const TermSets* screened)
    : screens_(std::move(screens)),
      text_(text),
      terms_(terms),
      screened_(screened),
      possible_(text.sentences.size(), terms),
      seen_at_(text.sentences.size(), kNone),
      placed_(screens_.size()) {
  screen_all();
}

void LazyFinder::screen_all() {
  ScreenScratch scratch;
  for (std::size_t i = 0; i < text_.sentences.size(); ++i) {
    const std::string_view sentence = text_.sentences[i].span.in(text_.text);
    for (const TermScreen* screen : screens_) {
      screen->screen(sentence, screened_ != nullptr, scratch, possible_, i);
    }
  }
}

std::uint32_t LazyFinder::seen(std::uint32_t sentence) {
  std::uint32_t& at = seen_at_[sentence];
  if (at != kNone) return at;
  at = static_cast<std::uint32_t>(seen_.size());
  Seen& seen = seen_.emplace_back();
  seen.sentence = sentence;
  seen.terms.resize(terms_);
  const std::string_view text = text_.sentences[sentence].span.in(text_.text);
  for (const TermScreen* screen : screens_) seen.words.push_back(screen->set().words(text));
  return at;
}

WordPlaces& LazyFinder::places(std::uint32_t seen, std::uint32_t screen) {
  Placed& placed = placed_[screen];
  if (placed.seen != seen) {
    const std::string_view sentence = text_.sentences[seen_[seen].sentence].span.in(text_.text);
    screens_[screen]->set().place(sentence, seen_[seen].words[screen], placed.places);
    placed.seen = seen;
  }
  return placed.places;
}

bool LazyFinder::may_match(std::uint32_t seen, std::uint32_t screen, std::uint32_t number) {
  const TermScreen& terms = *screens_[screen];
  const std::uint32_t sentence = seen_[seen].sentence;
  const auto is_likely = [&](TermNumber term) { return likely(sentence, term); };
  const PatternSet::Branches branches = terms.set().branches_of(number);
  for (std::uint32_t branch = branches.begin; branch < branches.end; ++branch) {
    if (terms.required_stand(branch, is_likely) &&
        terms.set().may_match(branch, places(seen, screen))) {
      return true;
    }
  }
  return false;
}

bool LazyFinder::some_pattern_may_match(std::uint32_t seen, TermNumber term) {
  for (std::uint32_t screen = 0; screen < screens_.size(); ++screen) {
    for (const std::uint32_t number : screens_[screen]->patterns_of(term).any) {
      if (may_match(seen, screen, number)) return true;
    }
  }
  return false;
}

bool LazyFinder::some_pattern_matches(std::uint32_t seen, TermNumber term) {
  for (std::uint32_t screen = 0; screen < screens_.size(); ++screen) {
    for (const std::uint32_t number : screens_[screen]->patterns_of(term).any) {
      const Located* located = locate(seen, screen, number);
      if (located != nullptr && located->first < located->last) return true;
    }
  }
  return false;
}

bool LazyFinder::terms_present(std::uint32_t sentence, std::uint32_t screen, std::uint32_t number) {
  const TermScreen& terms = *screens_[screen];
  const auto is_present = [&](TermNumber term) { return present(sentence, term); };
  const PatternSet::Branches branches = terms.set().branches_of(number);
  for (std::uint32_t branch = branches.begin; branch < branches.end; ++branch) {
    if (terms.required_stand(branch, is_present)) return true;
  }
  return false;
}

LazyFinder::Located* LazyFinder::locate(std::uint32_t seen, std::uint32_t screen,
                                        std::uint32_t number) {
  for (Located& known : seen_[seen].located) {
    if (known.number == number && known.screen == screen) return &known;
  }
  if (!may_match(seen, screen, number)) return nullptr;
  const std::uint32_t sentence = seen_[seen].sentence;
  const bool possible = terms_present(sentence, screen, number);
  const auto first = static_cast<std::uint32_t>(found_.size());
  if (possible) {
    screens_[screen]->set().locate(number, text_, text_.sentences[sentence].span,
                                   seen_[seen].words[screen], found_);
  }
  const auto last = static_cast<std::uint32_t>(found_.size());
  return &seen_[seen].located.emplace_back(Located{screen, number, first, last});
}

bool LazyFinder::likely(std::uint32_t sentence, TermNumber term) {
  if (screened_ == nullptr || screened_->has(0, term)) return possible_.has(sentence, term);
  const std::uint32_t at = seen(sentence);
  if ((seen_[at].terms[term] & kAskedLikely) == 0) {
    const bool likely = some_pattern_may_match(at, term);
    seen_[at].terms[term] |= likely ? kAskedLikely | kLikely : kAskedLikely;
  }
  return (seen_[at].terms[term] & kLikely) != 0;
}

bool LazyFinder::present(std::uint32_t sentence, TermNumber term) {
  if (!likely(sentence, term)) return false;
  const std::uint32_t at = seen(sentence);
  if ((seen_[at].terms[term] & kAskedPresent) == 0) {
    seen_[at].terms[term] |= kAskedPresent;
    if (some_pattern_matches(at, term)) seen_[at].terms[term] |= kPresent;
  }
  return (seen_[at].terms[term] & kPresent) != 0;
}

void LazyFinder::note(std::uint32_t sentence, TermNumber term) {
  possible_.add(sentence, term);
  seen_[seen(sentence)].terms[term] |= kAskedLikely | kLikely | kAskedPresent | kPresent;
}

void LazyFinder::want_all() {
  for (std::uint32_t i = 0; i < text_.sentences.size(); ++i) {
    for (TermNumber term = 0; term < terms_; ++term) {
      if (possible_.has(i, term)) want(i, term);
    }
  }
}

void LazyFinder::want(std::uint32_t sentence, TermNumber term) {
  if (!present(sentence, term)) return;
  const std::uint32_t at = seen(sentence);
  if ((seen_[at].terms[term] & kWanted) != 0) return;
  seen_[at].terms[term] |= kWanted;
  for (std::uint32_t screen = 0; screen < screens_.size(); ++screen) {
    const TermPatterns& patterns = screens_[screen]->patterns_of(term);
    for (const auto* list : {&patterns.any, &patterns.except}) {
      for (const std::uint32_t number : *list) {
        if (Located* located = locate(at, screen, number)) located->wanted = true;
      }
    }
  }
}

}  // namespace plangrade::match
