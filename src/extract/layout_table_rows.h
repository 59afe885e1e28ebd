// Rows of a table that is not yet known to be one, by the white space between them and by what
// their cells say.
#pragma once

#include <cstddef>
#include <vector>

#include "layout_table_cells.h"

namespace plangrade::extract {

/// Rows of bands, by the white space through all columns.
struct BandRow {
  std::size_t first = 0, last = 0;
  std::size_t filled = 0;    ///< cells with text
  bool first_alone = false;  ///< text in the first column only
  bool heading = false;      ///< one piece of text across a gutter
  bool bold = true;          ///< all of it
  double size = 0;           ///< largest font size
  std::size_t low = 0;       ///< cells that begin with a small letter
};

std::vector<BandRow> rows_of(const std::vector<Band>& bands, std::size_t first, std::size_t last,
                             const std::vector<double>& gutters, const Candidate& candidate,
                             double wide, double size);

/// Whether no unusual space is left between the bands and nearly each of them is full: each is a
/// row.
bool has_even_full_lines(const std::vector<Band>& bands, std::size_t first, std::size_t last,
                         const Candidate& candidate, double wide);

/// The longest run of rows without unusual space between them and without headings; rows at its
/// ends that fill the first column alone are headings and notes.
std::vector<BandRow> main_part(const std::vector<Band>& bands, std::vector<BandRow> rows,
                               double size);

}  // namespace plangrade::extract
