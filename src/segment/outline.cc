// Extractors guess levels from type sizes. Where headings are numbered, the numbers know better:
// 3.2 is inside 3, and 4 is beside 3.
#include "segment/outline.h"

#include <algorithm>
#include <string>

#include "segment/characters.h"

namespace plangrade::segmenting {
namespace {

constexpr int kDeepest = 20;  ///< levels that an extractor may claim

int depth_of(std::string_view number) {
  return 1 + static_cast<int>(std::count(number.begin(), number.end(), '.'));
}

std::string_view parent_number(std::string_view number) {
  const std::size_t stop = number.rfind('.');
  return stop == number.npos ? std::string_view() : number.substr(0, stop);
}

class Outline {
 public:
  explicit Outline(SegmentedText& text) : text_(text) {}

  void begin_document() {
    open_.clear();
    numbers_.clear();
    headings_.clear();
    last_level_ = 1;
    top_level_ = 1;
    section_ = add_section("", 0, kNone);
    heading_ = kNone;
  }

  /// Opens the section of a heading; `level` 0 if unknown.
  void open(std::uint32_t sentence, int level) {
    std::string title(text_.sentences[sentence].span.in(text_.text));
    const std::string number(heading_number(title));
    level = placed(number, std::clamp(level, 0, kDeepest));
    while (!open_.empty() && text_.sections[open_.back()].level >= level) close_last();
    const std::uint32_t parent = open_.empty() ? kNone : open_.back();
    text_.sentences[sentence].heading = headings_.empty() ? kNone : headings_.back();
    section_ = add_section(std::move(title), level, parent);
    open_.push_back(section_);
    numbers_.push_back(number);
    headings_.push_back(sentence);
    heading_ = sentence;
    last_level_ = level;
    if (!number.empty() && depth_of(number) == 1) top_level_ = level;
  }

  std::uint32_t section() const { return section_; }
  std::uint32_t heading() const { return heading_; }

 private:
  /// The level of a heading among the open ones.
  int placed(const std::string& number, int level) const {
    if (number.empty()) return level > 0 ? level : last_level_;
    for (std::size_t i = open_.size(); i-- > 0;) {
      const int open_level = text_.sections[open_[i]].level;
      if (numbers_[i].empty()) continue;
      if (numbers_[i] == parent_number(number)) return std::max(level, open_level + 1);
      const bool beside = depth_of(numbers_[i]) == depth_of(number) &&
                          parent_number(numbers_[i]) == parent_number(number);
      if (beside) return open_level;
    }
    return level > 0 ? level : top_level_ + depth_of(number) - 1;
  }

  std::uint32_t add_section(std::string title, int level, std::uint32_t parent) {
    text_.sections.push_back(
        {.title = std::move(title), .level = level, .parent = parent, .zone = {}});
    return static_cast<std::uint32_t>(text_.sections.size() - 1);
  }

  void close_last() {
    open_.pop_back();
    numbers_.pop_back();
    headings_.pop_back();
  }

  SegmentedText& text_;
  std::vector<std::uint32_t> open_;      ///< sections around the next sentence, outermost first
  std::vector<std::string> numbers_;     ///< of the open sections
  std::vector<std::uint32_t> headings_;  ///< sentences of the open sections
  std::uint32_t section_ = kNone;
  std::uint32_t heading_ = kNone;
  int last_level_ = 1;
  int top_level_ = 1;  ///< of the latest heading numbered "1", "2", ...
};

}  // namespace

std::string_view heading_number(std::string_view title) {
  std::size_t end = 0;
  while (end < title.size() && end < 12 &&
         ((title[end] >= '0' && title[end] <= '9') || title[end] == '.'))
    ++end;
  const bool letter = end == 0 && title.size() > 2 && title[0] >= 'A' && title[0] <= 'Z' &&
                      (title[1] == '.' || title[1] == ')');
  if (letter) return title.substr(0, 1);
  if (end == 0 || title[0] == '.' || (end < title.size() && title[end] != ' ' && title[end] != ')'))
    return {};
  while (end > 0 && title[end - 1] == '.') --end;
  // A year or an amount is no number of a section.
  const bool plausible = title.substr(0, std::min(end, title.find('.'))).size() <= 2;
  return plausible ? title.substr(0, end) : std::string_view();
}

void outline(SegmentedText& text, const std::vector<Item>& items,
             const std::vector<std::uint32_t>& item_of) {
  Outline outline(text);
  for (std::uint32_t i = 0; i < text.sentences.size(); ++i) {
    const Item& item = items[item_of[i]];
    const bool first_of_item = i == 0 || item_of[i - 1] != item_of[i];
    if (i == 0 || (item.starts_document && first_of_item)) outline.begin_document();
    Sentence& sentence = text.sentences[i];
    if (sentence.kind == SentenceKind::heading)
      outline.open(i, item.level);
    else
      sentence.heading = outline.heading();
    sentence.section = outline.section();
  }
}

}  // namespace plangrade::segmenting
