// Matches located only when somebody asks for a term in a sentence.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "match/pattern_set.h"
#include "match/term_screen.h"

namespace plangrade::match {

class LazyFinder {
 public:
  /// Screens every sentence of `text` for the terms `screened`, a row of bits of which the patterns
  /// of all `screens` were told (PatternSet::finish); for all terms if it is null. Keeps what it is
  /// given by reference.
  LazyFinder(std::vector<const TermScreen*> screens, const SegmentedText& text, std::size_t terms,
             const TermSets* screened);

  /// The screened terms that may match in each sentence, by the order of its words.
  const TermSets& possible() const { return possible_; }

  /// Whether some pattern of the term may match in the sentence, by the order of its words.
  bool likely(std::uint32_t sentence, TermNumber term);

  /// Whether some pattern of the term matches in the sentence, whatever its exceptions.
  bool present(std::uint32_t sentence, TermNumber term);

  /// Locates all matches of the term in the sentence, and of its exceptions.
  void want(std::uint32_t sentence, TermNumber term);

  /// Says that the term stands in the sentence, whatever its patterns.
  void note(std::uint32_t sentence, TermNumber term);

  /// Wants every screened term everywhere.
  void want_all();

  /// Calls report(sentence, Match) for the matches of all patterns of wanted terms. A pattern that
  /// belongs to several terms is reported for all of them: wanted() tells.
  template <typename Report>
  void each(Report report) const {
    for (const Seen& seen : seen_) {
      for (const Located& located : seen.located) {
        if (!located.wanted) continue;
        for (std::uint32_t i = located.first; i < located.last; ++i) {
          report(seen.sentence, found_[i]);
        }
      }
    }
  }
  bool wanted(std::uint32_t sentence, TermNumber term) const {
    const std::uint32_t at = seen_at_[sentence];
    return at != kNone && (seen_[at].terms[term] & kWanted) != 0;
  }

 private:
  /// What is known of a term in a sentence; bits.
  enum : std::uint8_t {
    kAskedLikely = 1,
    kLikely = 2,
    kAskedPresent = 4,
    kPresent = 8,
    kWanted = 16
  };
  /// A pattern that was looked for in a sentence.
  struct Located {
    std::uint32_t screen = 0, number = 0;
    std::uint32_t first = 0, last = 0;  // its matches among found_
    bool wanted = false;
  };
  /// A sentence that was asked about.
  struct Seen {
    std::uint32_t sentence = 0;
    std::vector<SentenceWords> words;  // by screen
    std::vector<std::uint8_t> terms;   // what is known, by term
    std::vector<Located> located;
  };

  void screen_all();
  std::uint32_t seen(std::uint32_t sentence);
  bool some_pattern_may_match(std::uint32_t seen, TermNumber term);
  bool some_pattern_matches(std::uint32_t seen, TermNumber term);
  WordPlaces& places(std::uint32_t seen, std::uint32_t screen);
  /// Whether a pattern may match, by the order of its words.
  bool may_match(std::uint32_t seen, std::uint32_t screen, std::uint32_t number);
  /// Whether the terms match of which one of its branches is made.
  bool terms_present(std::uint32_t sentence, std::uint32_t screen, std::uint32_t number);
  /// None if the words of the pattern do not stand as it has them.
  Located* locate(std::uint32_t seen, std::uint32_t screen, std::uint32_t number);

  std::vector<const TermScreen*> screens_;
  const SegmentedText& text_;
  std::size_t terms_;
  const TermSets* screened_;
  TermSets possible_;
  std::vector<std::uint32_t> seen_at_;  // by sentence; kNone: not asked about
  std::vector<Seen> seen_;
  struct Placed {
    std::uint32_t seen = kNone;
    WordPlaces places;
  };
  std::vector<Placed> placed_;  // by screen: the sentence that was asked about last
  std::vector<Match> found_;
};

}  // namespace plangrade::match
