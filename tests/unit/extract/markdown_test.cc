// Markdown as it reads when rendered.
#include "extract/extractor.h"
#include "extract/formats_office.h"
#include "outline.h"
#include "support/catch.h"

namespace plangrade::extract {
namespace {

using test::Lines;
using test::outline;

Document markdown(std::string_view text) { return extract_markdown(text, {}); }

TEST_CASE("headings, paragraphs, bullets and numbers become blocks without their marks",
          "[extract]") {
  const auto document = markdown(
      "# Plan\n\nSecond\n======\n\n## 1. Need\nTwo\nlines.\n\n- one\n- two\n  - inner\n\n1. "
      "first\n2) x\n");
  CHECK(outline(document) == Lines{"H1 Plan", "H1 Second", "H2 1. Need", "P Two lines.", "L1 one",
                                   "L1 two", "L2 inner", "L1 first", "L1 x"});
}

TEST_CASE("emphasis, links, code and comments leave only what is read", "[extract]") {
  const auto document = markdown(
      "The *Five Year* **Forward** View, [see here](http://x.y \"t\") and `code` &amp; &#8217;s.\n"
      "<!-- a note -->\n\nA<br>B <span class='x'>C</span> \\*D\n");
  CHECK(outline(document) ==
        Lines{"P The Five Year Forward View, see here and code & \u2019s.", "P A\nB C *D"});
}

TEST_CASE("pipe tables become rows with a header row", "[extract]") {
  const auto document = markdown("| Item | 2016 |\n|---|--:|\n| CAMHS | **£1m** |\n| Crisis | |\n");
  CHECK(outline(document) == Lines{"R+* Item | 2016", "R CAMHS | £1m", "R Crisis | "});
  const auto& row = document.pages[0].blocks[1];
  REQUIRE(row.cells.size() == 2);
  CHECK(row.cells[1].in(document.pages[0].text) == "£1m");
}

TEST_CASE("page breaks part numbered pages; without them there are no pages", "[extract]") {
  const auto paged = markdown("One.\n\n<!-- pagebreak -->\n\nTwo.\n");
  REQUIRE(paged.pages.size() == 2);
  CHECK(outline(paged) == Lines{"P One.", "-- 2", "P Two."});
  CHECK(markdown("One.\n").pages.at(0).number == 0);
}

TEST_CASE("front matter is metadata, not text", "[extract]") {
  const auto document = markdown("---\ntitle: \"A Plan\"\npublished: 2016-11-30\n---\n\nText.\n");
  CHECK(document.title == "A Plan");
  CHECK(document.created == "2016-11-30");
  CHECK(outline(document) == Lines{"P Text."});
}

TEST_CASE("a short bold paragraph is a heading of unknown level", "[extract]") {
  CHECK(outline(markdown("**Table 1: Spending**\n\n**We will:**\n\n**Bold** start.\n")) ==
        Lines{"H0 Table 1: Spending", "P We will:", "P Bold start."});
}

TEST_CASE("a Markdown file without text says so", "[extract]") {
  const auto document = markdown("<!-- nothing -->\n");
  CHECK(document.status == DocumentStatus::no_text);
  CHECK(!document.message.empty());
}

TEST_CASE("Markdown is recognised by its name, and a table of data is no text", "[extract]") {
  CHECK(recognises_markdown("# x", "plans/a.md"));
  CHECK(!recognises_markdown(std::string_view("\0\1", 2), "a.md"));
  CHECK(recognises_text("x", "a.txt"));
  CHECK(recognises_text("x", "README"));
  CHECK(!recognises_text("a,b", "plans.csv"));
}

}  // namespace
}  // namespace plangrade::extract
