// DOCX: what a reader of the printed document sees.
#include "extract/extractor.h"
#include "extract/formats_office.h"
#include "office_files.h"
#include "outline.h"
#include "support/catch.h"

namespace plangrade::extract {
namespace {

using test::docx_of;
using test::Lines;
using test::outline;
using test::para;
using test::run;

Document docx(const std::string& body, const test::Members& more = {}) {
  return extract_docx(docx_of(body, more), {});
}

std::string field(const std::string& type) {
  return "<w:r><w:fldChar w:fldCharType='" + type + "'/></w:r>";
}

const std::string kStyles =
    "<w:styles xmlns:w='w'>"
    "<w:style w:styleId='berschrift2'><w:name w:val='heading 2'/></w:style>"
    "<w:style w:styleId='Own'><w:name w:val='Council Heading'/><w:basedOn "
    "w:val='berschrift2'/></w:style>"
    "<w:style w:styleId='Outl'><w:name w:val='x'/><w:pPr><w:outlineLvl "
    "w:val='2'/></w:pPr></w:style>"
    "<w:style w:styleId='LB2'><w:name w:val='List Bullet 2'/></w:style>"
    "<w:style w:styleId='Secret'><w:name w:val='s'/><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:styleId='Loop'><w:name w:val='l'/><w:basedOn w:val='Loop'/></w:style></w:styles>";

TEST_CASE("headings are known by style name, inheritance and outline level", "[extract]") {
  const auto style = [](const std::string& id) { return "<w:pStyle w:val='" + id + "'/>"; };
  CHECK(outline(
            docx(para(run("A"), style("berschrift2")) + para(run("B"), style("Own")) +
                     para(run("C"), style("Outl")) + para(run("D"), "<w:outlineLvl w:val='0'/>") +
                     para(run("E"), style("Loop")),
                 {{"word/styles.xml", kStyles}})) == Lines{"H2 A", "H2 B", "H3 C", "H1 D", "P E"});
}

TEST_CASE("list items have their level from numbering or style", "[extract]") {
  CHECK(outline(docx(
            para(run("one"), "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>") +
                para(run("two"), "<w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr>") +
                para(run("none"), "<w:numPr><w:numId w:val='0'/></w:numPr>") +
                para(run("style"), "<w:pStyle w:val='LB2'/>") + para(run("\u2022 typed")),
            {{"word/styles.xml", kStyles}})) ==
        Lines{"L1 one", "L2 two", "P none", "L2 style", "L1 typed"});
}

TEST_CASE("field codes, deletions, comments and hidden text are left out", "[extract]") {
  CHECK(outline(docx(
            para(field("begin") + "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>" + run("code") +
                 field("separate") + run("result ") + field("end") + "<w:ins>" + run("new ") +
                 "</w:ins>" + "<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:moveFrom>" +
                 run("old") + "</w:moveFrom>" + run("no", "<w:vanish/>") +
                 run("yes", "<w:vanish w:val='0'/>") +
                 "<w:commentRangeStart w:id='1'/><w:hyperlink>" + run(" link") + "</w:hyperlink>") +
                para(run("no"), "<w:pStyle w:val='Secret'/>"),
            {{"word/styles.xml", kStyles},
             {"word/comments.xml", "<w:comments>comment</w:comments>"},
             {"word/header1.xml", "<w:hdr><w:p><w:r><w:t>head</w:t></w:r></w:p></w:hdr>"}})) ==
        Lines{"P result new yes link"});
}

TEST_CASE("a field that never ends does not swallow the document", "[extract]") {
  CHECK(outline(docx(para(run("a") + field("begin") + run("lost")) + para(run("b")))) ==
        Lines{"P a", "P b"});
}

TEST_CASE("tabs, breaks, hyphens, symbols and drop capitals read as printed", "[extract]") {
  CHECK(outline(docx(
            para(run("a") + "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/>"
                            "<w:t>d</w:t><w:softHyphen/><w:t>e</w:t><w:sym w:char='F0FC'/></w:r>") +
            para(run("T"), "<w:framePr w:dropCap='drop'/>") + para(run("his is text.")))) ==
        Lines{"P a b\nc\u2011de\u2713", "P This is text."});
}

TEST_CASE("footnotes stand after the section that cites them, text boxes after their anchor",
          "[extract]") {
  const std::string box = "<w:txbxContent>" + para(run("Boxed.")) + "</w:txbxContent>";
  CHECK(
      outline(docx(para(run("Cites") + "<w:r><w:footnoteReference w:id='2'/></w:r>" +
                        "<w:r><mc:AlternateContent><mc:Choice><w:drawing>" + box +
                        "</w:drawing></mc:Choice><mc:Fallback><w:pict>" + box +
                        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>") +
                       para(run("More.")) + para(run("Next"), "<w:outlineLvl w:val='0'/>"),
                   {{"word/footnotes.xml",
                     "<w:footnotes><w:footnote w:type='separator' w:id='0'/><w:footnote w:id='2'>" +
                         para(run("The note.")) + "</w:footnote></w:footnotes>"}})) ==
      Lines{"P Cites", "P Boxed.", "P More.", "P The note.", "H1 Next"});
}

TEST_CASE("tables are rows with merged cells in their columns; boxes are no tables", "[extract]") {
  const auto cell = [](const std::string& text, const std::string& properties = "") {
    return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + text + "</w:tc>";
  };
  CHECK(outline(docx("<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell(para(run("Item"))) +
                     cell(para(run("2016"))) + cell(para(run("2017"))) + "</w:tr><w:tr>" +
                     cell(para(run("All")), "<w:gridSpan w:val='2'/>") + "<w:sdt><w:sdtContent>" +
                     cell(para(run("9")) + para(run("10"))) + "</w:sdtContent></w:sdt></w:tr>" +
                     "<w:tr><w:trPr><w:del/></w:trPr>" + cell(para(run("gone"))) + cell("") +
                     "</w:tr></w:tbl>" + "<w:tbl><w:tr>" + cell(para(run("In a box."))) +
                     "</w:tr></w:tbl>" + "<w:tbl><w:tr>" + cell(para(run("Left."))) +
                     cell("<w:tbl><w:tr>" + cell(para(run("a"))) + cell(para(run("b"))) +
                          "</w:tr></w:tbl>") +
                     "</w:tr></w:tbl>")) ==
        Lines{"R+* Item | 2016 | 2017", "R All |  | 9 10", "P In a box.", "P Left.", "R+ a | b"});
}

TEST_CASE("pages are those the file carries, if they agree with its own count", "[extract]") {
  const std::string body =
      para(run("One goes")) +
      para("<w:r><w:t>on </w:t><w:lastRenderedPageBreak/><w:t>here.</w:t></w:r>");
  const auto counted = [](int pages) {
    return test::Members{{"docProps/app.xml",
                          "<Properties><Pages>" + std::to_string(pages) + "</Pages></Properties>"}};
  };
  CHECK(outline(docx(body, counted(2))) == Lines{"P One goes", "P on", "-- 2", "P here."});
  CHECK(outline(docx(body)) == Lines{"P One goes", "P on", "-- 2", "P here."});
  const auto doubtful = docx(body, counted(5));
  CHECK(outline(doubtful) == Lines{"P One goes", "P on here."});
  CHECK(doubtful.pages.at(0).number == 0);
  CHECK(docx(para("<w:r><w:t>a</w:t><w:br w:type='page'/><w:t>b</w:t></w:r>")).pages.at(0).number ==
        0);
}

TEST_CASE("title and date come from the file's properties", "[extract]") {
  const auto document =
      docx(para(run("x")), {{"docProps/core.xml",
                             "<cp:coreProperties><dc:title>A Plan</dc:title><dcterms:created>"
                             "2016-10-31T09:00:00Z</dcterms:created></cp:coreProperties>"}});
  CHECK(document.title == "A Plan");
  CHECK(document.created == "2016-10-31");
}

TEST_CASE("office files are told apart by what they hold", "[extract]") {
  CHECK(recognises_docx(docx_of(""), "x"));
  CHECK(!recognises_docx(test::zip_of({{"[Content_Types].xml", ""}, {"xl/workbook.xml", ""}}),
                         "x.docx"));
  CHECK(!recognises_docx(test::zip_of({{"plan.docx", docx_of("")}}), "plans.zip"));
  CHECK(recognises_odt(test::odt_of(""), "x"));
  CHECK(unsupported_format(test::zip_of({{"[Content_Types].xml", ""}, {"xl/workbook.xml", ""}})) ==
        "xlsx");
}

}  // namespace
}  // namespace plangrade::extract
