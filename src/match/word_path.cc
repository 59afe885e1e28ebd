// From a pattern's tree to the way of its words.
//
// A word is spelled out as far as its letters are known (spellings.h); a hyphen that may be missing
// gives both the word in one and its parts: "well-?being" is "wellbeing", or "well" and "being".
#include "match/word_path.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "match/characters.h"
#include "match/common_words.h"
#include "match/spellings.h"

namespace plangrade::match {
namespace {

using Kind = PathStep::Kind;

constexpr std::size_t kMaxSteps = 20'000, kMaxPathWords = 20'000;
constexpr std::size_t kMaxParts = 4;  // of a word with hyphens

/// A step with what belongs to it, before all are laid out in one row.
struct Step {
  Kind kind = Kind::sequence;
  bool optional = false;
  bool letters = false;
  std::uint16_t n = 1;
  Forms words{};
  std::vector<Step> parts{};
};

/// At most how often a quantifier lets its item stand.
std::uint16_t most(const std::string& quantifier) {
  constexpr std::uint16_t kEndless = 0xFFFF;
  if (quantifier.empty() || quantifier.front() == '?') return 1;
  if (quantifier.front() != '{') return kEndless;
  const std::size_t close = quantifier.find('}');
  const std::size_t comma = quantifier.find(',');
  const std::size_t from = comma == std::string::npos ? 1 : comma + 1;
  unsigned n = kEndless;
  std::from_chars(quantifier.data() + from, quantifier.data() + close, n);
  return static_cast<std::uint16_t>(std::clamp<unsigned>(n, 1, kEndless));
}

/// Whether a group of the tree sets the flag: "(?im:".
bool has_flag(const Node& node, char flag) {
  const bool flags = node.text.starts_with("(?") && node.kind != NodeKind::atom;
  return (flags && node.text.find(flag) != std::string::npos) ||
         std::ranges::any_of(node.children,
                             [&](const Node& child) { return has_flag(child, flag); });
}

/// Whether the members of a class, none of which is of a word, are no signs that are words by
/// themselves either (spellings.h).
bool hold_no_sign(std::string_view members) {
  constexpr std::string_view kHyphens = "\\x{2010}-\\x{2015}";  // the only range
  for (std::size_t i = 0; i < members.size(); i += character_width(members, i)) {
    if (members.substr(i).starts_with(kHyphens)) {
      i += kHyphens.size() - 1;
      continue;
    }
    if (members[i] == '\\' && i + 1 < members.size()) {
      ++i;
    } else if (members[i] == '^' || members[i] == '-' || members[i] == '[') {
      return false;
    }
    if (sign(character_at(members, i)) != 0) return false;
  }
  return true;
}

/// Whether an atom matches only what is of no word, and no sign that is a word by itself.
bool is_plain_separator(const Node& atom) {
  const std::string_view text = atom.text;
  if (atom.edge != kOtherEdge || !sign_of(atom).empty()) return false;
  return !text.starts_with('[') || hold_no_sign(text.substr(1, text.size() - 2));
}

/// Whether an atom is a class of digits with points, commas and the like: "[\d.,]".
bool is_number(const Node& atom) {
  std::string members = atom.text;
  if (!members.starts_with('[') || members.size() < 3) return false;
  members = members.substr(1, members.size() - 2);
  for (const std::string_view digits : {"\\d", "0-9"}) {
    const std::size_t at = members.find(digits);
    if (at == std::string::npos) continue;
    members.erase(at, digits.size());
    const auto of_word = [](unsigned char c) { return c >= 0x80 || reduced(c) != '\0'; };
    return std::ranges::none_of(members, of_word) && hold_no_sign(members);
  }
  return false;
}

/// The steps of a sequence.
class Walk {
 public:
  /// `right`: a word ends where the sequence does; `lines`: ^ and $ are the ends of lines.
  Walk(const Node& sequence, bool right, bool lines)
      : sequence_(sequence), right_(right), lines_(lines) {}

  Step walk();

 private:
  const Node& child(std::size_t i) const { return sequence_.children[i]; }

  /// Whether what follows child `i` surely begins apart from a word, or ends it.
  bool apart_behind(std::size_t i) const {
    for (++i; i < sequence_.children.size(); ++i) {
      const Node& next = child(i);
      if (next.kind == NodeKind::assertion && next.text == "\\b") return true;
      if (next.kind == NodeKind::anchor) return true;
      const Edge edge = edges(next, true);
      if (edge != kOtherEdge && edge != kNoEdge) return false;
      if (!nullable(next)) return true;
    }
    return right_;
  }

  /// Whether letters follow child `i`, with no more than what may be missing in between.
  bool spelled_behind(std::size_t i) const {
    for (++i; i < sequence_.children.size(); ++i) {
      if (!spellings(child(i)).empty()) return true;
      if (!child(i).optional || !is_plain_separator(child(i))) return false;
    }
    return false;
  }

  void emit(Step step) { out_.parts.push_back(std::move(step)); }
  void emit(Kind kind, bool optional = false, std::uint16_t n = 1) {
    emit({.kind = kind, .optional = optional, .n = n});
  }

  /// Ends the word that is being spelled, if any; behind child `i` - 1.
  void end_word(bool ends) {
    if (!parts_.empty()) emit(spelled(0, ends));
    parts_.clear();
  }

  /// The word from its part `from` on: in one, or parted behind any of its parts.
  Step spelled(std::size_t from, bool ends) const;

  void extend(const Forms& forms) {
    if (parts_.empty()) parts_.emplace_back(1, "");
    Forms longer = joined(parts_.back(), forms);
    if (longer.empty()) {
      end_word(false);
      parts_.push_back(forms);
    } else {
      parts_.back() = std::move(longer);
    }
  }

  void take(std::size_t i);
  void take_atom(std::size_t i);
  void take_group(std::size_t i);

  const Node& sequence_;
  bool right_, lines_;
  std::vector<Forms> parts_;  // of the word that is being spelled; empty: of none
  Step out_;
};

/// The words of `forms` as one step; an empty form makes it optional.
Step word_step(const Forms& forms, bool ends) {
  Step step{.kind = ends ? Kind::word : Kind::beginning};
  for (const std::string& form : forms) {
    if (form.empty()) {
      step.optional = true;
    } else {
      step.words.push_back(form);
    }
  }
  return step;
}

Step sequence_of(std::vector<Step> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  return {.kind = Kind::sequence, .parts = std::move(parts)};
}

/// A choice in which single words of the same kind are one step.
Step choice_of(std::vector<Step> parts) {
  Step out{.kind = Kind::choice};
  for (Step& part : parts) {
    const bool is_word =
        (part.kind == Kind::word || part.kind == Kind::beginning) && !part.optional;
    const auto same = std::ranges::find_if(out.parts, [&](const Step& other) {
      return is_word && other.kind == part.kind && !other.optional;
    });
    if (same == out.parts.end()) {
      out.parts.push_back(std::move(part));
    } else {
      same->words.insert(same->words.end(), part.words.begin(), part.words.end());
    }
  }
  return out.parts.size() == 1 ? std::move(out.parts.front()) : std::move(out);
}

Step choice(const Node& node, bool right, bool lines) {
  std::vector<Step> parts;
  for (const Node& sequence : node.children) parts.push_back(Walk(sequence, right, lines).walk());
  return choice_of(std::move(parts));
}

Step Walk::spelled(std::size_t from, bool ends) const {
  std::vector<Step> ways;
  Forms word = parts_[from];
  for (std::size_t next = from + 1; !word.empty(); ++next) {
    const bool last = next == parts_.size();
    Step head = word_step(word, !last || ends);
    if (last) {
      ways.push_back(std::move(head));
      return choice_of(std::move(ways));
    }
    std::vector<Step> split;
    split.push_back(std::move(head));
    split.push_back({.kind = Kind::end_of_word});
    split.push_back(spelled(next, ends));
    ways.push_back(sequence_of(std::move(split)));
    word = joined(word, parts_[next]);
  }
  std::vector<Step> open;  // too many spellings
  open.push_back(word_step(parts_[from], false));
  open.push_back({.kind = Kind::letters, .optional = true});
  ways.push_back(sequence_of(std::move(open)));
  return choice_of(std::move(ways));
}

Step Walk::walk() {
  for (std::size_t i = 0; i < sequence_.children.size(); ++i) take(i);
  end_word(right_);
  return sequence_of(std::move(out_.parts));
}

void Walk::take(std::size_t i) {
  const Node& node = child(i);
  if (const Forms forms = spellings(node); !forms.empty()) return extend(forms);
  switch (node.kind) {
    case NodeKind::atom:
      return take_atom(i);
    case NodeKind::assertion:
      end_word(node.text == "\\b");
      if (node.text == "\\b") emit(Kind::end_of_word);
      return;
    case NodeKind::anchor:
      end_word(true);
      if (lines_) return emit(Kind::end_of_word);
      return emit(node.text == "^" || node.text == "\\A" ? Kind::first : Kind::last);
    case NodeKind::area:
      end_word(false);
      return emit(Kind::anything, node.optional, kFar);
    case NodeKind::group:
    case NodeKind::choice:
    case NodeKind::sequence:
      return take_group(i);
  }
}

void Walk::take_atom(std::size_t i) {
  const Node& node = child(i);
  if (const Forms letter = one_letter(node); !letter.empty()) {  // repeated
    if (!node.optional) extend(letter);
    end_word(false);
    return emit(letter.front() == "0" ? Kind::digits : Kind::letters, true);
  }
  const bool plain = is_plain_separator(node);
  if (plain && node.optional && !parts_.empty() && parts_.size() < kMaxParts && spelled_behind(i)) {
    const bool known = parts_.back() == Forms{""};  // "s\\.? ?47"
    if (!known) parts_.emplace_back(1, "");
    return;
  }
  end_word(i == 0 || apart_behind(i - 1));
  if (plain) return emit(Kind::end_of_word, node.optional);
  if (const std::string sign = sign_of(node); !sign.empty()) {
    std::vector<Step> steps;
    steps.push_back({.kind = Kind::end_of_word});
    steps.push_back({.kind = Kind::word, .words = {sign}});
    Step step{.kind = Kind::repeated, .optional = node.optional, .n = most(node.quantifier)};
    step.parts = std::move(steps);
    return emit(std::move(step));
  }
  if (node.edge == kWordEdge) return emit(Kind::letters, node.optional);
  const bool apart = node.edge == kOtherEdge || node.text == "\\W";
  const Kind kind = apart ? Kind::apart : is_number(node) ? Kind::number : Kind::anything;
  const bool letters = apart && node.edge != kOtherEdge;
  emit({.kind = kind, .optional = node.optional, .letters = letters, .n = most(node.quantifier)});
}

void Walk::take_group(std::size_t i) {
  const Node& group = child(i);
  end_word(i == 0 || apart_behind(i - 1));
  const bool repeated = !group.quantifier.empty() && group.quantifier.front() != '?';
  const bool apart = apart_behind(i) && (!repeated || edges(group, true) == kOtherEdge);
  if (group.whole_words && edges(group, true) == kWordEdge) emit(Kind::end_of_word, group.optional);
  Step body = choice(group.children.front(), apart || group.whole_words, lines_);
  const std::uint16_t n = most(group.quantifier);
  const auto is = [&](Kind first, Kind second) {
    return body.kind == Kind::sequence && !body.optional && body.parts.size() == 2 &&
           body.parts[0].kind == first && !body.parts[0].optional && body.parts[1].kind == second &&
           !body.parts[1].optional;
  };
  if (is(Kind::end_of_word, Kind::letters)) return emit(Kind::words_behind, group.optional, n);
  if (is(Kind::letters, Kind::end_of_word)) return emit(Kind::words_before, group.optional, n);
  if (n == 1 && !group.optional) return emit(std::move(body));
  Step step{.kind = Kind::repeated, .optional = group.optional, .n = n};
  step.parts.push_back(std::move(body));
  emit(std::move(step));
}

bool is_digits(const std::string& word) { return word.find_first_not_of('0') == std::string::npos; }

/// Lays out a step and its parts behind one another.
void lay_out(const Step& step, WordPath& out) {
  const std::size_t at = out.steps.size();
  out.steps.push_back(
      {.kind = step.kind, .optional = step.optional, .letters = step.letters, .n = step.n});
  if (step.kind == Kind::word || step.kind == Kind::beginning) {
    out.steps[at].begin = static_cast<std::uint32_t>(out.words.size());
    for (const std::string& word : step.words) {
      (is_digits(word) ? out.steps[at].digits : out.steps[at].letters) = true;
      // RE2 sees the end of a word before a letter beyond ASCII.
      out.words.push_back({word, step.kind == Kind::beginning || word.back() == '~'});
    }
    out.steps[at].end = static_cast<std::uint32_t>(out.words.size());
    return;
  }
  for (const Step& part : step.parts) lay_out(part, out);
  out.steps[at].end = static_cast<std::uint32_t>(out.steps.size());
}

/// How many ways step `at` leads on from a place, roughly.
double ways_of(const WordPath& path, std::uint32_t at) {
  const PathStep& step = path.steps[at];
  double ways = 1;
  switch (step.kind) {
    case Kind::sequence:
    case Kind::repeated:
      each_part(path.steps, at, [&](std::uint32_t i) { ways *= ways_of(path, i); });
      break;
    case Kind::choice:
      ways = 0;
      each_part(path.steps, at, [&](std::uint32_t i) { ways += ways_of(path, i); });
      break;
    case Kind::word:
    case Kind::beginning:
      ways = 0;
      for (std::uint32_t i = step.begin; i < step.end; ++i) {
        ways += commonness(path.words[i]) / 1000;
      }
      break;
    case Kind::digits:
    case Kind::number:
    case Kind::first:
    case Kind::last:
      ways = 0.05;
      break;
    case Kind::apart:
      ways = 0.2;
      break;
    case Kind::anything:
      ways = 1 + std::min(step.n, kFar) / 6.0;
      break;
    case Kind::words_behind:
    case Kind::words_before:
      ways = std::min(step.n, kFar);
      break;
    case Kind::letters:
    case Kind::end_of_word:
      break;
  }
  return std::min(ways, 1.0 * kFar) + (step.optional ? 1 : 0);
}

}  // namespace

WordPath word_path(const Node& root, bool whole_words) {
  Step all;
  if (!whole_words) all.parts.push_back({.kind = Kind::letters, .optional = true});
  all.parts.push_back(choice(root.children.front(), whole_words, has_flag(root, 'm')));
  WordPath out;
  lay_out(all, out);
  if (out.steps.size() > kMaxSteps || out.words.size() > kMaxPathWords) return {};
  return out;
}

double commonness(const WordPath& path) { return path.steps.empty() ? 1 : ways_of(path, 0); }

}  // namespace plangrade::match
