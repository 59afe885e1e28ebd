#include "layout_table_rows.h"

#include <algorithm>

namespace plangrade::extract {
namespace {

/// Pieces of text that a band's items make up, blanks closed.
std::vector<Interval> pieces_of(const Band& band) {
  std::vector<Interval> pieces;
  double from = band.left;
  for (const auto& gap : band.gaps) {
    pieces.push_back({from, gap.from});
    from = gap.to;
  }
  pieces.push_back({from, band.right});
  return pieces;
}

bool crosses(const Interval& piece, const std::vector<double>& gutters) {
  return column_of(gutters, piece.from + 1) != column_of(gutters, piece.to - 1);
}

/// Whether each line of a short row is one piece of text, and one of them goes across a gutter.
bool is_heading(const std::vector<Band>& bands, const BandRow& row,
                const std::vector<double>& gutters) {
  bool any = false;
  if (row.last - row.first > 2) return false;
  for (auto b = row.first; b <= row.last; ++b) {
    const auto pieces = pieces_of(bands[b]);
    if (pieces.size() > 1) return false;
    any = any || crosses(pieces.front(), gutters);
  }
  return any;
}

/// Whether the first word of a cell would not have fitted on the line above. Codes and numbers of
/// rows are too short to tell.
bool is_wrapped(const Cell& upper, const Cell& lower, const ColumnLook& column, double size) {
  return upper.box.width() > 2.6 * size &&
         upper.box.x1 + 0.27 * size + lower.first_word > column.right();
}

/// What two bands above each other have in the columns that both fill.
struct Meeting {
  std::size_t numbers = 0;        ///< columns of numbers in the upper band
  std::size_t numbers_again = 0;  ///< those that the lower band goes on with a number
  std::size_t below_words = 0;    ///< columns with a number below words
  bool goes_on = false;           ///< a cell of the lower band goes on from the line above
};

Meeting meeting_of(const std::vector<Cell>& upper, const std::vector<Cell>& lower,
                   const std::vector<ColumnLook>& columns, double size) {
  Meeting meeting;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const bool number = c > 0 && upper[c].filled && upper[c].number;
    if (number) ++meeting.numbers;
    if (!upper[c].filled || !lower[c].filled) continue;
    if (number && lower[c].number) ++meeting.numbers_again;
    if (c > 0 && !number && lower[c].number) ++meeting.below_words;
    const bool wrapped = c == 0 && is_wrapped(upper[c], lower[c], columns[c], size);
    meeting.goes_on = meeting.goes_on || lower[c].low || wrapped;
  }
  return meeting;
}

/// Whether two bands with little white space between them are lines of one row. Columns of numbers
/// do not go on in the next line; where the lower band could begin a row, a cell has to go on, and
/// always if rows are `dense`.
bool same_row(const std::vector<Cell>& upper, const std::vector<Cell>& lower,
              const std::vector<ColumnLook>& columns, double size, bool dense) {
  const auto meeting = meeting_of(upper, lower, columns, size);
  if (meeting.numbers_again * 2 > meeting.numbers) return false;
  if (!is_full(lower)) return !dense || meeting.goes_on || !lower[0].filled;
  if (meeting.below_words * 2 > count_filled(lower)) return false;
  return meeting.goes_on || (count_filled(upper) == 1 && !upper[0].filled);
}

/// Whether most bands with little white space above begin a row all the same.
bool is_dense(const std::vector<Band>& bands, std::size_t first, std::size_t last,
              const Candidate& candidate, double wide, double size) {
  std::size_t near = 0, apart = 0;
  for (auto b = first + 1; b <= last; ++b) {
    if (bands[b].top - bands[b - 1].bottom > wide) continue;
    ++near;
    const auto& lower = candidate.cells[b - first];
    if (is_full(lower) &&
        !same_row(candidate.cells[b - first - 1], lower, candidate.columns, size, false))
      ++apart;
  }
  return apart * 2 > near;
}

/// The middle one of the font sizes of rows.
double usual_row_size(const std::vector<BandRow>& rows) {
  std::vector<double> sizes;
  for (const auto& row : rows) sizes.push_back(row.size);
  if (sizes.empty()) return 10;
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  return *middle;
}

}  // namespace

std::vector<BandRow> rows_of(const std::vector<Band>& bands, std::size_t first, std::size_t last,
                             const std::vector<double>& gutters, const Candidate& candidate,
                             double wide, double size) {
  const bool dense = is_dense(bands, first, last, candidate, wide, size);
  std::vector<BandRow> rows;
  for (auto b = first; b <= last; ++b) {
    const bool joined = b > first && bands[b].top - bands[b - 1].bottom <= wide &&
                        same_row(candidate.cells[b - first - 1], candidate.cells[b - first],
                                 candidate.columns, size, dense);
    if (!joined) rows.push_back({b, b});
    rows.back().last = b;
  }
  for (auto& row : rows) {
    std::vector<bool> filled(gutters.size() + 1, false);
    for (auto b = row.first; b <= row.last; ++b) {
      for (std::size_t c = 0; c < filled.size(); ++c)
        filled[c] = filled[c] || candidate.cells[b - first][c].filled;
      for (const auto& item : bands[b].items) {
        row.bold = row.bold && item.bold;
        row.size = std::max(row.size, item.size);
      }
    }
    for (const auto& cell : candidate.cells[row.first - first]) {
      if (cell.filled && cell.low) ++row.low;
    }
    row.heading = is_heading(bands, row, gutters);
    row.filled = static_cast<std::size_t>(std::count(filled.begin(), filled.end(), true));
    row.first_alone = row.filled == 1 && filled[0];
  }
  return rows;
}

/// Whether no unusual space is left between the bands and nearly each of them is full: each is a
/// row.
bool has_even_full_lines(const std::vector<Band>& bands, std::size_t first, std::size_t last,
                         const Candidate& candidate, double wide) {
  std::size_t full = 0;
  for (auto b = first; b <= last; ++b) {
    if (b > first && bands[b].top - bands[b - 1].bottom > wide) return false;
    full += is_full(candidate.cells[b - first]) ? 1 : 0;
  }
  return full * 10 >= (last - first + 1) * 8;
}

/// The longest run of rows without unusual space between them and without headings; rows at its
/// ends that fill the first column alone are headings and notes.
std::vector<BandRow> main_part(const std::vector<Band>& bands, std::vector<BandRow> rows,
                               double size) {
  const auto space_above = [&](const BandRow& row) {
    return bands[row.first].top - bands[row.first - 1].bottom;
  };
  std::vector<double> spaces;
  for (std::size_t r = 1; r < rows.size(); ++r) spaces.push_back(space_above(rows[r]));
  std::sort(spaces.begin(), spaces.end());
  const double usual = spaces.empty() ? 0 : spaces[spaces.size() / 2];
  const double font = usual_row_size(rows);
  std::vector<BandRow> part, best;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const bool far = r > 0 && space_above(rows[r]) > 1.6 * usual + 0.5 * size;
    const bool before_header = r + 1 < rows.size() && rows[r].bold && rows[r + 1].bold;
    const bool heading = rows[r].heading || (rows[r].first_alone && before_header) ||
                         (rows[r].filled == 1 && rows[r].size > 1.1 * font);
    if (far || heading) part.clear();
    if (heading) continue;
    if (part.empty() && rows[r].filled == 1) continue;
    part.push_back(rows[r]);
    if (part.size() > best.size()) best = part;
  }
  while (!best.empty() && best.back().first_alone) best.pop_back();
  return best;
}

}  // namespace plangrade::extract
