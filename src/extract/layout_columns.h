// Reading order: what stands on a page as columns, one after the other.
#pragma once

#include <cstddef>
#include <vector>

#include "page_content.h"

namespace plangrade::extract {

/// Something that has its place in the order of reading: a word, or a table or box as a whole.
struct Item {
  Box box;                ///< of a word: from its x-height to its baseline, so that lines part
  double size = 0;        ///< font size; 0 for tables and boxes
  std::size_t index = 0;  ///< of the word or table in the caller's list
  bool mark = false;      ///< a bullet or number, which belongs to the text beside it
  bool bullet = false;    ///< a bullet, or a number as items are numbered
  bool number = false;    ///< has no letter
  bool low = false;       ///< begins with a small letter
  bool bold = false;
};

/// One column of text, or the rows of a table without lines.
struct Column {
  std::vector<Item> items;
  /// If not empty this is a table: x positions that part its cells, ascending.
  std::vector<double> gutters;
  /// Where the rows of a table begin (y), if white space tells.
  std::vector<double> row_tops;
};

/// The columns in the order in which they are read.
std::vector<Column> find_columns(std::vector<Item> items);

/// The most columns of text, no tables, that stand beside one of them, and that one.
std::size_t most_beside(const std::vector<Column>& columns);

}  // namespace plangrade::extract
