// Whether a page shows more than its words: pictures of text, letters drawn as shapes.
#pragma once

#include "page_content.h"
#include "pdf_file.h"

namespace plangrade::extract {

struct Ink {
  /// The part of the page that is darker or lighter than its paper and not covered by a word.
  double unread = 0;
  /// The part of the page that has the grey of its paper.
  double paper = 0;
};

/// `image` shows the whole page that `content` was read from.
Ink ink_of(const GreyImage& image, const PageContent& content);

}  // namespace plangrade::extract
