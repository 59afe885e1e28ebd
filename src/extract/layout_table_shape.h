// Tables without drawn lines: whether columns beside each other are one table or columns of text.
//
// Most tables leave more white space between their rows than between the lines of a cell, and
// this space goes through all columns. In columns of text the space between two paragraphs has
// text of the other column beside it:
//
//   Getting Advice   Review of online     G      The first para-   A second column
//                    counselling                 graph ends here.  of text goes on
//                                                                  beside it. Its
//   Getting Help     Direct booking       A      Another one be-   own paragraphs
//                                                gins.             end elsewhere.
//
// Tables whose lines all have the same distance are known by short cells side by side.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "layout_bands.h"

namespace plangrade::extract {

struct TableShape {
  std::vector<double> gutters;      ///< x positions that part its cells, ascending
  std::vector<double> row_tops;     ///< where its rows begin; empty: not told by white space
  std::size_t first = 0, last = 0;  ///< the bands it stands in
  bool headed = false;              ///< words stand above columns of numbers
};

/// The shape of bands first..last, through which at least one gutter (`min_width` points wide)
/// goes, if they are a table. Text above or below in the first column alone is left out of it.
std::optional<TableShape> table_shape(const std::vector<Band>& bands, std::size_t first,
                                      std::size_t last, double size, double min_width);

}  // namespace plangrade::extract
