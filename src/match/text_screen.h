// One text as the patterns of one set see it: in which sentences their words stand.
//
// Words are asked of the whole text at once: a branch of a pattern may match in the sentences that
// are in all sets of its groups of trigger words. Only there is the order of the words followed,
// a sentence at a time (word_route.h).
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "match/pattern_set.h"
#include "match/sentence_set.h"
#include "match/text_words.h"

namespace plangrade::match {

class TextScreen {
 public:
  /// Keeps what it is given by reference.
  TextScreen(const PatternSet& set, const SegmentedText& text, const TextWords& words);

  const PatternSet& set() const { return set_; }

  /// Sets `out` to the sentences of `within` in which the trigger words of a branch stand. False:
  /// in none.
  bool find_words(std::uint32_t branch, const SentenceSet& within, SentenceSet& out);

  /// Whether a branch may match in a sentence, by its words and their order.
  bool leads_through(std::uint32_t branch, std::uint32_t sentence);

  /// Appends the matches of pattern `number` in a sentence.
  void locate(std::uint32_t number, std::uint32_t sentence, std::vector<Match>& out);

  /// Calls visit(sentence, pattern) wherever in `sentences` a pattern may match by the order of
  /// their words.
  template <typename Visit>
  void each_candidate(const SentenceSet& sentences, Visit visit);

  /// Appends all matches in `sentences`, in no order.
  void locate_all(const SentenceSet& sentences, std::vector<Match>& out) {
    each_candidate(sentences, [&](std::uint32_t sentence, std::uint32_t number) {
      locate(number, sentence, out);
    });
  }

 private:
  // Fewer than one in so many sentences are asked one by one for what their words trigger.
  static constexpr std::size_t kFew = 2;

  /// Sentences of a set with the branches whose trigger words stand there, one of each group.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> candidates(const SentenceSet& sentences);
  /// The branches of which some trigger word stands in a sentence, ascending; valid until the next
  /// call.
  const std::vector<std::uint32_t>& branches_at(std::uint32_t sentence);
  /// The numbers in the set's table of words of a word of the text.
  std::span<const std::uint32_t> entries_of(std::uint32_t word) const {
    return {entries_.data() + entries_begin_[word], entries_.data() + entries_begin_[word + 1]};
  }
  void invert();
  void place(std::uint32_t sentence);
  /// Sets begins_ to where a word of the list stands.
  void find_begins(std::uint32_t list, std::uint32_t sentence);
  void set_words(std::uint32_t branch, SentenceSet& out);

  const PatternSet& set_;
  const SegmentedText& text_;
  const TextWords& words_;
  std::vector<std::uint32_t> entries_, entries_begin_;      // by word of the text
  std::vector<std::uint32_t> spellings_, spellings_begin_;  // by entry: words of the text
  struct Words {
    bool known = false;
    SentenceSet sentences;  // of no size: none
  };
  std::vector<Words> words_of_;  // by branch: where its trigger words stand
  SentenceSet all_, group_;
  std::uint32_t placed_ = kNone;  // the sentence of places_
  WordPlaces places_;
  std::vector<std::uint32_t> begins_;
  std::vector<std::uint32_t> branches_;
};

template <typename Visit>
void TextScreen::each_candidate(const SentenceSet& sentences, Visit visit) {
  std::pair<std::uint32_t, std::uint32_t> last{kNone, kNone};  // sentence, pattern
  const auto offer = [&](std::uint32_t sentence, std::uint32_t branch) {
    const std::pair next{sentence, set_.pattern_of(branch)};
    if (next == last || !leads_through(branch, sentence)) return;
    last = next;
    visit(next.first, next.second);
  };
  if (kFew * sentences.count() < sentences.size()) {
    sentences.each([&](std::uint32_t sentence) {
      for (const std::uint32_t branch : branches_at(sentence)) offer(sentence, branch);
    });
  } else {
    for (const auto& [sentence, branch] : candidates(sentences)) offer(sentence, branch);
  }
}

}  // namespace plangrade::match
