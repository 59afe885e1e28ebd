// What PDF pages become: reading order, tables, headings, bullets, furniture, and what is not text.
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "base/file.h"
#include "extract/extractor.h"
#include "extract/no_color_transforms.h"
#include "extract/pdf_file.h"
#include "pdf_builder.h"
#include "support/catch.h"

namespace plangrade {
namespace {

using test::PdfBuilder;

Document read(const PdfBuilder& builder) {
  ExtractOptions options;
  options.ocr = OcrMode::off;
  return extract::extract_pdf(builder.bytes(), options);
}

std::string kind_letter(BlockKind kind) {
  switch (kind) {
    case BlockKind::heading:
      return "H";
    case BlockKind::paragraph:
      return "P";
    case BlockKind::list_item:
      return "L";
    case BlockKind::table_row:
      return "R";
    case BlockKind::furniture:
      return "F";
  }
  return "?";
}

/// "H: Title", "P: text ...", one per block; line breaks as '/'.
std::vector<std::string> outline(const Page& page) {
  std::vector<std::string> out;
  for (const auto& block : page.blocks) {
    std::string text(block.span.in(page.text));
    for (char& c : text) c = c == '\n' ? '/' : c;
    out.push_back(kind_letter(block.kind) + ": " + text);
  }
  return out;
}

TEST_CASE("a page has its number, label, and the file's title and date", "[extract]") {
  PdfBuilder builder;
  builder.info("Title", "Plan for Anywhere")
      .info("CreationDate", "D:20161031120000Z")
      .roman_labels();
  builder.page().text(72, 100, "Some text of the first page.");
  builder.page().text(72, 100, "Some text of the second page.");
  const auto document = read(builder);
  CHECK(document.status == DocumentStatus::readable);
  CHECK(document.format == "pdf");
  CHECK(document.title == "Plan for Anywhere");
  CHECK(document.created == "2016-10-31");
  REQUIRE(document.pages.size() == 2);
  CHECK(document.pages[1].number == 2);
  CHECK(document.pages[1].label == "ii");
  CHECK(document.pages[1].text == "Some text of the second page.\n");
}

TEST_CASE("title, date and labels that the file does not give are empty", "[extract]") {
  PdfBuilder builder;
  builder.info("CreationDate", "yesterday");
  builder.page().text(72, 100, "Some text.");
  const auto document = read(builder);
  CHECK(document.title.empty());
  CHECK(document.created.empty());
  CHECK(document.pages.at(0).label.empty());
}

TEST_CASE("columns are read one after the other, below the title over both", "[extract]") {
  PdfBuilder builder;
  builder.page()
      .text(72, 80, "A title that stands over both columns", 16, true)
      .lines(72, 120,
             {"The left column begins here and goes", "on with a second line of text and",
              "a third one, which breaks off in the"})
      .lines(310, 120,
             {"middle of a sentence. Then a second", "sentence follows in this column, and",
              "it ends here, on the third line."});
  const auto document = read(builder);
  CHECK(
      outline(document.pages.at(0)) ==
      std::vector<std::string>{
          "H: A title that stands over both columns",
          "P: The left column begins here and goes/on with a second line of text and/a third one, "
          "which breaks off in the/middle of a sentence. Then a second/sentence follows in this "
          "column, and/it ends here, on the third line."});
}

TEST_CASE("a ruled table is rows of cells, with its header marked", "[extract]") {
  PdfBuilder builder;
  builder.page()
      .text(72, 80, "The table below shows the staff of each team.")
      .table(72, 100, 400,
             {{"Team", "Posts", "Vacant"}, {"Crisis", "12", ""}, {"Schools", "8", "2"}})
      .text(72, 190, "The text goes on below the table.");
  const auto document = read(builder);
  const auto& page = document.pages.at(0);
  CHECK(outline(page) ==
        std::vector<std::string>{"P: The table below shows the staff of each team.",
                                 "R: Team | Posts | Vacant", "R: Crisis | 12 | ",
                                 "R: Schools | 8 | 2", "P: The text goes on below the table."});
  REQUIRE(page.blocks.size() == 5);
  CHECK(page.blocks[1].header);
  CHECK(page.blocks[1].starts_table);
  CHECK_FALSE(page.blocks[2].starts_table);
  REQUIRE(page.blocks[2].cells.size() == 3);
  CHECK(page.blocks[2].cells[1].in(page.text) == "12");
  CHECK(page.blocks[2].cells[2].empty());
}

TEST_CASE("a cell of several lines does not break its row", "[extract]") {
  PdfBuilder builder;
  auto& page = builder.page();
  page.text(72, 80, "What was said and done:");
  for (const double y : {100.0, 150.0, 200.0}) page.line(72, y, 472, y);
  for (const double x : {72.0, 272.0, 472.0}) page.line(x, 100, x, 200);
  page.lines(76, 112, {"You told us that", "waiting was too long"})
      .text(276, 112, "We hired six people");
  page.text(76, 162, "You asked for evenings")
      .lines(276, 162, {"The clinic is open", "until eight"});
  CHECK(outline(read(builder).pages.at(0)) ==
        std::vector<std::string>{"P: What was said and done:",
                                 "R: You told us that/waiting was too long | We hired six people",
                                 "R: You asked for evenings | The clinic is open/until eight"});
}

TEST_CASE("a table with lines between its rows only has its cells by white space", "[extract]") {
  PdfBuilder builder;
  auto& page = builder.page();
  page.text(200, 96, "2016", 10, true).text(300, 96, "2017", 10, true);
  for (const double y : {100.0, 120.0, 140.0, 160.0}) page.line(72, y, 400, y);
  page.text(72, 114, "Referrals").text(200, 114, "1,200").text(300, 114, "1,310");
  page.text(72, 134, "Accepted").text(200, 134, "900").text(300, 134, "950");
  page.text(72, 154, "Waiting").text(200, 154, "40").text(300, 154, "35");
  CHECK(outline(read(builder).pages.at(0)) ==
        std::vector<std::string>{"R:  | 2016 | 2017", "R: Referrals | 1,200 | 1,310",
                                 "R: Accepted | 900 | 950", "R: Waiting | 40 | 35"});
}

TEST_CASE("rows that only lines part are rows", "[extract]") {
  PdfBuilder builder;
  auto& page = builder.page();
  page.lines(80, 112, {"Access to", "help and", "advice"});
  page.lines(180, 112,
             {"Waiting times have", "come down since the", "new team began to",
              "see children in their", "schools and at home."});
  page.lines(330, 112, {"Yes: they are", "counted every", "month"});
  page.lines(80, 172, {"Voice of", "children and", "families"});
  page.lines(180, 172,
             {"Nobody was asked", "what they thought of", "the service, although",
              "the contract says that", "families are asked."});
  page.lines(330, 172, {"No: this is", "planned for", "next year"});
  for (const double y : {103.0, 163.0, 223.0}) page.line(72, y, 420, y);
  for (const double x : {72.0, 172.0, 322.0, 420.0}) page.line(x, 103, x, 223);
  CHECK(
      outline(read(builder).pages.at(0)) ==
      std::vector<std::string>{
          "R: Access to/help and/advice | Waiting times have/come down since the/new team began "
          "to/see children in their/schools and at home. | Yes: they are/counted every/month",
          "R: Voice of/children and/families | Nobody was asked/what they thought of/the service, "
          "although/the contract says that/families are asked. | No: this is/planned for/next "
          "year"});
}

TEST_CASE("rows without any line are parted by the space that goes through all columns",
          "[extract]") {
  PdfBuilder builder;
  auto& page = builder.page();
  page.text(72, 80, "Action", 10, true).text(200, 80, "Lead", 10, true);
  page.lines(72, 98, {"Review of online", "counselling"}).text(200, 98, "CCG");
  page.text(72, 128, "A new clinic").lines(200, 128, {"The Trust and", "the council"});
  page.lines(72, 158, {"Training for all", "of our schools"}).text(200, 158, "Council");
  CHECK(outline(read(builder).pages.at(0)) ==
        std::vector<std::string>{"R: Action | Lead", "R: Review of online/counselling | CCG",
                                 "R: A new clinic | The Trust and/the council",
                                 "R: Training for all/of our schools | Council"});
}

TEST_CASE("columns of text whose paragraphs end side by side are no table", "[extract]") {
  PdfBuilder builder;
  builder.page()
      .lines(
          72, 100,
          {"The first paragraph of the left", "column goes on for three lines,", "and ends here."})
      .lines(72, 148, {"A second one begins below it", "and ends on the next line."})
      .lines(310, 100,
             {"Beside it stands another column", "with text of its own, which is", "as long."})
      .lines(310, 148, {"Its second paragraph begins at", "the same height by chance."});
  const auto document = read(builder);
  for (const auto& block : document.pages.at(0).blocks) {
    CHECK(block.kind == BlockKind::paragraph);
  }
}

TEST_CASE("numbers that stand out before paragraphs make no table", "[extract]") {
  PdfBuilder builder;
  auto& page = builder.page();
  double y = 80;
  for (const std::string number : {"1.1", "1.2", "1.3", "1.4"}) {
    page.text(72, y, number)
        .lines(110, y, {"It is proposed to move the service", "to the council next year."});
    y += 40;
  }
  const auto blocks = outline(read(builder).pages.at(0));
  REQUIRE(blocks.size() == 4);
  CHECK(blocks[0] == "P: 1.1 It is proposed to move the service/to the council next year.");
}

TEST_CASE("a page number between two columns does not join them", "[extract]") {
  PdfBuilder builder;
  builder.page()
      .lines(72, 100,
             {"The left column begins here and", "goes on with a second line, and", "ends."})
      .lines(310, 100,
             {"The right column begins here and", "goes on with a second line, and", "ends."})
      .text(280, 810, "7");
  const auto blocks = outline(read(builder).pages.at(0));
  REQUIRE(blocks.size() >= 2);
  CHECK(blocks[0] == "P: The left column begins here and/goes on with a second line, and/ends.");
}

TEST_CASE("bullets are items of their own, with the lines that hang below them", "[extract]") {
  PdfBuilder builder;
  builder.page()
      .text(72, 80, "We will do three things in the coming year, and they are these:")
      .lines(80, 100, {"\x95 open a clinic in the north"})
      .lines(80, 112, {"\x95 train every teacher in the county so that they"})
      .lines(88, 124, {"know whom to call"})
      .lines(80, 136, {"\x95 publish the waiting times"});
  CHECK(outline(read(builder).pages.at(0)) ==
        std::vector<std::string>{
            "P: We will do three things in the coming year, and they are these:",
            "L: \u2022 open a clinic in the north",
            "L: \u2022 train every teacher in the county so that they/know whom to call",
            "L: \u2022 publish the waiting times"});
}

TEST_CASE("what recurs at the edges of pages is furniture", "[extract]") {
  PdfBuilder builder;
  for (int number = 1; number <= 4; ++number) {
    builder.page()
        .text(72, 40, "Local Transformation Plan")
        .text(72, 200,
              "Text that is only on page " + std::string(static_cast<std::size_t>(number), 'x'))
        .text(280, 810, "Page " + std::to_string(number) + " of 4");
  }
  for (const auto& page : read(builder).pages) {
    const auto blocks = outline(page);
    REQUIRE(blocks.size() == 3);
    CHECK(blocks[0] == "F: Local Transformation Plan");
    CHECK(blocks[1].starts_with("P: Text that is only"));
    CHECK(blocks[2].starts_with("F: Page "));
  }
}

TEST_CASE("a foot that stands below a table like a row of it is furniture", "[extract]") {
  PdfBuilder builder;
  for (int i = 1; i <= 4; ++i) {
    auto& page = builder.page();
    page.text(72, 100, "What was said about policy " + std::to_string(i));
    for (int row = 0; row < 5; ++row) {
      const double y = 690 + 18 * row;
      page.text(72, y, row < 4 ? "Named person" : "06 March 2020");
      page.text(300, y, row < 4 ? "Of an agency" : "Page " + std::to_string(i) + " of 4");
    }
  }
  for (const auto& page : read(builder).pages) {
    const auto blocks = outline(page);
    CHECK(blocks.back().starts_with("F: 06 March 2020"));
    CHECK(blocks[blocks.size() - 2] == "R: Named person | Of an agency");
  }
}

TEST_CASE("letters set apart are one word", "[extract]") {
  PdfBuilder builder;
  auto& page = builder.page();
  const std::string word = "CONTENTS";
  for (std::size_t i = 0; i < word.size(); ++i) {
    page.text(72 + 12.0 * static_cast<double>(i), 100, word.substr(i, 1));
  }
  CHECK(outline(read(builder).pages.at(0)).at(0) == "P: CONTENTS");
}

TEST_CASE("an index stands behind the word that it touches, high or low", "[extract]") {
  PdfBuilder builder;
  builder.page().text(72, 300, "We held four sessions", 11).text(178.5, 293.5, "1", 7);
  builder.page().text(72, 300, "We held four sessions", 11).text(178.5, 304, "1", 7);
  const auto document = read(builder);
  CHECK(outline(document.pages[0]) == std::vector<std::string>{"P: We held four sessions1"});
  CHECK(outline(document.pages[1]) == std::vector<std::string>{"P: We held four sessions1"});
}

TEST_CASE("a page with a formula is read as TeX draws it", "[extract]") {
  PdfBuilder builder;
  builder.page()
      .text(72, 80, "The share of plans that fail is")
      .formula(72, 120, "s =")
      .text(94, 113, "red + amber")
      .text(104, 127, "rated")
      .text(150, 120, ", where s is a share.")
      .text(72, 160, "What follows is text again.");
  CHECK(outline(read(builder).pages.at(0)) ==
        std::vector<std::string>{"P: The share of plans that fail is",
                                 "P: s = red + amber rated , where s is a share.",
                                 "P: What follows is text again."});
}

TEST_CASE("text drawn twice for a shadow is there once", "[extract]") {
  PdfBuilder builder;
  builder.page().text(72, 100, "Shadowed words").text(72.4, 100.4, "Shadowed words");
  CHECK(outline(read(builder).pages.at(0)) == std::vector<std::string>{"P: Shadowed words"});
}

TEST_CASE("larger text is a heading, and the largest is the highest", "[extract]") {
  PdfBuilder builder;
  builder.page()
      .text(72, 80, "The plan", 20)
      .text(72, 120, "A section of it", 14)
      .lines(72, 150,
             {"Here is the running text of the section, which is set in",
              "ten points, as most of the document is."});
  const auto document = read(builder);
  const auto& blocks = document.pages.at(0).blocks;
  REQUIRE(blocks.size() == 3);
  CHECK(blocks[0].kind == BlockKind::heading);
  CHECK(blocks[0].level == 1);
  CHECK(blocks[1].level == 2);
  CHECK(blocks[2].kind == BlockKind::paragraph);
}

TEST_CASE("a bold score is no heading", "[extract]") {
  PdfBuilder builder;
  builder.page()
      .text(72, 100, "77.56 E", 10, true)
      .lines(72, 140, {"Plain text of the usual size, which runs on for a line,", "and another."});
  CHECK(outline(read(builder).pages[0])[0] == "P: 77.56 E");
}

TEST_CASE("a caption is not a heading though it is bold", "[extract]") {
  PdfBuilder builder;
  builder.page()
      .text(72, 80, "Table 3: Referrals by team", 10, true)
      .lines(72, 110,
             {"The running text of this page is longer than its caption, so that it",
              "is known which font is the usual one."});
  CHECK(outline(read(builder).pages.at(0)).at(0) == "P: Table 3: Referrals by team");
}

TEST_CASE("a page of lines without text has no text", "[extract]") {
  PdfBuilder builder;
  builder.page().line(72, 100, 400, 100);
  const auto document = read(builder);
  CHECK(document.status == DocumentStatus::no_text);
  CHECK(document.message.find("--ocr") != std::string::npos);
  REQUIRE(document.pages.size() == 1);
}

TEST_CASE("a file that is no PDF at all is damaged", "[extract]") {
  const auto document = extract::extract_pdf("%PDF-1.4\nnothing", {});
  CHECK(document.status == DocumentStatus::damaged);
  CHECK_FALSE(document.message.empty());
}

TEST_CASE("a PDF cut off anywhere or with flipped bits never harms the reader", "[extract]") {
  PdfBuilder builder;
  builder.page().text(72, 100, "Some text.").table(72, 120, 300, {{"a", "b"}, {"c", "d"}});
  const auto whole = builder.bytes();
  ExtractOptions options;
  options.ocr = OcrMode::off;
  for (std::size_t size = 0; size < whole.size(); size += 10) {
    const auto document = extract::extract_pdf(std::string_view(whole).substr(0, size), options);
    CHECK((document.status == DocumentStatus::damaged ||
           document.status == DocumentStatus::no_text ||
           document.status == DocumentStatus::readable));
  }
  for (std::size_t at = 0; at < whole.size(); at += 7) {
    auto flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
    extract::extract_pdf(flipped, options);
  }
}

TEST_CASE("more text than allowed is too large", "[extract]") {
  PdfBuilder builder;
  builder.page().text(72, 100, "Some text.");
  ExtractOptions options;
  options.ocr = OcrMode::off;
  options.max_output_mb = 0;
  CHECK(extract::extract_pdf(builder.bytes(), options).status == DocumentStatus::too_large);
}

/// Letters and digits only, in lower case: what is left when hyphens, quotes and blanks differ.
std::string bare(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) out += static_cast<char>(std::tolower(c));
  }
  return out;
}

TEST_CASE("headings and table rows of rendered plans are those of their Markdown", "[extract]") {
  const char* given = std::getenv("PLANGRADE_SHARED");
  const auto root =
      std::filesystem::path(given != nullptr ? given : PLANGRADE_SOURCE_DIR "/../shared") /
      "gold/plans";
  if (!std::filesystem::exists(root)) {
    WARN("skipped: no gold/plans; set PLANGRADE_SHARED");
    return;
  }
  // One column, two columns with tables, landscape with wide tables.
  for (const std::string plan : {"na01", "na02", "na04", "db02"}) {
    const auto pdf = base::read_file((root / "rendered" / (plan + ".pdf")).string());
    std::ifstream markdown(root / (plan + ".md"));
    REQUIRE(pdf.has_value());
    std::set<std::string> headings, rows;
    ExtractOptions options;
    options.ocr = OcrMode::off;
    for (const auto& page : extract::extract_pdf(*pdf, options).pages) {
      for (const auto& block : page.blocks) {
        const auto text = bare(block.span.in(page.text));
        if (block.kind == BlockKind::heading) headings.insert(text);
        if (block.kind == BlockKind::table_row) rows.insert(text);
      }
    }
    int all = 0, found = 0;
    for (std::string line; std::getline(markdown, line);) {
      const bool heading = line.starts_with("#");
      if (!heading && (!line.starts_with("|") || line.starts_with("|-") || line.starts_with("| -")))
        continue;
      ++all;
      found += (heading ? headings : rows).contains(bare(line)) ? 1 : 0;
    }
    INFO(plan << ": " << found << " of " << all);
    CHECK(all > 20);
    // Rows that break between pages or columns are in two pieces.
    CHECK(found * 100 >= all * 97);
  }
}

TEST_CASE("Poppler builds no colour transforms in this program", "[extract]") {
  CHECK(extract::color_transforms_are_off());
}

}  // namespace
}  // namespace plangrade
