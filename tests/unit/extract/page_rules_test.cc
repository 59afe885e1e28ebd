// Lines are found in pictures of pages.
#include "extract/page_rules.h"

#include "support/catch.h"

namespace plangrade::extract {
namespace {

/// 100 by 100 white pixels, a point each.
GreyImage paper() { return {100, 100, std::vector<std::uint8_t>(100 * 100, 255)}; }

void paint(GreyImage& image, int x0, int y0, int x1, int y1, std::uint8_t grey) {
  for (int y = y0; y < y1; ++y) {
    for (int x = x0; x < x1; ++x) image.pixels[static_cast<std::size_t>(y * 100 + x)] = grey;
  }
}

TEST_CASE("thin lines across and down the page are rules", "[extract]") {
  auto image = paper();
  paint(image, 10, 20, 90, 21, 0);
  paint(image, 50, 10, 51, 80, 120);
  const auto rules = rules_in(image, 100);
  REQUIRE(rules.size() == 2);
  CHECK(rules[0].horizontal);
  CHECK(rules[0].at == Approx(20.5));
  CHECK(rules[0].from == Approx(10));
  CHECK(rules[0].to == Approx(90));
  CHECK_FALSE(rules[1].horizontal);
  CHECK(rules[1].at == Approx(50.5));
  CHECK(rules[1].to - rules[1].from == Approx(70));
}

TEST_CASE("lines within and between filled cells are rules, and the fillings are none",
          "[extract]") {
  auto image = paper();
  paint(image, 10, 10, 90, 50, 170);
  paint(image, 10, 30, 90, 31, 0);    // black on grey
  paint(image, 10, 40, 90, 41, 255);  // white on grey
  const auto rules = rules_in(image, 100);
  REQUIRE(rules.size() == 2);
  CHECK(rules[0].at == Approx(30.5));
  CHECK(rules[1].at == Approx(40.5));
}

TEST_CASE("text on a line does not cut it, and text alone is none", "[extract]") {
  auto image = paper();
  paint(image, 10, 20, 90, 21, 0);
  for (int x = 12; x < 88; x += 6) paint(image, x, 14, x + 2, 20, 0);  // stands on it
  for (int x = 12; x < 88; x += 8) paint(image, x, 60, x + 4, 61, 0);
  CHECK(rules_in(image, 100).size() == 1);
}

TEST_CASE("short lines and pictures too small for any are no rules", "[extract]") {
  auto image = paper();
  paint(image, 10, 20, 30, 21, 0);
  CHECK(rules_in(image, 100).empty());
  CHECK(rules_in({}, 100).empty());
}

}  // namespace
}  // namespace plangrade::extract
