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
    set_words(set_.route(branch), words.sentences);
  }
  if (words.sentences.size() == 0) return false;
  out = within;
  out &= words.sentences;
  return !out.empty();
}

void TextScreen::set_words(const Route& route, SentenceSet& out) {
  SentenceSet found;
  if (route.groups() == 0) found = all_;
  for (std::size_t g = 0; g < route.groups(); ++g) {
    bool any = false;
    for (const std::uint32_t entry : route.group(g)) {
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
  return set_.route(branch).leads_through(places_);
}

bool TextScreen::may_match(std::uint32_t branch, std::uint32_t sentence) {
  place(sentence);
  const Route& route = set_.route(branch);
  return route.has_words(places_) && route.leads_through(places_);
}

void TextScreen::locate(std::uint32_t number, std::uint32_t sentence, std::vector<Match>& out) {
  const Span span = text_.sentences[sentence].span;
  const std::vector<std::uint32_t>& first = set_.first_words(number);
  if (first.empty()) return set_.locate(number, text_.text, span, nullptr, out);
  begins_.clear();
  for (const Token& token : words_.of(sentence)) {
    const auto fits = [&](std::uint32_t entry) {
      return set_.begins_some(entry) && std::ranges::binary_search(first, entry);
    };
    if (std::ranges::any_of(entries_of(token.word), fits)) {
      begins_.push_back(token.begin - span.begin);
    }
  }
  set_.locate(number, text_.text, span, &begins_, out);
}

}  // namespace plangrade::match
