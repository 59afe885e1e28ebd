// Definitions of placeholders. Each is an ordinary pattern: lower case, a space is any run of
// blanks; tests/unit/match/placeholders_test.cc lists what they match and what they do not.
#include "match/placeholders.h"

#include <algorithm>

#include "base/text.h"

namespace plangrade::match {
namespace {

struct Placeholder {
  std::string_view name, pattern;
};

// 1,240 · 12.5 · 3 million · twenty-five · a dozen
constexpr std::string_view kNumber =
    R"((?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?: (?:hundred|thousand|million|billion))?)"
    R"(|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)"
    R"(|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several) (?:hundred|thousand|million|billion|dozen))"
    R"(|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen)"
    R"(|seventeen|eighteen|nineteen|hundreds|thousands|millions|dozens))";

// £1.2 million · £350k · £1,240.50 · 40 pounds · GBP 3m
constexpr std::string_view kMoney =
    R"((?:(?:£|€|\$|gbp ?|eur ?) ?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?: ?(?:k|m|mn|bn|thousand|million|billion)\b)?)"
    R"(|\b(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?: ?(?:k|m|mn|bn|thousand|million|billion))? (?:pounds|euros|gbp)\b))";

// 12.5% · 12.5 per cent · 40 percentage points · one in five · 1 in 10
constexpr std::string_view kPercent =
    R"((?:\b(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)? ?(?:%|per ?cent\b|percentage points?\b))"
    R"(|\b(?:one|two|three|four|five|six|seven|eight|nine|ten) per ?cent\b)"
    R"(|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+) (?:in|out of) )"
    R"((?:every )?(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|\d+)\b))";

// 2016 · 2016/17 · 2016-17 · 2016-2017 · 2015/16
constexpr std::string_view kYear =
    R"((?:19|20)\d\d(?: ?(?:/|[-\x{2010}-\x{2015}]) ?(?:(?:19|20)\d\d|\d\d)\b)?)";

// Willow · The Safe Haven · St Mary's · House of Hope: words that begin with a capital letter
constexpr std::string_view kName =
    R"((?-i:\p{Lu}[\p{L}\d'-]*(?: (?:of )?\p{Lu}[\p{L}\d'-]*){0,5}))";

constexpr Placeholder kPlaceholders[] = {{"number", kNumber},
                                         {"money", kMoney},
                                         {"percent", kPercent},
                                         {"year", kYear},
                                         {"name", kName}};

bool is_ascii_punctuation(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x80 && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') &&
         !(c >= 'A' && c <= 'Z') && c != '_';
}

/// One name with blanks, apostrophes and "and" as they may be set.
std::string name_pattern(std::string_view name) {
  std::string out;
  for (const std::string& word : base::split(name, ' ')) {
    if (word.empty()) continue;
    if (!out.empty()) out += "\\s+";
    if (word == "&" || word == "and" || word == "AND") {
      out += "(?:&|and|AND)";
      continue;
    }
    std::string_view rest = word;
    while (!rest.empty()) {
      if (rest.starts_with("'") || rest.starts_with("\xE2\x80\x99")) {
        out += "['\\x{2019}]";
        rest.remove_prefix(rest.front() == '\'' ? 1 : 3);
        continue;
      }
      if (rest.front() == '-') {
        out += "[-\\x{2010}-\\x{2015}]";
      } else {
        if (is_ascii_punctuation(rest.front())) out += '\\';
        out += rest.front();
      }
      rest.remove_prefix(1);
    }
  }
  return out;
}

std::string capitals(std::string_view name) {
  std::string out(name);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

}  // namespace

std::string_view placeholder_pattern(std::string_view name) {
  for (const Placeholder& placeholder : kPlaceholders) {
    if (placeholder.name == name) return placeholder.pattern;
  }
  return {};
}

std::vector<std::string> placeholder_names() {
  std::vector<std::string> names{"area"};
  for (const Placeholder& placeholder : kPlaceholders) names.emplace_back(placeholder.name);
  return names;
}

std::string area_alternatives(std::span<const std::string> names) {
  std::vector<std::string> sorted;
  for (const std::string& name : names) {
    for (const std::string& form : {name, capitals(name)}) {
      if (!base::trimmed(form).empty()) sorted.emplace_back(base::trimmed(form));
    }
  }
  if (sorted.empty()) return std::string(kNothing);
  std::sort(sorted.begin(), sorted.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::vector<std::string> patterns;
  for (const std::string& name : sorted) patterns.push_back(name_pattern(name));
  return base::join(patterns, "|");
}

}  // namespace plangrade::match
