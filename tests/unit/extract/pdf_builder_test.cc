// The builder of PDF files for tests, and that what it builds can be read.
#include "pdf_builder.h"

#include <fmt/format.h>

#include "extract/pdf_file.h"
#include "support/catch.h"

namespace plangrade::test {
namespace {

constexpr double kHeight = 842;

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '(' || c == ')' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string stream(const std::string& dictionary, const std::string& bytes) {
  return fmt::format("<<{}/Length {}>>\nstream\n{}\nendstream", dictionary, bytes.size(), bytes);
}

}  // namespace

PdfPage& PdfPage::text(double x, double y, const std::string& words, double size, bool bold) {
  content_ += fmt::format("BT /{} {} Tf {} {} Td ({}) Tj ET\n", bold ? "FB" : "F", size, x,
                          kHeight - y, escaped(words));
  return *this;
}

PdfPage& PdfPage::formula(double x, double y, const std::string& words, double size) {
  content_ +=
      fmt::format("BT /FM {} Tf {} {} Td ({}) Tj ET\n", size, x, kHeight - y, escaped(words));
  return *this;
}

PdfPage& PdfPage::lines(double x, double y, const std::vector<std::string>& all, double size) {
  for (const auto& words : all) {
    text(x, y, words, size);
    y += 1.2 * size;
  }
  return *this;
}

PdfPage& PdfPage::line(double x0, double y0, double x1, double y1) {
  content_ += fmt::format("0.5 w {} {} m {} {} l S\n", x0, kHeight - y0, x1, kHeight - y1);
  return *this;
}

PdfPage& PdfPage::table(double x, double y, double width,
                        const std::vector<std::vector<std::string>>& rows) {
  const double cell = width / static_cast<double>(rows.front().size());
  const double bottom = y + 20 * static_cast<double>(rows.size());
  for (std::size_t r = 0; r <= rows.size(); ++r) {
    const double at = y + 20 * static_cast<double>(r);
    line(x, at, x + width, at);
  }
  for (std::size_t c = 0; c <= rows.front().size(); ++c) {
    const double at = x + cell * static_cast<double>(c);
    line(at, y, at, bottom);
  }
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      text(x + cell * static_cast<double>(c) + 4, y + 20 * static_cast<double>(r) + 14, rows[r][c],
           9, r == 0);
    }
  }
  return *this;
}

PdfPage& PdfPage::picture(int width, int height, const std::vector<std::uint8_t>& pixels) {
  content_ += fmt::format("q 595 0 0 {} 0 0 cm /P Do Q\n", kHeight);
  picture_ = stream(fmt::format("/Type/XObject/Subtype/Image/Width {}/Height {}"
                                "/ColorSpace/DeviceGray/BitsPerComponent 8",
                                width, height),
                    std::string(pixels.begin(), pixels.end()));
  return *this;
}

PdfPage& PdfBuilder::page() { return pages_.emplace_back(); }

PdfBuilder& PdfBuilder::info(const std::string& key, const std::string& value) {
  info_ += fmt::format("/{}({})", key, escaped(value));
  return *this;
}

PdfBuilder& PdfBuilder::roman_labels() {
  roman_labels_ = true;
  return *this;
}

std::string PdfBuilder::bytes() const {
  // Objects 1 to 5 are the catalog, the page tree, the fonts and the information; then three for
  // each page: the page, its content, its picture.
  std::vector<std::string> objects;
  objects.push_back(std::string("<</Type/Catalog/Pages 2 0 R") +
                    (roman_labels_ ? "/PageLabels<</Nums[0<</S/r>>]>>" : "") + ">>");
  std::string kids;
  for (std::size_t i = 0; i < pages_.size(); ++i) kids += fmt::format("{} 0 R ", 6 + 3 * i);
  objects.push_back(fmt::format("<</Type/Pages/Kids[{}]/Count {}>>", kids, pages_.size()));
  objects.push_back("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
  objects.push_back(
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>");
  objects.push_back("<<" + info_ + ">>");
  for (const auto& page : pages_) {
    const auto number = objects.size() + 1;
    objects.push_back(
        fmt::format("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R"
                    "/Resources<</Font<</F 3 0 R/FB 4 0 R/FM<</Type/Font/Subtype/Type1"
                    "/BaseFont/CMMI10/Encoding/WinAnsiEncoding>>>>/XObject<</P {} 0 R>>>>>>",
                    number + 1, number + 2));
    objects.push_back(stream("", page.content_));
    objects.push_back(page.picture_.empty() ? "null" : page.picture_);
  }
  std::string out = "%PDF-1.4\n";
  std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", out.size());
    out += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const auto at = out.size();
  return out + table +
         fmt::format("trailer<</Root 1 0 R/Info 5 0 R/Size {}>>\nstartxref\n{}\n%%EOF\n",
                     objects.size() + 1, at);
}

TEST_CASE("a PDF made for a test is a PDF to Poppler", "[extract]") {
  PdfBuilder builder;
  builder.page().text(72, 100, "Hello (world)");
  const auto bytes = builder.bytes();
  const extract::PdfFile file(bytes);
  REQUIRE(file.state() == extract::PdfFile::State::open);
  CHECK(file.pages() == 1);
  REQUIRE(file.content(1).words.size() == 2);
  CHECK(file.content(1).words[1].text == "(world)");
}

}  // namespace plangrade::test
