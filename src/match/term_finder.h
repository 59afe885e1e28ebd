// Where the terms of one text may stand, and do: found out no sooner than somebody asks.
//
// What is known of a term in a sentence grows in three steps, each dearer than the one before: its
// words stand there; they stand in the order that a pattern has them in; a pattern matches. The
// first is asked of the whole text at once, the second of the sentences that matter, the third of
// one sentence at a time.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "match/term_patterns.h"
#include "match/text_screen.h"

namespace plangrade::match {

class TermFinder {
 public:
  /// `terms`: how many there are in each of `patterns`. Keeps what it is given by reference.
  TermFinder(std::span<const TermPatterns* const> patterns, const SegmentedText& text,
             const TextWords& words, std::size_t terms);

  /// The sentences in which the term may stand: by its words, and where settle() was asked, by
  /// their order. Valid until the next call.
  const SentenceSet& possible(TermNumber term);

  /// In how many of `sentences` settle() would have to follow the words of the term.
  std::size_t open(TermNumber term, const SentenceSet& sentences);

  /// Follows the order of the words of terms in the sentences that are asked for each, by term; a
  /// set of no size asks nothing.
  void settle(const std::vector<SentenceSet>& asked);

  /// Whether some pattern of the term may match in the sentence, by the order of its words.
  bool likely(std::uint32_t sentence, TermNumber term);

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
  struct Term {
    bool known = false;    // by its words
    SentenceSet possible;  // at first, all
    SentenceSet settled;   // where the order of its words has been followed
  };
  /// What is known of a term in a sentence; bits.
  enum : std::uint8_t { kAsked = 1, kPresent = 2, kWanted = 4 };
  /// A pattern that was looked for in a sentence.
  struct Located {
    std::uint32_t screen = 0, number = 0;
    std::uint32_t first = 0, last = 0;  // its matches among found_
    bool wanted = false;
  };
  /// A sentence in which terms were located.
  struct Seen {
    std::uint32_t sentence = 0;
    std::vector<std::uint8_t> terms;  // what is known, by term
    std::vector<Located> located;
  };
  /// A branch of a pattern of some screen that may match in a sentence.
  struct Candidate {
    std::uint32_t sentence = 0;
    TermNumber term = 0;
    std::uint32_t screen = 0, branch = 0;
  };

  Term& term(TermNumber number);
  std::uint32_t seen(std::uint32_t sentence);
  /// Calls visit(screen, pattern, branch) for the branches of all patterns of a term.
  template <typename Visit>
  void each_branch(TermNumber term, Visit visit) const;
  /// Calls visit(number) for the terms that stand inside the patterns of a term.
  template <typename Visit>
  void each_inner(TermNumber term, Visit visit) const;
  void add_candidates(TermNumber term, const SentenceSet& open);
  /// By sentence: the words of one are placed once. Those of a term stay together.
  void sort_candidates();
  /// Takes from `sentences` those where a term is sure not to stand that a branch requires.
  void require(std::uint32_t screen, std::uint32_t branch, SentenceSet& sentences);
  template <typename Stands>
  bool required_stand(std::uint32_t screen, std::uint32_t branch, Stands stands) const;
  bool may_match(std::uint32_t sentence, std::uint32_t screen, std::uint32_t number);
  bool follow(std::uint32_t sentence, TermNumber term);
  bool some_pattern_matches(std::uint32_t sentence, TermNumber term);
  /// None if the words of the pattern do not stand as it has them.
  Located* locate(std::uint32_t sentence, std::uint32_t screen, std::uint32_t number);

  std::span<const TermPatterns* const> patterns_;
  std::size_t sentences_;
  std::vector<TextScreen> screens_;  // by patterns
  std::vector<Term> terms_;
  std::vector<std::uint32_t> seen_at_;  // by sentence; kNone: not seen
  std::vector<Seen> seen_;
  std::vector<Match> found_;
  SentenceSet branch_, group_;
  std::vector<Candidate> candidates_, sorted_;
};

}  // namespace plangrade::match
