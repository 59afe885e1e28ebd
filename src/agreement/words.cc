// Splitting into words without regard to punctuation and case.
#include "agreement/words.h"

namespace plangrade {
namespace {

constexpr std::string_view kCurlyApostrophe = "\xE2\x80\x99";

bool is_general_punctuation(std::string_view text, std::size_t at) {
  return text.substr(at).starts_with("\xE2\x80") || text.substr(at).starts_with("\xC2\xA0");
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '\'' || text.substr(i).starts_with(kCurlyApostrophe)) {
      i += c == '\'' ? 1 : kCurlyApostrophe.size();
    } else if (is_general_punctuation(text, i)) {
      finish();
      i += text.substr(i).starts_with("\xC2\xA0") ? 2 : 3;
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               static_cast<unsigned char>(c) >= 0x80) {
      word += c;
      ++i;
    } else if (c >= 'A' && c <= 'Z') {
      word += static_cast<char>(c - 'A' + 'a');
      ++i;
    } else {
      finish();
      ++i;
    }
  }
  finish();
  return words;
}

}  // namespace plangrade
