// One pass over the characters; look-ahead is bounded or consumed, so time is linear.
#include "segment/normalise.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <string>

#include "segment/characters.h"

namespace plangrade::segmenting {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr int kMostMarks = 16;  ///< on one letter; more are read as letters of their own

bool is_mark(std::int32_t code) {
  return code >= 0x300 && (U_GET_GC_MASK(code) & (U_GC_MN_MASK | U_GC_MC_MASK | U_GC_ME_MASK)) != 0;
}

/// Plain spelling of quotes; empty for other characters.
std::string_view plain_quote(std::int32_t code) {
  if (code == 0xB4 || code == 0x60 || code == 0x2032 || (code >= 0x2018 && code <= 0x201B))
    return "'";
  if (code == 0xAB || code == 0xBB || code == 0x2033 || (code >= 0x201C && code <= 0x201F))
    return "\"";
  return {};
}

/// Characters whose compatibility form is what a reader sees and a pattern expects.
bool is_only_a_form(std::int32_t code) {
  return (code >= 0xFB00 && code <= 0xFB4F) || (code >= 0xFF01 && code <= 0xFFEF) ||
         (code >= 0x1D400 && code <= 0x1D7FF) || (code >= 0x2160 && code <= 0x217F) ||
         (code >= 0x1C4 && code <= 0x1CC) || (code >= 0x132 && code <= 0x133) || code == 0x2026 ||
         code == 0x2024 || code == 0x2025;
}

std::string normalised(std::string_view bytes, bool forms) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form =
      forms ? icu::Normalizer2::getNFKCInstance(status) : icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return std::string(bytes);
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(bytes.data(), static_cast<std::int32_t>(bytes.size())));
  std::string out;
  form->normalize(text, status).toUTF8String(out);
  return U_FAILURE(status) ? std::string(bytes) : out;
}

bool is_single_letter(std::string_view text, std::size_t at, std::uint32_t length) {
  const Character after = character_at(text, at + length);
  return is_letter(character_at(text, at).code) && (after.length == 0 || is_blank(after.code));
}

/// Bytes from `at` on that stand for themselves: ASCII without blanks, hyphens and grave accents,
/// up to a letter that may carry an accent.
std::size_t plain_run(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] > ' ' && text[end] < 0x7F && text[end] != '-' &&
         text[end] != '`')
    ++end;
  const bool accent = end < text.size() && static_cast<unsigned char>(text[end]) >= 0x80;
  return accent && end > at ? end - at - 1 : end - at;
}

/// "and/", but not a slash that stands apart.
bool ends_in_slash(std::string_view text) {
  return text.size() > 1 && text.back() == '/' && text[text.size() - 2] != ' ';
}

/// Blanks from `at` on that stand in one line.
std::size_t blanks_in_line(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
  return end - at;
}

}  // namespace

Span Normaliser::append(std::span<const Part> parts) {
  begin_ = out_.size();
  blank_ = swallow_blank_ = false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    read(parts[i], i + 1 < parts.size() ? &parts[i + 1] : nullptr);
    blank_at_ = {parts[i].page, {parts[i].span.end, parts[i].span.end}};
    blank_ = !swallow_blank_;
    last_ = parts[i];
  }
  return {begin_, out_.size()};
}

void Normaliser::separate(std::string_view separator) {
  out_.repair(last_.page, last_.span.end, separator);
}

void Normaliser::read(const Part& part, const Part* next) {
  const std::string_view text = part.span.in(pages_[part.page]);
  for (std::uint32_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    if (is_blank(c.code)) {
      // "and/" at the end of a line goes on without a blank.
      if (c.code == '\n' && !blank_ && ends_in_slash(out_.from(begin_))) swallow_blank_ = true;
      if (!blank_ && !swallow_blank_) {
        blank_ = true;
        blank_at_ = {part.page, {part.span.begin + at, part.span.begin + at + c.length}};
      }
      at += c.length;
    } else if (c.code == 0xAD) {
      at = read_soft_hyphen(part, at, c.length);
    } else if (is_invisible(c.code)) {
      at += c.length;
    } else {
      const bool word_starts = blank_ || out_.size() == begin_;
      flush_blank();
      const std::uint32_t spaced = word_starts ? read_letter_spaced(part, at) : at;
      const std::size_t plain = plain_run(text, at);
      if (spaced > at) {
        at = spaced;
      } else if (plain > 0) {
        out_.verbatim(part.page, part.span.begin + at, text.substr(at, plain));
        at += static_cast<std::uint32_t>(plain);
      } else {
        at = read_visible(part, next, at);
      }
    }
  }
}

/// Writes the blank that waits, unless nothing stands before it or a hyphen ate it.
void Normaliser::flush_blank() {
  if (blank_ && !swallow_blank_ && out_.size() > begin_) {
    const Span at = blank_at_.span;
    const bool plain = at.length() == 1 && pages_[blank_at_.page][at.begin] == ' ';
    if (plain)
      out_.verbatim(blank_at_.page, at.begin, " ");
    else
      out_.repair(blank_at_.page, at.begin, " ");
  }
  blank_ = swallow_blank_ = false;
}

/// Writes the visible character at `at` in its plain form; the offset behind it.
std::uint32_t Normaliser::read_visible(const Part& part, const Part* next, std::uint32_t at) {
  const std::string_view text = part.span.in(pages_[part.page]);
  const Character c = character_at(text, at);
  const std::uint32_t source = part.span.begin + at;
  if (is_hyphen(c.code)) return read_hyphen(part, next, at, c.length);
  if (c.code < 0) {
    out_.repair(part.page, source, kReplacement);
  } else if (const std::string_view quote = plain_quote(c.code); !quote.empty()) {
    out_.repair(part.page, source, quote);
  } else if (c.code < 0x80 && character_at(text, at + 1).code < 0x300) {
    out_.verbatim(part.page, source, text.substr(at, 1));
  } else {
    return read_composed(part, at);
  }
  return at + c.length;
}

/// A letter with its accents, or a form of letters.
std::uint32_t Normaliser::read_composed(const Part& part, std::uint32_t at) {
  const std::string_view text = part.span.in(pages_[part.page]);
  const Character first = character_at(text, at);
  std::uint32_t end = at + first.length;
  int marks = 0;
  for (Character c = character_at(text, end); is_mark(c.code) && marks < kMostMarks;
       c = character_at(text, end), ++marks)
    end += c.length;
  const std::string_view bytes = text.substr(at, end - at);
  const bool form = is_only_a_form(first.code);
  const bool plain = !form && marks == 0 && first.code < 0x340;
  const std::string repaired = plain ? std::string(bytes) : normalised(bytes, form);
  if (repaired == bytes)
    out_.verbatim(part.page, part.span.begin + at, bytes);
  else
    out_.repair(part.page, part.span.begin + at, repaired);
  return end;
}

/// A soft hyphen goes, and takes the line break behind it along.
std::uint32_t Normaliser::read_soft_hyphen(const Part& part, std::uint32_t at,
                                           std::uint32_t length) {
  const std::string_view text = part.span.in(pages_[part.page]).substr(at);
  const std::size_t next = next_line_after_hyphen(text, length);
  if (next == 0 && text.size() > length) return at + length;
  swallow_blank_ = !blank_;
  return at + (next == 0 ? length : static_cast<std::uint32_t>(next));
}

/// A hyphen; at the end of a line it is kept or not as Hyphenation decides, and the line break
/// goes.
std::uint32_t Normaliser::read_hyphen(const Part& part, const Part* next, std::uint32_t at,
                                      std::uint32_t length) {
  const std::string_view text = part.span.in(pages_[part.page]);
  const auto write = [&] {
    if (text[at] == '-')
      out_.verbatim(part.page, part.span.begin + at, "-");
    else
      out_.repair(part.page, part.span.begin + at, "-");
  };
  const std::string_view first = last_word(out_.from(begin_));
  // Dashes stand for themselves: only hyphens break words.
  const bool dash = text[at] != '-' && character_at(text, at).code > 0x2011;
  const std::size_t line = next_line_after_hyphen(text.substr(at), length);
  const bool part_ends = next != nullptr && without_blanks(text.substr(at + length)).empty();
  if (first.empty() || dash || (line == 0 && !part_ends)) {
    write();
    return at + length;
  }
  std::string_view rest = text.substr(part_ends ? text.size() : at + line);
  if (part_ends) rest = without_blanks(next->span.in(pages_[next->page]));
  if (first_word(rest).empty()) {
    write();
    return at + length;
  }
  const LineEndHyphen decision = hyphenation_.decide(first, rest);
  if (decision != LineEndHyphen::joined) write();
  swallow_blank_ = decision != LineEndHyphen::suspended;
  return at + length;
}

/// Closes up four or more single letters that stand apart ("P a g e"); words of them are parted by
/// wider gaps. The offset behind them, or `at` if there is no such run.
std::uint32_t Normaliser::read_letter_spaced(const Part& part, std::uint32_t at) {
  const std::string_view text = part.span.in(pages_[part.page]);
  constexpr int kFewestLetters = 4;
  std::size_t end = at;
  int letters = 0;
  for (std::size_t i = at; i < text.size();) {
    const Character c = character_at(text, i);
    if (!is_single_letter(text, i, c.length)) break;
    ++letters;
    end = i + c.length;
    const std::size_t gap = blanks_in_line(text, end);
    if (gap != 1) break;
    i = end + gap;
  }
  if (letters < kFewestLetters) return at;
  for (std::size_t i = at; i < end;) {
    const Character c = character_at(text, i);
    if (!is_blank(c.code))
      out_.verbatim(part.page, part.span.begin + static_cast<std::uint32_t>(i),
                    text.substr(i, c.length));
    i += c.length;
  }
  return static_cast<std::uint32_t>(end);
}

}  // namespace plangrade::segmenting
