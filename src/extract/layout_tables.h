// Tables and boxes that are drawn with lines.
#pragma once

#include <cstddef>
#include <vector>

#include "page_content.h"

namespace plangrade::extract {

/// The cells of a drawn table as a matrix: `cell_at(row, column)` is the number of the cell that
/// covers this square; merged squares share a number.
struct Grid {
  std::vector<double> xs, ys;      ///< lines of the grid, ascending; at least two each
  std::vector<std::size_t> cells;  ///< one per square, row by row
  bool closed = true;              ///< false: its sides are not drawn

  std::size_t rows() const { return ys.size() - 1; }
  std::size_t columns() const { return xs.size() - 1; }
  std::size_t cell_at(std::size_t row, std::size_t column) const {
    return cells[row * columns() + column];
  }
  Box box() const { return {xs.front(), ys.front(), xs.back(), ys.back()}; }
};

/// The grids on a page, from top to bottom, none within another: a table inside the cell of a
/// table is part of that cell, and a frame around tables is nothing. Lines of the same length
/// above each other are a grid of one column.
std::vector<Grid> find_grids(const std::vector<Rule>& rules);

/// The words in their cells: one entry per square of the grid, row by row; a merged cell has all
/// its words in its first square. Words outside of the grid stay in `words`.
std::vector<std::vector<Word>> take_words(const Grid& grid, std::vector<Word>& words);

}  // namespace plangrade::extract
