// A PDF file through Poppler; pdf_file.cc is the only file that includes Poppler.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "page_content.h"

namespace plangrade::extract {

/// A page as a picture, one byte per pixel, 0 is black; rows follow each other without gaps.
struct GreyImage {
  int width = 0, height = 0;
  std::vector<std::uint8_t> pixels;
};

class PdfFile {
 public:
  enum class State { open, locked, damaged };

  /// `bytes` must outlive the object.
  explicit PdfFile(std::string_view bytes);
  ~PdfFile();
  PdfFile(const PdfFile&) = delete;
  PdfFile& operator=(const PdfFile&) = delete;

  State state() const;

  // The rest requires state() == open. Pages count from 1.
  int pages() const;
  std::string title() const;    ///< empty if the file has none
  std::string created() const;  ///< ISO 8601 date; empty if the file has none or nonsense
  /// The printed number that the file declares for a page; the page's number if it declares none.
  std::string label(int page) const;
  PageContent content(int page) const;
  /// The page rendered at `dpi`, at most `max_pixels` large (then with fewer dpi). Not smooth, it
  /// has lines of one pixel and one grey.
  GreyImage image(int page, double dpi, std::size_t max_pixels, bool smooth = true) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace plangrade::extract
