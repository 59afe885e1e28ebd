// Where sentences end, and what is one unit of reading.
#include "builders.h"
#include "support/catch.h"

using namespace plangrade;
using namespace plangrade::testing;

using Units = std::vector<std::string>;

TEST_CASE("Sentences end at stops", "[segment]") {
  CHECK(sentences("One is here. Two? Three!") == Units{"One is here.", "Two?", "Three!"});
}

TEST_CASE("Abbreviations, initials and decimals do not end a sentence", "[segment]") {
  for (const char* text : {
           "Some groups, e.g. Children in care, are at risk.",
           "Dr. Smith and Cllr. Jones met at St. Mary's vs. Aldersyke.",
           "See No. 12 and Fig. 3 for approx. 40 cases, i.e. All of them.",
           "There were 3.5 posts at 2.1 per cent.",
           "J. R. Smith wrote it for the N.H.S. Trust.",
           "Radford L. et al. (2011) asked 6,196 people.",
           "7.1 Needs of children.",
           "7. Needs of children.",
           "It costs 12k p.a. and more.",
           "\"What about me?\" asked the panel.",
           "Table 3. Children in need.",
       })
    CHECK(sentences(text) == Units{text});
}

TEST_CASE("A sentence may end in a single letter or an acronym", "[segment]") {
  CHECK(sentences("We chose plan B. The other failed.") ==
        Units{"We chose plan B.", "The other failed."});
  CHECK(sentences("It pays 12k p.a. Children gain.").size() == 2);
}

TEST_CASE("A stop without a blank or with a note number ends a sentence", "[segment]") {
  CHECK(sentences("They suffered abuse.The service helps.") ==
        Units{"They suffered abuse.", "The service helps."});
  CHECK(sentences("They suffered abuse.12 The service helps.") ==
        Units{"They suffered abuse.12", "The service helps."});
  CHECK(sentences("They suffered abuse.\u00B9\u00B2 The service helps.") ==
        Units{"They suffered abuse.\u00B9\u00B2", "The service helps."});
  CHECK(sentences("They suffered abuse.[12] The service helps.") ==
        Units{"They suffered abuse.[12]", "The service helps."});
  CHECK(sentences("See www.kestmoor.Gov.uk or section 4.12 There.").size() == 1);
}

TEST_CASE("A bullet with several sentences is several units of one paragraph", "[segment]") {
  Page page;
  add(page, BlockKind::list_item, "\u2022 First point. It has two sentences.", 1);
  add(page, BlockKind::list_item, "\u2022 Second point", 1);
  const Document made = document({page});
  const SegmentedText text = segment({&made, 1});
  REQUIRE(units(text) == Units{"First point.", "It has two sentences.", "Second point"});
  CHECK(text.sentences[0].kind == SentenceKind::bullet);
  CHECK(text.sentences[0].paragraph == text.sentences[1].paragraph);
  CHECK(text.sentences[1].paragraph != text.sentences[2].paragraph);
  CHECK(text.sentences[0].group == text.sentences[2].group);
}

TEST_CASE("A row is one unit whatever its cells hold", "[segment]") {
  Page page;
  add_row(page, {"Looked-after children", "214. Up from 190. A rise.", ""}, false, true);
  const Document made = document({page});
  const SegmentedText text = segment({&made, 1});
  REQUIRE(text.sentences.size() == 1);
  CHECK(text.sentences[0].kind == SentenceKind::row);
  REQUIRE(text.sentences[0].cells.size() == 3);
  CHECK(text.sentences[0].cells[1].in(text.text) == "214. Up from 190. A rise.");
  CHECK(text.sentences[0].cells[2].empty());
}

TEST_CASE("Bullets that hide in a paragraph are parted", "[segment]") {
  const Document made = paragraph("We will:\n\u2022 listen to\nchildren\n\u2022 train staff");
  const SegmentedText text = segment({&made, 1});
  CHECK(units(text) == Units{"We will:", "listen to children", "train staff"});
  CHECK(text.sentences[1].kind == SentenceKind::bullet);
  CHECK(text.sentences[1].lead_in == 0);
  CHECK(sentences("- one thing\n- another thing") == Units{"one thing", "another thing"});
  CHECK(sentences("the services\n- all of them - are good") ==
        Units{"the services - all of them - are good"});
}

TEST_CASE("A paragraph that goes on in the next column or page is one", "[segment]") {
  Page first, second;
  add(first, BlockKind::paragraph, "Children who have been");
  add(first, BlockKind::paragraph, "neglected are at risk, and the");
  add(second, BlockKind::paragraph, "Council helps them.");
  add(second, BlockKind::paragraph, "another begins");
  const Document made = document({first, second});
  CHECK(units(segment({&made, 1})) ==
        Units{"Children who have been neglected are at risk, and the Council helps them.",
              "another begins"});
}

TEST_CASE("A long paragraph without a stop goes on overleaf though a capital follows",
          "[segment]") {
  const std::string open =
      "The gap between demand and capacity is still too wide for children who have been abused in "
      "our Emotional";
  Page first, second;
  add(first, BlockKind::paragraph, open);
  add(first, BlockKind::paragraph, "Page 1 of 9");
  add(second, BlockKind::paragraph, "Wellbeing Service.");
  const Document made = document({first, second});
  CHECK(units(segment({&made, 1})) == Units{open + " Wellbeing Service."});
  Page columns;
  add(columns, BlockKind::paragraph, open);
  add(columns, BlockKind::paragraph, "Wellbeing Service.");
  const Document one_page = document({columns});
  CHECK(units(segment({&one_page, 1})) == Units{open + " Wellbeing Service."});
}

TEST_CASE("A note at the foot of a page does not part the paragraph above it", "[segment]") {
  Page first, second;
  add(first, BlockKind::paragraph, "The first paragraph.");
  add(first, BlockKind::paragraph, "Children who have been");
  add(first, BlockKind::paragraph,
      "12 Radford, L. (2011) Child abuse and neglect today. https://x.org");
  add(first, BlockKind::furniture, "4");
  add(second, BlockKind::paragraph, "neglected are at risk.");
  const Document made = document({first, second});
  const SegmentedText text = segment({&made, 1});
  CHECK(zone_of(text, "Child abuse") == "references");
  CHECK(units(text).back() == "Children who have been neglected are at risk.");
  CHECK(zone_of(text, "at risk") == "body");
}

TEST_CASE("A note that says something is body", "[segment]") {
  Page page;
  add(page, BlockKind::paragraph, "The first paragraph.");
  add(page, BlockKind::paragraph, "1 In 2016 there were 214 neglected children here.");
  const Document made = document({page});
  CHECK(zone_of(segment({&made, 1}), "214") == "body");
}

TEST_CASE("A glyph in a block of its own makes the next block a bullet", "[segment]") {
  Page page;
  add(page, BlockKind::paragraph, "They are:");
  for (const char* text : {"\u2022", "one thing", "\u2022", "another thing"})
    add(page, BlockKind::paragraph, text);
  const Document made = document({page});
  const SegmentedText text = segment({&made, 1});
  CHECK(units(text) == Units{"They are:", "one thing", "another thing"});
  CHECK(text.sentences[2].kind == SentenceKind::bullet);
  CHECK(text.sentences[2].lead_in == 0);
}

TEST_CASE("Numbers of bullets are no part of their text", "[segment]") {
  Page page;
  for (const char* text : {"1. approve it", "(b) note it", "iv) end it", "3.2 stays", "a plan"})
    add(page, BlockKind::list_item, text, 1);
  const Document made = document({page});
  CHECK(units(segment({&made, 1})) ==
        Units{"approve it", "note it", "end it", "3.2 stays", "a plan"});
}

TEST_CASE("Furniture and unreadable documents are left out", "[segment]") {
  Page page;
  add(page, BlockKind::furniture, "Page 1 of 9");
  add(page, BlockKind::paragraph, "Three plain words.");
  std::vector<Document> documents{document({page}), document({page})};
  documents[0].status = DocumentStatus::damaged;
  const SegmentedText text = segment(documents);
  CHECK(units(text) == Units{"Three plain words."});
  CHECK(text.words == 3);
  REQUIRE(text.pages.size() == 1);
  CHECK(text.pages[0].document == 1);
}

TEST_CASE("A page without blocks is read as paragraphs", "[segment]") {
  const Document made = bare_page("One\nparagraph.\n\nAnother.");
  CHECK(units(segment({&made, 1})) == Units{"One paragraph.", "Another."});
}

TEST_CASE("Nothing comes from nothing", "[segment]") {
  CHECK(segment({}).sentences.empty());
  CHECK(segment_passage("").sentences.empty());
  CHECK(segment_passage(" \n\n# \n- \n|\n").sentences.size() <= 2);
  CHECK(describe(segment({})).empty());
}

TEST_CASE("Hostile pages are read in linear time", "[segment]") {
  const std::size_t size = 400'000;
  for (const std::string unit :
       {"a", "a ", "-\n", "a-\n", ". ", "\u2022 ", "\u0301", "Dr. ", "A.", "[", ".1", "\u00AD\n",
        "....", "| ", "\xF0\x9F", "e.g.A", "o\n", "Abbreviations: ", "\n\n"}) {
    std::string page;
    while (page.size() < size) page += unit;
    const Document made = paragraph(page);
    const Document bare = bare_page(page);
    CHECK(segment({&made, 1}).text.size() <= 4 * page.size());
    CHECK(segment({&bare, 1}).text.size() <= 4 * page.size());
  }
}
