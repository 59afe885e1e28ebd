// Spellings are counted in one pass over the pages, for the words that need it only.
#include "segment/hyphenation.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "segment/characters.h"

namespace plangrade::segmenting {
namespace {

constexpr std::size_t kLongestWord = 40;

/// Bytes of the hyphen that begins `text`: '-', U+2010 or U+2011; 0 if there is none.
std::size_t hyphen_length(std::string_view text) {
  if (text.starts_with('-')) return 1;
  return text.starts_with("\xE2\x80\x90") || text.starts_with("\xE2\x80\x91") ? 3 : 0;
}

std::size_t find_hyphen(std::string_view text, std::size_t from) {
  for (std::size_t i = from; i < text.size(); ++i)
    if ((text[i] == '-' || text[i] == '\xE2') && hyphen_length(text.substr(i, 3)) > 0) return i;
  return std::string_view::npos;
}

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80 ||
         byte == '\'' || (byte >= '0' && byte <= '9');
}

/// General punctuation (U+2000 to U+203F) other than the apostrophe.
bool is_punctuation(std::string_view text) {
  return text.size() >= 3 && text.starts_with("\xE2\x80") && text[2] != '\x99';
}

template <std::size_t N>
bool one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// First parts that are no syllables of longer words.
constexpr std::array<std::string_view, 9> kFirstParts{
    "self", "ill", "looked", "trauma", "evidence", "needs", "easy", "single", "strengths"};
// First parts that may also begin a longer word ("partner"): the second part must be a word.
constexpr std::array<std::string_view, 17> kFirstPartsOfWords{
    "non",  "well", "cross", "long",  "short", "high", "low",
    "full", "part", "half",  "whole", "multi", "one",  "ten"};
// Second parts that are no endings of longer words.
constexpr std::array<std::string_view, 38> kSecondParts{
    "based",  "led",     "wide",    "after",        "focused",      "focussed", "informed",
    "term",   "aged",    "being",   "centred",      "centered",     "specific", "related",
    "harm",   "harming", "going",   "agency",       "disciplinary", "level",    "natal",
    "esteem", "funded",  "profile", "commissioned", "sector",       "making",   "quality",
    "up",     "driven",  "week",    "weeks",        "minute",       "minutes",  "hour",
    "hours",  "months",  "handed"};
constexpr std::array<std::string_view, 24> kNumbers{
    "two",    "three",  "four",     "five",     "six",     "seven",   "eight",     "nine",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "twenty", "thirty", "forty",    "fifty",    "sixty",   "seventy", "eighty",    "ninety"};
constexpr std::array<std::string_view, 8> kNumberEndings{"teen", "een",  "teenth", "eenth",
                                                         "ty",   "fold", "some",   "th"};
// These begin words that are written as one, though both parts are words.
constexpr std::array<std::string_view, 16> kClosedFirstParts{
    "under", "over",  "with",  "some",  "every", "there", "where", "here",
    "fore",  "after", "never", "child", "when",  "what",  "work",  "safe"};
constexpr std::array<std::string_view, 4> kLinks{"and", "or", "to", "nor"};

std::size_t word_end(std::string_view text, std::size_t begin) {
  while (begin < text.size() && is_word_byte(text[begin]) &&
         !(text[begin] == '\xE2' && is_punctuation(text.substr(begin, 3))))
    ++begin;
  return begin;
}

/// Whether what follows the hyphen at `hyphen` is the end of a line.
bool ends_line(std::string_view page, std::size_t hyphen) {
  return next_line_after_hyphen(page.substr(hyphen), hyphen_length(page.substr(hyphen))) > 0;
}

}  // namespace

std::string_view last_word(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && text.size() - begin < kLongestWord && is_word_byte(text[begin - 1])) {
    if (begin >= 3 && is_punctuation(text.substr(begin - 3, 3))) break;
    --begin;
  }
  return text.substr(begin);
}

std::string_view first_word(std::string_view text) {
  return text.substr(0, word_end(text.substr(0, kLongestWord), 0));
}

std::size_t next_line_after_hyphen(std::string_view text, std::size_t length) {
  bool line_break = false;
  std::size_t i = length;
  while (i < text.size()) {
    const Character c = character_at(text, i);
    if (!is_blank(c.code)) break;
    line_break = line_break || c.code == '\n' || c.code == '\r' || c.code == 0x2028;
    i += c.length;
  }
  return line_break ? i : 0;
}

Hyphenation::Hyphenation(std::span<const std::string_view> pages) {
  for (const std::string_view page : pages) want(page);
  if (uses_.empty()) return;
  for (const std::string_view page : pages) tally(page);
}

void Hyphenation::want(std::string_view page) {
  for (std::size_t at = find_hyphen(page, 0); at != page.npos; at = find_hyphen(page, at + 1)) {
    const std::string_view rest = page.substr(at);
    const std::size_t next = next_line_after_hyphen(rest, hyphen_length(rest));
    if (next == 0) continue;
    const std::string first = base::lower_ascii(last_word(page.substr(0, at)));
    const std::string second = base::lower_ascii(first_word(rest.substr(next)));
    if (first.empty() || second.empty()) continue;
    for (const std::string& word : {first, second, first + second, first + "-" + second})
      uses_.emplace(word, 0);
  }
}

void Hyphenation::tally(std::string_view page) {
  std::string before;  // the part of a compound that came last: "looked" before "-after"
  for (std::size_t at = 0; at < page.size();) {
    const std::size_t end = word_end(page, at);
    if (end == at) {
      before.clear();
      ++at;
      continue;
    }
    const std::size_t hyphen = hyphen_length(page.substr(end, 3));
    const bool broken = hyphen > 0 && ends_line(page, end);
    std::string word = base::lower_ascii(page.substr(at, std::min(end - at, kLongestWord)));
    // Parts of compounds are no words of their own, nor are both sides of a line's end.
    const bool whole = before.empty() ? hyphen == 0 : !broken;
    const auto use = uses_.find(before.empty() ? word : before + "-" + word);
    if (whole && use != uses_.end()) ++use->second;
    before = hyphen > 0 && !broken ? std::move(word) : std::string();
    at = end + hyphen;
    if (broken) at = word_end(page, end + next_line_after_hyphen(page.substr(end), hyphen));
  }
}

std::uint32_t Hyphenation::count(const std::string& word) const {
  const auto use = uses_.find(word);
  return use == uses_.end() ? 0 : use->second;
}

bool Hyphenation::is_compound(const std::string& first, const std::string& second) const {
  if (one_of(kFirstParts, first) || one_of(kSecondParts, second)) return true;
  if (one_of(kNumbers, first)) return !one_of(kNumberEndings, second);
  if (one_of(kFirstPartsOfWords, first)) return count(second) > 0;
  return first.size() >= 4 && second.size() >= 4 && count(first) > 0 && count(second) > 0 &&
         !one_of(kClosedFirstParts, first);
}

LineEndHyphen Hyphenation::decide(std::string_view first_part, std::string_view rest) const {
  const std::string_view second_part = first_word(rest);
  const std::string first = base::lower_ascii(first_part);
  const std::string second = base::lower_ascii(second_part);
  // "short-" "and long-term", but "hard-" "to-fill".
  const bool compound_goes_on = rest.substr(second.size()).starts_with('-');
  if (one_of(kLinks, second))
    return compound_goes_on ? LineEndHyphen::kept : LineEndHyphen::suspended;
  const std::uint32_t open = count(first + "-" + second);
  const std::uint32_t closed = count(first + second);
  const bool one_case = first.size() > 1 && is_lower(last_character(first_part).code) ==
                                                is_lower(character_at(second_part, 0).code);
  if (open != closed && one_case)
    return open > closed ? LineEndHyphen::kept : LineEndHyphen::joined;
  const bool lower = !first.empty() && is_lower(last_character(first_part).code) &&
                     is_lower(character_at(second_part, 0).code);
  return !lower || is_compound(first, second) ? LineEndHyphen::kept : LineEndHyphen::joined;
}

}  // namespace plangrade::segmenting
