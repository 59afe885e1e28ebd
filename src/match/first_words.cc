// The word a match begins with, read from the left edge of a pattern's tree:
//
//     (?:the )?(?:young )?carers? of   ->   "the", "young", "carer", "carers"
//
// Where it is known, a pattern need only be tried at those words, and an automaton that is tied to
// one place is small and soon done.
#include <algorithm>
#include <iterator>
#include <optional>

#include "match/spellings.h"
#include "match/trigger_words.h"

namespace plangrade::match {
namespace {

constexpr std::size_t kMaxFirst = 1024;

using Words = std::vector<TriggerWord>;

/// Collects the beginnings of one tree; gives up on what is not plain.
class Beginnings {
 public:
  /// Adds the first words of `node`. `bounded`: a word ends where the node does. False: not known.
  bool add(const Node& node, bool bounded) {
    if (node.kind == NodeKind::sequence) return add_sequence(node, bounded);
    return std::ranges::all_of(node.children,
                               [&](const Node& child) { return add(child, bounded); });
  }

  Words take() { return std::move(words_); }

 private:
  bool offer(const Forms& forms, bool prefix) {
    if (words_.size() + forms.size() > kMaxFirst) return false;
    for (const std::string& form : forms) {
      if (form.empty()) return false;
      // RE2 sees the end of a word before a letter beyond ASCII.
      words_.push_back({form, prefix || form.back() == '~'});
    }
    return true;
  }

  bool add_sequence(const Node& sequence, bool bounded) {
    Forms forms{""};
    for (const Node& child : sequence.children) {
      const bool at_begin = forms.size() == 1 && forms.front().empty();
      const Forms more = spellings(child);
      if (!more.empty()) {
        Forms longer = joined(forms, more);
        if (longer.empty()) return offer(forms, true);
        forms = std::move(longer);
      } else if (at_begin && child.kind == NodeKind::group) {
        const bool whole = child.whole_words && child.quantifier.empty();
        if (!add(child.children.front(), whole)) return false;
        if (!nullable(child)) return true;
      } else if (child.kind == NodeKind::assertion && child.text == "\\b") {
        if (!at_begin) return offer(forms, false);
      } else if (const Forms letter = one_letter(child); !letter.empty() && !child.optional) {
        const Forms longer = joined(forms, letter);  // repeated: what follows is not known
        return offer(longer.empty() ? forms : longer, true);
      } else {
        const bool parts = edges(child, true) == kOtherEdge;
        if (!offer(forms, !parts)) return false;
        if (!parts || !nullable(child)) return true;
        // Nothing may stand there instead, and the word goes on.
      }
    }
    return offer(forms, !bounded);
  }

  Words words_;
};

}  // namespace

std::vector<TriggerWord> first_words(const Node& root, bool whole_words) {
  Beginnings beginnings;
  if (!whole_words || !beginnings.add(root.children.front(), whole_words)) return {};
  Words words = beginnings.take();
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

}  // namespace plangrade::match
