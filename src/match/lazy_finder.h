// Matches located only when somebody asks for a term in a sentence.
#pragma once

#include <cstdint>
#include <vector>

#include "match/pattern_set.h"
#include "match/term_screen.h"

namespace plangrade::match {

class LazyFinder {
 public:
  /// Screens every sentence of `text` by the words of `screens`, which share their terms. Keeps
  /// what they point to, and `text`, by reference.
  LazyFinder(std::vector<const TermScreen*> screens, const SegmentedText& text, std::size_t terms);

  /// The terms that may stand in each sentence, by its words.
  const TermSets& possible() const { return possible_; }

  /// Whether some pattern of the term matches in the sentence, whatever its exceptions.
  bool present(std::uint32_t sentence, TermNumber term);

  /// Locates all matches of the term in the sentence, and of its exceptions.
  void want(std::uint32_t sentence, TermNumber term);

  /// Says that the term stands in the sentence, whatever its patterns.
  void note(std::uint32_t sentence, TermNumber term);

  /// Wants every term everywhere.
  void want_all();

  /// Calls report(sentence, Match) for the matches of all patterns of wanted terms. A pattern that
  /// belongs to several terms is reported for all of them: wanted() tells.
  template <typename Report>
  void each(Report report) const {
    for (const Seen& seen : seen_) {
      for (const Candidate& candidate : seen.candidates) {
        if (!candidate.wanted) continue;
        for (std::uint32_t i = candidate.first; i < candidate.last; ++i) {
          report(seen.sentence, found_[i]);
        }
      }
    }
  }
  bool wanted(std::uint32_t sentence, TermNumber term) const { return wanted_.has(sentence, term); }

 private:
  /// A pattern that may match in a sentence.
  struct Candidate {
    std::uint32_t number = 0;
    bool located = false, wanted = false;
    std::uint32_t first = 0, last = 0;  // its matches among found_
    bool matches() const { return first < last; }
  };
  /// A sentence in which patterns of one screen are located.
  struct Seen {
    std::uint32_t sentence = 0;
    std::vector<KeyWord> words;
    std::vector<Candidate> candidates;  // ascending
  };

  Seen& seen(std::uint32_t sentence, std::size_t screen);
  /// The pattern in the sentence; none if its words are not there.
  Candidate* candidate(std::uint32_t sentence, std::size_t screen, std::uint32_t number);
  /// The same, located.
  Candidate* located(std::uint32_t sentence, std::size_t screen, std::uint32_t number);

  std::vector<const TermScreen*> screens_;
  const SegmentedText& text_;
  std::size_t terms_;
  TermSets possible_, known_, there_, wanted_;
  std::vector<std::uint32_t> seen_at_;  // sentence, screen -> seen_; kNone: not read
  std::vector<Seen> seen_;
  ScreenScratch scratch_;
  std::vector<Match> found_;
};

}  // namespace plangrade::match
