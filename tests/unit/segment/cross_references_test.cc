// Which places a sentence names by number.
#include "builders.h"
#include "support/catch.h"

using namespace plangrade;
using namespace plangrade::testing;

namespace {

/// The units that the first unit containing `part` refers to.
std::vector<std::string> referred(const SegmentedText& text, const std::string& part) {
  std::vector<std::string> out;
  for (const Sentence& sentence : text.sentences) {
    if (sentence.span.in(text.text).find(part) == std::string_view::npos) continue;
    for (const std::uint32_t named : sentence.references)
      out.emplace_back(text.sentences[named].span.in(text.text));
    break;
  }
  return out;
}

using Units = std::vector<std::string>;

}  // namespace

TEST_CASE("A sentence refers to the numbered paragraph that it names", "[segment]") {
  Page page;
  add(page, BlockKind::paragraph, "3.5 There were 61 of them. Few were seen.");
  add(page, BlockKind::paragraph, "3.6 Costs rose.");
  add(page, BlockKind::paragraph, "The post follows from what is reported at paragraph 3.5.");
  add(page, BlockKind::paragraph, "Created on the strength of 3.5, and of para. 3.6.");
  add(page, BlockKind::paragraph, "Waits rose in 3.5 weeks.");
  const Document made = document({page});
  const SegmentedText text = segment({&made, 1});
  CHECK(referred(text, "The post") == Units{"3.5 There were 61 of them.", "Few were seen."});
  CHECK(referred(text, "strength") ==
        Units{"3.5 There were 61 of them.", "Few were seen.", "3.6 Costs rose."});
  CHECK(referred(text, "weeks").empty());
}

TEST_CASE("A section, a table and a page are places that can be named", "[segment]") {
  Page first, second;
  first.number = 1;
  second.number = 2;
  add(first, BlockKind::heading, "2. Needs", 1);
  add(first, BlockKind::paragraph, "We counted.");
  add(first, BlockKind::heading, "2.1 Care", 2);
  add(first, BlockKind::paragraph, "They were 40.");
  add(first, BlockKind::paragraph, "Table 1. Counts");
  add_row(first, {"Group", "Number"}, true, true);
  add_row(first, {"In care", "40"});
  add(second, BlockKind::heading, "3. Action", 1);
  add(second, BlockKind::paragraph, "Agreed because of sec 2.1 and Table 1.");
  add(second, BlockKind::paragraph, "Her job exists because of those on page 1.");
  add(second, BlockKind::paragraph, "Nothing is said of section 9 or page 7.");
  const Document made = document({first, second});
  const SegmentedText text = segment({&made, 1});
  CHECK(referred(text, "Agreed") ==
        Units{"2.1 Care", "They were 40.", "Table 1. Counts", "Group | Number", "In care | 40"});
  CHECK(referred(text, "Her job").size() == 7);
  CHECK(referred(text, "Nothing").empty());
}

TEST_CASE("Codes of rows and bullets are names; a number borne twice names nothing", "[segment]") {
  Page page;
  add(page, BlockKind::list_item, "D9: therapy after abuse");
  add_row(page, {"1.1", "More staff"}, false, true);
  add_row(page, {"1.2", "A clinic"});
  add(page, BlockKind::heading, "Money", 1);
  add_row(page, {"1.1", "None"}, false, true);
  add(page, BlockKind::paragraph, "The 0.8 post is for D9 only.");
  add(page, BlockKind::paragraph, "See 1.2. Action 1.1 is late.");
  const Document made = document({page});
  const SegmentedText text = segment({&made, 1});
  CHECK(referred(text, "only") == Units{"D9: therapy after abuse"});
  CHECK(referred(text, "See") == Units{"1.2 | A clinic"});
  CHECK(referred(text, "late").empty());
}
