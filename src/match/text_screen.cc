// What a table of words knows of a word is looked up once per different word of the text.
#include "match/text_screen.h"

namespace plangrade::match {

TextScreen::TextScreen(const PatternSet& set, const SegmentedText& text, const TextWords& words)
    : set_(set),
      text_(text),
      words_(words),
      words_of_(set.branches()),
      all_(text.sentences.size(), true),
      group_(text.sentences.size()) {
  if (set.size() == 0) return;
  entries_begin_.reserve(words.words().size() + 1);
  for (const Word& word : words.words()) {
    entries_begin_.push_back(static_cast<std::uint32_t>(entries_.size()));
    set.words().look_up(word, [&](std::uint32_t entry) { entries_.push_back(entry); });
  }
  entries_begin_.push_back(static_cast<std::uint32_t>(entries_.size()));
  invert();
}

void TextScreen::invert() {
  spellings_begin_.resize(set_.words().size() + 1);
  for (const std::uint32_t entry : entries_) ++spellings_begin_[entry + 1];
  for (std::size_t i = 1; i < spellings_begin_.size(); ++i) {
    spellings_begin_[i] += spellings_begin_[i - 1];
  }
  spellings_.resize(entries_.size());
  std::vector<std::uint32_t> end(spellings_begin_.begin(), spellings_begin_.end() - 1);
  for (std::uint32_t word = 0; word < words_.words().size(); ++word) {
    for (const std::uint32_t entry : entries_of(word)) spellings_[end[entry]++] = word;
  }
}

bool TextScreen::find_words(std::uint32_t branch, const SentenceSet& within, SentenceSet& out) {
  Words& words = words_of_[branch];
  if (!words.known) {
    words.known = true;
    set_words(branch, words.sentences);
  }
  if (words.sentences.size() == 0) return false;
  out = within;
  out &= words.sentences;
  return !out.empty();
}

void TextScreen::set_words(std::uint32_t branch, SentenceSet& out) {
  SentenceSet found;
  const auto groups = set_.routes().groups(branch);
  if (groups.empty()) found = all_;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    bool any = false;
    for (const std::uint32_t entry : set_.routes().lists()[groups[g]].entries) {
      for (std::uint32_t i = spellings_begin_[entry]; i < spellings_begin_[entry + 1]; ++i) {
        if (!std::exchange(any, true)) group_.clear();
        words_.add_sentences(spellings_[i], group_);
      }
    }
    if (!any) return;
    if (g == 0) {
      found = group_;
    } else {
      found &= group_;
    }
    if (found.empty()) return;
  }
  out = std::move(found);
}

void TextScreen::place(std::uint32_t sentence) {
  if (placed_ == sentence) return;
  placed_ = sentence;
  places_.set(text_.sentences[sentence].span.in(text_.text), words_.of(sentence), words_.words(),
              set_.words().size(), [&](std::uint32_t word) { return entries_of(word); });
}

bool TextScreen::leads_through(std::uint32_t branch, std::uint32_t sentence) {
  place(sentence);
  return set_.routes().leads_through(branch, places_);
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> TextScreen::candidates(
    const SentenceSet& sentences) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
  SentenceSet found(sentences.size());
  for (std::uint32_t branch = 0; branch < set_.branches(); ++branch) {
    if (!find_words(branch, sentences, found)) continue;
    found.each([&](std::uint32_t sentence) { out.emplace_back(sentence, branch); });
  }
  std::ranges::sort(out);
  return out;
}

const std::vector<std::uint32_t>& TextScreen::branches_at(std::uint32_t sentence) {
  place(sentence);
  const std::span<const std::uint32_t> anywhere = set_.untriggered();
  branches_.assign(anywhere.begin(), anywhere.end());
  for (const std::uint32_t word : places_.words()) {
    const std::span<const std::uint32_t> branches = set_.triggered_by(word);
    branches_.insert(branches_.end(), branches.begin(), branches.end());
  }
  std::ranges::sort(branches_);
  branches_.erase(std::unique(branches_.begin(), branches_.end()), branches_.end());
  return branches_;
}

void TextScreen::find_begins(std::uint32_t list, std::uint32_t sentence) {
  place(sentence);
  begins_.clear();
  const WordList words = set_.routes().lists()[list];
  const std::uint64_t places = places_.of(words);
  if (places == 0) return;
  const std::uint32_t begin = text_.sentences[sentence].span.begin;
  const std::span<const Token> tokens = words_.of(sentence);
  const auto fits = [&](std::uint32_t entry) {
    return std::ranges::count(words.entries, entry) > 0;
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if ((places >> (i % 64) & 1) == 0) continue;
    if (places_.folded() && std::ranges::none_of(entries_of(tokens[i].word), fits)) continue;
    begins_.push_back(tokens[i].begin - begin);
  }
}

void TextScreen::locate(std::uint32_t number, std::uint32_t sentence, std::vector<Match>& out) {
  const Span span = text_.sentences[sentence].span;
  const std::uint32_t first = set_.first_words(number);
  if (first != kNone) find_begins(first, sentence);
  set_.locate(number, text_.text, span, first == kNone ? nullptr : &begins_, out);
}

}  // namespace plangrade::match
