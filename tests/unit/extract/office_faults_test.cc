// Office files and pages that are cut off, flipped or made to do harm: the reader comes back, and
// what it calls readable is the text of the undamaged file.
#include <algorithm>
#include <functional>

#include "extract/extractor.h"
#include "extract/office_package.h"
#include "office_files.h"
#include "outline.h"
#include "support/catch.h"

namespace plangrade::extract {
namespace {

using test::docx_of;
using test::odt_of;
using test::outline;
using test::para;
using test::run;
using test::words;

using Extract = Document (*)(std::string_view, const ExtractOptions&);

std::string sample_docx() {
  std::string body = para(run("Plan"), "<w:outlineLvl w:val='0'/>");
  for (int i = 0; i < 40; ++i)
    body += para(run("Paragraph " + std::to_string(i) + " on children's health."));
  return docx_of(body, {{"word/styles.xml", "<w:styles/>"}});
}

std::string sample_odt() {
  std::string text = "<text:h text:outline-level='1'>Plan</text:h>";
  for (int i = 0; i < 20; ++i)
    text += "<text:p>Paragraph " + std::to_string(i) + " on children.</text:p>";
  return odt_of(text);
}

std::string sample_rtf() {
  std::string rtf =
      "{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 A;}}\\pard\\outlinelevel0 Plan\\par\\pard ";
  for (int i = 0; i < 20; ++i) rtf += "Paragraph \\u8217? " + std::to_string(i) + "\\par ";
  return rtf + "}";
}

struct Sample {
  const char* name;
  std::string bytes;
  Extract extract;
};

std::vector<Sample> samples() {
  return {{"docx", sample_docx(), extract_docx},
          {"odt", sample_odt(), extract_odt},
          {"rtf", sample_rtf(), extract_rtf}};
}

TEST_CASE("an office file cut off at any tenth byte is damaged, never read in part", "[extract]") {
  for (const auto& [name, bytes, extract] : samples()) {
    const auto whole = outline(extract(bytes, {}));
    REQUIRE(whole.size() > 20);
    for (std::size_t size = 0; size < bytes.size(); size += 10) {
      const auto document = extract(std::string_view(bytes).substr(0, size), {});
      INFO(name << " cut at " << size);
      // A ZIP archive may lose the last bytes of its directory's end without losing anything.
      const bool fine = document.status == DocumentStatus::damaged ||
                        (size + 22 >= bytes.size() && outline(document) == whole);
      CHECK(fine);
      CHECK((document.status == DocumentStatus::readable || !document.message.empty()));
    }
  }
}

TEST_CASE("a flipped bit in an office package is noticed or harmless", "[extract]") {
  for (const auto& [name, bytes, extract] : samples()) {
    if (extract == extract_rtf) continue;  // RTF has no checksums
    const auto whole = outline(extract(bytes, {}));
    for (std::size_t at = 0; at < bytes.size(); at += 7) {
      std::string flipped = bytes;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
      const auto document = extract(flipped, {});
      INFO(name << " flipped at " << at);
      if (document.status == DocumentStatus::readable)
        CHECK(words(document) == words(extract(bytes, {})));
    }
  }
}

TEST_CASE("flipped bits in RTF, HTML and Markdown never crash the reader", "[extract]") {
  const std::string page = "<html><body><table><tr><td>a<td>b</table><ul><li>x &amp; y</ul>" +
                           std::string(200, 'z') + "</body></html>";
  const std::string markdown = "# A\n\n- b\n\n| c | d |\n|---|---|\n| [e](f) | **g** |\n";
  const std::vector<Sample> texts = {{"rtf", sample_rtf(), extract_rtf},
                                     {"html", page, extract_html},
                                     {"markdown", markdown, extract_markdown}};
  for (const auto& [name, bytes, extract] : texts) {
    for (std::size_t bit = 0; bit < bytes.size() * 8; bit += 3) {
      std::string flipped = bytes;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
      const auto document = extract(flipped, {});
      for (const auto& part : document.pages) {
        for (const auto& block : part.blocks) CHECK(block.span.end <= part.text.size());
      }
    }
  }
}

TEST_CASE("a DOCX that unpacks to more than allowed is too large", "[extract]") {
  const std::string bomb = docx_of(para(run(std::string(kMaxPackageBytes, 'x'))));
  CHECK(extract_docx(bomb, {}).status == DocumentStatus::too_large);
}

TEST_CASE("more text than may be read from one file is too large", "[extract]") {
  ExtractOptions options;
  options.max_output_mb = 1;
  std::string body;
  for (int i = 0; i < 30; ++i)
    body += para(run(std::string(50'000, static_cast<char>('a' + i % 26))));
  CHECK(extract_docx(docx_of(body), options).status == DocumentStatus::too_large);
}

TEST_CASE("entities and links of a DOCX to other files are never followed", "[extract]") {
  const std::string xml =
      "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY a 'aaaaaaaaaa'>"
      "<!ENTITY b '&a;&a;&a;&a;'>]><w:document><w:body>" +
      para(run("before &x; &b; after")) + "</w:body></w:document>";
  const auto document =
      extract_docx(test::zip_of({{"[Content_Types].xml", ""}, {"word/document.xml", xml}}), {});
  REQUIRE(document.pages.size() == 1);
  CHECK(document.pages[0].text == "before &x; &b; after");
}

TEST_CASE("relationships that point outside the package find nothing", "[extract]") {
  const auto document = extract_docx(
      test::zip_of({{"_rels/.rels",
                     "<R><Relationship Type='x/officeDocument' Target='/../../etc/passwd'/></R>"},
                    {"word/document.xml", "<d/>"}}),
      {});
  CHECK(document.status == DocumentStatus::damaged);
}

TEST_CASE("XML nested a hundred thousand deep is survived", "[extract]") {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<w:sdt>";
  deep += para(run("core"));
  for (int i = 0; i < 100'000; ++i) deep += "</w:sdt>";
  const auto document = extract_docx(docx_of(para(run("before")) + deep + para(run("after"))), {});
  const auto lines = outline(document);
  CHECK(std::find(lines.begin(), lines.end(), "P before") != lines.end());
  CHECK(std::find(lines.begin(), lines.end(), "P after") != lines.end());
}

}  // namespace
}  // namespace plangrade::extract
