// Headings, lead-ins, header rows, row headers and the sentence before.
#include "builders.h"
#include "support/catch.h"

using namespace plangrade;
using namespace plangrade::testing;

TEST_CASE("Sections nest by level", "[segment]") {
  const SegmentedText text =
      segment_passage("Before.\n# Needs\nText.\n## Abuse\nMore.\n# Services\nEnd.");
  REQUIRE(text.sections.size() == 4);
  CHECK(text.sections[0].title.empty());
  CHECK(text.sections[2].title == "Abuse");
  CHECK(text.sections[2].parent == 1);
  CHECK(text.sections[3].parent == kNone);
  CHECK(text.sentences[4].heading == 3);
  CHECK(text.sentences[3].heading == 1);
  CHECK(text.sentences[0].heading == kNone);
}

TEST_CASE("Numbers put headings right whose level is unknown or wrong", "[segment]") {
  Page page;
  add(page, BlockKind::heading, "3. Needs", 2);
  add(page, BlockKind::heading, "3.2 Abuse", 2);
  add(page, BlockKind::heading, "A note", 0);
  add(page, BlockKind::heading, "4. Services", 4);
  add(page, BlockKind::heading, "4.1 Therapy", 0);
  const Document made = document({page});
  const SegmentedText text = segment({&made, 1});
  REQUIRE(text.sections.size() == 6);
  CHECK(text.sections[2].parent == 1);  // 3.2 in 3
  CHECK(text.sections[3].parent == 1);  // unknown: beside the one before
  CHECK(text.sections[4].parent == kNone);
  CHECK(text.sections[4].level == 2);
  CHECK(text.sections[5].parent == 4);
}

TEST_CASE("The sentence before a list leads it in, and a bullet its nested ones", "[segment]") {
  const SegmentedText text = segment_passage(
      "We looked. Children who were neglected:\n- get help\n  - in school\n- get more");
  REQUIRE(text.sentences.size() == 5);
  CHECK(text.sentences[2].lead_in == 1);
  CHECK(text.sentences[3].lead_in == 2);
  CHECK(text.sentences[4].lead_in == 1);
  CHECK(text.sentences[2].group == text.sentences[4].group);
}

TEST_CASE("A paragraph of several finished sentences does not lead in", "[segment]") {
  const SegmentedText text = segment_passage("One thing. Another thing.\n- a bullet");
  CHECK(text.sentences[2].lead_in == kNone);
  CHECK(segment_passage("One thing. They are as follows.\n- a bullet").sentences[2].lead_in == 1);
  CHECK(segment_passage("A caption of one sentence\n- a bullet").sentences[1].lead_in == 0);
}

TEST_CASE("Rows know their header and the row that names them", "[segment]") {
  Page first, second;
  add(first, BlockKind::paragraph, "Table 3. Children known to social care");
  add_row(first, {"Group", "Number"}, true, true);
  add_row(first, {"Neglected children", "214"});
  add_row(first, {"", "up from 190"});
  add_row(second, {"Group", "Number"}, true, true);
  add_row(second, {"", "A rise"});
  add_row(second, {"Other", "3"}, false, true);
  const Document made = document({first, second});
  const SegmentedText text = segment({&made, 1});
  REQUIRE(text.sentences.size() == 7);
  CHECK(text.sentences[2].header_row == 1);
  CHECK(text.sentences[2].lead_in == 0);
  CHECK(text.sentences[3].row_header == 2);
  CHECK(text.sentences[2].row_header == kNone);
  CHECK(text.sentences[5].header_row == 4);
  CHECK(text.sentences[1].group == text.sentences[5].group);
  CHECK(text.sentences[6].group != text.sentences[5].group);
  CHECK(text.sentences[6].header_row == kNone);
}

TEST_CASE("A header that is not marked is known by the rows below it", "[segment]") {
  const auto header_of_second = [](const std::vector<std::vector<std::string>>& rows) {
    Page page;
    for (std::size_t i = 0; i < rows.size(); ++i) add_row(page, rows[i], false, i == 0);
    const Document made = document({page});
    return segment({&made, 1}).sentences[1].header_row;
  };
  CHECK(header_of_second({{"", "2015/16", "2016"}, {"Neglected", "214", "230"}}) == 0);
  CHECK(header_of_second({{"Group", "Number"}, {"Neglected", "214"}}) == 0);
  CHECK(header_of_second({{"Action", "Lead", "By"}, {"Train staff", "CCG", "May"}}) == 0);
  CHECK(header_of_second({{"Purpose", "Decision"}, {"Author", "The Head"}}) == kNone);
  CHECK(header_of_second({{"Neglected", "214"}, {"Abused", "230"}}) == kNone);
  CHECK(header_of_second({{"A, who leads.", "b", "c"}, {"B", "c", "d"}}) == kNone);
}

TEST_CASE("The sentence before is known inside a section only", "[segment]") {
  const SegmentedText text = segment_passage("One. Two.\n# Needs\nThree.\n\nFour.");
  REQUIRE(text.sentences.size() == 5);
  CHECK(text.sentences[0].previous == kNone);
  CHECK(text.sentences[1].previous == 0);
  CHECK(text.sentences[3].previous == kNone);
  CHECK(text.sentences[4].previous == 3);
}

TEST_CASE("A description names a unit's surroundings", "[segment]") {
  CHECK(describe(segment_passage("# Needs\nThey say:\n- abuse")) ==
        "0 heading page=0 zone=body section=1 paragraph=0 group=1: Needs\n"
        "1 sentence page=0 zone=body section=1 paragraph=1 group=2 heading=0: They say:\n"
        "2 bullet page=0 zone=body section=1 paragraph=2 group=3 heading=0 lead_in=1 previous=1: "
        "abuse\n");
}

TEST_CASE("Rows of a passage have cells, and the first of several is their header", "[segment]") {
  const SegmentedText text = segment_passage("Group | Number\n|---|---|\n| Abuse | 12 |");
  REQUIRE(text.sentences.size() == 2);
  CHECK(text.sentences[1].header_row == 0);
  REQUIRE(text.sentences[1].cells.size() == 2);
  CHECK(text.sentences[1].cells[0].in(text.text) == "Abuse");
}
