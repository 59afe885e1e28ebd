// Web pages: what a visitor reads.
#include "extract/extractor.h"
#include "extract/formats_office.h"
#include "outline.h"
#include "support/catch.h"

namespace plangrade::extract {
namespace {

using test::Lines;
using test::outline;

Document html(const std::string& body) {
  return extract_html("<!doctype html><html><head><title>T</title></head><body>" + body, {});
}

TEST_CASE("headings, paragraphs, lists and definitions of a page become blocks", "[extract]") {
  CHECK(outline(html("<h1>Plan <em>2016</em></h1><p>One\n two<p>Three<br>four"
                     "<ul><li>a<ul><li>b</ul><li><p>c</p></ul><dl><dt>Term<dd>Meaning</dl>")) ==
        Lines{"H1 Plan 2016", "P One two", "P Three\nfour", "L1 a", "L2 b", "L1 c", "P Term",
              "L1 Meaning"});
}

TEST_CASE("navigation, cookie banners, scripts, forms and hidden parts are left out", "[extract]") {
  CHECK(outline(html(
            "<header>Council</header><nav>Home</nav><div id='cookie-banner'>We use cookies</div>"
            "<div class='breadcrumbs'>You are here</div><script>var x;</script><style>p{}</style>"
            "<p hidden>no</p><p style='display: none'>no</p><div aria-hidden='true'>no</div>"
            "<span class='sr-only'>no</span><noscript>no</noscript><button>Go</button>"
            "<form><p>Text in a form</p><select><option>no</select></form><p>Yes</p>"
            "<aside>Related</aside><footer>Contact</footer>")) ==
        Lines{"P Text in a form", "P Yes"});
}

TEST_CASE("the marked main part is read alone, with its own head and side box", "[extract]") {
  const std::string text(300, 'x');
  CHECK(
      outline(html("<div>Menu</div><main><header><h1>Plan</h1></header><p>" + text +
                   "</p><aside>A box of text</aside><aside><a href=x>Links</a></aside></main>")) ==
      Lines{"H1 Plan", "P " + text, "P A box of text"});
}

TEST_CASE("an empty main part does not hide the page", "[extract]") {
  CHECK(outline(html("<main></main><div><p>The whole plan stands here.</p></div>")) ==
        Lines{"P The whole plan stands here."});
}

TEST_CASE("tables are rows of cells, with spans kept in their columns", "[extract]") {
  CHECK(outline(html(
            "<table><caption>Spending</caption><thead><tr><th>Item<th>2016<th>2017</thead>"
            "<tr><td rowspan=2>CAMHS<td>1<td>2<tr><td>3<td>4<tr><td colspan=2>All<td>9</table>")) ==
        Lines{"P Spending", "R+* Item | 2016 | 2017", "R CAMHS | 1 | 2", "R  | 3 | 4",
              "R All |  | 9"});
}

TEST_CASE("a table that only lays out the page is read as if it were not there", "[extract]") {
  CHECK(outline(html(
            "<table><tr><td><h2>Need</h2><p>Text.</p><td><table><tr><td>a<td>b</table></table>")) ==
        Lines{"H2 Need", "P Text.", "R+ a | b"});
}

TEST_CASE("a page in a declared encoding is read in it", "[extract]") {
  const auto document =
      extract_html("<html><head><meta charset=windows-1252></head><body><p>child\x92s", {});
  CHECK(outline(document) == Lines{"P child\u2019s"});
}

TEST_CASE("the page's title and date are metadata", "[extract]") {
  const auto document = extract_html(
      "<html><head><title> A\n Plan </title><meta name='DCTERMS.created' "
      "content='2016-10-31T00:00'>"
      "</head><body><p>x",
      {});
  CHECK(document.title == "A Plan");
  CHECK(document.created == "2016-10-31");
}

TEST_CASE("a page that only scripts would fill has no text, and says so", "[extract]") {
  const auto document = html("<div id='app'></div><script>render()</script>");
  CHECK(document.status == DocumentStatus::no_text);
  CHECK(document.message.find("PDF") != std::string::npos);
}

TEST_CASE("nesting a hundred thousand deep neither crashes nor loses text", "[extract]") {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += i % 2 == 0 ? "<div>" : "<b>";
  const auto lines = outline(html(deep + "core"));
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].find("core") != std::string::npos);
}

TEST_CASE("entities of a page's own making are not expanded", "[extract]") {
  const auto document = extract_html(
      "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><body><p>a &x; b &amp; c",
      {});
  REQUIRE(document.pages.size() == 1);
  CHECK(document.pages[0].text.find("root:") == std::string::npos);
  CHECK(document.pages[0].text.find("b & c") != std::string::npos);
}

TEST_CASE("HTML is recognised by its beginning whatever the file is called", "[extract]") {
  CHECK(recognises_html("\xEF\xBB\xBF <!DOCTYPE HTML>", "page.aspx"));
  CHECK(recognises_html("<!-- c --><html>", ""));
  CHECK(recognises_html("<p>", "a.HTM"));
  CHECK(!recognises_html("A text about <html>", "a.txt"));
}

}  // namespace
}  // namespace plangrade::extract
