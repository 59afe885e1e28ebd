// A glyph table, and one pass over a block's lines.
#include "segment/bullets.h"

#include <algorithm>
#include <array>

#include "segment/characters.h"

namespace plangrade::segmenting {
namespace {

struct GlyphRow {
  char32_t character;
  GlyphClass kind;
  bool sub_item;
};

// U+F0xx are the symbol fonts of word processors, which extractors pass through as they are.
constexpr std::array<GlyphRow, 30> kGlyphs{{
    {U'\u2022', GlyphClass::sure, false},       {U'\u25CF', GlyphClass::sure, false},
    {U'\u25AA', GlyphClass::sure, false},       {U'\u25A0', GlyphClass::sure, false},
    {U'\u25E6', GlyphClass::sure, true},        {U'\u25CB', GlyphClass::sure, true},
    {U'\u2023', GlyphClass::sure, false},       {U'\u2043', GlyphClass::sure, false},
    {U'\u25B6', GlyphClass::sure, false},       {U'\u25BA', GlyphClass::sure, false},
    {U'\u27A2', GlyphClass::sure, false},       {U'\u2713', GlyphClass::line_start, false},
    {U'\u2714', GlyphClass::line_start, false}, {U'\u2756', GlyphClass::sure, false},
    {U'\uF0B7', GlyphClass::sure, false},       {U'\uF0A7', GlyphClass::sure, false},
    {U'\uF0D8', GlyphClass::sure, false},       {U'\uF076', GlyphClass::sure, false},
    {U'\uF0FC', GlyphClass::sure, false},       {U'\uF0A8', GlyphClass::sure, false},
    {U'\uF06F', GlyphClass::line_start, true},  {U'\uF02D', GlyphClass::line_start, true},
    {U'\u00B7', GlyphClass::line_start, false}, {U'\u2013', GlyphClass::line_start, true},
    {U'\u2014', GlyphClass::line_start, true},  {U'-', GlyphClass::line_start, false},
    {U'\u2212', GlyphClass::line_start, false}, {U'*', GlyphClass::line_start, false},
    {U'o', GlyphClass::line_start, true},       {U'\u00A7', GlyphClass::line_start, false},
}};

struct Found {
  std::uint32_t at = 0;
  GlyphClass kind = GlyphClass::none;
  bool after_stop = false;  ///< the line before ends as a bullet or lead-in would
};

bool ends_a_line_of_a_list(char last) {
  return last == ':' || last == ';' || last == '.' || last == ',' || last == '?' || last == '!';
}

std::uint32_t first_visible(std::string_view page, Span block) {
  const std::size_t at = page.find_first_not_of(" \n\t\r", block.begin);
  return static_cast<std::uint32_t>(std::min<std::size_t>(at, block.end));
}

std::vector<Found> find_bullets(std::string_view page, Span block) {
  std::vector<Found> found;
  bool at_line_start = true;
  bool after_blank = true;
  char last_visible = ':';
  for (std::uint32_t i = block.begin; i < block.end;) {
    const char c = page[i];
    if (c == '\n' || c == ' ' || c == '\t' || c == '\r') {
      at_line_start = at_line_start || c == '\n';
      after_blank = true;
      ++i;
      continue;
    }
    if (after_blank) {
      const Glyph glyph = glyph_at(page.substr(i, block.end - i));
      if (glyph.kind == GlyphClass::sure || (glyph.kind != GlyphClass::none && at_line_start))
        found.push_back({i, glyph.kind, ends_a_line_of_a_list(last_visible)});
    }
    at_line_start = after_blank = false;
    last_visible = c;
    ++i;
  }
  return found;
}

}  // namespace

Glyph glyph_at(std::string_view text) {
  const Character first = character_at(text, 0);
  if (first.length == 0) return {};
  if (text.size() > first.length && !is_blank(character_at(text, first.length).code)) return {};
  for (const GlyphRow& row : kGlyphs)
    if (static_cast<std::int32_t>(row.character) == first.code)
      return {row.kind, first.length, row.sub_item};
  return {};
}

std::uint32_t enumerator_length(std::string_view text) {
  std::uint32_t at = text.starts_with('(') ? 1 : 0;
  const std::uint32_t begin = at;
  const auto run_of = [&](std::string_view characters, std::uint32_t most) {
    while (at < text.size() && at - begin < most && characters.find(text[at]) != characters.npos)
      ++at;
    return at > begin;
  };
  if (!run_of("0123456789", 2) && !run_of("ivx", 4)) run_of("abcdefghijklmnopqrstuvwxyz", 1);
  const bool closed = at > begin && at + 1 < text.size() && (text[at] == '.' || text[at] == ')');
  return closed && text[at + 1] == ' ' ? at + 1 : 0;
}

std::vector<Span> parted_at_bullets(std::string_view page, Span block) {
  std::vector<Span> parts;
  std::uint32_t begin = block.begin;
  const std::vector<Found> found = find_bullets(page, block);
  const bool is_list = !found.empty() && found.front().at == first_visible(page, block);
  for (const Found& bullet : found) {
    // A dash at the start of a wrapped line is a dash, unless the line before has come to an end
    // or the block is a list from its first line on.
    if (bullet.kind == GlyphClass::line_start && !bullet.after_stop && !is_list) continue;
    if (bullet.at > begin) parts.push_back({begin, bullet.at});
    begin = bullet.at;
  }
  if (begin < block.end || parts.empty()) parts.push_back({begin, block.end});
  return parts;
}

}  // namespace plangrade::segmenting
