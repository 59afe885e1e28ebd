#include "match/common_words.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace plangrade::match {
namespace {

// Words per thousand of English, roughly; what is not listed is rare, the longer the rarer.
struct Common {
  std::string_view word;
  double share;
};
constexpr std::array kCommon = std::to_array<Common>({
    {"the", 60},      {"of", 35},         {"and", 40},
    {"to", 30},       {"in", 22},         {"a", 22},
    {"for", 15},      {"is", 10},         {"are", 10},
    {"with", 9},      {"on", 8},          {"be", 8},
    {"that", 8},      {"as", 8},          {"by", 7},
    {"was", 5},       {"or", 6},          {"at", 5},
    {"from", 5},      {"have", 5},        {"has", 4},
    {"not", 4},       {"this", 5},        {"will", 6},
    {"we", 5},        {"their", 4},       {"they", 3},
    {"it", 4},        {"who", 3},         {"which", 3},
    {"an", 4},        {"were", 3},        {"been", 2},
    {"these", 2},     {"our", 4},         {"all", 3},
    {"|", 5},         {"$", 1},           {"%", 3},
    {":", 8},         {"P", 1},           {"E", 1},
    {"no", 2},        {"one", 2},         {"children", 6},
    {"young", 6},     {"people", 7},      {"health", 6},
    {"mental", 4},    {"services", 5},    {"service", 4},
    {"support", 5},   {"plan", 3},        {"child", 2},
    {"care", 4},      {"need", 2},        {"needs", 3},
    {"s", 5},         {"local", 3},       {"work", 2},
    {"there", 2.5},   {"what", 2},        {"more", 2},
    {"other", 2},     {"may", 1.5},       {"can", 2},
    {"would", 2},     {"do", 1},          {"than", 1.5},
    {"when", 1.5},    {"where", 1.5},     {"if", 1.5},
    {"also", 1.5},    {"some", 1.5},      {"its", 2},
    {"up", 1.5},      {"out", 1.5},       {"had", 2},
    {"but", 3},       {"so", 1.5},        {"them", 1.5},
    {"those", 1.5},   {"two", 1.5},       {"three", 1},
    {"four", 0.8},    {"five", 0.8},      {"new", 1.5},
    {"any", 1},       {"each", 1},        {"about", 1.2},
    {"into", 1.2},    {"should", 1.5},    {"must", 1},

    {"through", 1},   {"within", 1.5},    {"between", 1},
    {"such", 1},      {"only", 1},        {"use", 1},
    {"year", 2.5},    {"years", 1.5},     {"number", 1.5},
    {"risk", 1},      {"level", 1},       {"high", 1},
    {"group", 1.5},   {"team", 1.5},      {"school", 1.5},
    {"schools", 1.5}, {"council", 2},     {"area", 1.5},
    {"areas", 1},     {"time", 1.2},      {"he", 1},
    {"she", 1},       {"i", 1.5},         {"you", 2},
    {"his", 1},       {"her", 1},         {"most", 1},
    {"many", 1},      {"after", 1.2},     {"before", 0.8},
    {"under", 1},     {"over", 1},        {"first", 1.2},
    {"part", 1},      {"data", 1},        {"help", 1.2},
    {"access", 1.2},  {"public", 1},      {"development", 1.5},
    {"policy", 1.5},  {"information", 1}, {"required", 0.8},
    {"provide", 1},   {"provided", 0.8},  {"including", 1},
    {"further", 1},   {"change", 0.8},    {"here", 0.7},
    {"then", 0.8},    {"how", 1},         {"much", 0.7},
    {"set", 0.7},     {"made", 0.7},      {"make", 0.7},
    {"see", 0.7},     {"because", 0.7},   {"during", 0.7},
    {"per", 1},       {"same", 0.6},      {"while", 0.6},
    {"could", 1},     {"both", 0.8},      {"us", 1},
    {"me", 0.7},      {"my", 1},          {"your", 0.8},
    {"report", 1},    {"page", 1},        {"table", 1},
    {"section", 0.8}, {"family", 0.7},    {"families", 0.8},
    {"parents", 0.8}, {"staff", 1},       {"national", 1},
    {"groups", 1},    {"community", 1},   {"education", 1},
    {"social", 1},    {"training", 1},    {"well", 1},
    {"used", 0.8},    {"using", 0.8},     {"very", 0.7},
    {"0", 15},        {"00", 12},         {"000", 4},
    {"0000", 5},      {"000000", 1},
});

constexpr auto kByWord = [] {
  auto sorted = kCommon;
  std::ranges::sort(sorted, {}, &Common::word);
  return sorted;
}();

}  // namespace

double commonness(const TriggerWord& trigger) {
  const double frequent = trigger.prefix ? 40 : 4;
  double share = frequent / static_cast<double>(trigger.word.size() * trigger.word.size());
  const std::string_view word = trigger.word;
  auto common = std::ranges::lower_bound(kByWord, word, {}, &Common::word);
  for (; common != kByWord.end() && common->word.starts_with(word); ++common) {
    if (trigger.prefix || common->word == word) share = std::max(share, common->share);
  }
  return share;
}

}  // namespace plangrade::match
