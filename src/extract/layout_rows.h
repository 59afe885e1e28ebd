// Rows of tables: from drawn grids, and from white space where lines are missing.
//
// Many tables draw lines only between their rows, or only below the header, or none. Their columns
// are where white space goes through all rows; their rows are the lines drawn, or the lines of
// text if nearly every line fills the same cells.
#pragma once

#include <vector>

#include "layout.h"
#include "layout_tables.h"

namespace plangrade::extract {

/// One block per row of the grid that has text; none if the grid is no table after all (a drawing,
/// a box, or text with lines between its paragraphs). Lines of `others`, the words outside of the
/// grid, that stand right above or below a table without sides and fit into its columns are its
/// header and its totals; they are taken out of `others`.
std::vector<LayoutBlock> rows_of_grid(const Grid& grid,
                                      const std::vector<std::vector<Word>>& squares,
                                      std::vector<Word>& others);

/// The rows of a table without any lines, whose cells are parted at `gutters` (ascending x) and
/// whose rows begin at `row_tops` (ascending y), or, if that is empty, where the lines tell.
std::vector<LayoutBlock> rows_of_text(std::vector<Word> words, const std::vector<double>& gutters,
                                      const std::vector<double>& row_tops);

/// x positions at which white space, `min_width` points wide, goes through all of `rows` (of boxes
/// of words) but a few, with text of two rows or more on both sides.
std::vector<double> gutters_through(const std::vector<std::vector<Box>>& rows, double min_width);

}  // namespace plangrade::extract
