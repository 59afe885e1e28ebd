// What stands in the columns of a table that is not yet known to be one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "layout_bands.h"

namespace plangrade::extract {

/// One line of text in one column.
struct CellLine {
  Box box;
  bool mark = false;    ///< begins with a bullet or number
  bool bullet = false;  ///< begins with a bullet, or a number as items are numbered
  bool number = true;   ///< has no letter
  bool low = false;     ///< begins with a small letter
};

/// The lines of one column, from top to bottom.
struct ColumnLook {
  std::vector<CellLine> lines;

  double left() const {
    double x = lines.empty() ? 0 : lines.front().box.x0;
    for (const auto& line : lines) x = std::min(x, line.box.x0);
    return x;
  }
  double right() const {
    double x = lines.empty() ? 0 : lines.front().box.x1;
    for (const auto& line : lines) x = std::max(x, line.box.x1);
    return x;
  }
  std::size_t marks() const {
    return static_cast<std::size_t>(
        std::count_if(lines.begin(), lines.end(), [](const CellLine& line) { return line.mark; }));
  }
  /// Lines without a letter, or that begin as items do.
  std::size_t numbers() const {
    return static_cast<std::size_t>(
        std::count_if(lines.begin(), lines.end(),
                      [](const CellLine& line) { return line.number || line.bullet; }));
  }
  std::size_t bullets() const {
    return static_cast<std::size_t>(std::count_if(
        lines.begin(), lines.end(), [](const CellLine& line) { return line.bullet; }));
  }
  double usual_width() const {
    std::vector<double> widths;
    for (const auto& line : lines) widths.push_back(line.box.width());
    if (widths.empty()) return 0;
    const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
    std::nth_element(widths.begin(), middle, widths.end());
    return *middle;
  }
  bool fills_lines() const { return usual_width() > 0.6 * (right() - left()); }
  /// Lines as long as running text has them, most of them filling the column, and some of them
  /// going on from the line above.
  bool is_prose(double size) const {
    const auto low = static_cast<std::size_t>(
        std::count_if(lines.begin(), lines.end(), [](const CellLine& line) { return line.low; }));
    return lines.size() >= 3 && usual_width() > 12 * size && fills_lines() &&
           low * 5 >= lines.size();
  }
};

/// What a band has in one column.
struct Cell {
  Box box;
  bool filled = false;
  bool number = true;     ///< no word of it has a letter
  bool low = false;       ///< begins with a small letter
  double first_word = 0;  ///< width of its first word

  void add(const Item& item) {
    if (!filled || item.box.x0 < box.x0) first_word = item.box.width(), low = item.low;
    filled ? box.add(item.box) : static_cast<void>(box = item.box);
    filled = true;
    number = number && item.number;
  }
};

/// What stands in the columns between gutters.
struct Candidate {
  std::vector<ColumnLook> columns;
  std::vector<std::vector<Cell>> cells;  ///< by band and column
  std::size_t beside = 0;                ///< bands with text in several columns
  std::size_t stacked = 0;               ///< bands with several lines in one column

  void add(const Band& band, const std::vector<double>& gutters, double size);
  void add_lines(std::vector<const Item*> items, ColumnLook& column, double size);
};

std::size_t column_of(const std::vector<double>& gutters, double x);

std::size_t count_filled(const std::vector<Cell>& cells);

/// Whether a band could be the first line of a row: the first cell and another one are filled.
bool is_full(const std::vector<Cell>& cells);

}  // namespace plangrade::extract
