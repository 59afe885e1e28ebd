// Finding the columns of a population table.
#include "aggregate/population_layout.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace plangrade::counting {
namespace {

constexpr std::size_t kMostHeaderRows = 40;

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Header as words in lower case parted by single underscores: "Area Codes " is "area_codes".
std::string header_key(std::string_view cell) {
  std::string key;
  for (const char c : base::lower_ascii(cell)) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+';
    if (word) {
      key += c;
    } else if (!key.empty() && key.back() != '_') {
      key += '_';
    }
  }
  while (!key.empty() && key.back() == '_') key.pop_back();
  return key;
}

/// The single year of age that a header names: "7", "age_7", "Age 7", "90+"; -1 if it names none.
int age_of(std::string_view cell) {
  std::string key = header_key(cell);
  for (const std::string_view prefix : {"age_", "aged_", "ages_"}) {
    if (key.starts_with(prefix)) key.erase(0, prefix.size());
  }
  for (const std::string_view suffix : {"_years", "_year", "+", "_and_over"}) {
    if (key.ends_with(suffix)) key.erase(key.size() - suffix.size());
  }
  if (!all_digits(key) || key.size() > 3) return -1;
  return std::stoi(key);
}

/// Columns of ages 0, 1, 2, ... as far as they go; empty unless all child ages are there once.
std::vector<std::size_t> age_columns(const std::vector<std::string>& header) {
  std::map<int, std::size_t> columns;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const int age = age_of(header[i]);
    if (age >= 0) columns.emplace(age, i);  // the first: persons stand left of males and females
  }
  std::vector<std::size_t> ages;
  for (int age = 0; columns.contains(age); ++age) ages.push_back(columns[age]);
  if (ages.size() < static_cast<std::size_t>(kAdultAge)) ages.clear();
  return ages;
}

std::vector<BandColumns> band_columns(const std::vector<std::string>& header) {
  std::map<std::string, std::size_t> columns;
  for (std::size_t i = 0; i < header.size(); ++i) columns.emplace(header_key(header[i]), i);
  std::vector<BandColumns> bands;
  for (const auto& [key, young] : columns) {
    if (!key.ends_with("0_10") || (key.size() > 4 && key[key.size() - 5] != '_')) continue;
    const auto old = columns.find(key.substr(0, key.size() - 4) + "11_17");
    if (old == columns.end()) continue;
    bands.push_back({young, old->second, mid_year_in(key), key.find("est") != std::string::npos});
  }
  std::ranges::sort(bands, {}, &BandColumns::year);
  return bands;
}

bool has(const std::string& key, std::string_view word) {
  return key.find(word) != std::string::npos;
}

/// Sorts the columns that are neither ages nor bands into their roles.
bool assign_roles(const std::vector<std::string>& header, Layout& layout) {
  std::vector<bool> taken(header.size(), false);
  for (const auto column : layout.ages) taken[column] = true;
  for (const auto& band : layout.bands) taken[band.young] = taken[band.old] = true;
  std::optional<std::size_t> code;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const auto key = header_key(header[i]);
    if (taken[i] || key.empty()) continue;
    if (!code && has(key, "code")) {
      code = i;
    } else if (layout.names.empty() && has(key, "name") && !has(key, "region")) {
      layout.names.push_back(i);
    } else if (!layout.region && has(key, "region") && !has(key, "code")) {
      layout.region = i;
    } else if (!layout.year && (key == "mid_year" || key == "year" || key == "population_year")) {
      layout.year = i;
    } else if (!layout.all_ages && has(key, "all_ages") && mid_year_in(key).empty()) {
      layout.all_ages = i;
    } else if (!has(key, "pop") && age_of(header[i]) < 0) {
      layout.others.push_back(i);
    }
  }
  if (!code || layout.names.empty()) return false;
  layout.code = *code;
  // Names indented by level stand in columns without a header of their own.
  for (std::size_t i = layout.names.front() + 1; i < header.size(); ++i) {
    if (taken[i] || !base::trimmed(header[i]).empty()) break;
    layout.names.push_back(i);
  }
  return true;
}

}  // namespace

std::string mid_year_in(const std::string& text) {
  const auto lower = base::lower_ascii(text);
  for (auto at = lower.find("mid"); at != std::string::npos; at = lower.find("mid", at + 1)) {
    auto digits = at + 3;
    while (digits < lower.size() &&
           (lower[digits] == '-' || lower[digits] == ' ' || lower[digits] == '_')) {
      ++digits;
    }
    if (digits + 4 <= lower.size() && all_digits(lower.substr(digits, 4))) {
      return lower.substr(digits, 4);
    }
  }
  return "";
}

std::optional<Layout> find_layout(const Sheet& sheet) {
  for (std::size_t row = 0; row < std::min(sheet.rows.size(), kMostHeaderRows); ++row) {
    Layout layout;
    layout.header = row;
    layout.ages = age_columns(sheet.rows[row]);
    layout.bands = band_columns(sheet.rows[row]);
    if (layout.ages.empty() && layout.bands.empty()) continue;
    if (assign_roles(sheet.rows[row], layout)) return layout;
  }
  return std::nullopt;
}

}  // namespace plangrade::counting
