// Reads a pattern's tree from left to right, spelling out the words that it is sure of.
#include "match/trigger_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "match/spellings.h"

namespace plangrade::match {
namespace {

using Words = std::vector<TriggerWord>;

constexpr std::size_t kMaxWords = 4096;  // of one pattern

// Words per thousand of English, roughly; what is not listed is rare, the longer the rarer.
struct Common {
  std::string_view word;
  double share;
};
constexpr std::array kCommon = std::to_array<Common>({
    {"the", 60},   {"of", 35},      {"and", 40},     {"to", 30},     {"in", 22},    {"a", 22},
    {"for", 15},   {"is", 10},      {"are", 10},     {"with", 9},    {"on", 8},     {"be", 8},
    {"that", 8},   {"as", 8},       {"by", 7},       {"was", 5},     {"or", 6},     {"at", 5},
    {"from", 5},   {"have", 5},     {"has", 4},      {"not", 4},     {"this", 5},   {"will", 6},
    {"we", 5},     {"their", 4},    {"they", 3},     {"it", 4},      {"who", 3},    {"which", 3},
    {"an", 4},     {"were", 3},     {"been", 2},     {"these", 2},   {"our", 4},    {"all", 3},
    {"|", 5},      {"$", 1},        {"%", 3},        {":", 8},       {"P", 1},      {"E", 1},
    {"no", 2},     {"one", 2},      {"children", 6}, {"young", 6},   {"people", 7}, {"health", 6},
    {"mental", 4}, {"services", 5}, {"service", 4},  {"support", 5}, {"plan", 3},   {"child", 2},
    {"care", 4},   {"need", 2},     {"needs", 3},    {"s", 5},       {"local", 3},  {"work", 2},
});

constexpr double kOfAnyWord = 1000;
constexpr double kTooCommon = 100;  // in most sentences: not worth asking for beside other words
constexpr double kRare = 2;         // rare enough not to look any further
constexpr std::size_t kMaxGroups = 4;
constexpr int kMaxSplits = 3;  // optional groups of a sequence taken apart

double share_of(const TriggerWord& trigger) {
  const double frequent = trigger.prefix ? 40 : 4;
  double share = frequent / static_cast<double>(trigger.word.size() * trigger.word.size());
  for (const Common& common : kCommon) {
    const bool fits =
        trigger.prefix ? common.word.starts_with(trigger.word) : common.word == trigger.word;
    if (fits) share = std::max(share, common.share);
  }
  return share;
}

double share_of(const Words& words) {
  double sum = 0;
  for (const TriggerWord& trigger : words) sum += share_of(trigger);
  return sum;
}

/// Groups of words, each of which has a word in every match.
using Groups = TriggerGroups;

Groups groups_of(const Node& node, bool left, bool right, int splits = kMaxSplits);

/// Walks a sequence. `left`: the next letter is the first of a word.
class Walk {
 public:
  explicit Walk(bool left) : left_(left) {}

  void step(const Node& node) {
    const Forms forms = spellings(node);
    if (!forms.empty()) {
      extend(forms);
    } else if (node.kind == NodeKind::atom && !node.optional && !letters_of(node).empty()) {
      extend(one_letter(node));  // repeated: what follows is not known
      end_word(true);
      left_ = false;
    } else if (node.kind == NodeKind::atom || node.kind == NodeKind::area) {
      pass(node);
    } else if (node.kind == NodeKind::group) {
      pass_group(node);
    } else if (node.text == "\\b" || node.kind == NodeKind::anchor) {
      end_word(false);
      left_ = true;
    } else {
      end_word(true);
      left_ = false;
    }
  }

  Groups finish(bool right) {
    end_word(!right);
    return std::move(groups_);
  }

 private:
  bool inside() const { return forms_.size() != 1 || !forms_.front().empty(); }

  void extend(const Forms& forms) {
    Forms longer = joined(forms_, forms);
    if (longer.empty()) {  // too many spellings: what there is so far is a prefix
      end_word(true);
      left_ = false;
    } else {
      forms_ = std::move(longer);
    }
  }

  /// Ends the current word; with `prefix` the text's word may go on.
  void end_word(bool prefix) {
    if (left_ && inside() && std::ranges::none_of(forms_, &std::string::empty)) {
      Words words;
      for (const std::string& form : forms_) words.push_back({form, prefix});
      offer(std::move(words));
    }
    forms_.assign(1, "");
  }

  void offer(Words words) { groups_.push_back(std::move(words)); }

  /// A character that may be several: only one that is surely of no word parts words.
  void pass(const Node& node) {
    const bool parts = edges(node, true) == kOtherEdge;
    const bool required = !nullable(node);
    const bool was_at_begin = left_ && !inside();
    if (const std::string sign = sign_of(node); required && !sign.empty()) offer({{sign, false}});
    end_word(!(parts && required));
    left_ = parts && (required || was_at_begin);
  }

  void pass_group(const Node& group) {
    const bool required = !nullable(group);
    const bool at_begin = left_ && !inside();
    const bool begins_apart = edges(group, true) == kOtherEdge;
    const bool ends_apart = edges(group, false) == kOtherEdge;
    if (required) {
      const bool repeated = !group.quantifier.empty();
      const bool left = at_begin || begins_apart || group.whole_words;
      for (Words& words : groups_of(group.children.front(), left, group.whole_words && !repeated)) {
        offer(std::move(words));
      }
    }
    end_word(!(begins_apart && required));
    left_ = ends_apart && (required || at_begin);
  }

  bool left_;
  Forms forms_{""};
  Groups groups_;
};

/// The group of which a word is the least to be expected; none of none.
const Words* rarest(const Groups& groups) {
  const auto found =
      std::ranges::min_element(groups, {}, [](const Words& words) { return share_of(words); });
  return found == groups.end() ? nullptr : &*found;
}

Groups groups_of_sequence(const Node& sequence, bool left, bool right) {
  Walk walk(left);
  for (const Node& child : sequence.children) walk.step(child);
  return walk.finish(right);
}

Groups groups_of_choice(const Node& choice, bool left, bool right) {
  Words all;
  for (const Node& alternative : choice.children) {
    const Groups groups = groups_of(alternative, left, right);
    const Words* words = rarest(groups);
    if (words == nullptr || all.size() + words->size() > kMaxWords) return {};
    all.insert(all.end(), words->begin(), words->end());
  }
  return all.empty() ? Groups{} : Groups{std::move(all)};
}

/// A group that is no part of a word, or what parts words, either of which may be absent.
bool tells_apart(const Node& child) {
  if (child.kind == NodeKind::group) return child.quantifier == "?" && spellings(child).empty();
  return child.kind == NodeKind::atom && child.optional && child.edge == kOtherEdge;
}

/// A sequence with something optional is one without it, or one with it: what follows may begin a
/// word in either. Empty if there is nothing that would have to be told apart.
std::vector<Node> variants(const Node& sequence) {
  const auto optional = std::ranges::find_if(sequence.children, tells_apart);
  if (optional == sequence.children.end()) return {};
  const auto at = optional - sequence.children.begin();
  std::vector<Node> out(2, sequence);
  out[0].children.erase(out[0].children.begin() + at);
  Node& present = out[1].children[static_cast<std::size_t>(at)];
  present.quantifier.clear();
  present.optional = false;
  return out;
}

Groups groups_of(const Node& node, bool left, bool right, int splits) {
  if (node.kind != NodeKind::sequence) {
    return node.children.size() == 1 ? groups_of(node.children.front(), left, right, splits)
                                     : groups_of_choice(node, left, right);
  }
  Groups groups = groups_of_sequence(node, left, right);
  const Words* known = rarest(groups);
  if (splits == 0 || (known != nullptr && share_of(*known) < kRare)) return groups;
  Words all;
  for (const Node& variant : variants(node)) {
    const Groups of_variant = groups_of(variant, left, right, splits - 1);
    const Words* words = rarest(of_variant);
    if (words == nullptr || all.size() + words->size() > kMaxWords) return groups;
    all.insert(all.end(), words->begin(), words->end());
  }
  if (!all.empty()) groups.push_back(std::move(all));
  return groups;
}

}  // namespace

double commonness(const TriggerGroups& groups) {
  return groups.empty() ? kOfAnyWord : share_of(groups.front());
}

TriggerGroups trigger_words(const Node& root, bool whole_words) {
  Groups groups = groups_of(root.children.front(), whole_words, whole_words);
  std::ranges::stable_sort(groups, {}, [](const Words& words) { return share_of(words); });
  if (groups.size() > kMaxGroups) groups.resize(kMaxGroups);
  while (groups.size() > 1 && share_of(groups.back()) > kTooCommon) groups.pop_back();
  for (Words& words : groups) {
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
  }
  return groups;
}

}  // namespace plangrade::match
