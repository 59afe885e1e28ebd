// Words of one column as lines of text.
#pragma once

#include <string>
#include <vector>

#include "page_content.h"

namespace plangrade::extract {

struct Line {
  std::string text;
  Box box;
  double baseline = 0;
  double size = 0;              ///< font size of most of its characters
  bool bold = false;            ///< all of it
  double first_word_width = 0;  ///< to judge whether it would have fitted on the line before
  double text_x0 = 0;  ///< where the text begins, behind a bullet or number if there is one
};

/// The words as lines from top to bottom, each from left to right. Words that were drawn twice
/// (shadows, false bold) appear once; letters set apart ("P a g e") are joined.
std::vector<Line> make_lines(std::vector<Word> words);

/// The words, all with their turns, as lines in the order of drawing. A line is what the pen writes
/// without going on below or to the left of it: a fraction or a matrix is a part of its line.
std::vector<Line> make_lines_as_drawn(std::vector<Word> words);

/// Width of the blank that parts two words of this size, in points.
inline double blank_width(double size) { return 0.27 * size; }

}  // namespace plangrade::extract
