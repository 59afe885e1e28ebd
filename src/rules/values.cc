// Reading single values of rule files.
#include "rules/values.h"

#include <algorithm>
#include <array>
#include <utility>

namespace plangrade::rules {
namespace {

constexpr auto kScopes = std::to_array<std::pair<std::string_view, Scope>>({
    {"sentence", Scope::sentence},
    {"row", Scope::row},
    {"list", Scope::list},
    {"table", Scope::table},
    {"paragraph", Scope::paragraph},
    {"section", Scope::section},
    {"page", Scope::page},
    {"document", Scope::document},
    {"words", Scope::words},
    {"sentences", Scope::sentences},
    {"cell", Scope::cell},
    {"bullet", Scope::bullet},
});

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// "12 words" with unit "words" (or "word") gives 12; only positive numbers.
std::optional<int> number_of(std::string_view text, std::string_view unit) {
  const auto blank = text.find(' ');
  if (blank == std::string_view::npos) return {};
  const auto rest = text.substr(blank + 1);
  if (rest != unit && rest != unit.substr(0, unit.size() - 1)) return {};
  const auto n = whole_number(text.substr(0, blank));
  return n && *n > 0 ? n : std::nullopt;
}

}  // namespace

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

bool is_name(std::string_view text) { return is_id(text) && is_letter(text.front()); }

std::optional<int> whole_number(std::string_view text) {
  if (text.empty() || text.size() > 6) return {};
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return {};
    number = number * 10 + (c - '0');
  }
  return number;
}

std::optional<Within> parse_within(const std::string& text) {
  if (const auto n = number_of(text, "words")) return Within{Scope::words, *n};
  if (const auto n = number_of(text, "sentences")) return Within{Scope::sentences, *n};
  for (const auto& [name, scope] : kScopes) {
    if (name == text && scope != Scope::words && scope != Scope::sentences) return Within{scope, 0};
  }
  return {};
}

std::optional<int> parse_reach(const std::string& text) {
  if (text == "sentence") return 0;
  return number_of(text, "words");
}

std::string to_text(const Within& within) {
  for (const auto& [name, scope] : kScopes) {
    if (scope != within.scope) continue;
    return within.n > 0 ? std::to_string(within.n) + " " + std::string(name) : std::string(name);
  }
  return "";
}

}  // namespace plangrade::rules
