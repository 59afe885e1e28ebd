// A small reader of regular expressions.
//
// It follows the grammar of RE2 only as far as these questions need: which {NAME}s are there, is
// there a look-around or back-reference, can the whole match the empty string, and which words have
// capital letters. For the third, each function reads
// one construct and says whether that can be empty: an alternation if one branch can, a
// concatenation if all parts can, an atom with *, ? or {0,n} always.
#include "rules/pattern_scan.h"

#include <algorithm>

#include "rules/values.h"

namespace plangrade::rules {
namespace {

constexpr int kMaxGroups = 200;

class Scanner {
 public:
  explicit Scanner(std::string_view pattern) : text_(pattern) {}

  PatternScan run() {
    scan_.can_be_empty = alternation();
    end_word();
    if (at_ < text_.size()) malformed(at_, ")", "a closing bracket without its opening one");
    return std::move(scan_);
  }

 private:
  bool more() const { return at_ < text_.size(); }
  bool next_is(std::string_view token) const { return text_.substr(at_).starts_with(token); }

  void fault(PatternFault::Kind kind, std::size_t offset, std::string_view token,
             std::string what = "") {
    scan_.faults.push_back({kind, offset, std::string(token), std::move(what)});
  }
  void malformed(std::size_t offset, std::string_view token, std::string what) {
    fault(PatternFault::Kind::malformed, offset, token, std::move(what));
    at_ = text_.size();
  }

  bool alternation() {
    bool empty = concatenation();
    while (more() && text_[at_] == '|') {
      ++at_;
      if (concatenation()) empty = true;
    }
    return empty;
  }

  bool concatenation() {
    bool empty = true;
    while (more() && text_[at_] != '|' && text_[at_] != ')') {
      const bool atom_empty = atom();
      if (!quantifiers() && !atom_empty) empty = false;
    }
    return empty;
  }

  /// Words are runs of letters that stand in the pattern as they are.
  void letter(char c) {
    if (!case_is_said_) word_ += c;
  }
  void end_word() {
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    const bool capital = std::any_of(word_.begin(), word_.end(), is_capital);
    constexpr std::size_t kShortest = 4;  // "in" and "for" stand in titles, too
    if (capital && scan_.capital.empty()) scan_.capital = word_;
    if (!capital && word_.size() >= kShortest && scan_.small.empty()) scan_.small = word_;
    word_.clear();
  }

  /// "Ll" at a class "[Ll]", which is a letter in either case; else nothing.
  std::string_view either_case() const {
    const auto ahead = text_.substr(at_, 4);
    if (ahead.size() < 4 || ahead[0] != '[' || ahead[3] != ']') return {};
    const bool letters = ahead[1] >= 'A' && ahead[1] <= 'Z';
    return letters && ahead[2] == (ahead[1] | 0x20) ? ahead.substr(1, 2) : std::string_view();
  }

  bool atom() {
    if (const auto both = either_case(); !both.empty()) {
      for (const char c : both) letter(c);
      at_ += 4;
      return false;
    }
    const char next = text_[at_] | 0x20;
    if (next < 'a' || next > 'z') end_word();
    switch (text_[at_]) {
      case '(':
        return group();
      case '[':
        return character_class();
      case '\\':
        return escape();
      case '^':
      case '$':
        ++at_;
        return true;
      case '{':
        return placeholder();
      case '*':
      case '+':
      case '?':
        malformed(at_, text_.substr(at_, 1), "a repetition of nothing");
        return true;
      default:
        if (next >= 'a' && next <= 'z') letter(text_[at_]);
        ++at_;
        return false;
    }
  }

  bool group() {
    const auto begin = at_;
    if (++groups_ > kMaxGroups) {
      malformed(begin, "(", "more than 200 groups inside each other");
      return true;
    }
    for (const std::string_view look : {"(?=", "(?!", "(?<=", "(?<!"}) {
      if (!next_is(look)) continue;
      fault(PatternFault::Kind::look_around, begin, look);
      at_ += look.size();
      return finish_group(begin), true;
    }
    if (next_is("(?P=")) fault(PatternFault::Kind::back_reference, begin, "(?P=");
    ++at_;
    const bool said_before = case_is_said_;
    bool for_the_rest = false;
    if (next_is("?")) {
      const auto end = text_.find_first_of(":)>", at_);
      if (end == std::string_view::npos) {
        malformed(begin, "(?", "a group that does not say what it is");
        return true;
      }
      for_the_rest = text_[end] == ')';
      if (text_.substr(at_, end - at_).find('i') != std::string_view::npos && text_[end] != '>') {
        case_is_said_ = true;
      }
      at_ = for_the_rest ? end : end + 1;
    }
    const bool empty = finish_group(begin);
    if (!for_the_rest) case_is_said_ = said_before;
    return empty;
  }

  bool finish_group(std::size_t begin) {
    const bool empty = alternation();
    end_word();
    --groups_;
    if (!more()) {
      if (!has_malformed()) malformed(begin, "(", "an opening bracket without its closing one");
      return true;
    }
    ++at_;
    return empty;
  }

  bool has_malformed() const {
    for (const auto& fault : scan_.faults) {
      if (fault.kind == PatternFault::Kind::malformed) return true;
    }
    return false;
  }

  bool character_class() {
    const auto begin = at_++;
    bool capital = false;
    if (next_is("^")) ++at_;
    if (next_is("]")) ++at_;
    while (more() && text_[at_] != ']') {
      if (text_[at_] >= 'A' && text_[at_] <= 'Z') capital = true;
      if (next_is("[:")) {
        const auto end = text_.find(":]", at_);
        if (end != std::string_view::npos) at_ = end + 1;
      } else if (text_[at_] == '\\') {
        ++at_;
      }
      ++at_;
    }
    if (!more()) {
      malformed(begin, "[", "a character class without its closing bracket");
      return true;
    }
    ++at_;
    if (capital && !case_is_said_ && scan_.capital.empty()) {
      scan_.capital = text_.substr(begin, at_ - begin);
    }
    return false;
  }

  bool escape() {
    const auto begin = at_++;
    if (!more()) {
      malformed(begin, "\\", "a backslash at the end");
      return true;
    }
    const char c = text_[at_++];
    if ((c >= '1' && c <= '9') || c == 'k') {
      fault(PatternFault::Kind::back_reference, begin, text_.substr(begin, 2));
      return true;
    }
    if (c == 'Q') {
      const auto end = text_.find("\\E", at_);
      const bool nothing = end == at_;
      at_ = end == std::string_view::npos ? text_.size() : end + 2;
      return nothing;
    }
    if ((c == 'p' || c == 'P' || c == 'x') && next_is("{")) {
      const auto end = text_.find('}', at_);
      at_ = end == std::string_view::npos ? text_.size() : end + 1;
    }
    return c == 'b' || c == 'B' || c == 'A' || c == 'z';
  }

  bool placeholder() {
    const auto end = text_.find('}', at_);
    const auto name =
        end == std::string_view::npos ? std::string_view() : text_.substr(at_ + 1, end - at_ - 1);
    if (!is_name(name)) {
      ++at_;
      return false;
    }
    scan_.placeholders.push_back({std::string(name), at_});
    at_ = end + 1;
    return false;
  }

  /// Reads *, +, ?, {n,m} and their lazy forms; true if they let their atom be left out.
  bool quantifiers() {
    bool optional = false;
    if (more() && std::string_view("*+?{|)").find(text_[at_]) != std::string_view::npos) end_word();
    while (more()) {
      const char c = text_[at_];
      if (c == '*' || c == '?') {
        optional = true;
        ++at_;
      } else if (c == '+') {
        ++at_;
      } else if (c == '{' && at_ + 1 < text_.size() && text_[at_ + 1] >= '0' &&
                 text_[at_ + 1] <= '9') {
        const auto end = text_.find('}', at_);
        if (end == std::string_view::npos) return optional;
        const auto lowest = text_.substr(at_ + 1, text_.find_first_of(",}", at_) - at_ - 1);
        if (whole_number(lowest) == 0) optional = true;
        at_ = end + 1;
      } else {
        return optional;
      }
    }
    return optional;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int groups_ = 0;
  std::string word_;
  bool case_is_said_ = false;  // within (?i:...) or (?-i:...)
  PatternScan scan_;
};

}  // namespace

PatternScan scan_pattern(std::string_view pattern) { return Scanner(pattern).run(); }

const std::vector<std::string>& built_in_placeholders() {
  static const std::vector<std::string> kNames{"number", "money", "percent",
                                               "year",   "name",  "area"};
  return kNames;
}

}  // namespace plangrade::rules
