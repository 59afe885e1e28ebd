// RTF: groups, destinations, characters in many encodings, tables.
#include "extract/extractor.h"
#include "outline.h"
#include "support/catch.h"

namespace plangrade::extract {
namespace {

using test::Lines;
using test::outline;

Lines rtf(const std::string& body) {
  return outline(extract_rtf("{\\rtf1\\ansi " + body + "}", {}));
}

TEST_CASE("characters of RTF are read in their encodings", "[extract]") {
  CHECK(rtf("child\\'92s \\u8217? \\u-10179?\\u-8694? \\{x\\}\\~y\\-z\\_w\\emdash\\par") ==
        Lines{"P child\u2019s \u2019 \U0001F60A {x} yz\u2011w\u2014"});
  CHECK(rtf("{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}{\\f2\\fcharset2 Symbol;}}"
            "\\f0 a {\\f1 \\'e4\\'e0} {\\f2\\'fc\\'41} b\\par") ==
        Lines{"P a \u0434\u0430 \u2713 b"});
  CHECK(rtf("\\uc2\\u228\\'c3\\'a4x {\\uc0\\u228 y}\\par") == Lines{"P \u00E4x \u00E4y"});
}

TEST_CASE("what is not on RTF's printed page is left out", "[extract]") {
  CHECK(rtf("{\\info{\\title T}{\\author A}}{\\*\\generator G;}{\\header H}{\\footer F}a"
            "{\\field{\\*\\fldinst PAGEREF x}{\\fldrslt result}}{\\v hidden}{\\deleted gone}"
            "{\\*\\annotation c}{\\pict ffd8\\bin4 }}}}}b{\\upr{no}{\\*\\ud{yes}}}\\par") ==
        Lines{"P aresultbyes"});
}

TEST_CASE("headings and lists of RTF become blocks", "[extract]") {
  CHECK(rtf("{\\stylesheet{\\s1 heading 2;}{\\s2\\outlinelevel2 Own;}}\\pard\\s1 A\\par\\pard\\s2 "
            "B\\par"
            "\\pard\\outlinelevel0 C\\par\\pard{\\listtext 1.\\tab}\\ls1\\ilvl1 item\\par\\pard "
            "text.\\par"
            "\\pard\\b Bold\\b0\\par") ==
        Lines{"H2 A", "H3 B", "H1 C", "L2 item", "P text.", "H0 Bold"});
}

TEST_CASE("rows, notes and text boxes of RTF are read in their places", "[extract]") {
  CHECK(
      rtf("x{\\footnote note}{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt boxed.\\par}}}\\par"
          "\\trowd\\trhdr\\cellx1\\cellx2\\intbl A\\cell B\\cell\\row\\trowd\\intbl 1\\par "
          "2\\cell\\cell\\row"
          "\\trowd\\intbl In a box.\\cell\\row\\pard end.\\par") ==
      Lines{"P x", "P boxed.", "R+* A | B", "R 1 2 | ", "P In a box.", "P end.", "P note"});
}

TEST_CASE("title and date of RTF are metadata", "[extract]") {
  const auto document =
      extract_rtf("{\\rtf1{\\info{\\title A Plan}{\\creatim\\yr2016\\mo3\\dy9}}x\\par}", {});
  CHECK(document.title == "A Plan");
  CHECK(document.created == "2016-03-09");
}

TEST_CASE("an RTF file that was cut off is damaged; groups a million deep are survived",
          "[extract]") {
  CHECK(extract_rtf("{\\rtf1 text\\par", {}).status == DocumentStatus::damaged);
  const std::string deep(1'000'000, '{');
  CHECK(extract_rtf("{\\rtf1 a" + deep, {}).status == DocumentStatus::damaged);
  CHECK(rtf("a" + deep + "lost" + std::string(1'000'000, '}') + "b\\par") == Lines{"P ab"});
}

}  // namespace
}  // namespace plangrade::extract
