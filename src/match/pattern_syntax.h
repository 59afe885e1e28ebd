// Patterns as rule authors write them, as a tree.
//
// RE2 knows nothing of whole words beyond ASCII, of hyphens that a typesetter changed, or of
// {number}. A pattern is therefore parsed into a small tree, in which placeholders are subtrees,
// and written out again as RE2 text with those things added:
//
//     child(?:hood)? abuse|LAC   ->  choice( sequence(c h i l d group? space a b u s e), ... )
//
// Only the shape matters here; what a class or an escape means is left to RE2.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plangrade/model/problem.h"
#include "plangrade/model/rule_set.h"

namespace plangrade::match {

/// What the first or last character of a match may be; a set of bits.
enum Edge : unsigned { kNoEdge = 0, kWordEdge = 1, kOtherEdge = 2, kAnyEdge = 3 };

enum class NodeKind {
  atom,       ///< one character or class; `text` is its RE2 text
  assertion,  ///< \b, \B or flags: no width, `text` as written
  anchor,     ///< ^ $ \A \z: no width, bound to the ends of a sentence
  group,      ///< `text` is its opening "(?:" or "(?i:"; one child
  choice,     ///< children are the alternatives
  sequence,   ///< children follow one another
  area,       ///< {area}: the names of the plan's own areas, known only when a plan is matched
};

struct Node {
  NodeKind kind = NodeKind::atom;
  std::string text;
  std::string quantifier;    ///< "", "?", "*", "{2,3}", "+?" ...
  bool optional = false;     ///< may match nothing on account of itself or its quantifier
  Edge edge = kNoEdge;       ///< of an atom
  bool whole_words = false;  ///< group: bounded by whole words wherever it stands
  std::string term;          ///< group: the term whose patterns it stands for; else empty
  std::vector<Node> children;
};

/// A parsed pattern: its tree, a group that settles the case.
struct Syntax {
  Node root;
  bool has_area = false;
};

/// Parses `pattern` with all placeholders expanded; `terms` are what {TERM} may name. Problems:
/// M001 to M008, at the pattern's place, with the column inside the pattern.
Result<Syntax> parse_pattern(const Pattern& pattern, const std::vector<Term>& terms);

struct EmitOptions {
  bool whole_words = true;
  std::span<const std::string> area_names = {};  ///< empty: {area} matches nothing
};

/// The RE2 text of a tree.
std::string emit(const Node& root, const EmitOptions& options);

/// What the first or last character of a match may be; kNoEdge if the node has no width.
Edge edges(const Node& node, bool first);

/// Whether a match of the tree may be empty.
bool nullable(const Node& node);

/// Whether no match of the tree is possible without a name for {area}.
bool needs_area(const Node& node);

/// At least how many nodes a pattern has once its terms are expanded; found without doing so.
std::size_t least_size(const Pattern& pattern, const std::vector<Term>& terms);

/// Groups of names of terms: every match of the tree holds a match of one of each.
std::vector<std::vector<std::string>> required_terms(const Node& root);

}  // namespace plangrade::match
