// The finite texts behind a pattern of plain words: letters, digits, blanks, hyphens, groups,
// alternatives and what may be left out.
//
//     (?:child|drug)s? abuse  ->  child abuse, childs abuse, drug abuse, drugs abuse
//
// Each function reads one construct and gives the texts it stands for; anything else, or more than
// 64 texts, gives the whole up.
#include <algorithm>
#include <optional>

#include "plangrade/rules.h"

namespace plangrade {
namespace rules {
namespace {

using Forms = std::vector<std::string>;
constexpr std::size_t kMaxForms = 64;
constexpr int kMaxDepth = 20;

class Reader {
 public:
  explicit Reader(std::string_view pattern) : text_(pattern) {}

  Forms read() {
    const auto forms = alternatives(0);
    return forms && at_ == text_.size() ? *forms : Forms{};
  }

 private:
  bool next_is(std::string_view token) const { return text_.substr(at_).starts_with(token); }

  std::optional<Forms> alternatives(int depth) {
    Forms all;
    do {
      const auto one = sequence(depth);
      if (!one || all.size() + one->size() > kMaxForms) return std::nullopt;
      all.insert(all.end(), one->begin(), one->end());
    } while (at_ < text_.size() && text_[at_] == '|' && ++at_ > 0);
    return all;
  }

  std::optional<Forms> sequence(int depth) {
    Forms forms{""};
    while (at_ < text_.size() && text_[at_] != '|' && text_[at_] != ')') {
      auto item = next_is("(?:") ? group(depth) : character();
      if (!item) return std::nullopt;
      if (next_is("?")) {
        ++at_;
        item->emplace_back();
      }
      if (forms.size() * item->size() > kMaxForms) return std::nullopt;
      Forms longer;
      for (const auto& head : forms) {
        for (const auto& tail : *item) longer.push_back(head + tail);
      }
      forms = std::move(longer);
    }
    return forms;
  }

  std::optional<Forms> group(int depth) {
    if (depth > kMaxDepth) return std::nullopt;
    at_ += 3;
    auto forms = alternatives(depth + 1);
    if (!forms || !next_is(")")) return std::nullopt;
    ++at_;
    return forms;
  }

  std::optional<Forms> character() {
    const char c = text_[at_];
    const char small = static_cast<char>(c | 0x20);
    const bool plain = (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') || c == ' ' ||
                       c == '-' || c == '\'' || c == ',';
    if (!plain) return std::nullopt;
    ++at_;
    return Forms{std::string(1, c)};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace
}  // namespace rules

std::vector<std::string> plain_forms(const std::string& pattern) {
  return rules::Reader(pattern).read();
}

}  // namespace plangrade
