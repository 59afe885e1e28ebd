// Patterns are located one at a time in one sentence at a time. Screening longer blocks was tried:
// a common word then drags all of them through its pattern. Where the first word of a pattern is
// known, RE2 is tied to the places where it stands: it then stops at the first letter that does not
// fit, and its automaton does not multiply with every place at which a match might have begun.
#include "match/pattern_set.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include "match/characters.h"
#include "plangrade/match.h"

namespace plangrade::match {
namespace {

// Per pattern; RE2 goes on without automaton beyond.
constexpr std::int64_t kLocatorBytes = 2 << 20;
// Tries that may be spent in a sentence on places where a match would part a word.
constexpr int kMaxRetries = 64;
constexpr std::size_t kMaxTries = 16;

RE2::Options options(std::int64_t memory_bytes) {
  RE2::Options out;
  out.set_log_errors(false);
  out.set_never_capture(true);
  out.set_max_mem(memory_bytes);
  return out;
}

/// A pattern that is compiled when it is first asked for, by whichever thread.
class LazyPattern {
 public:
  explicit LazyPattern(std::string text) : text_(std::move(text)) {}

  const RE2& get() const {
    std::call_once(once_, [&] { re_ = std::make_unique<RE2>(text_, options(kLocatorBytes)); });
    return *re_;
  }

 private:
  std::string text_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<RE2> re_;
};

// Of 40,000 that fit into kLocatorBytes.
constexpr std::size_t kSmallProgram = 20'000;

/// How large RE2 makes the parts of patterns, each looked at once.
class AtomSizes {
 public:
  /// Whether RE2 accepts a pattern for certain.
  bool surely_fit(const ProgramSize& pattern) {
    std::size_t size = pattern.letters;
    for (const auto& [atom, times] : pattern.atoms) {
      if (!pattern.known || size > kSmallProgram) return false;
      size += times * of(atom);
    }
    return pattern.known && size <= kSmallProgram;
  }

 private:
  /// In instructions; beyond all bounds if it is refused.
  std::size_t of(const std::string& atom) {
    const auto [known, is_new] = sizes_.try_emplace(atom, kSmallProgram + 1);
    if (is_new) {
      const RE2 re("(?i:" + atom + ")", options(kLocatorBytes));
      if (re.ok()) known->second = static_cast<std::size_t>(std::max(re.ProgramSize(), 1));
    }
    return known->second;
  }

  std::map<std::string, std::size_t> sizes_;
};

/// A pattern with the numbers under which it was added.
struct Locator {
  std::unique_ptr<const LazyPattern> pattern;
  bool whole_words = true;
  double commonness = 0;
  PatternSet::Branches branches;
  std::uint32_t first = kNone;  // of the lists of words
  std::vector<std::uint32_t> ids;
};

/// Whether `at` is inside a word by Unicode's letters, where RE2's \b may see an end.
bool within_word(std::string_view text, std::size_t at) {
  return at > 0 && at < text.size() && is_word(character_before(text, at)) &&
         is_word(character_at(text, at));
}

/// Where the word that `at` is inside of begins.
std::size_t word_begin(std::string_view text, std::size_t at) {
  while (within_word(text, at)) {
    do --at;
    while ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  }
  return at;
}

/// Where it ends.
std::size_t word_end(std::string_view text, std::size_t at) {
  while (within_word(text, at)) {
    do ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  }
  return at;
}

struct Found {
  std::size_t begin = 0, end = 0;
};

/// Where one pattern matches in a sentence.
class Search {
 public:
  Search(const Locator& locator, std::string_view sentence)
      : locator_(locator),
        re_(locator.pattern->get()),
        text_(sentence),
        view_(sentence.data(), sentence.size()) {}

  /// Calls report(Found) for matches from left to right, not overlapping, that part no word.
  template <typename Report>
  void everywhere(Report report) {
    std::size_t at = 0;
    while (std::optional<Found> found = next(at)) {
      at = found->end;
      if (locator_.whole_words && within_word(text_, found->begin)) {
        if (--retries_ > 0) at = word_end(text_, found->begin);
      } else if (const std::optional<Found> whole = without_part_of_word(*found)) {
        at = whole->end;
        report(*whole);
      }
      if (at <= found->begin) at = found->end;
      if (found->end == found->begin) break;  // patterns never match nothing; a bug must not hang
    }
  }

  /// The same if every match begins at one of `places`, which ascend.
  template <typename Report>
  void at(std::span<const std::uint32_t> places, Report report) {
    std::size_t free = 0;  // behind the last match
    for (const std::uint32_t begin : places) {
      if (begin < free) continue;
      const std::size_t stop = std::min<std::size_t>(text_.size(), begin + 2 * kMaxMatchBytes);
      const std::optional<Found> found = match(begin, stop, RE2::ANCHOR_START);
      if (!found) continue;
      const std::optional<Found> whole = without_part_of_word(*found);
      free = whole ? whole->end : found->end;
      if (whole) report(*whole);
    }
  }

 private:
  std::optional<Found> match(std::size_t begin, std::size_t stop, RE2::Anchor anchor) const {
    re2::StringPiece piece;
    if (!re_.Match(view_, begin, stop, anchor, &piece, 1)) return std::nullopt;
    const auto first = static_cast<std::size_t>(piece.data() - view_.data());
    return Found{first, first + piece.size()};
  }

  /// The first match behind `at`. Looks at most a window ahead, so that a pattern that reads on to
  /// the end of an endless sentence costs a window per match, not the sentence.
  std::optional<Found> next(std::size_t at) const {
    while (at < text_.size()) {
      const std::size_t stop = std::min(text_.size(), at + 2 * kMaxMatchBytes);
      const std::optional<Found> found = match(at, stop, RE2::UNANCHORED);
      if (stop == text_.size()) return found;
      at += kMaxMatchBytes;
      if (found && found->begin < at) return found;
    }
    return std::nullopt;
  }

  /// A match that ends inside a word, as "[a-z ]{3,30}" may, is cut back to one that does not.
  std::optional<Found> without_part_of_word(Found found) {
    while (locator_.whole_words && within_word(text_, found.end)) {
      const std::size_t stop = word_begin(text_, found.end);
      if (stop <= found.begin || --retries_ < 0) return std::nullopt;
      const std::optional<Found> shorter = match(found.begin, stop, RE2::ANCHOR_START);
      if (!shorter || shorter->end == shorter->begin) return std::nullopt;
      found = *shorter;
    }
    return found;
  }

  const Locator& locator_;
  const RE2& re_;
  std::string_view text_;
  re2::StringPiece view_;
  int retries_ = kMaxRetries;
};

}  // namespace

struct PatternSet::Impl {
  std::vector<Locator> locators;
  std::map<std::pair<std::string, bool>, std::size_t> known;  // text, whole words -> locator
  AtomSizes atoms;
  WordTable table;
  Routes routes;
  std::vector<std::uint32_t> pattern_of;              // by branch
  std::vector<std::vector<std::uint32_t>> triggered;  // by word of the table: branches
  std::vector<std::uint32_t> untriggered;

  void note_triggers(std::uint32_t branch) {
    const std::span<const std::uint32_t> groups = routes.groups(branch);
    if (groups.empty()) return untriggered.push_back(branch);
    triggered.resize(table.size());
    for (const std::uint32_t word : routes.lists()[groups.front()].entries) {
      triggered[word].push_back(branch);
    }
  }

  void screen(std::uint32_t number, const CompiledPattern& pattern) {
    locators[number].branches.begin = routes.size();
    for (const Branch& branch : pattern.branches) {
      routes.add(branch.path, branch.triggers, table);
      pattern_of.push_back(number);
      note_triggers(routes.size() - 1);
    }
    locators[number].branches.end = routes.size();
    if (!pattern.first.empty()) locators[number].first = routes.add_list(pattern.first, table);
  }
};

PatternSet::PatternSet() : impl_(std::make_unique<Impl>()) {}
PatternSet::~PatternSet() = default;
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;

std::uint32_t PatternSet::size() const {
  return static_cast<std::uint32_t>(impl_->locators.size());
}
const std::vector<std::uint32_t>& PatternSet::ids(std::uint32_t number) const {
  return impl_->locators[number].ids;
}
double PatternSet::commonness(std::uint32_t number) const {
  return impl_->locators[number].commonness;
}

bool PatternSet::add_again(std::uint32_t id, const std::string& text, bool whole_words) {
  const auto known = impl_->known.find({text, whole_words});
  if (known == impl_->known.end()) return false;
  impl_->locators[known->second].ids.push_back(id);
  return true;
}

std::optional<std::string> PatternSet::add(std::uint32_t id, const CompiledPattern& pattern) {
  if (add_again(id, pattern.text, pattern.whole_words)) return std::nullopt;
  auto lazy = std::make_unique<const LazyPattern>(pattern.text);
  if (!impl_->atoms.surely_fit(pattern.size) && !lazy->get().ok()) return lazy->get().error();
  impl_->known.emplace(std::pair(pattern.text, pattern.whole_words), impl_->locators.size());
  Locator locator{.pattern = std::move(lazy), .whole_words = pattern.whole_words, .ids = {id}};
  for (const Branch& branch : pattern.branches)
    locator.commonness += match::commonness(branch.path);
  impl_->locators.push_back(std::move(locator));
  impl_->screen(size() - 1, pattern);
  return std::nullopt;
}

PatternSet::Branches PatternSet::branches_of(std::uint32_t number) const {
  return impl_->locators[number].branches;
}
std::uint32_t PatternSet::branches() const { return impl_->routes.size(); }
std::uint32_t PatternSet::pattern_of(std::uint32_t branch) const {
  return impl_->pattern_of[branch];
}
std::span<const std::uint32_t> PatternSet::triggered_by(std::uint32_t word) const {
  if (word >= impl_->triggered.size()) return {};
  return impl_->triggered[word];
}
std::span<const std::uint32_t> PatternSet::untriggered() const { return impl_->untriggered; }
const Routes& PatternSet::routes() const { return impl_->routes; }
const WordTable& PatternSet::words() const { return impl_->table; }
std::uint32_t PatternSet::first_words(std::uint32_t number) const {
  return impl_->locators[number].first;
}

void PatternSet::locate(std::uint32_t number, std::string_view text, Span sentence,
                        const std::vector<std::uint32_t>* begins, std::vector<Match>& out) const {
  const Locator& locator = impl_->locators[number];
  const auto report = [&](Found found) {
    const Span span{sentence.begin + static_cast<std::uint32_t>(found.begin),
                    sentence.begin + static_cast<std::uint32_t>(found.end)};
    for (const std::uint32_t id : locator.ids) out.push_back({id, span});
  };
  Search search(locator, sentence.in(text));
  // With too many places to begin, one search of the sentence is cheaper than a try at each, and
  // its time is linear whatever the pattern.
  if (begins == nullptr || begins->size() > kMaxTries) return search.everywhere(report);
  search.at(*begins, report);
}

}  // namespace plangrade::match
