// RE2::Set to screen, RE2 to locate. Blocks of sentences are screened; a pattern that may match in
// a block is located in it as a whole, and only a match that would run over the end of a sentence
// is looked for again inside that sentence.
#include "match/pattern_set.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <map>
#include <utility>

#include "match/characters.h"
#include "plangrade/match.h"

namespace plangrade::match {
namespace {

constexpr std::uint32_t kBlockBytes = 256;
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
  std::string screen;
  bool whole_words = true;
  bool anchored = false;
  std::vector<std::uint32_t> ids;
};

/// Consecutive sentences, [first, last).
struct Block {
  std::size_t first = 0, last = 0;
};

bool within_word(std::string_view text, std::size_t at) {
  return at > 0 && at < text.size() && is_word(character_before(text, at)) &&
         is_word(character_at(text, at));
}

/// Whether a match in `sentence` begins and ends outside words, by Unicode's letters.
bool has_word_edges(std::string_view sentence, std::size_t begin, std::size_t end) {
  return !within_word(sentence, begin) && !within_word(sentence, end);
}

/// Where one pattern matches in the sentences of a block.
class Search {
 public:
  Search(const Locator& locator, const SegmentedText& text, std::vector<Match>& out)
      : locator_(locator), text_(text), out_(out) {}

  void in_block(Block block) {
    if (locator_.anchored) {
      for (std::size_t i = block.first; i < block.last; ++i) {
        in_sentence(i, text_.sentences[i].span.begin);
      }
      return;
    }
    const std::uint32_t end = text_.sentences[block.last - 1].span.end;
    std::size_t at = text_.sentences[block.first].span.begin;
    std::size_t i = block.first;
    const re2::StringPiece view(text_.text.data(), end);
    re2::StringPiece found;
    while (next(view, at, end, found)) {
      const auto begin = static_cast<std::uint32_t>(found.data() - text_.text.data());
      const Span span{begin, begin + static_cast<std::uint32_t>(found.size())};
      while (text_.sentences[i].span.end <= begin) ++i;
      const Span sentence = text_.sentences[i].span;
      if (sentence.contains(span)) {
        accept(sentence, span);
        at = span.end;
      } else if (begin < sentence.begin) {
        at = sentence.begin;
      } else {
        in_sentence(i, begin);
        at = sentence.end;
      }
    }
  }

 private:
  /// The first match of `view` in [at, end). Looks at most a window ahead, so that a pattern that
  /// reads on to the end of an endless sentence costs a window per match, not the sentence.
  bool next(re2::StringPiece view, std::size_t at, std::size_t end, re2::StringPiece& found) const {
    while (at < end) {
      const std::size_t stop = std::min(end, at + 2 * kMaxMatchBytes);
      const bool any = locator_.re->Match(view, at, stop, RE2::UNANCHORED, &found, 1);
      if (stop == end) return any;
      at += kMaxMatchBytes;
      if (any && found.data() < view.data() + at) return true;
    }
    return false;
  }

  void in_sentence(std::size_t index, std::uint32_t from) {
    const Span sentence = text_.sentences[index].span;
    const std::string_view whole = sentence.in(text_.text);
    const re2::StringPiece view(whole.data(), whole.size());
    std::size_t at = from - sentence.begin;
    re2::StringPiece found;
    while (next(view, at, whole.size(), found)) {
      const auto begin = static_cast<std::size_t>(found.data() - whole.data());
      at = begin + found.size();
      accept(sentence, {sentence.begin + static_cast<std::uint32_t>(begin),
                        sentence.begin + static_cast<std::uint32_t>(at)});
      if (found.empty()) break;  // patterns never match nothing; a bug must not hang
    }
  }

  void accept(Span sentence, Span span) {
    if (locator_.whole_words &&
        !has_word_edges(sentence.in(text_.text), span.begin - sentence.begin,
                        span.end - sentence.begin)) {
      return;
    }
    for (const std::uint32_t id : locator_.ids) out_.push_back({id, span});
  }

  const Locator& locator_;
  const SegmentedText& text_;
  std::vector<Match>& out_;
};

/// Whether two sentences touch without anything between them, so that \b would see the other one.
bool touch(const Sentence& a, const Sentence& b) { return a.span.end >= b.span.begin; }

}  // namespace

struct PatternSet::Impl {
  std::vector<Locator> locators;
  std::map<std::pair<std::string, bool>, std::size_t> known;  // text, whole words -> locator
  std::unique_ptr<RE2::Set> screen;                           // none: every pattern may match

  Block block_from(const SegmentedText& text, const std::vector<bool>& wanted,
                   std::size_t first) const {
    std::size_t last = first + 1;
    const std::uint32_t begin = text.sentences[first].span.begin;
    while (last < text.sentences.size() && wanted[last] &&
           text.sentences[last].span.end - begin <= kBlockBytes &&
           !touch(text.sentences[last - 1], text.sentences[last])) {
      ++last;
    }
    return {first, last};
  }

  /// The locators that may match in a block; all of them if the automaton ran out of memory.
  void candidates(std::string_view block, std::vector<int>& out) const {
    if (screen) {
      RE2::Set::ErrorInfo error{RE2::Set::kNoError};
      if (screen->Match({block.data(), block.size()}, &out, &error)) return;
      if (error.kind == RE2::Set::kNoError) {
        out.clear();
        return;
      }
    }
    out.resize(locators.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<int>(i);
  }
};

PatternSet::PatternSet() : impl_(std::make_unique<Impl>()) {}
PatternSet::~PatternSet() = default;
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;

bool PatternSet::empty() const { return impl_->locators.empty(); }

std::optional<std::string> PatternSet::add(std::uint32_t id, const CompiledPattern& pattern) {
  const auto [known, is_new] =
      impl_->known.try_emplace({pattern.locate, pattern.whole_words}, impl_->locators.size());
  if (!is_new) {
    impl_->locators[known->second].ids.push_back(id);
    return std::nullopt;
  }
  auto re = std::make_unique<RE2>(pattern.locate, options(kLocatorBytes));
  if (!re->ok()) {
    impl_->known.erase(known);
    return re->error();
  }
  impl_->locators.push_back(
      {std::move(re), pattern.screen, pattern.whole_words, pattern.anchored, {id}});
  return std::nullopt;
}

void PatternSet::compile(std::int64_t memory_bytes) {
  impl_->screen = std::make_unique<RE2::Set>(options(memory_bytes), RE2::UNANCHORED);
  for (const Locator& locator : impl_->locators) {
    std::string error;
    if (impl_->screen->Add(locator.screen, &error) < 0) {
      impl_->screen.reset();
      return;
    }
  }
  if (!impl_->screen->Compile()) impl_->screen.reset();
}

void PatternSet::find(const SegmentedText& text, const std::vector<bool>& wanted,
                      std::vector<Match>& out) const {
  if (empty()) return;
  std::vector<int> candidates;
  for (std::size_t i = 0; i < text.sentences.size(); ++i) {
    if (!wanted[i]) continue;
    const Block block = impl_->block_from(text, wanted, i);
    const Span span{text.sentences[block.first].span.begin,
                    text.sentences[block.last - 1].span.end};
    impl_->candidates(span.in(text.text), candidates);
    for (const int candidate : candidates) {
      Search(impl_->locators[static_cast<std::size_t>(candidate)], text, out).in_block(block);
    }
    i = block.last - 1;
  }
}

}  // namespace plangrade::match
