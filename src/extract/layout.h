// Layout: from words scattered over a page to text as it is read.
//
// The idea, for one page:
//   1. What stands on the page is cut along gutters of white space into columns, which are read one
//      after the other.                                                         layout_columns.cc
//   2. Columns whose lines stand side by side as rows are a table: rows are parted by white space
//      through all columns, and texts begin or end at one x.  layout_table_{shape,rows,gutters}.cc
//   3. Words in a column become lines, lines become paragraphs, bullets and headings, by spacing,
//      indentation, font, and whether a line ends before it had to.              layout_blocks.cc
// A page with formulas, which have no columns and no lines, is read in the order in which the file
// draws it.                                                                    drawing_order.h
// Where the lines are known that tables are drawn with (recognised pages, and those whose columns
// may be cells: page_rules.h), they come first: lines that cross make grids, words go into their
// cells.                                                                       layout_tables.cc
// Then, for all pages together: what recurs at the same edge of many pages is furniture, and what
// is larger or bolder than the text of the document is a heading.               layout_document.cc
//
// Limits: rows without more space between them than between their lines are told by what their
// cells say; text on curves or diagonals is read line by line.
#pragma once

#include <string>
#include <vector>

#include "page_content.h"
#include "plangrade/model/document.h"

namespace plangrade::extract {

/// A block before it is written into a page's text. Lines within a text are parted by '\n', so
/// that hyphens at line ends can still be told from others.
struct LayoutBlock {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;
  std::vector<std::string> cells;  ///< table_row: one text per cell; all others: one text
  bool header = false;
  bool starts_table = false;
  Box box;
  double size = 0;    ///< font size of most of its characters
  bool bold = false;  ///< all of it
  int lines = 1;
};

struct PageLayout {
  double width = 0, height = 0;
  std::vector<LayoutBlock> blocks;  ///< in reading order
  std::size_t beside = 1;           ///< most columns of text that stand beside each other
};

/// Steps 1 to 3 for one page.
PageLayout lay_out(PageContent content);

/// Marks headings (with levels) and furniture, for all pages of a document together.
void mark_headings_and_furniture(std::vector<PageLayout>& pages);

/// Writes the blocks into `page.text` and `page.blocks`: blocks are parted by an empty line, rows
/// of one table and items of one list by a line break, cells by " | ".
void write_page(const PageLayout& layout, Page& page);

}  // namespace plangrade::extract
