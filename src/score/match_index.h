// The matches of one rule set in one plan, laid out for questions that conditions ask: which
// matches has a term, in which sentence, how many words apart, in which zone.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plangrade/score.h"

namespace plangrade::scoring {

/// A match with the sentence it stands in.
struct Located {
  Span span;
  std::uint32_t sentence = 0;      ///< index into SegmentedText::sentences
  std::uint32_t pattern = 0;       ///< number in the Matcher
  std::uint32_t named_in = kNone;  ///< of a name: the sentence in which the plan gives it
  bool operator==(const Located&) const = default;
};

/// The parts of a context that matched, each in order of text.
struct ContextMatches {
  std::vector<Located> cues;      ///< ordered by end
  std::vector<Located> by_begin;  ///< the same cues, ordered by begin, longest first
  std::vector<Located> pseudo, stop, unless;
};

/// Sentences [first, last] and the bytes they cover, or a window of those bytes.
struct Stretch {
  std::uint32_t first = 0, last = 0;
  Span span;
  bool operator==(const Stretch&) const = default;
};

class MatchIndex {
 public:
  /// Keeps a reference to `input`, which must outlive it.
  explicit MatchIndex(const ScoreInput& input);

  const ScoreInput& input() const { return input_; }
  const SegmentedText& text() const { return input_.text; }
  const Sentence& sentence(std::uint32_t i) const { return input_.text.sentences[i]; }

  /// Matches of a term (index into RuleSet::terms) in order of text.
  const std::vector<Located>& of_term(std::uint32_t term) const { return terms_[term]; }
  /// Those of them that lie inside `span`.
  std::span<const Located> of_term(std::uint32_t term, Span span) const;
  const ContextMatches& of_context(std::uint32_t context) const { return contexts_[context]; }

  /// All matches in a sentence, of whatever role.
  std::span<const Match> in_sentence(std::uint32_t sentence) const;

  Stretch whole_text() const;
  /// The stretch of `scope` that sentence `i` belongs to; false if it belongs to none, as a
  /// sentence outside tables to no row. Not for Scope::words and Scope::sentences.
  bool stretch_of(Scope scope, std::uint32_t i, Stretch& out) const;
  /// The cell of a table that holds a match; false if it stands in none.
  bool cell_of(const Located& found, Stretch& out) const;
  /// The stretch from sentence `first` to `last`.
  Stretch between(std::uint32_t first, std::uint32_t last) const;

  /// Name of the zone of a sentence: of its section, by the rule set's own zones first.
  const std::string& zone(std::uint32_t sentence) const;

  /// The sentence behind `sentence` in the same section, or kNone.
  std::uint32_t next_of(std::uint32_t sentence) const;

  /// The heading sentence of a section, or kNone.
  std::uint32_t heading_of_section(std::uint32_t section) const;

 private:
  void place_matches();
  std::uint32_t sentence_at(std::uint32_t byte) const;
  void find_zones();

  const ScoreInput& input_;
  std::vector<std::vector<Located>> terms_;
  std::vector<ContextMatches> contexts_;
  std::vector<std::string> section_zones_;  // empty: as segmented
  std::vector<std::uint32_t> section_headings_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> zone_matches_;  // sentence, zone rule
};

/// Words that begin in `text[from, to)`, counted up to `limit`. A word is what blanks part and
/// holds a letter or digit.
int count_words(std::string_view text, std::uint32_t from, std::uint32_t to, int limit);

/// The byte at which the `n`-th word from `from` ends, at most `end`.
std::uint32_t after_words(std::string_view text, std::uint32_t from, std::uint32_t end, int n);

/// The byte at which the `n`-th word before `to` begins, at least `begin`.
std::uint32_t before_words(std::string_view text, std::uint32_t begin, std::uint32_t to, int n);

}  // namespace plangrade::scoring
