#include "tex_symbols.h"

#include <algorithm>
#include <array>

namespace plangrade::extract {
namespace {

struct Symbol {
  char32_t code;
  std::string_view text;
};

/// Computer Modern Symbols, without what Poppler reads. "Not equal" and "maps to"
/// are set of two pieces, first the stroke or the bar.
constexpr std::array<Symbol, 23> kSymbols = {{
    {U'0', "′"}, {U'4', "△"}, {U'5', "▽"}, {U'6', "/"}, {U'7', "|"}, {U'>', "⊤"},
    {U'`', "⊢"}, {U'a', "⊣"}, {U'b', "⌊"}, {U'c', "⌋"}, {U'd', "⌈"}, {U'e', "⌉"},
    {U'h', "⟨"}, {U'i', "⟩"}, {U'k', "‖"}, {U'l', "↕"}, {U'm', "⇕"}, {U'o', "≀"},
    {U'q', "∐"}, {U't', "⊔"}, {U'u', "⊓"}, {U'v', "⊑"}, {U'w', "⊒"},
}};

/// Computer Modern Extension: operators; everything else in it is a piece of a bracket or root.
constexpr std::array<Symbol, 16> kOperators = {{
    {U'F', "⊔"},
    {U'G', "⊔"},
    {U'H', "∮"},
    {U'I', "∮"},
    {U'P', "∑"},
    {U'Q', "∏"},
    {U'R', "∫"},
    {U'S', "⋃"},
    {U'T', "⋂"},
    {U'X', "∑"},
    {U'Y', "∏"},
    {U'Z', "∫"},
    {U'[', "⋃"},
    {U'\\', "⋂"},
    {U'`', "∐"},
    {U'a', "∐"},
}};

template <std::size_t N>
std::optional<std::string_view> find(const std::array<Symbol, N>& symbols, char32_t code) {
  const auto found = std::find_if(symbols.begin(), symbols.end(),
                                  [&](const Symbol& symbol) { return symbol.code == code; });
  if (found == symbols.end()) return std::nullopt;
  return found->text;
}

}  // namespace

bool is_tex_font(std::string_view font_name) {
  return font_name.find("CM") != std::string_view::npos;
}

bool is_formula_font(std::string_view font_name) {
  // "ABCDEF+CMMI10", if it is embedded in part.
  if (const auto plus = font_name.find('+'); plus != std::string_view::npos)
    font_name.remove_prefix(plus + 1);
  return font_name.starts_with("CMMI") || font_name.starts_with("CMEX");
}

bool hangs_from_baseline(std::string_view font_name) {
  return font_name.find("CMEX") != std::string_view::npos;
}

bool is_slanted(std::string_view font_name) {
  return font_name.find("CMMI") != std::string_view::npos;
}

std::optional<std::string_view> tex_symbol(std::string_view font_name, char32_t code) {
  if (font_name.find("CMSY") != std::string_view::npos) return find(kSymbols, code);
  if (!hangs_from_baseline(font_name) || code >= 0x80) return std::nullopt;
  return find(kOperators, code).value_or("");
}

}  // namespace plangrade::extract
