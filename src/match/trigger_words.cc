// Reads a pattern's tree from left to right, spelling out the words that it is sure of.
#include "match/trigger_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "match/characters.h"

namespace plangrade::match {
namespace {

using Words = std::vector<TriggerWord>;

constexpr std::size_t kMaxForms = 256;   // spellings of one word
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
    {"no", 2},     {"one", 2},      {"children", 6}, {"young", 6},   {"people", 7}, {"health", 6},
    {"mental", 4}, {"services", 5}, {"service", 4},  {"support", 5}, {"plan", 3},   {"child", 2},
    {"care", 4},   {"need", 2},     {"needs", 3},    {"s", 5},       {"local", 3},  {"work", 2},
});

double share_of(const TriggerWord& trigger) {
  double share = 4.0 / static_cast<double>(trigger.word.size() * trigger.word.size());
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

/// The characters a one-letter atom may stand for: itself, or a class of a few plain letters.
std::string letters_of(const Node& atom) {
  const std::string& text = atom.text;
  if (atom.kind != NodeKind::atom || atom.edge == kOtherEdge) return "";
  if (text == "\\d" || text == "[0-9]") return "0";
  if (text.front() == '[') {
    const std::string inner = text.substr(1, text.size() - 2);
    const bool plain = inner.size() <= 8 && std::ranges::all_of(inner, [](char c) {
                         return is_ascii_word(static_cast<unsigned char>(c));
                       });
    std::string out;
    for (std::size_t i = 0; plain && i < inner.size(); ++i) {
      out += reduced(static_cast<unsigned char>(inner[i]));
    }
    return out;
  }
  if (text.front() == '\\' || text == ".") return "";
  const char c = reduced(character_at(text, 0));
  return c == '\0' ? "" : std::string(1, c);
}

using Forms = std::vector<std::string>;

/// `forms` with each of `endings` behind each; empty if there are too many.
Forms joined(const Forms& forms, const Forms& endings) {
  Forms out;
  if (forms.size() * endings.size() > kMaxForms) return out;
  for (const std::string& form : forms) {
    for (const std::string& ending : endings) out.push_back(form + ending);
  }
  return out;
}

/// The spellings of an atom that is one letter.
Forms one_letter(const Node& atom) {
  Forms out;
  for (const char c : letters_of(atom)) out.emplace_back(1, c);
  return out;
}

/// All spellings of a node that consists of letters only; empty if it does not, or has too many.
Forms spellings(const Node& node) {
  Forms out;
  if (!node.quantifier.empty() && node.quantifier.front() != '?') return out;
  if (node.kind == NodeKind::atom) {
    out = one_letter(node);
  } else if (node.kind == NodeKind::sequence) {
    out.emplace_back();
    for (const Node& child : node.children) {
      out = joined(out, spellings(child));
      if (out.empty()) return out;
    }
  } else if (node.kind == NodeKind::choice || node.kind == NodeKind::group) {
    if (node.whole_words) return out;
    for (const Node& child : node.children) {
      const Forms forms = spellings(child);
      if (forms.empty() || out.size() + forms.size() > kMaxForms) return {};
      out.insert(out.end(), forms.begin(), forms.end());
    }
  }
  if (!out.empty() && !node.quantifier.empty()) out.emplace_back();
  return out;
}

std::optional<Words> rarest(const Node& node, bool left, bool right);

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

  std::optional<Words> finish(bool right) {
    end_word(!right);
    return std::move(best_);
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

  void offer(Words words) {
    const double share = share_of(words);
    if (best_ && share >= best_share_) return;
    best_ = std::move(words);
    best_share_ = share;
  }

  /// A character that may be several: only one that is surely of no word parts words.
  void pass(const Node& node) {
    const bool parts = edges(node, true) == kOtherEdge;
    const bool required = !nullable(node);
    const bool was_at_begin = left_ && !inside();
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
      if (auto words = rarest(group.children.front(), at_begin || begins_apart || group.whole_words,
                              group.whole_words && !repeated)) {
        offer(std::move(*words));
      }
    }
    end_word(!(begins_apart && required));
    left_ = ends_apart && (required || at_begin);
  }

  bool left_;
  Forms forms_{""};
  std::optional<Words> best_;
  double best_share_ = 0;
};

/// The rarest words of a sequence or choice: one of them stands in every match.
std::optional<Words> rarest(const Node& node, bool left, bool right) {
  if (node.kind == NodeKind::sequence) {
    Walk walk(left);
    for (const Node& child : node.children) walk.step(child);
    return walk.finish(right);
  }
  Words all;
  for (const Node& alternative : node.children) {
    std::optional<Words> words = rarest(alternative, left, right);
    if (!words || all.size() + words->size() > kMaxWords) return std::nullopt;
    all.insert(all.end(), words->begin(), words->end());
  }
  return all;
}

}  // namespace

char reduced(char32_t c) {
  if (c < 0x80) {
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
    if (c >= '0' && c <= '9') return '0';
    return is_ascii_word(c) ? static_cast<char>(c) : '\0';
  }
  // The Kelvin sign and the long s are what RE2 takes for k and s when it ignores case.
  if (c == 0x212A) return 'k';
  if (c == 0x17F) return 's';
  return is_word(c) ? '~' : '\0';
}

std::vector<TriggerWord> trigger_words(const Node& root, bool whole_words) {
  std::optional<Words> words = rarest(root.children.front(), whole_words, whole_words);
  if (!words) return {};
  std::ranges::sort(*words);
  words->erase(std::unique(words->begin(), words->end()), words->end());
  return std::move(*words);
}

}  // namespace plangrade::match
