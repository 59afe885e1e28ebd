// What the terms in a pattern say of it before it is expanded, or before it is searched for.
#include <algorithm>
#include <map>

#include "match/pattern_syntax.h"

namespace plangrade::match {
namespace {

/// How large terms grow at least, each looked at once.
class Sizes {
 public:
  explicit Sizes(const std::vector<Term>& terms) : terms_(terms) {}

  std::size_t of(std::string_view pattern) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < pattern.size() && size < kEnough; ++i) {
      const char c = pattern[i];
      if (c == '\\') {
        ++i;
      } else if (c == '[') {
        i = behind_class(pattern, i);
      } else if (pattern.substr(i).starts_with("(?")) {
        i = std::min(pattern.find_first_of(":)>", i), pattern.size());
      } else if (c == '{') {
        const std::size_t close = std::min(pattern.find('}', i), pattern.size());
        size += of_term(pattern.substr(i + 1, close - i - 1));
        i = close;
      } else if (c >= 'a' && c <= 'z') {
        ++size;
      }
    }
    return std::min(size, kEnough);
  }

 private:
  static constexpr std::size_t kEnough = 1'000'000;  // beyond all bounds
  static constexpr std::size_t kMaxTerms = 200;      // looked at; more only grow

  /// The last byte of a class, or of the pattern.
  static std::size_t behind_class(std::string_view pattern, std::size_t i) {
    const std::size_t first = i + (pattern.substr(i).starts_with("[^") ? 2 : 1);
    for (i = first; i < pattern.size() && (pattern[i] != ']' || i == first); ++i) {
      if (pattern[i] == '\\') ++i;
    }
    return i;
  }

  std::size_t of_term(std::string_view name) {
    const auto known = sizes_.find(name);
    if (known != sizes_.end()) return known->second;
    if (sizes_.size() == kMaxTerms) return 0;
    sizes_[name] = 0;  // while in the term itself; for a repeat, and for placeholders
    const auto term = std::ranges::find(terms_, name, &Term::name);
    if (term == terms_.end()) return 0;
    std::size_t size = 0;
    for (const Pattern& pattern : term->any) {
      if (size < kEnough) size = std::min(size + of(pattern.text), kEnough);
    }
    return sizes_[name] = size;
  }

  const std::vector<Term>& terms_;
  std::map<std::string_view, std::size_t> sizes_;
};

using NameGroups = std::vector<std::vector<std::string>>;

void add_required(const Node& node, NameGroups& out) {
  if (nullable(node)) return;
  if (!node.term.empty()) out.push_back({node.term});
  if (node.kind != NodeKind::choice || node.children.size() == 1) {
    for (const Node& child : node.children) add_required(child, out);
    return;
  }
  std::vector<std::string> any;  // of every alternative the first
  for (const Node& child : node.children) {
    NameGroups of_child;
    add_required(child, of_child);
    if (of_child.empty()) return;
    any.insert(any.end(), of_child.front().begin(), of_child.front().end());
  }
  out.push_back(std::move(any));
}

}  // namespace

std::size_t least_size(const Pattern& pattern, const std::vector<Term>& terms) {
  return Sizes(terms).of(pattern.text);
}

NameGroups required_terms(const Node& root) {
  NameGroups out;
  add_required(root, out);
  return out;
}

}  // namespace plangrade::match
