// Writes a pattern's tree as RE2 text, with whole words.
//
// Whole words need \b only where the edge of a match is a character of a word: '£5' has none on its
// left. Where an edge may be either, the boundary is pushed into the alternatives. What is left
// over (letters beyond ASCII, which RE2's \b does not know) is checked after a match, in
// pattern_set.cc.
#include <algorithm>

#include "match/pattern_syntax.h"
#include "match/placeholders.h"

namespace plangrade::match {
namespace {

Edge join(Edge a, Edge b) { return static_cast<Edge>(a | b); }

/// Edges of a sequence: those of its outermost child, and of the next as long as it may be absent.
Edge sequence_edges(const Node& sequence, bool first) {
  Edge out = kNoEdge;
  const auto size = sequence.children.size();
  for (std::size_t i = 0; i < size; ++i) {
    const Node& child = sequence.children[first ? i : size - 1 - i];
    out = join(out, edges(child, first));
    if (!nullable(child)) break;
  }
  return out;
}

class Emitter {
 public:
  explicit Emitter(const EmitOptions& options) : options_(options) {}

  /// `left` and `right`: the match must not begin or end inside a word here.
  void write(const Node& node, bool left, bool right) {
    switch (node.kind) {
      case NodeKind::atom:
      case NodeKind::assertion:
      case NodeKind::anchor:
        return write_atom(node);
      case NodeKind::area:
        out_ += "(?-i:" + area_alternatives(options_.area_names) + ")" + node.quantifier;
        return;
      case NodeKind::group:
        return write_group(node, left, right);
      case NodeKind::choice:
        return write_choice(node, left, right);
      case NodeKind::sequence:
        return write_sequence(node, left, right);
    }
  }

  std::string take() { return std::move(out_); }

 private:
  void write_atom(const Node& node) {
    const bool wrap =
        !node.quantifier.empty() && (node.text == "\\s+" || node.text.starts_with("(?"));
    out_ += wrap ? "(?:" + node.text + ")" : node.text;
    out_ += node.quantifier;
  }

  void write_group(const Node& node, bool left, bool right) {
    const bool repeated = !node.quantifier.empty();
    out_ += repeated && node.whole_words ? "(?:" : "";
    const bool bounded_left = (left && !repeated) || node.whole_words;
    const bool bounded_right = (right && !repeated) || node.whole_words;
    const bool word_left = bounded_left && edges(node, true) == kWordEdge;
    const bool word_right = bounded_right && edges(node, false) == kWordEdge;
    if (word_left) out_ += "\\b";
    out_ += node.text;
    write(node.children.front(), bounded_left && !word_left, bounded_right && !word_right);
    out_ += ')';
    if (word_right) out_ += "\\b";
    out_ += repeated && node.whole_words ? ")" : "";
    out_ += node.quantifier;
  }

  void write_choice(const Node& node, bool left, bool right) {
    if (node.children.empty()) out_ += kNothing;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (i > 0) out_ += '|';
      write(node.children[i], left, right);
    }
  }

  void write_sequence(const Node& node, bool left, bool right) {
    const bool word_left = left && sequence_edges(node, true) == kWordEdge;
    const bool word_right = right && sequence_edges(node, false) == kWordEdge;
    if (word_left) out_ += "\\b";
    const auto size = node.children.size();
    for (std::size_t i = 0; i < size; ++i) {
      const Node& child = node.children[i];
      const bool solid = !nullable(child);
      write(child, left && !word_left && i == 0 && solid,
            right && !word_right && i + 1 == size && solid);
    }
    if (word_right) out_ += "\\b";
  }

  const EmitOptions& options_;
  std::string out_;
};

}  // namespace

Edge edges(const Node& node, bool first) {
  switch (node.kind) {
    case NodeKind::atom:
      return node.edge;
    case NodeKind::assertion:
    case NodeKind::anchor:
      return kNoEdge;
    case NodeKind::area:
      return kAnyEdge;
    case NodeKind::sequence:
      return sequence_edges(node, first);
    case NodeKind::group:
    case NodeKind::choice: {
      Edge out = kNoEdge;
      for (const Node& child : node.children) out = join(out, edges(child, first));
      return out;
    }
  }
  return kAnyEdge;
}

bool nullable(const Node& node) {
  if (node.optional) return true;
  switch (node.kind) {
    case NodeKind::atom:
    case NodeKind::area:
      return false;
    case NodeKind::assertion:
    case NodeKind::anchor:
      return true;
    case NodeKind::sequence:
      return std::ranges::all_of(node.children, nullable);
    case NodeKind::group:
    case NodeKind::choice:
      return std::ranges::any_of(node.children, nullable);
  }
  return false;
}

bool needs_area(const Node& node) {
  if (node.optional) return false;
  switch (node.kind) {
    case NodeKind::area:
      return true;
    case NodeKind::atom:
    case NodeKind::assertion:
    case NodeKind::anchor:
      return false;
    case NodeKind::sequence:
      return std::ranges::any_of(node.children, needs_area);
    case NodeKind::group:
    case NodeKind::choice:
      return !node.children.empty() && std::ranges::all_of(node.children, needs_area);
  }
  return false;
}

std::string emit(const Node& root, const EmitOptions& options) {
  Emitter emitter(options);
  emitter.write(root, options.whole_words, options.whole_words);
  return emitter.take();
}

}  // namespace plangrade::match
