// Plain text, encodings, and formats that are not read.
#include "extract/charset.h"
#include "extract/extractor.h"
#include "extract/formats_office.h"
#include "outline.h"
#include "support/catch.h"

namespace plangrade::extract {
namespace {

using test::Lines;
using test::outline;

TEST_CASE("lines of plain text suggest headings, items and paragraphs", "[extract]") {
  const auto document = extract_text(
      "1.2 Our need\r\n\r\nA paragraph on\r\ntwo lines.\r\n\r\nWe will:\r\n- one\r\n- two\r\n  "
      "goes on\r\n"
      "\xE2\x80\xA2 three\r\n",
      {});
  CHECK(outline(document) == Lines{"H2 1.2 Our need", "P A paragraph on\ntwo lines.",
                                   "P We will:", "L1 one", "L1 two\n  goes on", "L1 three"});
  CHECK(document.pages[0].number == 0);
}

TEST_CASE("form feeds part the pages of plain text", "[extract]") {
  const auto document = extract_text("One.\f\fThree.\f", {});
  REQUIRE(document.pages.size() == 3);
  CHECK(document.pages[2].number == 3);
  CHECK(document.pages[2].text == "Three.");
}

TEST_CASE("text in the usual encodings is read as UTF-8", "[extract]") {
  CHECK(decoded("caf\xC3\xA9") == "caf\u00E9");
  CHECK(decoded("\xEF\xBB\xBFx") == "x");
  CHECK(decoded("child\x92s") == "child\u2019s");
  CHECK(decoded("child\x92s", "ISO-8859-1") == "child\u2019s");
  CHECK(decoded("child\xD5s", "macintosh") == "child\u2019s");
  CHECK(decoded(std::string_view("\xFF\xFEh\0i\0", 6)) == "hi");
  CHECK(decoded("x\x92y", "no-such-charset") == "x\u2019y");
}

TEST_CASE("a file that is not read says what it is and what to do", "[extract]") {
  const auto doc = extract_unsupported(std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") +
                                           std::string("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", 24),
                                       {});
  CHECK(doc.status == DocumentStatus::unsupported);
  CHECK(doc.format == "doc");
  CHECK(doc.message.find("PDF or DOCX") != std::string::npos);
  CHECK(extract_unsupported("\x89PNG....", {}).format == "png");
  CHECK(extract_unsupported("", {}).status == DocumentStatus::damaged);
}

TEST_CASE("an office file behind a password is locked, not unsupported", "[extract]") {
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  for (const char c : std::string("EncryptedPackage")) bytes += std::string{c, '\0'};
  CHECK(extract_unsupported(bytes, {}).status == DocumentStatus::locked);
}

TEST_CASE("text of blanks alone is no text", "[extract]") {
  CHECK(extract_text(" \n\f\n", {}).status == DocumentStatus::no_text);
}

}  // namespace
}  // namespace plangrade::extract
