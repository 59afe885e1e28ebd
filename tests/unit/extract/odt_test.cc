// ODT: what a reader of the printed document sees.
#include "extract/extractor.h"
#include "office_files.h"
#include "outline.h"
#include "support/catch.h"

namespace plangrade::extract {
namespace {

using test::Lines;
using test::odt_of;
using test::outline;

Document odt(const std::string& text, const std::string& styles = "",
             const test::Members& more = {}) {
  return extract_odt(odt_of(text, styles, more), {});
}

std::string p(const std::string& text) { return "<text:p>" + text + "</text:p>"; }

TEST_CASE("headings, paragraphs and lists of ODT become blocks", "[extract]") {
  CHECK(outline(odt("<text:h text:outline-level='2'>Need</text:h>" +
                    p("a<text:s text:c='2'/>b<text:tab/>c") + "<text:list><text:list-item>" +
                    p("one") + "<text:list><text:list-item>" + p("two") +
                    "</text:list-item></text:list></text:list-item></text:list>")) ==
        Lines{"H2 Need", "P a b c", "L1 one", "L2 two"});
}

TEST_CASE("ODT's deletions, comments and hidden text are left out", "[extract]") {
  CHECK(outline(odt("<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>" +
                        p("seen<office:annotation><text:p>comment</text:p></office:annotation>"
                          "<text:span text:style-name='T1'>hidden</text:span>") +
                        "<text:section text:display='none'>" + p("hidden") + "</text:section>",
                    "<style:style style:name='T1'><style:text-properties "
                    "text:display='none'/></style:style>")) == Lines{"P seen"});
}

TEST_CASE("ODT's notes, text boxes and tables are read in their places", "[extract]") {
  const auto cell = [](const std::string& text) {
    return "<table:table-cell>" + p(text) + "</table:table-cell>";
  };
  CHECK(outline(odt(p("Cites<text:note><text:note-citation>1</text:note-citation><text:note-body>" +
                      p("Note.") + "</text:note-body></text:note><draw:frame><draw:text-box>" +
                      p("Boxed.") + "</draw:text-box></draw:frame>.") +
                    "<table:table><table:table-header-rows><table:table-row>" + cell("A") +
                    cell("B") + "</table:table-row></table:table-header-rows><table:table-row>" +
                    cell("1") + "<table:covered-table-cell/></table:table-row></table:table>")) ==
        Lines{"P Cites.", "P Boxed.", "R+* A | B", "R 1 | ", "P Note."});
}

TEST_CASE("a cell repeated a billion times is bounded", "[extract]") {
  const auto document =
      odt("<table:table><table:table-row><table:table-cell "
          "table:number-columns-repeated='1000000000'>" +
          p("x") + "</table:table-cell></table:table-row></table:table>" +
          p("<text:s text:c='1000000000'/>y"));
  REQUIRE(document.pages.size() == 1);
  CHECK(document.pages[0].text.size() < 1000);
}

TEST_CASE("ODT has pages where its writer left all of its page breaks", "[extract]") {
  const std::string text = p("a<text:soft-page-break/>b");
  const auto meta = [](int pages) {
    return test::Members{
        {"meta.xml",
         "<office:document-meta><office:meta><meta:document-statistic meta:page-count='" +
             std::to_string(pages) + "'/></office:meta></office:document-meta>"}};
  };
  CHECK(outline(odt(text, "", meta(2))) == Lines{"P a", "-- 2", "P b"});
  CHECK(odt(text, "", meta(7)).pages.at(0).number == 0);
}

TEST_CASE("an encrypted ODT is locked", "[extract]") {
  CHECK(
      odt(p("x"), "", {{"META-INF/manifest.xml", "<m:manifest><m:encryption-data/></m:manifest>"}})
          .status == DocumentStatus::locked);
}

}  // namespace
}  // namespace plangrade::extract
