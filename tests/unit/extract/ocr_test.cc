// Recognition of pages that are pictures.
#include "extract/ocr.h"

#include <cmath>
#include <string>

#include "extract/extractor.h"
#include "extract/pdf_file.h"
#include "pdf_builder.h"
#include "support/catch.h"

namespace plangrade {
namespace {

using extract::GreyImage;
using extract::PdfFile;
using test::PdfBuilder;

/// A page with a heading, a paragraph and a ruled table.
PdfBuilder original() {
  PdfBuilder builder;
  builder.page()
      .text(72, 90, "Workforce of the service", 16, true)
      .lines(72, 120,
             {"The service has twelve posts in three teams. Two of them were",
              "vacant in March, and the crisis team covers the evenings."},
             11)
      .table(72, 160, 420,
             {{"Team", "Posts", "Vacant"}, {"Crisis", "7", "1"}, {"Schools", "5", "1"}});
  return builder;
}

/// The same page as a scanner would give it.
PdfBuilder scanned(const PdfBuilder& builder, double dpi) {
  const auto bytes = builder.bytes();
  const PdfFile file(bytes);
  const GreyImage image = file.image(1, dpi, 40'000'000);
  PdfBuilder scan;
  scan.page().picture(image.width, image.height, image.pixels);
  return scan;
}

TEST_CASE("a scanned page becomes text, heading and rows, and is marked", "[extract]") {
  ExtractOptions options;
  int recognised = 0;
  options.on_recognised_page = [&] { ++recognised; };
  const auto document = extract::extract_pdf(scanned(original(), 200).bytes(), options);
  REQUIRE(document.status == DocumentStatus::readable);
  CHECK(recognised == 1);
  const auto& page = document.pages.at(0);
  CHECK(page.ocr);
  REQUIRE(page.blocks.size() == 5);
  CHECK(page.blocks[0].kind == BlockKind::heading);
  CHECK(page.blocks[0].span.in(page.text) == "Workforce of the service");
  CHECK(page.blocks[1].span.in(page.text) ==
        "The service has twelve posts in three teams. Two of them were\n"
        "vacant in March, and the crisis team covers the evenings.");
  CHECK(page.blocks[2].span.in(page.text) == "Team | Posts | Vacant");
  CHECK(page.blocks[3].span.in(page.text) == "Crisis | 7 | 1");
  CHECK(page.blocks[4].span.in(page.text) == "Schools | 5 | 1");
}

TEST_CASE("without recognition a scan has no text and says what to do", "[extract]") {
  ExtractOptions options;
  options.ocr = OcrMode::off;
  const auto document = extract::extract_pdf(scanned(original(), 100).bytes(), options);
  CHECK(document.status == DocumentStatus::no_text);
  CHECK(document.message.find("--ocr auto") != std::string::npos);
}

TEST_CASE("a page with text is not recognised unless that is forced", "[extract]") {
  ExtractOptions options;
  options.on_recognised_page = [] { FAIL("recognised a page that has text"); };
  CHECK_FALSE(extract::extract_pdf(original().bytes(), options).pages.at(0).ocr);
}

TEST_CASE("an empty page is not worth the recogniser's time and has no words", "[extract]") {
  extract::Recogniser recogniser;
  REQUIRE(recogniser.ready());
  GreyImage white{600, 800, std::vector<std::uint8_t>(600 * 800, 255)};
  CHECK(recogniser.recognise(white, 72).words.empty());
}

TEST_CASE("words without sense are told from words", "[extract]") {
  const auto content = [](const std::vector<std::string>& words) {
    extract::PageContent made;
    for (int times = 0; times < 10; ++times) {
      for (const auto& word : words) {
        extract::Word added;
        added.text = word;
        made.words.push_back(added);
      }
    }
    return made;
  };
  CHECK_FALSE(extract::is_gibberish(content({"The", "plan", "of", "2017", "covers", "CAMHS"})));
  CHECK_FALSE(extract::is_gibberish(content({"\u0437\u0434\u043e\u0440\u043e\u0432\u044c\u0435"})));
  CHECK(extract::is_gibberish(content({"\uF041\uF042", "\uFFFD\uFFFD"})));
  CHECK(extract::is_gibberish(content({"xkqz", "bdfg", "Hjkl", "plan", "wrtp"})));
}

}  // namespace
}  // namespace plangrade
