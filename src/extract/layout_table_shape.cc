#include "layout_table_shape.h"

#include <algorithm>

#include "layout_table_gutters.h"

namespace plangrade::extract {
namespace {

/// White space between lines of a column above which a paragraph or row ends: a little more than
/// between the lines of cells.
double wide_space(const std::vector<ColumnLook>& columns, double size) {
  double least = 2 * size;
  for (const auto& column : columns) {
    for (std::size_t i = 1; i < column.lines.size(); ++i) {
      const double space = column.lines[i].box.y0 - column.lines[i - 1].box.y1;
      if (space > 0.4 * size) least = std::min(least, space);
    }
  }
  return least + std::max(1.5, 0.16 * size);
}

/// White space through all columns, and within single ones.
struct Breaks {
  std::vector<Interval> through;
  std::size_t in_columns = 0;  ///< breaks between two lines of a column
  std::size_t covered = 0;     ///< those that white space through all columns is part of
};

Breaks breaks_of(const std::vector<Band>& bands, std::size_t first, std::size_t last,
                 const std::vector<ColumnLook>& columns, double wide) {
  Breaks breaks;
  for (auto b = first + 1; b <= last; ++b) {
    if (bands[b].top - bands[b - 1].bottom > wide)
      breaks.through.push_back({bands[b - 1].bottom, bands[b].top});
  }
  for (const auto& column : columns) {
    for (std::size_t i = 1; i < column.lines.size(); ++i) {
      const double from = column.lines[i - 1].box.y1, to = column.lines[i].box.y0;
      // Columns of numbers have empty cells.
      if (to - from <= wide || (column.lines[i].number && column.lines[i - 1].number)) continue;
      ++breaks.in_columns;
      const bool covered = std::any_of(
          breaks.through.begin(), breaks.through.end(),
          [&](const Interval& space) { return space.from < to - 0.5 && space.to > from + 0.5; });
      if (covered) ++breaks.covered;
    }
  }
  return breaks;
}

bool lists_beside_each_other(const Candidate& candidate) {
  return std::any_of(
      candidate.columns.begin() + 1, candidate.columns.end(), [](const ColumnLook& column) {
        return column.left() + 1 < column.right() && column.bullets() * 3 > column.lines.size() &&
               column.usual_width() > 60;
      });
}

/// An index or a word list in columns: long, without gaps, no column of short cells.
bool is_index(const Candidate& candidate, double size) {
  const auto bands = candidate.cells.size();
  return bands >= 12 && std::all_of(candidate.columns.begin(), candidate.columns.end(),
                                    [&](const ColumnLook& column) {
                                      return column.usual_width() > 5 * size &&
                                             column.marks() * 3 < column.lines.size() &&
                                             column.lines.size() * 4 >= bands * 3;
                                    });
}

/// Columns that stand side by side line by line, at most one of them running text; not columns of
/// text that happen to be set on the same lines.
bool has_level_lines(const Candidate& candidate, double size) {
  const auto bands = candidate.cells.size();
  if (candidate.beside * 2 < bands || candidate.stacked * 4 > bands) return false;
  std::size_t lines = 0, low = 0;
  for (const auto& column : candidate.columns) {
    lines += column.lines.size();
    for (const auto& line : column.lines) low += line.low ? 1 : 0;
  }
  if (low * 2 > lines) return false;
  const auto prose = std::count_if(candidate.columns.begin(), candidate.columns.end(),
                                   [&](const ColumnLook& column) { return column.is_prose(size); });
  const bool all_full = std::all_of(
      candidate.columns.begin(), candidate.columns.end(), [&](const ColumnLook& column) {
        return column.fills_lines() && column.lines.size() * 20 >= bands * 17 &&
               column.usual_width() > 8 * size;
      });
  return prose <= 1 && !(prose == 1 && all_full && bands >= 5) && !is_index(candidate, size);
}

/// Whether white space parts the columns into rows, most of which fill several of them.
bool has_rows(const Breaks& breaks, const std::vector<BandRow>& rows,
              const std::vector<ColumnLook>& columns, double size) {
  if (breaks.in_columns < 2 || breaks.covered * 4 < breaks.in_columns * 3) return false;
  const auto prose = std::count_if(columns.begin(), columns.end(), [&](const ColumnLook& column) {
    return column.is_prose(size) && column.lines.size() > 2 * rows.size();
  });
  // Columns of text may have paragraphs that end on the same line, but not all of them.
  if (prose > 1 && breaks.covered < breaks.in_columns) return false;
  const auto full =
      std::count_if(rows.begin(), rows.end(), [](const BandRow& row) { return row.filled > 1; });
  if (static_cast<std::size_t>(full) * 10 < rows.size() * 6) return false;
  const bool long_text = std::all_of(columns.begin(), columns.end(), [&](const ColumnLook& column) {
    return column.is_prose(size) && column.lines.size() > 3 * rows.size();
  });
  if (long_text) return false;
  std::size_t cells = 0, low = 0;
  for (const auto& row : rows) cells += row.filled, low += row.low;
  if (low * 2 > cells) return false;
  if (rows.size() >= 4) return true;
  // Two or three rows may as well be paragraphs that end on the same line.
  const auto [smallest, largest] = std::minmax_element(
      rows.begin(), rows.end(), [](const BandRow& a, const BandRow& b) { return a.size < b.size; });
  return rows.size() >= 2 && prose < 1 && low * 4 < cells && largest->size < 1.3 * smallest->size &&
         std::any_of(columns.begin(), columns.end(), [&](const ColumnLook& column) {
           return column.lines.size() <= 3 * rows.size();
         });
}

/// Whether the first of the bands has words where most bands below have numbers.
bool is_headed(const Candidate& candidate, std::size_t first, std::size_t last) {
  const auto& head = candidate.cells[first];
  for (std::size_t c = 1; c < head.size(); ++c) {
    if (!head[c].filled || head[c].number) continue;
    std::size_t numbers = 0;
    for (auto b = first + 1; b <= last; ++b) {
      if (candidate.cells[b][c].filled && candidate.cells[b][c].number) ++numbers;
    }
    if (numbers * 3 >= (last - first) * 2) return true;
  }
  return false;
}

std::optional<TableShape> shape_of(const std::vector<Band>& bands, std::size_t first,
                                   std::size_t last, double size, double min_width, bool again) {
  TableShape shape{aligned_gutters(bands, first, last, size, min_width), {}, first, last, false};
  if (last <= first || shape.gutters.empty()) return std::nullopt;
  Candidate candidate;
  for (auto b = first; b <= last; ++b) candidate.add(bands[b], shape.gutters, size);
  if (lists_beside_each_other(candidate)) return std::nullopt;

  const double wide = wide_space(candidate.columns, size);
  const auto breaks = breaks_of(bands, first, last, candidate.columns, wide);
  auto rows = rows_of(bands, first, last, shape.gutters, candidate, wide, size);
  const bool spaced = has_rows(breaks, rows, candidate.columns, size);
  const bool apart = breaks.in_columns >= 4 && breaks.covered * 4 < breaks.in_columns * 3;
  const bool level = !spaced && !apart && last - first >= 2 && has_level_lines(candidate, size);
  if (!spaced && !apart && again) {
    const auto part = main_part(bands, rows, size);
    const bool smaller = part.size() > 1 && (part.front().first > first || part.back().last < last);
    if (smaller) {
      auto found = shape_of(bands, part.front().first, part.back().last, size, min_width, false);
      if (found) return found;
    }
  }
  if (!spaced && !level) return std::nullopt;
  constexpr double kEachBand = -1;
  if (level) rows = rows_of(bands, first, last, shape.gutters, candidate, kEachBand, size);
  rows = main_part(bands, std::move(rows), size);
  if (rows.size() < 2) return std::nullopt;
  drop_text_below(bands, rows, all_gutters(bands, rows, size));
  shape.first = rows.front().first;
  shape.last = rows.back().last;
  shape.headed = is_headed(candidate, shape.first - first, shape.last - first);
  shape.gutters = all_gutters(bands, rows, size);
  if (!are_aligned(bands, rows, shape.gutters)) return std::nullopt;
  if (spaced) {
    // The final gutters tell more about the rows than those it began with.
    Candidate final_look;
    for (auto b = shape.first; b <= shape.last; ++b) final_look.add(bands[b], shape.gutters, size);
    const bool each = has_even_full_lines(bands, shape.first, shape.last, final_look, wide);
    rows = rows_of(bands, shape.first, shape.last, shape.gutters, final_look,
                   each ? kEachBand : wide, size);
    for (const auto& row : rows) shape.row_tops.push_back(bands[row.first].top);
  }
  // Bullets and the numbers of items and paragraphs belong to the text beside them.
  const auto& front = candidate.columns.front();
  const bool only_text_beside =
      shape.gutters.size() == 1 && front.numbers() * 5 >= front.lines.size() * 4;
  if (!shape.gutters.empty() && front.usual_width() < 3.5 * size &&
      (only_text_beside || front.bullets() * 10 >= front.lines.size() * 9)) {
    shape.gutters.erase(shape.gutters.begin());
  }
  if (shape.gutters.empty()) return std::nullopt;
  return shape;
}

}  // namespace

std::optional<TableShape> table_shape(const std::vector<Band>& bands, std::size_t first,
                                      std::size_t last, double size, double min_width) {
  return shape_of(bands, first, last, size, min_width, true);
}

}  // namespace plangrade::extract
