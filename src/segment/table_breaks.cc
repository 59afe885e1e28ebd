#include "segment/table_breaks.h"

#include <algorithm>

#include "segment/characters.h"
#include "segment/continuation.h"

namespace plangrade::segmenting {
namespace {

bool is_row(const Item& item) { return item.kind == BlockKind::table_row; }

std::uint32_t page_of(const Item& item) { return item.parts.front().page; }

bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
  });
}

class BrokenRows {
 public:
  explicit BrokenRows(Source& source) : source_(source), items_(source.items) {}

  void join() {
    std::size_t table = 0;  // first row of the table that the row before stands in
    for (std::size_t i = 1; i < items_.size(); ++i) {
      if (!is_row(items_[i - 1])) table = i;
      if (overleaf(i)) {
        const std::size_t rest = behind_header(table, i);
        if (rest < items_.size() && is_rest(items_[i - 1], items_[rest])) {
          append(items_[i - 1], items_[rest]);
          items_.erase(items_.begin() + static_cast<std::ptrdiff_t>(rest));
        }
      }
      if (i < items_.size() && items_[i].starts_table) table = i;
    }
  }

 private:
  /// Whether rows of as many cells stand before and after a page break.
  bool overleaf(std::size_t i) const {
    const Item& before = items_[i - 1];
    const Item& row = items_[i];
    return is_row(before) && is_row(row) && !row.starts_document &&
           page_of(before) < page_of(row) && before.cells.size() == row.cells.size();
  }

  /// The first row from `i` on that does not repeat the table's first rows.
  std::size_t behind_header(std::size_t table, std::size_t i) const {
    std::size_t row = i;
    while (row < items_.size() && is_row(items_[row]) &&
           page_of(items_[row]) == page_of(items_[i]) && table + (row - i) < i &&
           same_text(items_[table + (row - i)], items_[row]))
      ++row;
    const bool same_page = row < items_.size() && page_of(items_[row]) == page_of(items_[i]);
    return same_page ? row : items_.size();
  }

  bool is_rest(const Item& before, const Item& row) const {
    if (!is_row(row) || before.header || row.cells.size() != before.cells.size()) return false;
    std::size_t both = 0, gone_on = 0, only_before = 0, only_row = 0;
    bool words_before = false;
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      const auto upper = text_of(before.cells[c]), lower = text_of(row.cells[c]);
      words_before = words_before || has_letter(upper);
      if (upper.empty() && lower.empty()) continue;
      if (upper.empty()) ++only_row;
      if (lower.empty()) ++only_before;
      if (upper.empty() || lower.empty()) continue;
      ++both;
      gone_on += goes_on(upper, lower, {.prose = false, .new_page = true}) ? 1 : 0;
    }
    if (both > 0) return gone_on == both && only_row == 0;
    // A name alone overleaf, below words, begins a group of rows of its own.
    const bool name_alone = !text_of(row.cells.front()).empty();
    return only_row + only_before == row.cells.size() && row.cells.size() > 2 &&
           !text_of(before.cells.front()).empty() != name_alone && !(name_alone && words_before);
  }

  static void append(Item& before, const Item& rest) {
    before.parts.insert(before.parts.end(), rest.parts.begin(), rest.parts.end());
    for (std::size_t c = 0; c < rest.cells.size(); ++c)
      before.cells[c].insert(before.cells[c].end(), rest.cells[c].begin(), rest.cells[c].end());
  }

  std::string_view text_of(const std::vector<Part>& cell) const {
    return without_blanks(cell.back().span.in(source_.texts[cell.back().page]));
  }

  bool same_text(const Item& a, const Item& b) const {
    return std::equal(a.cells.begin(), a.cells.end(), b.cells.begin(), b.cells.end(),
                      [&](const auto& x, const auto& y) { return text_of(x) == text_of(y); });
  }

  Source& source_;
  std::vector<Item>& items_;
};

}  // namespace

void join_broken_rows(Source& source) { BrokenRows(source).join(); }

}  // namespace plangrade::segmenting
