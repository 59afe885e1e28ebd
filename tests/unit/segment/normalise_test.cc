// The characters of a page as a pattern expects them, and the way back to the page.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "builders.h"
#include "support/catch.h"

using namespace plangrade;
using namespace plangrade::testing;

namespace {

std::string normalised(const std::string& text) {
  const Document made = paragraph(text);
  std::string out;
  for (const std::string& unit : units(segment({&made, 1}))) out += (out.empty() ? "" : " ") + unit;
  return out;
}

/// The folder of shared data, which need not exist.
std::filesystem::path shared() {
  const char* path = std::getenv("PLANGRADE_SHARED");
  return path != nullptr ? std::filesystem::path(path)
                         : std::filesystem::path(PLANGRADE_SOURCE_DIR) / ".." / "shared";
}

/// Every verbatim byte equals its source; every source is inside its page.
void check_origins(const SegmentedText& text, const std::vector<Document>& documents) {
  for (std::size_t o = 0; o < text.origins.size(); ++o) {
    const TextOrigin& origin = text.origins[o];
    const std::size_t end =
        o + 1 < text.origins.size() ? text.origins[o + 1].begin : text.text.size();
    const PageOrigin page = text.pages.at(origin.page);
    const std::string& source = documents.at(page.document).pages.at(page.page).text;
    REQUIRE(origin.begin < end);
    REQUIRE(origin.source <= source.size());
    if (!origin.verbatim) continue;
    REQUIRE(source.substr(origin.source, end - origin.begin) ==
            text.text.substr(origin.begin, end - origin.begin));
  }
}

/// Sentences are in order, do not overlap, and their places are on their page.
void check_sentences(const SegmentedText& text, const std::vector<Document>& documents) {
  std::uint32_t end = 0;
  for (const Sentence& sentence : text.sentences) {
    REQUIRE(sentence.span.begin >= end);
    REQUIRE(sentence.span.end <= text.text.size());
    REQUIRE_FALSE(sentence.span.empty());
    REQUIRE(sentence.section < text.sections.size());
    end = sentence.span.end;
    const PagePlace place = place_of(text, sentence.span);
    REQUIRE(place.page == sentence.page);
    const PageOrigin page = text.pages.at(place.page);
    REQUIRE(place.span.begin <= place.span.end);
    REQUIRE(place.span.end <= documents.at(page.document).pages.at(page.page).text.size());
  }
}

}  // namespace

TEST_CASE("Blanks, line breaks and no-break spaces become one blank", "[segment]") {
  CHECK(normalised("a  b\n\tc\u00A0d \u2003 e") == "a b c d e");
}

TEST_CASE("Ligatures, quotes and dashes become plain", "[segment]") {
  CHECK(
      normalised("identi\uFB01ed \u201Cgaps\u201D \u2018now\u2019 looked\u2011after 10\u201311") ==
      "identified \"gaps\" 'now' looked-after 10-11");
}

TEST_CASE("Accents are composed", "[segment]") {
  CHECK(normalised("cafe\u0301 Zoe\u0308") == "caf\u00E9 Zo\u00EB");
}

TEST_CASE("Soft hyphens and zero-width characters disappear", "[segment]") {
  CHECK(normalised("thera\u00ADpeutic neg\u00AD\nlect zero\u200Bwidth") ==
        "therapeutic neglect zerowidth");
}

TEST_CASE("A superscript does not grow into the word it annotates", "[segment]") {
  CHECK(normalised("child abuse\u00B9 is common") == "child abuse\u00B9 is common");
}

TEST_CASE("A word broken at a line's end is joined", "[segment]") {
  CHECK(normalised("offers thera-\npeutic help") == "offers therapeutic help");
  CHECK(normalised("offers thera\u2010\n  peutic help") == "offers therapeutic help");
}

TEST_CASE("A compound at a line's end keeps its hyphen", "[segment]") {
  CHECK(normalised("the looked-\nafter children") == "the looked-after children");
  CHECK(normalised("trauma-\nfocused and evidence-\nbased self-\nharm work") ==
        "trauma-focused and evidence-based self-harm work");
  CHECK(normalised("the CAMHS-\nLAC team and Anti-\nBullying") ==
        "the CAMHS-LAC team and Anti-Bullying");
  CHECK(normalised("aged 16-\n17 years") == "aged 16-17 years");
}

TEST_CASE("The plan's own spelling decides what a line-end hyphen is", "[segment]") {
  CHECK(normalised("The co-ordinator met. A new co-\nordinator came.") ==
        "The co-ordinator met. A new co-ordinator came.");
  CHECK(normalised("The coordinator met. A new co-\nordinator came.") ==
        "The coordinator met. A new coordinator came.");
}

TEST_CASE("Usual first parts of compounds are told from syllables", "[segment]") {
  CHECK(normalised("the Part-\nnership, a High-\nlight, a fifty-\nminute talk, six-\nteen") ==
        "the Partnership, a Highlight, a fifty-minute talk, sixteen");
  CHECK(normalised("In part. On time. A part-\ntime post.") ==
        "In part. On time. A part-time post.");
  CHECK(normalised("MHSDS and MHS-\nDS, a CAMHS-\nLAC team") ==
        "MHSDS and MHSDS, a CAMHS-LAC team");
}

TEST_CASE("A hyphen of any kind at a line's end is looked up in the plan", "[segment]") {
  CHECK(normalised("Wellbeing of all. A well\u2010\nbeing post. It runs well\u2010\nbeing work.") ==
        "Wellbeing of all. A wellbeing post. It runs wellbeing work.");
  CHECK(normalised("\u201Cto-\nday\u201D and place-\nments, I-\nThrive or iThrive") ==
        "\"today\" and placements, I-Thrive or iThrive");
}

TEST_CASE("A slash at a line's end goes on without a blank", "[segment]") {
  CHECK(normalised("and/\nor both, NHSE/ PCC") == "and/or both, NHSE/ PCC");
  CHECK(normalised("the Group /\nBoard") == "the Group / Board");
}

TEST_CASE("A suspended hyphen stays and keeps its blank", "[segment]") {
  CHECK(normalised("short-\nand long-term work") == "short- and long-term work");
  CHECK(normalised("hard-\nto-fill posts") == "hard-to-fill posts");
}

TEST_CASE("A dash at a line's end is no hyphen", "[segment]") {
  CHECK(normalised("services \u2013\nall of them") == "services - all of them");
}

TEST_CASE("Letter-spaced words are closed up", "[segment]") {
  CHECK(normalised("P a g e 3") == "Page 3");
  CHECK(normalised("M e n t a l  H e a l t h in schools") == "Mental Health in schools");
  CHECK(normalised("a b to c") == "a b to c");
}

TEST_CASE("What is not UTF-8 becomes the replacement character", "[segment]") {
  CHECK(normalised("a\xFF\xC3 b") == "a\uFFFD\uFFFD b");
}

TEST_CASE("A word is joined over a page break", "[segment]") {
  Page first, second;
  add(first, BlockKind::paragraph, "Children receive thera-");
  add(first, BlockKind::furniture, "Page 1");
  add(second, BlockKind::furniture, "A plan for Kestmoor");
  add(second, BlockKind::paragraph, "peutic help. It works.");
  const std::vector<Document> documents{document({first, second})};
  const SegmentedText text = segment(documents);
  CHECK(units(text) == std::vector<std::string>{"Children receive therapeutic help.", "It works."});
  CHECK(text.sentences[0].page == 0);
  CHECK(text.sentences[1].page == 1);
  const PagePlace place = place_of(text, text.sentences[0].span);
  CHECK(place.page == 0);
  CHECK(place.span.in(documents[0].pages[0].text) == "Children receive thera");
  check_origins(text, documents);
}

TEST_CASE("A quotation's place on the page covers what was repaired", "[segment]") {
  const std::vector<Document> documents{
      paragraph("We \uFB01nd  thera-\npeutic \u201Chelp\u201D. More.")};
  const SegmentedText text = segment(documents);
  REQUIRE(units(text)[0] == "We find therapeutic \"help\".");
  const auto quoted = [&](Span span) {
    return std::string(place_of(text, span).span.in(documents[0].pages[0].text));
  };
  CHECK(quoted(text.sentences[0].span) == "We \uFB01nd  thera-\npeutic \u201Chelp\u201D.");
  const auto at = static_cast<std::uint32_t>(text.text.find("\"help\""));
  CHECK(quoted({at, at + 6}) == "\u201Chelp\u201D");
  CHECK(quoted({3, 5}) == "\uFB01");
  CHECK(place_of(text, {}).span.empty());
}

TEST_CASE("Origins lead back to the page for text of any kind", "[segment]") {
  const std::vector<std::string> pieces{"abuse",
                                        "thera-\npeutic",
                                        "\uFB01nd",
                                        " ",
                                        "\n",
                                        "\u00AD",
                                        "\u00AD\n",
                                        "e\u0301",
                                        "\xFF",
                                        ". ",
                                        "P a g e",
                                        "\u2022 ",
                                        "looked-\n",
                                        "\u201C",
                                        "The ",
                                        "e.g. ",
                                        std::string(1, '\0'),
                                        "12",
                                        "\r\n",
                                        "| "};
  std::mt19937 random(20261122);
  for (int round = 0; round < 300; ++round) {
    std::vector<Document> documents(1);
    for (int p = 0; p < 3; ++p) {
      Page page;
      for (int b = 0; b < 5; ++b) {
        std::string text;
        for (std::uint32_t i = random() % 12; i > 0; --i) text += pieces[random() % pieces.size()];
        const auto kind = static_cast<BlockKind>(random() % 5);
        if (kind == BlockKind::table_row)
          add_row(page, {text, "x", text});
        else
          add(page, kind, text, static_cast<int>(random() % 3));
      }
      documents[0].pages.push_back(page);
    }
    const SegmentedText text = segment(documents);
    check_origins(text, documents);
    check_sentences(text, documents);
  }
}

TEST_CASE("Origins lead back through whole plans", "[segment]") {
  const std::filesystem::path plans = shared() / "gold" / "plans";
  if (!std::filesystem::is_directory(plans)) {
    WARN("skipped: no plans at " << plans);
    return;
  }
  for (const auto& entry : std::filesystem::directory_iterator(plans)) {
    if (entry.path().extension() != ".md") continue;
    INFO(entry.path());
    std::ifstream file(entry.path(), std::ios::binary);
    const std::vector<Document> documents{
        bare_page(std::string(std::istreambuf_iterator<char>(file), {}))};
    const SegmentedText text = segment(documents);
    CHECK(text.sentences.size() > 20);
    check_origins(text, documents);
    check_sentences(text, documents);
  }
}

TEST_CASE("Blocks that lie outside their page are cut", "[segment]") {
  Page page;
  page.text = "short";
  page.blocks.push_back({.span = {2, 900}, .cells = {}});
  page.blocks.push_back({.span = {800, 900}, .cells = {}});
  page.blocks.push_back({.kind = BlockKind::table_row, .span = {9, 3}, .cells = {{7, 9}, {4, 1}}});
  const Document made = document({page});
  CHECK(units(segment({&made, 1})) == std::vector<std::string>{"ort"});
}
