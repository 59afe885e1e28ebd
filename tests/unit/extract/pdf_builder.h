// Makes small PDF files for tests: text at positions, lines, pictures; one call per thing.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace plangrade::test {

/// One page, A4 upright, in points with y from the top.
class PdfPage {
 public:
  PdfPage& text(double x, double y, const std::string& words, double size = 10, bool bold = false);
  /// The same in a font that TeX sets formulas in.
  PdfPage& formula(double x, double y, const std::string& words, double size = 10);
  /// One line of text below the other.
  PdfPage& lines(double x, double y, const std::vector<std::string>& all, double size = 10);
  PdfPage& line(double x0, double y0, double x1, double y1);
  /// A ruled table with columns of equal width and rows of 20 points; the first row is bold.
  PdfPage& table(double x, double y, double width,
                 const std::vector<std::vector<std::string>>& rows);
  /// A grey picture over the whole page, one byte per pixel.
  PdfPage& picture(int width, int height, const std::vector<std::uint8_t>& pixels);

 private:
  friend class PdfBuilder;
  std::string content_;
  std::string picture_;  ///< the object of the picture; empty if there is none
};

class PdfBuilder {
 public:
  PdfPage& page();
  PdfBuilder& info(const std::string& key, const std::string& value);
  /// Printed page numbers "i", "ii", ...
  PdfBuilder& roman_labels();
  std::string bytes() const;

 private:
  std::deque<PdfPage> pages_;  ///< references to pages stay valid
  std::string info_;
  bool roman_labels_ = false;
};

}  // namespace plangrade::test
