// Candidates are judged in order of text, so that the first place where a name is given is the one
// that evidence cites. A name is never found by the help of another name: one pass, no circles.
#include "match/names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>

#include "base/text.h"
#include "match/pattern_set.h"
#include "match/pattern_syntax.h"
#include "match/text_screen.h"

namespace plangrade::match {
namespace {

/// Words that open a sentence or point at something; no name begins with them.
constexpr auto kPointing = std::to_array<std::string_view>(
    {"a",     "all",   "also",    "an",     "and",  "another", "any",  "as",   "at",    "both",
     "by",    "each",  "for",     "from",   "her",  "his",     "how",  "if",   "in",    "into",
     "it",    "its",   "local",   "many",   "most", "new",     "no",   "of",   "on",    "one",
     "or",    "other", "our",     "since",  "some", "such",    "that", "the",  "their", "these",
     "this",  "those", "through", "to",     "two",  "we",      "what", "when", "where", "which",
     "while", "who",   "with",    "within", "you",  "your"});

/// Words that many services share; a name needs another one.
constexpr auto kGeneral = std::to_array<std::string_view>(
    {"abuse",        "access",       "adolescent",   "adult",         "advice",
     "appendix",     "april",        "august",       "board",         "borough",
     "camhs",        "care",         "ccg",          "center",        "centre",
     "chapter",      "child",        "children",     "city",          "clinic",
     "clinical",     "college",      "commissioner", "commissioners", "commissioning",
     "community",    "conference",   "council",      "counselling",   "counsellor",
     "county",       "crime",        "crisis",       "cyp",           "december",
     "department",   "designated",   "director",     "district",      "doctor",
     "domestic",     "early",        "east",         "education",     "emotional",
     "england",      "families",     "family",       "february",      "figure",
     "foundation",   "friday",       "government",   "group",         "head",
     "health",       "help",         "home",         "hospital",      "hub",
     "improvement",  "intervention", "january",      "joint",         "july",
     "june",         "lead",         "learning",     "local",         "manager",
     "march",        "may",          "mental",       "monday",        "national",
     "nhs",          "north",        "november",     "nurse",         "nursing",
     "october",      "offender",     "officer",      "officers",      "outreach",
     "paediatric",   "page",         "parenting",    "parents",       "part",
     "partnership",  "pathway",      "pathways",     "people",        "pilot",
     "plan",         "police",       "prevention",   "primary",       "programme",
     "programmes",   "project",      "projects",     "psychological", "psychology",
     "public",       "recovery",     "referral",     "review",        "royal",
     "safeguarding", "saturday",     "school",       "schools",       "section",
     "september",    "service",      "services",     "sexual",        "social",
     "south",        "specialist",   "strategy",     "sunday",        "support",
     "table",        "targeted",     "team",         "teams",         "therapeutic",
     "therapies",    "therapist",    "therapy",      "thursday",      "transformation",
     "trauma",       "trust",        "tuesday",      "unit",          "universal",
     "university",   "violence",     "wednesday",    "wellbeing",     "west",
     "women",        "work",         "year",         "young",         "youth"});

std::string lower(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (out.ends_with("'s") || out.ends_with("s'")) out.resize(out.size() - 2 + (out.back() == '\''));
  return out;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out(1);
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
      out.back() += c;
    } else if (!out.back().empty()) {
      out.emplace_back();
    }
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

/// A word without the punctuation behind it.
std::string bare(std::string word) {
  while (!word.empty() &&
         std::string_view(".,;:!?)]\"'").find(word.back()) != std::string_view::npos) {
    word.pop_back();
  }
  return word;
}

bool begins_small(const std::string& word) { return word.front() >= 'a' && word.front() <= 'z'; }

/// The number of a paragraph ("7.3") or the sign before an item.
bool has_no_letter(const std::string& word) {
  return std::ranges::none_of(word, [](unsigned char c) { return std::isalpha(c) || c >= 0x80; });
}

template <typename List>
bool holds(const List& list, const std::string& word) {
  return std::ranges::find(list, word) != list.end();
}

bool is_general(const std::string& word, std::span<const std::string> area_names) {
  const std::string small = lower(word);
  if (begins_small(word) || holds(kGeneral, small) || holds(kPointing, small)) return true;
  return std::ranges::any_of(area_names, [&](const std::string& area) {
    return std::ranges::any_of(words_of(area),
                               [&](const std::string& part) { return lower(part) == small; });
  });
}

/// A pattern of the name as it stands, general words in any case; and all in capitals.
std::string name_pattern(std::string_view name, std::span<const std::string> area_names) {
  std::string as_written, capitals;
  for (const std::string& word : words_of(name)) {
    std::string escaped;
    for (const char c : word) {
      const bool special = std::string_view("\\.+*?()|[]{}^$").find(c) != std::string_view::npos;
      escaped += special ? std::string{'\\', c} : std::string(1, c);
    }
    const std::string blank = as_written.empty() ? "" : " ";
    as_written += blank + (is_general(word, area_names) ? "(?i:" : "(?-i:") + escaped + ")";
    for (char& c : escaped) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    capitals += blank + escaped;
  }
  return as_written + "|(?-i:" + capitals + ")";
}

}  // namespace

std::string distinctive_name(std::string_view candidate, std::span<const std::string> area_names) {
  auto words = words_of(candidate);
  const auto is_no_beginning = [](const std::string& word) {
    return begins_small(word) || has_no_letter(word) || holds(kPointing, lower(word));
  };
  words.erase(words.begin(), std::ranges::find_if_not(words, is_no_beginning));
  const auto own = std::ranges::find_if_not(
      words, [&](const std::string& word) { return is_general(word, area_names); });
  if (own == words.end() || (words.size() == 1 && words.front().size() < 5)) return "";
  return base::join(words, " ");
}

/// The reading of one plan's names.
class NameReading {
 public:
  NameReading(const SegmentedText& text, const TextWords& words,
              std::span<const PatternInfo> patterns, std::span<const std::string> area_names,
              std::vector<Match>& matches)
      : text_(text),
        words_(words),
        patterns_(patterns),
        area_names_(area_names),
        matches_(matches) {}

  bool read(const Names& names) {
    for (const Match& found : matches_) {
      if (patterns_[found.pattern].role == PatternRole::named) consider(names, found);
    }
    std::erase_if(matches_, [&](const Match& found) {
      return patterns_[found.pattern].role == PatternRole::named;
    });
    return !given_.empty() && locate();
  }

 private:
  struct Given {
    std::uint32_t pattern = 0;
    Span at;
  };

  void consider(const Names& names, const Match& candidate) {
    const Names::Rule& rule = names.rule_of(candidate.pattern);
    const std::string name = distinctive_name(candidate.span.in(text_.text), area_names_);
    if (name.empty() || given_.size() >= kMaxNames || is_common_word(name)) return;
    const auto& terms = terms_in(unit_of(candidate.span, rule.in_paragraph));
    const std::uint32_t rule_set = patterns_[candidate.pattern].rule_set;
    for (const std::uint32_t term : rule.beside) {
      if (!terms.contains({rule_set, term})) return;
    }
    known_.try_emplace({rule.first, name}, given_.size());
    if (known_.size() > given_.size()) {
      given_.push_back({candidate.pattern, candidate.span});
      texts_.push_back(name);
    }
  }

  /// A single word that the plan also writes small is none: "Explore" at the head of a sentence.
  bool is_common_word(const std::string& name) {
    if (name.find(' ') != std::string::npos) return false;
    if (small_words_.empty()) {
      for (std::string& word : words_of(text_.text)) {
        if (begins_small(word)) small_words_.insert(bare(word));
      }
      small_words_.insert("");
    }
    return small_words_.contains(lower(bare(name)));
  }

  /// The sentence, or the paragraph, that holds a candidate.
  Span unit_of(Span candidate, bool paragraph) {
    const auto& sentences = text_.sentences;
    while (sentences[sentence_].span.end <= candidate.begin) ++sentence_;
    std::size_t first = sentence_, last = sentence_;
    if (paragraph) {
      const std::uint32_t number = sentences[sentence_].paragraph;
      while (first > 0 && sentences[first - 1].paragraph == number) --first;
      while (last + 1 < sentences.size() && sentences[last + 1].paragraph == number) ++last;
    }
    return {sentences[first].span.begin, sentences[last].span.end};
  }

  using Owners = std::set<std::pair<std::uint32_t, std::uint32_t>>;  // rule set, term

  const Owners& terms_in(Span unit) {
    if (unit == unit_) return terms_;
    unit_ = unit;
    terms_.clear();
    const auto begin = std::ranges::lower_bound(
        matches_, unit.begin, {}, [](const Match& found) { return found.span.begin; });
    for (auto found = begin; found != matches_.end() && found->span.begin < unit.end; ++found) {
      const PatternInfo& info = patterns_[found->pattern];
      if (info.role == PatternRole::any) terms_.insert({info.rule_set, info.owner});
    }
    return terms_;
  }

  /// Appends where the names stand.
  bool locate() {
    PatternSet set;
    for (std::uint32_t i = 0; i < given_.size(); ++i) {
      const auto syntax = parse_pattern({name_pattern(texts_[i], area_names_), {}}, {});
      if (!syntax) continue;  // too long to be a name
      (void)set.add(i, compile_pattern(*syntax, true));
    }
    std::vector<Match> found;
    if (set.size() == 0) return false;
    TextScreen(set, text_, words_).locate_all(SentenceSet(text_.sentences.size(), true), found);
    for (const Match& match : found) {
      const Given& given = given_[match.pattern];
      matches_.push_back({given.pattern, match.span, given.at});
    }
    return !found.empty();
  }

  const SegmentedText& text_;
  const TextWords& words_;
  std::span<const PatternInfo> patterns_;
  std::span<const std::string> area_names_;
  std::vector<Match>& matches_;
  std::size_t sentence_ = 0;
  Span unit_;
  Owners terms_;
  std::map<std::pair<std::uint32_t, std::string>, std::size_t> known_;  // rule, name
  std::set<std::string> small_words_;  ///< of the plan, once they are asked for
  std::vector<Given> given_;
  std::vector<std::string> texts_;
};

void Names::add(const RuleSet& rules, const Naming& naming,
                std::pair<std::uint32_t, std::uint32_t> numbers) {
  Rule rule{numbers.first, numbers.second, {}, naming.in_paragraph};
  for (const std::string& name : naming.beside) {
    const auto term = std::ranges::find(rules.terms, name, &Term::name);
    rule.beside.push_back(
        term == rules.terms.end() ? kNone : static_cast<std::uint32_t>(term - rules.terms.begin()));
  }
  rules_.push_back(std::move(rule));
}

const Names::Rule& Names::rule_of(std::uint32_t pattern) const {
  return *std::prev(std::ranges::upper_bound(rules_, pattern, {}, &Rule::first));
}

bool Names::resolve(const SegmentedText& text, const TextWords& words,
                    std::span<const PatternInfo> patterns, std::span<const std::string> area_names,
                    std::vector<Match>& matches) const {
  if (rules_.empty()) return false;
  return NameReading(text, words, patterns, area_names, matches).read(*this);
}

}  // namespace plangrade::match
