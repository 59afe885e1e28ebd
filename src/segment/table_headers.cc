// Tables are found as runs of rows; each is judged by its first row and the rows below it.
#include "segment/table_headers.h"

#include <algorithm>

#include "segment/characters.h"

namespace plangrade::segmenting {
namespace {

constexpr std::size_t kLongestHeaderCell = 60;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "2016", "2016/17", "16-17", "2016-17": what heads a column though it has no letters.
bool is_year(std::string_view cell) {
  const auto digits = std::count_if(cell.begin(), cell.end(), is_digit);
  if (cell.find_first_not_of("0123456789/-") != cell.npos) return false;
  const bool joined = cell.find_first_of("/-") != cell.npos;
  if (joined) return digits == 4 || digits == 6 || digits == 8;
  return digits == 4 && (cell.starts_with("19") || cell.starts_with("20"));
}

/// An amount, share or count: digits, and no word beside them.
bool is_figure(std::string_view cell) {
  const bool digits = std::any_of(cell.begin(), cell.end(), is_digit);
  const bool letters = std::any_of(cell.begin(), cell.end(), [](char c) {
    return (c >= 'a' && c <= 'z' && c != 'k' && c != 'm') || (c >= 'A' && c <= 'Z');
  });
  return digits && !letters && !is_year(cell);
}

bool may_be_header_cell(std::string_view cell) {
  constexpr std::string_view kStops = ".;!";
  return !cell.empty() && cell.size() <= kLongestHeaderCell &&
         kStops.find(cell.back()) == kStops.npos && !is_figure(cell);
}

class Headers {
 public:
  explicit Headers(Source& source) : source_(source) {}

  void infer() {
    std::vector<Item>& items = source_.items;
    for (std::size_t begin = 0; begin < items.size();) {
      std::size_t end = begin + 1;
      if (items[begin].kind == BlockKind::table_row) {
        while (end < items.size() && continues_table(items[end - 1], items[end])) ++end;
        judge(begin, end);
      }
      begin = end;
    }
  }

 private:
  static bool continues_table(const Item& before, const Item& row) {
    if (row.kind != BlockKind::table_row || row.starts_document) return false;
    const bool overleaf = before.parts.front().page != row.parts.front().page;
    return !row.starts_table || (overleaf && before.cells.size() == row.cells.size());
  }

  std::string_view cell(const Item& row, std::size_t column) const {
    const Part& part = row.cells[column].front();
    return without_blanks(part.span.in(source_.texts[part.page]));
  }

  void judge(std::size_t begin, std::size_t end) {
    std::vector<Item>& items = source_.items;
    Item& first = items[begin];
    if (end - begin < 2 || first.cells.size() < 2) return;
    bool figures = false;
    for (std::size_t i = begin; i < end; ++i) {
      if (items[i].header) return;
      for (std::size_t c = 1; i > begin && c < items[i].cells.size() && !figures; ++c)
        figures = is_figure(cell(items[i], c));
    }
    for (std::size_t c = 0; c < first.cells.size(); ++c)
      if (!may_be_header_cell(cell(first, c)) && !(c == 0 && cell(first, c).empty())) return;
    first.header = figures || first.cells.size() >= 3;
  }

  Source& source_;
};

}  // namespace

void infer_headers(Source& source) { Headers(source).infer(); }

}  // namespace plangrade::segmenting
