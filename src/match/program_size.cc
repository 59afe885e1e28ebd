// Counts what RE2 writes out for letters and repeats; other parts are left to be asked of it.
#include "match/program_size.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "match/characters.h"

namespace plangrade::match {
namespace {

// What RE2 allows, by far (its parser's nesting, 1,000; nested repeats, 1,000).
constexpr int kMaxDepth = 200;
constexpr std::size_t kMaxRepeats = 500;
// In either case, which for k and s means a third letter, of three bytes.
constexpr std::size_t kLetter = 2, kLongLetter = 8;
// What a quantifier, the alternatives of a choice, or the ends of words add.
constexpr std::size_t kAround = 2;

class Measuring {
 public:
  ProgramSize measure(const Node& root) {
    out_.known = true;
    add(root, 1, 0);
    return std::move(out_);
  }

 private:
  /// `times`: how often a node is written out for the repeats around it.
  void add(const Node& node, std::size_t times, int depth) {
    times *= copies(node.quantifier);
    if (!is_plain(node) || depth > kMaxDepth || times > kMaxRepeats) out_.known = false;
    if (!out_.known) return;
    if (node.kind != NodeKind::atom) out_.letters += kAround * times;
    if (!node.quantifier.empty()) out_.letters += kAround * times;
    if (node.kind == NodeKind::atom) add_atom(node.text, times);
    for (const Node& child : node.children) add(child, times, depth + 1);
  }

  void add_atom(const std::string& text, std::size_t times) {
    const bool letter = text.size() == 1 && is_ascii_word(static_cast<unsigned char>(text[0]));
    if (letter) {
      const bool is_long = std::string_view("kKsS").find(text[0]) != std::string_view::npos;
      out_.letters += (is_long ? kLongLetter : kLetter) * times;
    } else {
      out_.atoms[text] += times;
    }
  }

  static bool is_plain(const Node& node) {
    switch (node.kind) {
      case NodeKind::group:
        return node.text == "(?:" || node.text == "(?i:" || node.text == "(?-i:";
      case NodeKind::anchor:
        return node.quantifier.empty();
      case NodeKind::assertion:
        return node.quantifier.empty() && (node.text == "\\b" || node.text == "\\B");
      case NodeKind::area:
        return false;
      case NodeKind::atom:
      case NodeKind::choice:
      case NodeKind::sequence:
        return true;
    }
    return false;
  }

  /// How often RE2 writes out what a quantifier repeats; very often for one that it might refuse.
  static std::size_t copies(std::string_view quantifier) {
    if (!quantifier.starts_with('{')) return 1;
    const char* end = quantifier.data() + quantifier.size();
    std::size_t least = 0, most = 0;
    const char* at = quantifier.data() + 1;
    const auto read = [&](std::size_t& number) {
      const auto [behind, error] = std::from_chars(at, end, number);
      at = behind;
      return error == std::errc();
    };
    const auto next_is = [&](char c) { return at != end && *at == c; };
    if (!read(least)) return kMaxRepeats + 1;
    if (next_is(',')) {
      ++at;
      if (!next_is('}') && (!read(most) || most < least)) return kMaxRepeats + 1;
    }
    return next_is('}') ? std::max(least, most) + 1 : kMaxRepeats + 1;
  }

  ProgramSize out_;
};

}  // namespace

ProgramSize program_size(const Node& root) { return Measuring().measure(root); }

}  // namespace plangrade::match
