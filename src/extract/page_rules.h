// The straight lines that a page is drawn with, found in its picture, since Poppler gives none.
#pragma once

#include <vector>

#include "page_content.h"
#include "pdf_file.h"

namespace plangrade::extract {

/// Thin horizontal and vertical lines of at least 30 points, darker or lighter than what is on both
/// of their sides, in points of a page that is `width` points wide. A line of several pixels may be
/// several rules. The picture is best not smooth, with 72 dots per inch.
std::vector<Rule> rules_in(const GreyImage& image, double width);

}  // namespace plangrade::extract
