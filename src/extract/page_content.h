// What stands on a page, before anything is known about its order: words with their boxes, and,
// where they are known, the straight lines that tables and boxes are drawn with. Filled from a PDF
// (which gives no lines) or by OCR; the layout (layout.h) does not know which. Units are points
// (1/72 inch), y grows downwards.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace plangrade::extract {

struct Box {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  double width() const { return x1 - x0; }
  double height() const { return y1 - y0; }
  double middle_x() const { return (x0 + x1) / 2; }
  double middle_y() const { return (y0 + y1) / 2; }
  void add(const Box& other) {
    x0 = std::min(x0, other.x0);
    y0 = std::min(y0, other.y0);
    x1 = std::max(x1, other.x1);
    y1 = std::max(y1, other.y1);
  }
};

struct Word {
  std::string text;  ///< UTF-8, no blanks, not empty
  Box box;
  double baseline = 0;  ///< y
  double size = 0;      ///< of the font; 0 is never given
  bool bold = false;
  bool glued = false;    ///< may go on from the word before it if nothing stands between them
  std::size_t turn = 0;  ///< in the order of drawing, from 1, if the page has one
};

/// A horizontal or vertical line.
struct Rule {
  bool horizontal = true;
  double at = 0;            ///< y of a horizontal rule, x of a vertical one
  double from = 0, to = 0;  ///< its extent along the other axis; from <= to
};

struct PageContent {
  double width = 0, height = 0;
  std::vector<Word> words;  ///< in no order that means anything
  bool in_order = false;    ///< the order of drawing is that of reading, and words have their turns
  std::vector<Rule> rules;
  std::vector<Word> sideways;  ///< text across the reading direction, in a frame of its own
};

}  // namespace plangrade::extract
