// Patterns are long lists of alternatives, of which a sentence has the words of few: each is
// screened by itself.
#include "match/compiled_pattern.h"

#include <algorithm>
#include <utility>

#include "match/spellings.h"

namespace plangrade::match {
namespace {

constexpr std::size_t kMaxBranches = 100;  // of one pattern

/// The group that is all of a sequence, or null: its alternatives are those of the sequence.
const Node* only_group(const Node& sequence) {
  if (sequence.children.size() != 1) return nullptr;
  const Node& child = sequence.children.front();
  const bool plain = child.kind == NodeKind::group && child.quantifier.empty();
  return plain && spellings(child).empty() ? &child : nullptr;
}

/// `shell` with the one alternative `inner` of its innermost group.
Node wrapped(std::vector<const Node*> groups, Node choice) {
  while (true) {
    const Node& group = *groups.back();
    groups.pop_back();
    Node copy;
    copy.kind = group.kind;
    copy.text = group.text;
    copy.whole_words = group.whole_words;
    copy.term = group.term;
    copy.children.push_back(std::move(choice));
    if (groups.empty()) return copy;
    Node sequence, outer;
    sequence.kind = NodeKind::sequence;
    sequence.children.push_back(std::move(copy));
    outer.kind = NodeKind::choice;
    outer.children.push_back(std::move(sequence));
    choice = std::move(outer);
  }
}

/// Takes a tree apart into trees of which it is the choice.
class Splitter {
 public:
  std::vector<Node> split(const Node& root) {
    std::vector<const Node*> groups{&root};
    split(groups);
    return std::move(out_);
  }

 private:
  void split(std::vector<const Node*>& groups) {
    const Node& choice = groups.back()->children.front();
    Node together;  // single words, and what is too much to take apart
    together.kind = NodeKind::choice;
    for (const Node& sequence : choice.children) {
      if (const Node* group = only_group(sequence)) {
        groups.push_back(group);
        split(groups);
        groups.pop_back();
      } else if (!spellings(sequence).empty() || out_.size() >= kMaxBranches) {
        together.children.push_back(sequence);
      } else {
        Node alone;
        alone.kind = NodeKind::choice;
        alone.children.push_back(sequence);
        out_.push_back(wrapped(groups, std::move(alone)));
      }
    }
    if (!together.children.empty() || choice.children.empty()) {
      out_.push_back(wrapped(groups, std::move(together)));
    }
  }

  std::vector<Node> out_;
};

}  // namespace

CompiledPattern compile_pattern(const Syntax& syntax, bool whole_words,
                                std::span<const std::string> area_names) {
  CompiledPattern out{.text = emit(syntax.root, {whole_words, area_names}),
                      .branches = {},
                      .first = first_words(syntax.root, whole_words),
                      .whole_words = whole_words,
                      .size = program_size(syntax.root)};
  for (const Node& branch : Splitter().split(syntax.root)) {
    WordPath path = word_path(branch, whole_words);
    TriggerGroups triggers = trigger_words(path);
    out.branches.push_back({std::move(triggers), std::move(path), required_terms(branch)});
  }
  return out;
}

}  // namespace plangrade::match
