// Bands: heights of a region at which something stands, parted by white space across the whole of
// it. Where the lines of all columns are level, a band is one line of text.
#pragma once

#include <vector>

#include "layout_columns.h"

namespace plangrade::extract {

/// A piece of the x axis.
struct Interval {
  double from = 0, to = 0;
  double width() const { return to - from; }
  double middle() const { return (from + to) / 2; }
};

/// White space between two items beside each other.
struct Gap : Interval {
  double size = 0;  ///< the larger font size of both: blanks between large letters are wide
};

/// How wide white space has to be to be more than a blank.
struct GapWidth {
  double points = 0;
  double of_size = 0;  ///< as a part of the font size beside it
  bool holds_for(const Gap& gap) const {
    return gap.width() >= points && gap.width() > of_size * gap.size;
  }
};

/// Between columns of text.
inline GapWidth wide_gap(double size) { return {size > 7.8 ? 0.9 * size : 7.0, 0.9}; }

/// Between cells of a table, where rows are known by other signs.
inline GapWidth narrow_gap(double size) { return {size > 7 ? 0.5 * size : 3.5, 0.5}; }

struct Band {
  double top = 0, bottom = 0;
  std::vector<Item> items;     ///< from left to right
  std::vector<Gap> gaps;       ///< between its items, from left to right
  double left = 0, right = 0;  ///< extent of its items
};

/// The bands of the items, from top to bottom. None is empty.
std::vector<Band> bands_of(std::vector<Item> items);

/// The widest part of `space` that is free in the band: in a gap that is wide enough, or beside its
/// items.
Interval free_part(const Band& band, Interval space, GapWidth wide_enough);

/// The middle one of the items' font sizes; 10 if there is none.
double usual_size(const std::vector<Item>& items);

}  // namespace plangrade::extract
