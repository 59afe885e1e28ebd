// Text of pictures of pages, through Tesseract; ocr.cc is the only file that includes Tesseract
// and Leptonica. The result goes through the same layout as the words of a PDF.
#pragma once

#include <memory>

#include "page_content.h"
#include "pdf_file.h"

namespace plangrade::extract {

/// Holds the language model (English); made when the first page needs it, kept for the file.
class Recogniser {
 public:
  Recogniser();
  ~Recogniser();
  Recogniser(const Recogniser&) = delete;
  Recogniser& operator=(const Recogniser&) = delete;

  /// Whether the language model was found.
  bool ready() const;

  /// Words and ruled lines of the picture, turned upright and straightened first. Words that
  /// Tesseract itself does not trust are left out. `dpi` says how large the page was.
  /// Requires ready().
  PageContent recognise(const GreyImage& image, double dpi);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Whether the words are no language: characters without meaning in Unicode, or hardly any word
/// with a vowel. Such a text layer is worth less than a recognised one.
bool is_gibberish(const PageContent& content);

}  // namespace plangrade::extract
