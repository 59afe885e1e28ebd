// Rows that a page break cuts in two are one row, quoted from the page where they begin.
#include "builders.h"
#include "support/catch.h"

namespace plangrade {
namespace {

using testing::add_row;
using testing::document;

using Row = std::vector<std::string>;

/// The rows of two pages as segmented text: cells parted by '|'.
std::vector<std::string> rows(const std::vector<Row>& first, const std::vector<Row>& second) {
  Page before, after;
  after.number = 2;
  for (const auto& row : first)
    add_row(before, row, &row == &first.front(), &row == &first.front());
  for (const auto& row : second) add_row(after, row, false, &row == &second.front());
  const Document made = document({before, after});
  const auto text = segment({&made, 1});
  std::vector<std::string> out;
  for (const auto& sentence : text.sentences) {
    out.emplace_back();
    for (const Span cell : sentence.cells)
      out.back() += (out.back().empty() ? "" : "|") + std::string(cell.in(text.text));
  }
  return out;
}

TEST_CASE("a cell that goes on overleaf in lower case joins its row, behind the repeated header",
          "[segment]") {
  CHECK(rows({{"Ref", "Risk", "Mitigation"}, {"R1", "Waits do not fall", "Review with the"}},
             {{"Ref", "Risk", "Mitigation"},
              {"", "", "trust; weekly list"},
              {"R2", "Vacancies", "Agency staff"}}) ==
        std::vector<std::string>{"Ref|Risk|Mitigation",
                                 "R1|Waits do not fall|Review with the trust; weekly list",
                                 "Ref|Risk|Mitigation", "R2|Vacancies|Agency staff"});
}

TEST_CASE("what fills just the cells that were left empty before the page break joins its row",
          "[segment]") {
  CHECK(rows({{"Ref", "Action", "Lead"}, {"A3", "", "Trust"}}, {{"", "Fill four vacancies", ""}}) ==
        std::vector<std::string>{"Ref|Action|Lead", "A3|Fill four vacancies|Trust"});
  CHECK(rows({{"Line", "2015", "2016"}, {"", "388", "402"}}, {{"Council leads", "", ""}}) ==
        std::vector<std::string>{"Line|2015|2016", "Council leads|388|402"});
}

TEST_CASE("a row of its own after a page break stays one", "[segment]") {
  // A group's name, and a row below a cell that spans rows.
  CHECK(rows({{"Aim", "How", "Who"}, {"", "Hubs open", "Council"}}, {{"Schools", "", ""}}).size() ==
        3);
  CHECK(rows({{"Aim", "How", "Who"}, {"Access", "Hubs open", "Council"}},
             {{"", "More nurseries", "Trust"}})
            .size() == 3);
}

}  // namespace
}  // namespace plangrade
