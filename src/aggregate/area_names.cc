// Recognising areas by name.
//
// A name and a text become words without case, punctuation, "and", "&" and plural or possessive s,
// so that "NHS Airedale, Wharfedale and Craven CCG" is found in "Airedale Wharfedale & Craven's
// plan". A name is not found inside a longer name ("Somerset" in "North Somerset"), nor where a
// word of a text only looks like it ("reading" is no place, "Reading" is).
#include "aggregate/area_names.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace plangrade {
namespace counting {
namespace {

struct Word {
  std::string key;       ///< lower case, without a final s
  bool capital = false;  ///< as written it begins with a capital letter or a digit
};

bool is_letter(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/// Bytes of an apostrophe at the start of `text`: ' or U+2019; 0 if there is none.
std::size_t apostrophe(std::string_view text) {
  if (text.starts_with('\'')) return 1;
  return text.starts_with("\xE2\x80\x99") ? 3 : 0;
}

/// Other punctuation beyond ASCII (dashes, quotes, spaces: U+2000 to U+206F, U+00A0) parts words.
std::size_t wide_blank(std::string_view text) {
  if (text.starts_with("\xC2\xA0")) return 2;
  return text.starts_with("\xE2\x80") || text.starts_with("\xE2\x81") ? 3 : 0;
}

void finish(std::string& letters, std::vector<Word>& words) {
  if (letters.empty()) return;
  Word word{base::lower_ascii(letters), !(letters[0] >= 'a' && letters[0] <= 'z')};
  letters.clear();
  if (word.key == "and") return;
  if (word.key.size() > 3 && word.key.back() == 's') word.key.pop_back();
  words.push_back(std::move(word));
}

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  std::string letters;
  while (!text.empty()) {
    if (const auto size = apostrophe(text); size > 0) {
      text.remove_prefix(size);  // within a word it is dropped: "king's" is "kings"
    } else if (const auto blank = wide_blank(text); blank > 0) {
      finish(letters, words);
      text.remove_prefix(std::min(blank, text.size()));
    } else if (is_letter(static_cast<unsigned char>(text.front()))) {
      letters += text.front();
      text.remove_prefix(1);
    } else {
      finish(letters, words);
      text.remove_prefix(1);
    }
  }
  finish(letters, words);
  return words;
}

/// Words of a name that say what kind of body it is, not where: cut off at both ends.
void cut_body(std::vector<Word>& words) {
  static const std::vector<std::vector<std::string>> kBodies = {
      {"ccg"}, {"icb"}, {"clinical", "commissioning", "group"}, {"integrated", "care", "board"}};
  if (!words.empty() && words.front().key == "nhs") words.erase(words.begin());
  for (const auto& body : kBodies) {
    const auto at = std::search(words.begin(), words.end(), body.begin(), body.end(),
                                [](const Word& w, const std::string& key) { return w.key == key; });
    words.erase(at, words.end());
  }
}

std::string key_of(const Word* begin, const Word* end) {
  std::string key;
  for (; begin != end; ++begin) key += (key.empty() ? "" : " ") + begin->key;
  return key;
}

/// "North" before "Somerset" makes another place of it.
bool is_compass(const std::string& key) {
  static const std::set<std::string> kWords = {"north",    "south",   "east",    "west",
                                               "central",  "mid",     "greater", "northern",
                                               "southern", "eastern", "western"};
  return kWords.contains(key);
}

}  // namespace

AreaNames::AreaNames(const std::vector<Area>& areas) {
  std::map<std::string, std::string> successor;
  for (const auto& area : areas) successor[area.area_code] = area.successor_code;
  for (const auto& area : areas) {
    std::vector<std::string> names = area.aliases;
    names.push_back(area.area_name);
    for (const auto& name : names) {
      auto words = words_of(name);
      cut_body(words);
      if (words.empty()) continue;
      auto& named = by_key_[key_of(words.data(), words.data() + words.size())];
      if (named.name.empty() || name == area.area_name) named.name = name;
      if (std::ranges::count(named.codes, area.area_code) == 0)
        named.codes.push_back(area.area_code);
      longest_ = std::max(longest_, words.size());
    }
  }
  // An area and the one that took it over may share a name: the later one is meant.
  for (auto& [key, named] : by_key_) {
    const auto codes = named.codes;
    std::erase_if(named.codes, [&](const std::string& code) {
      return std::ranges::count(codes, successor[code]) > 0;
    });
    std::ranges::sort(named.codes);
  }
}

std::vector<std::string> AreaNames::called(std::string_view name) const {
  auto words = words_of(name);
  cut_body(words);
  const auto found = by_key_.find(key_of(words.data(), words.data() + words.size()));
  return found == by_key_.end() ? std::vector<std::string>() : found->second.codes;
}

GuessedAreas AreaNames::found_in(std::string_view text) const {
  const auto words = words_of(text);
  std::set<std::string> codes, ambiguous;
  for (std::size_t at = 0; at < words.size();) {
    std::size_t taken = 1;
    for (std::size_t size = std::min(longest_, words.size() - at); size > 0; --size) {
      const auto* begin = words.data() + at;
      const auto found = by_key_.find(key_of(begin, begin + size));
      if (found == by_key_.end()) continue;
      taken = size;
      if (!begin->capital || (at > 0 && is_compass(words[at - 1].key))) break;
      if (found->second.codes.size() == 1) {
        codes.insert(found->second.codes.front());
      } else {
        ambiguous.insert(found->second.name);
      }
      break;
    }
    at += taken;
  }
  return {{codes.begin(), codes.end()}, {ambiguous.begin(), ambiguous.end()}};
}

}  // namespace counting

GuessedAreas guess_areas(const AreaRegister& areas, const std::string& text) {
  return counting::AreaNames(areas.areas).found_in(text);
}

}  // namespace plangrade
