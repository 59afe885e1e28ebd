// Each sentence is screened by its words; what may match there is located by RE2, one pattern at a
// time. Screening longer blocks was tried: a common word then drags all of them through its
// pattern.
#include "match/pattern_set.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <utility>

#include "match/characters.h"
#include "match/word_screen.h"
#include "plangrade/match.h"

namespace plangrade::match {
namespace {

constexpr std::int64_t kLocatorBytes = 2
                                       << 20;  // per pattern; RE2 goes on without automaton beyond

RE2::Options options(std::int64_t memory_bytes) {
  RE2::Options out;
  out.set_log_errors(false);
  out.set_never_capture(true);
  out.set_max_mem(memory_bytes);
  return out;
}

/// A pattern with the numbers under which it was added.
struct Locator {
  std::unique_ptr<RE2> re;
  bool whole_words = true;
  std::vector<std::uint32_t> ids;
};

/// Whether `at` is inside a word by Unicode's letters, where RE2's \b sees an end.
bool within_word(std::string_view text, std::size_t at) {
  return at > 0 && at < text.size() && is_word(character_before(text, at)) &&
         is_word(character_at(text, at));
}

/// Where one pattern matches in a sentence.
class Search {
 public:
  Search(const Locator& locator, const SegmentedText& text, std::vector<Match>& out)
      : locator_(locator), text_(text), out_(out) {}

  void in(Span sentence) {
    const std::string_view whole = sentence.in(text_.text);
    const re2::StringPiece view(whole.data(), whole.size());
    std::size_t at = 0;
    re2::StringPiece found;
    while (next(view, at, found)) {
      const auto begin = static_cast<std::size_t>(found.data() - whole.data());
      at = begin + found.size();
      accept(whole, sentence.begin, begin, at);
      if (found.empty()) break;  // patterns never match nothing; a bug must not hang
    }
  }

 private:
  /// The first match of `view` behind `at`. Looks at most a window ahead, so that a pattern that
  /// reads on to the end of an endless sentence costs a window per match, not the sentence.
  bool next(re2::StringPiece view, std::size_t at, re2::StringPiece& found) const {
    while (at < view.size()) {
      const std::size_t stop = std::min(view.size(), at + 2 * kMaxMatchBytes);
      const bool any = locator_.re->Match(view, at, stop, RE2::UNANCHORED, &found, 1);
      if (stop == view.size()) return any;
      at += kMaxMatchBytes;
      if (any && found.data() < view.data() + at) return true;
    }
    return false;
  }

  void accept(std::string_view sentence, std::uint32_t offset, std::size_t begin, std::size_t end) {
    if (locator_.whole_words && (within_word(sentence, begin) || within_word(sentence, end))) {
      return;
    }
    const Span span{offset + static_cast<std::uint32_t>(begin),
                    offset + static_cast<std::uint32_t>(end)};
    for (const std::uint32_t id : locator_.ids) out_.push_back({id, span});
  }

  const Locator& locator_;
  const SegmentedText& text_;
  std::vector<Match>& out_;
};

}  // namespace

struct PatternSet::Impl {
  std::vector<Locator> locators;
  std::map<std::pair<std::string, bool>, std::size_t> known;  // text, whole words -> locator
  WordScreen screen;
};

PatternSet::PatternSet() : impl_(std::make_unique<Impl>()) {}
PatternSet::~PatternSet() = default;
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;

bool PatternSet::empty() const { return impl_->locators.empty(); }

std::optional<std::string> PatternSet::add(std::uint32_t id, const CompiledPattern& pattern) {
  const auto [known, is_new] =
      impl_->known.try_emplace({pattern.text, pattern.whole_words}, impl_->locators.size());
  if (!is_new) {
    impl_->locators[known->second].ids.push_back(id);
    return std::nullopt;
  }
  auto re = std::make_unique<RE2>(pattern.text, options(kLocatorBytes));
  if (!re->ok()) {
    impl_->known.erase(known);
    return re->error();
  }
  impl_->locators.push_back({std::move(re), pattern.whole_words, {id}});
  impl_->screen.add(pattern.triggers);
  return std::nullopt;
}

void PatternSet::find(const SegmentedText& text, const std::vector<bool>& wanted,
                      std::vector<Match>& out) const {
  if (empty()) return;
  WordScreen::Scratch scratch;
  for (std::size_t i = 0; i < text.sentences.size(); ++i) {
    if (!wanted[i]) continue;
    const Span sentence = text.sentences[i].span;
    impl_->screen.candidates(sentence.in(text.text), scratch);
    for (const std::uint32_t candidate : scratch.candidates) {
      Search(impl_->locators[candidate], text, out).in(sentence);
    }
  }
}

}  // namespace plangrade::match
