// One pass over the items, with the list or table that is open.
#include "segment/surroundings.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace plangrade::segmenting {
namespace {

/// The sentences of one item: a range of indices.
struct Range {
  std::uint32_t begin = 0, end = 0;
};

bool announces(std::string_view sentence) {
  static constexpr std::array<std::string_view, 11> kCues{
      "follow", "below",  "include", "these are", "such as",    "as set out",
      "namely", "listed", "here is", "here are",  "this is how"};
  if (sentence.empty()) return false;
  constexpr std::string_view kStops = ".?!";
  if (kStops.find(sentence.back()) == kStops.npos) return true;  // ":", "-", or nothing
  const std::string lower = base::lower_ascii(sentence);
  return std::any_of(kCues.begin(), kCues.end(),
                     [&](std::string_view cue) { return lower.find(cue) != lower.npos; });
}

class Surroundings {
 public:
  explicit Surroundings(SegmentedText& text) : text_(text) {}

  void visit(const Item& item, Range range) {
    if (item.starts_document) forget();
    switch (item.kind) {
      case BlockKind::list_item:
        visit_bullet(item, range);
        break;
      case BlockKind::table_row:
        visit_row(item, range);
        break;
      case BlockKind::heading:
      case BlockKind::paragraph:
      case BlockKind::furniture:
        visit_prose(range);
        break;
    }
    kind_ = item.kind;
    before_ = range;
  }

 private:
  void forget() {
    kind_ = BlockKind::heading;
    before_ = {};
    header_ = named_ = kNone;
  }

  void set_group(Range range, std::uint32_t group) {
    for (std::uint32_t i = range.begin; i < range.end; ++i) text_.sentences[i].group = group;
  }

  void visit_prose(Range range) { set_group(range, ++group_); }

  void visit_bullet(const Item& item, Range range) {
    if (kind_ != BlockKind::list_item) {
      ++group_;
      parents_.clear();
      list_lead_in_ = lead_in_before();
    }
    while (!parents_.empty() && parents_.back().level >= item.level) parents_.pop_back();
    const std::uint32_t lead_in = parents_.empty() ? list_lead_in_ : parents_.back().sentence;
    for (std::uint32_t i = range.begin; i < range.end; ++i) text_.sentences[i].lead_in = lead_in;
    set_group(range, group_);
    parents_.push_back({item.level, range.end - 1});
  }

  void visit_row(const Item& item, Range range) {
    Sentence& row = text_.sentences[range.begin];
    const bool follows_row = kind_ == BlockKind::table_row;
    const bool goes_on = follows_row && (!item.starts_table || same_table(item, row));
    if (!goes_on) {
      ++group_;
      header_ = named_ = kNone;
      table_lead_in_ = lead_in_before();
    }
    row.group = group_;
    row.lead_in = table_lead_in_;
    if (item.header) {
      header_ = range.begin;
      named_ = kNone;
      return;
    }
    row.header_row = header_;
    if (!row.cells.front().empty())
      named_ = range.begin;
    else if (named_ != kNone)
      row.row_header = named_;
  }

  /// Whether a row that opens a page continues the table of the row before it: no header of its
  /// own, or the same one again, and as many columns.
  bool same_table(const Item& item, const Sentence& row) const {
    const Sentence& before = text_.sentences[before_.begin];
    if (before.cells.size() != row.cells.size() || before.page == row.page) return false;
    if (!item.header) return true;
    return header_ != kNone &&
           text_.sentences[header_].span.in(text_.text) == row.span.in(text_.text);
  }

  /// The sentence directly before a list or table, if it introduces it.
  std::uint32_t lead_in_before() const {
    if (kind_ != BlockKind::paragraph || before_.end == before_.begin) return kNone;
    const std::uint32_t last = before_.end - 1;
    const bool alone = before_.end - before_.begin == 1;
    return alone || announces(text_.sentences[last].span.in(text_.text)) ? last : kNone;
  }

  struct Parent {
    int level;
    std::uint32_t sentence;
  };

  SegmentedText& text_;
  BlockKind kind_ = BlockKind::heading;  ///< of the item before
  Range before_;                         ///< its sentences
  std::uint32_t group_ = 0;
  std::vector<Parent> parents_;  ///< bullets around the next one
  std::uint32_t list_lead_in_ = kNone, table_lead_in_ = kNone;
  std::uint32_t header_ = kNone;  ///< header row of the open table
  std::uint32_t named_ = kNone;   ///< latest row whose first cell is filled
};

}  // namespace

void find_surroundings(SegmentedText& text, const std::vector<Item>& items,
                       const std::vector<std::uint32_t>& item_of) {
  Surroundings surroundings(text);
  for (std::uint32_t begin = 0; begin < item_of.size();) {
    std::uint32_t end = begin;
    while (end < item_of.size() && item_of[end] == item_of[begin]) ++end;
    surroundings.visit(items[item_of[begin]], {begin, end});
    begin = end;
  }
}

void link_previous(SegmentedText& text) {
  for (std::uint32_t i = 1; i < text.sentences.size(); ++i) {
    const Sentence& before = text.sentences[i - 1];
    Sentence& sentence = text.sentences[i];
    const bool linked = before.section == sentence.section &&
                        before.kind != SentenceKind::heading &&
                        sentence.kind != SentenceKind::heading;
    sentence.previous = linked ? i - 1 : kNone;
  }
}

}  // namespace plangrade::segmenting
