// Boundaries from ICU, then two kinds of repair: breaks taken away, breaks put in.
#include "segment/sentence_breaks.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "segment/characters.h"

namespace plangrade::segmenting {
namespace {

// Never the last word of a sentence.
constexpr std::array<std::string_view, 32> kAbbreviations{
    "e.g.",  "eg.",  "i.e.",  "ie.",    "dr.",  "drs.", "mr.",  "mrs.",  "ms.",     "prof.", "rev.",
    "cllr.", "hon.", "st.",   "sr.",    "vs.",  "v.",   "cf.",  "viz.",  "approx.", "ca.",   "fig.",
    "figs.", "ref.", "para.", "paras.", "vol.", "ed.",  "eds.", "dept.", "incl.",   "esp."};
// Within a sentence only if a number or a bracket follows.
constexpr std::array<std::string_view, 16> kBeforeNumbers{
    "no.",  "nos.", "p.",    "pp.",  "al.",  "jan.", "feb.", "mar.",
    "apr.", "aug.", "sept.", "oct.", "nov.", "dec.", "sec.", "ch."};
// After initials these begin a sentence, not a surname.
constexpr std::array<std::string_view, 24> kStarters{
    "the",   "this", "these", "those", "that", "we",   "it", "in",
    "there", "they", "our",   "a",     "an",   "all",  "as", "at",
    "if",    "for",  "by",    "from",  "some", "when", "to", "children"};

template <std::size_t N>
bool one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }

/// The last blank-parted token of `text`, without opening brackets and quotes; 40 bytes at most.
std::string_view last_token(std::string_view text) {
  text = without_blanks(text);
  std::string_view token = text.substr(text.size() - std::min<std::size_t>(40, text.size()));
  if (const std::size_t blank = token.find_last_of(' '); blank != token.npos)
    token.remove_prefix(blank + 1);
  while (!token.empty() && std::string_view("([\"'").find(token.front()) != token.npos)
    token.remove_prefix(1);
  return token;
}

/// "Table 3.", "Annex B." before a caption: the rest is an enumerator of its own.
std::string_view without_caption_word(std::string_view sentence) {
  static constexpr std::array<std::string_view, 16> kWords{
      "table",   "figure", "fig",     "chart", "box",    "map",      "appendix",  "annex",
      "section", "part",   "chapter", "theme", "action", "priority", "objective", "recommendation"};
  const std::size_t blank = sentence.find(' ');
  if (blank == sentence.npos || sentence.size() > 24) return sentence;
  const bool known = one_of(kWords, base::lower_ascii(sentence.substr(0, blank)));
  return known ? sentence.substr(blank + 1) : sentence;
}

/// "7.", "3.2.", "(b)", "iv." as all that stands before the break.
bool is_enumerator(std::string_view sentence) {
  sentence = without_caption_word(without_blanks(sentence));
  if (sentence.size() > 8 || sentence.empty() || sentence.find(' ') != sentence.npos) return false;
  if (sentence.back() == '?' || sentence.back() == '!') return false;
  const std::size_t letters =
      static_cast<std::size_t>(std::count_if(sentence.begin(), sentence.end(), [](char c) {
        return is_ascii_lower(c) || is_ascii_upper(c);
      }));
  const bool roman = sentence.find_first_not_of("ivx().") == sentence.npos;
  return roman || letters <= 1;
}

/// "J.", "N.H.S.": capitals that are followed by stops.
bool is_initials(std::string_view token) {
  if (token.size() < 2 || token.size() % 2 != 0) return false;
  for (std::size_t i = 0; i < token.size(); i += 2)
    if (!is_ascii_upper(token[i]) || token[i + 1] != '.') return false;
  return true;
}

bool begins_with_starter(std::string_view text) {
  const std::size_t end = std::min(text.find_first_of(" ,'"), text.size());
  return end <= 12 && one_of(kStarters, base::lower_ascii(text.substr(0, end)));
}

/// Whether the sentence goes on over a break between `left` and `right`.
bool goes_on(std::string_view left, std::string_view right) {
  right = without_blanks(right.substr(0, std::min<std::size_t>(right.size(), 64)));
  if (right.empty() || is_enumerator(left)) return true;
  // "What about me?" asked the panel: ICU goes on after stops only.
  if (is_lower(character_at(right, 0).code)) return true;
  const std::string_view token = last_token(left);
  if (token.size() < 2 || token.back() != '.') return false;
  const std::string word = base::lower_ascii(token);
  if (one_of(kAbbreviations, word)) return true;
  if (one_of(kBeforeNumbers, word)) return is_digit(right.front()) || right.front() == '(';
  if (is_initials(token)) return is_ascii_upper(right.front()) && !begins_with_starter(right);
  return false;
}

/// How much of `right` belongs to the sentence before it: superscripts and "[12]" behind the stop.
std::size_t note_length(std::string_view left, std::string_view right) {
  std::size_t length = 0;
  const bool bracket_open = !left.empty() && left.back() == '[';
  while (length < right.size() && length < 24) {
    const Character c = character_at(right, length);
    const bool superscript = c.code == 0xB9 || c.code == 0xB2 || c.code == 0xB3 ||
                             (c.code >= 0x2070 && c.code <= 0x2079);
    const bool in_bracket = bracket_open && (is_digit(right[length]) || right[length] == ',');
    if (bracket_open && right[length] == ']') return length + 1;
    if (!superscript && !in_bracket) break;
    length += c.length;
  }
  return bracket_open ? 0 : length;
}

/// Whether a sentence ends at the stop `at` though ICU saw none; the offset of the next, or 0.
std::size_t missed_break(std::string_view text, std::size_t at) {
  if (at < 3 || !is_ascii_lower(text[at - 1]) || !is_ascii_lower(text[at - 2])) return 0;
  std::size_t next = at + 1;
  if (next + 2 >= text.size()) return 0;
  const std::string_view token =
      last_token(text.substr(at >= 40 ? at - 40 : 0, at >= 40 ? 41 : at + 1));
  if (token.find_first_of("@/") != token.npos || token.starts_with("www")) return 0;
  if (is_ascii_upper(text[next]) && is_ascii_lower(text[next + 1])) return next;
  if (!is_digit(text[next])) return 0;
  while (next < text.size() && next < at + 4 && is_digit(text[next])) ++next;
  const bool sentence_follows =
      next + 1 < text.size() && text[next] == ' ' && is_ascii_upper(text[next + 1]);
  return sentence_follows && !one_of(kBeforeNumbers, base::lower_ascii(token)) ? next + 1 : 0;
}

void add_parts(std::string_view text, Span sentence, std::vector<Span>& out) {
  std::uint32_t begin = sentence.begin;
  for (std::uint32_t i = begin; i < sentence.end; ++i) {
    if (text[i] != '.' && text[i] != '?' && text[i] != '!') continue;
    const std::size_t next = missed_break(text.substr(0, sentence.end), i);
    if (next == 0) continue;
    out.push_back({begin, static_cast<std::uint32_t>(next)});
    begin = static_cast<std::uint32_t>(next);
  }
  out.push_back({begin, sentence.end});
}

Span without_outer_blanks(std::string_view text, Span span) {
  while (!span.empty() && text[span.begin] == ' ') ++span.begin;
  while (!span.empty() && text[span.end - 1] == ' ') --span.end;
  return span;
}

}  // namespace

struct SentenceBreaker::Iterator {
  std::unique_ptr<icu::BreakIterator> breaks;
};

SentenceBreaker::SentenceBreaker() : iterator_(std::make_unique<Iterator>()) {
  UErrorCode status = U_ZERO_ERROR;
  iterator_->breaks.reset(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) iterator_->breaks.reset();
}

SentenceBreaker::~SentenceBreaker() = default;

std::vector<Span> SentenceBreaker::split(std::string_view paragraph) {
  std::vector<Span> sentences;
  const auto size = static_cast<std::uint32_t>(paragraph.size());
  UErrorCode status = U_ZERO_ERROR;
  UText* text = utext_openUTF8(nullptr, paragraph.data(), static_cast<std::int64_t>(size), &status);
  if (iterator_->breaks != nullptr) iterator_->breaks->setText(text, status);
  std::uint32_t begin = 0;
  const auto close = [&](std::uint32_t end) {
    add_parts(paragraph, {begin, end}, sentences);
    begin = end;
  };
  if (iterator_->breaks != nullptr && U_SUCCESS(status)) {
    while (true) {
      const std::int32_t next = iterator_->breaks->next();
      if (next == icu::BreakIterator::DONE) break;
      auto at = static_cast<std::uint32_t>(next);
      if (at <= begin || at >= size) continue;
      at += static_cast<std::uint32_t>(
          note_length(paragraph.substr(begin, at - begin), paragraph.substr(at)));
      if (at < size && !goes_on(paragraph.substr(begin, at - begin), paragraph.substr(at)))
        close(at);
    }
  }
  utext_close(text);
  if (begin < size) close(size);
  for (Span& sentence : sentences) sentence = without_outer_blanks(paragraph, sentence);
  std::erase_if(sentences, [](Span sentence) { return sentence.empty(); });
  return sentences;
}

}  // namespace plangrade::segmenting
