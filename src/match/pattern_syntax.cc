// A recursive-descent parser of RE2 syntax, as far as whole words and placeholders need it. Every
// input is bounded: length, nesting, and nodes after expansion.
#include "match/pattern_syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "match/characters.h"
#include "match/placeholders.h"

namespace plangrade::match {
namespace {

constexpr std::size_t kMaxLength = 64 * 1024;
constexpr std::size_t kMaxNodes = 100'000;
constexpr int kMaxDepth = 100;

// U+2010-2015 hyphens and dashes, U+2212 minus, U+FE63 and U+FF0D their small and wide forms.
constexpr std::string_view kHyphenCousins = "\\x{2010}-\\x{2015}\\x{2212}\\x{FE63}\\x{FF0D}";
// Any of them, also at the end of a line; or nothing, where a line end took the hyphen away.
constexpr std::string_view kHyphen =
    "(?:[-\\x{AD}\\x{2010}-\\x{2015}\\x{2212}\\x{FE63}\\x{FF0D}]\\s?)?";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

Edge edge_of(char32_t c) {
  if (is_ascii_word(c)) return kWordEdge;
  return c >= 0x80 && is_word(c) ? kAnyEdge : kOtherEdge;
}

/// What the patterns that are expanded into one another share.
struct Expansion {
  const std::vector<Term>& terms;
  std::vector<std::string> open;  ///< names of terms being expanded, outermost first
  std::size_t nodes = 0;
  bool has_area = false;
};

class Parser {
 public:
  Parser(const Pattern& pattern, Expansion& expansion)
      : pattern_(pattern), text_(pattern.text), expansion_(expansion) {}

  /// The pattern as a group that settles its case.
  Result<Node> parse() {
    if (text_.size() > kMaxLength) {
      fail("M001", fmt::format("the pattern has {} bytes", text_.size()),
           "at most 65,536: split it into several patterns of the term");
    } else if (base::invalid_utf8(text_) != std::string_view::npos) {
      fail("M002", "the pattern is not valid UTF-8", "save the file as UTF-8");
    }
    if (expansion_.open.empty() && least_size(pattern_, expansion_.terms) > kMaxNodes) fail_large();
    Node choice = problem_ ? Node{} : parse_choice(0);
    if (!problem_ && at_ < text_.size()) {
      fail("M003", "')' without '('", "write \\) for the character itself");
    }
    if (problem_) return *problem_;
    Node group;
    group.kind = NodeKind::group;
    group.text = has_capital_ ? "(?-i:" : "(?i:";
    group.children.push_back(std::move(choice));
    return group;
  }

 private:
  void fail(std::string code, const std::string& message, std::string remedy) {
    if (problem_) return;
    SourcePosition at = pattern_.at;
    if (at.column > 0) at.column += static_cast<int>(at_);
    problem_ = Problem{.code = std::move(code),
                       .message = fmt::format("{}, at character {} of the pattern", message,
                                              characters_before(at_) + 1),
                       .at = std::move(at),
                       .remedy = std::move(remedy),
                       .source_line = {}};
  }

  std::size_t characters_before(std::size_t offset) const {
    return static_cast<std::size_t>(
        std::count_if(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(offset),
                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  }

  bool more() const { return !problem_ && at_ < text_.size(); }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool next_is(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  void count_node() {
    if (++expansion_.nodes > kMaxNodes) fail_large();
  }

  void fail_large() {
    fail("M001", "the pattern is too large once its placeholders are expanded",
         "use smaller terms, or several patterns");
  }

  Node parse_choice(int depth) {
    Node choice;
    choice.kind = NodeKind::choice;
    if (depth > kMaxDepth) fail("M001", "groups are nested too deeply", "at most 100 deep");
    choice.children.push_back(parse_sequence(depth));
    while (more() && peek() == '|') {
      ++at_;
      choice.children.push_back(parse_sequence(depth));
    }
    return choice;
  }

  Node parse_sequence(int depth) {
    Node sequence;
    sequence.kind = NodeKind::sequence;
    while (more() && peek() != '|' && peek() != ')') {
      count_node();
      Node item = parse_item(depth);
      if (problem_) break;
      parse_quantifier(item);
      sequence.children.push_back(std::move(item));
    }
    return sequence;
  }

  Node parse_item(int depth) {
    const char c = peek();
    if (is_blank(c)) return parse_blanks();
    if (c == '(') return parse_group(depth);
    if (c == '[') return parse_class();
    if (c == '\\') return parse_escape();
    if (c == '{') return parse_brace();
    if (c == '*' || c == '+' || c == '?') {
      fail("M003", fmt::format("'{}' with nothing before it to repeat", c),
           fmt::format("write \\{} for the character itself", c));
      return {};
    }
    if (c == '^' || c == '$') {
      ++at_;
      return anchor(std::string(1, c));
    }
    if (c == '.') {
      ++at_;
      return atom(".", kAnyEdge);
    }
    if (c == '-') {
      ++at_;
      Node hyphen = atom(std::string(kHyphen), kOtherEdge);
      hyphen.optional = true;
      return hyphen;
    }
    return parse_literal();
  }

  Node atom(std::string text, Edge edge) const {
    Node node;
    node.text = std::move(text);
    node.edge = edge;
    return node;
  }

  static Node anchor(std::string text) {
    Node node;
    node.kind = NodeKind::anchor;
    node.text = std::move(text);
    return node;
  }

  Node parse_blanks() {
    while (more() && is_blank(peek())) ++at_;
    return atom("\\s+", kOtherEdge);
  }

  char32_t take_character() {
    const char32_t c = character_at(text_, at_);
    at_ += c < 0x80 ? 1 : static_cast<std::size_t>(U8_LENGTH(static_cast<UChar32>(c)));
    return c;
  }

  Node parse_literal() {
    const std::size_t start = at_;
    const char32_t c = take_character();
    if (u_isupper(static_cast<UChar32>(c))) has_capital_ = true;
    return atom(std::string(text_.substr(start, at_ - start)), edge_of(c));
  }

  Node parse_group(int depth) {
    for (const std::string_view look : {"(?=", "(?!", "(?<=", "(?<!"}) {
      if (next_is(look)) {
        fail("M004", fmt::format("look-around '{}...)' is not supported", look),
             "RE2 has none: use 'except' for what must not overlap, or 'unless' with a context");
        return {};
      }
    }
    Node group;
    group.kind = NodeKind::group;
    group.text = "(?:";
    if (next_is("(?P<") || next_is("(?<")) {
      const std::size_t close = text_.find('>', at_);
      at_ = close == std::string_view::npos ? text_.size() : close + 1;
    } else if (next_is("(?")) {
      const std::size_t end = text_.find_first_not_of("imsU-", at_ + 2);
      if (end == std::string_view::npos || (text_[end] != ':' && text_[end] != ')')) {
        fail("M003", "a group that begins with '(?' and is none that RE2 knows",
             "write (?:...) for a group");
        return {};
      }
      const std::string opening(text_.substr(at_, end + 1 - at_));
      at_ = end + 1;
      if (opening.back() == ')') {
        Node flags;
        flags.kind = NodeKind::assertion;
        flags.text = opening;
        return flags;
      }
      group.text = opening;
    } else {
      ++at_;
    }
    group.children.push_back(parse_choice(depth + 1));
    if (problem_) return group;
    if (peek() != ')' || at_ >= text_.size()) {
      fail("M003", "'(' without ')'", "close the group, or write \\( for the character itself");
    } else {
      ++at_;
    }
    return group;
  }

  Node parse_escape() {
    const std::size_t start = at_;
    const char c = peek(1);
    if (c == '\0') {
      fail("M003", "a backslash with nothing behind it", "write \\\\ for the character itself");
      return {};
    }
    if ((c >= '1' && c <= '9') || c == 'k') {
      fail("M005", fmt::format("the back-reference '\\{}' is not supported", c),
           "RE2 has none: write out what may follow");
      return {};
    }
    if (c == 'Q' || c == 'C') {
      fail("M003", fmt::format("'\\{}' is not supported", c), "escape characters one by one");
      return {};
    }
    const Edge edge = skip_escape();
    std::string text(text_.substr(start, at_ - start));
    if (c == 'A' || c == 'z') return anchor(std::move(text));
    Node node = atom(std::move(text), edge);
    if (c == 'b' || c == 'B') {
      node.kind = NodeKind::assertion;
      node.edge = kNoEdge;
    }
    return node;
  }

  /// Moves behind an escape; says what it may match. Requires that a character follows "\".
  Edge skip_escape() {
    ++at_;
    const std::size_t name = at_;
    const char32_t c = take_character();
    if (c == 'p' || c == 'P' || c == 'x') {
      if (peek() == '{') {
        const std::size_t close = text_.find('}', at_);
        at_ = close == std::string_view::npos ? text_.size() : close + 1;
      } else {
        at_ = std::min(text_.size(), name + (c == 'x' ? 3 : 2));
      }
      return kAnyEdge;
    }
    if (c == 'd' || c == 'w') return kWordEdge;
    if (c == 'D' || c == 'S' || c == 'W') return kAnyEdge;
    return c == U'_' ? kWordEdge : kOtherEdge;
  }

  Node parse_class() {
    std::string out = "[";
    ++at_;
    bool word = true, other = true;  // so far every member is of a word; none is
    bool all_words = false;          // \w is a member
    const bool negated = peek() == '^';
    if (negated) {
      out += '^';
      ++at_;
    }
    const std::size_t first = at_;
    while (more() && (peek() != ']' || at_ == first)) {
      all_words = all_words || next_is("\\w");
      const Edge edge = parse_class_member(at_ == first, out);
      word = word && edge == kWordEdge;
      other = other && edge == kOtherEdge;
    }
    if (!more()) {
      fail("M003", "'[' without ']'", "close the class, or write \\[ for the character itself");
      return {};
    }
    ++at_;
    if (negated && all_words) return atom(out + "\\pL\\pM\\pN]", kOtherEdge);  // beyond ASCII too
    out += ']';
    return atom(std::move(out), negated || word == other ? kAnyEdge
                                : word                   ? kWordEdge
                                                         : kOtherEdge);
  }

  Edge parse_class_member(bool first, std::string& out) {
    if (next_is("[:")) {
      const std::size_t close = text_.find(":]", at_);
      const std::size_t end = close == std::string_view::npos ? text_.size() : close + 2;
      out += text_.substr(at_, end - at_);
      at_ = end;
      return kAnyEdge;
    }
    if (peek() == '-' && (first || peek(1) == ']')) {
      ++at_;
      out += "\\-";
      out += kHyphenCousins;
      return kOtherEdge;
    }
    const std::size_t start = at_;
    const Edge edge = parse_class_end();
    if (peek() == '-' && peek(1) != ']' && at_ + 1 < text_.size()) {
      ++at_;
      const Edge last = parse_class_end();
      out += text_.substr(start, at_ - start);
      return edge == kWordEdge && last == kWordEdge ? range_edge(text_[start], text_[at_ - 1])
                                                    : kAnyEdge;
    }
    if (is_blank(text_[start])) {
      out += "\\s";
    } else {
      out += text_.substr(start, at_ - start);
    }
    return edge;
  }

  static Edge range_edge(char low, char high) {
    const auto kind = [](char c) {
      return is_digit(c) ? 0 : c >= 'a' ? 1 : c >= 'A' && c <= 'Z' ? 2 : 3;
    };
    return kind(low) == kind(high) ? kWordEdge : kAnyEdge;
  }

  /// One character or escape inside a class.
  Edge parse_class_end() {
    if (peek() == '\\' && at_ + 1 < text_.size()) return skip_escape();
    const char32_t c = take_character();
    if (u_isupper(static_cast<UChar32>(c))) has_capital_ = true;
    return edge_of(c);
  }

  Node parse_brace() {
    if (!is_name_start(peek(1))) {
      ++at_;
      return atom("\\{", kOtherEdge);
    }
    const std::size_t close = text_.find('}', at_);
    if (close == std::string_view::npos) {
      fail("M006", "'{' begins a placeholder that does not end",
           "write \\{ for the character itself");
      return {};
    }
    const std::string name(text_.substr(at_ + 1, close - at_ - 1));
    Node node = placeholder(name);
    if (!problem_) at_ = close + 1;
    return node;
  }

  Node placeholder(const std::string& name) {
    if (name == "area") {
      expansion_.has_area = true;
      Node node;
      node.kind = NodeKind::area;
      return node;
    }
    const std::string_view built_in = placeholder_pattern(name);
    if (!built_in.empty()) return subpattern(Pattern{std::string(built_in), pattern_.at});
    const auto term = std::ranges::find(expansion_.terms, name, &Term::name);
    if (term == expansion_.terms.end()) {
      std::vector<std::string> known = placeholder_names();
      for (const Term& candidate : expansion_.terms) known.push_back(candidate.name);
      fail("M006", fmt::format("unknown placeholder '{{{}}}'", name),
           base::did_you_mean(name, known));
      return {};
    }
    return term_group(*term);
  }

  Node term_group(const Term& term) {
    if (std::ranges::count(expansion_.open, term.name) > 0) {
      fail("M007",
           fmt::format("the term '{}' stands in its own patterns: {} -> {}", term.name,
                       base::join(expansion_.open, " -> "), term.name),
           "take one of the placeholders out");
      return {};
    }
    expansion_.open.push_back(term.name);
    Node choice;
    choice.kind = NodeKind::choice;
    for (const Pattern& pattern : term.any) {
      if (problem_) break;
      Node sequence;
      sequence.kind = NodeKind::sequence;
      sequence.children.push_back(subpattern(pattern));
      choice.children.push_back(std::move(sequence));
    }
    expansion_.open.pop_back();
    Node group;
    group.kind = NodeKind::group;
    group.text = "(?:";
    group.whole_words = term.whole_words;
    group.term = term.name;
    group.children.push_back(std::move(choice));
    return group;
  }

  Node subpattern(const Pattern& pattern) {
    Result<Node> node = Parser(pattern, expansion_).parse();
    if (!node) {
      if (!problem_) problem_ = node.error().front();
      return {};
    }
    return std::move(node).value();
  }

  void parse_quantifier(Node& item) {
    std::size_t end = at_;
    if (more() && (peek() == '*' || peek() == '+' || peek() == '?')) {
      end = at_ + 1;
    } else if (more() && peek() == '{' && is_digit(peek(1))) {
      end = text_.find('}', at_);
      end = end == std::string_view::npos ? at_ : end + 1;
    }
    if (end == at_) return;
    if (text_[at_] != '+' && !(text_[at_] == '{' && text_.substr(at_ + 1, end).front() != '0')) {
      item.optional = true;
    }
    if (end < text_.size() && text_[end] == '?') ++end;
    item.quantifier = std::string(text_.substr(at_, end - at_));
    at_ = end;
  }

  const Pattern& pattern_;
  std::string_view text_;
  Expansion& expansion_;
  std::size_t at_ = 0;
  bool has_capital_ = false;
  std::optional<Problem> problem_;
};

}  // namespace

Result<Syntax> parse_pattern(const Pattern& pattern, const std::vector<Term>& terms) {
  Expansion expansion{.terms = terms, .open = {}};
  Result<Node> root = Parser(pattern, expansion).parse();
  if (!root) return root.error();
  if (nullable(*root)) {
    return Problem{.code = "M008",
                   .message = "the pattern matches the empty text",
                   .at = pattern.at,
                   .remedy = "at least one character must be required: 'x+' instead of 'x*'",
                   .source_line = {}};
  }
  return Syntax{std::move(root).value(), expansion.has_area};
}

}  // namespace plangrade::match
