// Exact fractions and the one rounding.
#include "plangrade/model/fraction.h"

#include <limits>

#include "support/catch.h"

using plangrade::Fraction;
using plangrade::rounded;
using plangrade::Rounding;

TEST_CASE("fractions are read from decimals, ratios and percents, and from nothing else",
          "[model]") {
  CHECK(Fraction::parse("2") == Fraction(2));
  CHECK(Fraction::parse("-0.75") == Fraction(-3, 4));
  CHECK(Fraction::parse("3/7") == Fraction(3, 7));
  CHECK(Fraction::parse("70%") == Fraction(7, 10));
  CHECK(Fraction::parse("0.219") == Fraction(219, 1000));
  for (const char* text : {"", "-", ".", "1.", ".5", "1/0", "1/", "1e3", " 1", "1,000", "0x1", "%",
                           "nan", "1.2.3", "1234567890123456789"}) {
    INFO(text);
    CHECK_FALSE(Fraction::parse(text).has_value());
  }
}

TEST_CASE("a sum that does not fit is an overflow, never a wrong number", "[model]") {
  const Fraction large(std::numeric_limits<std::int64_t>::max());
  CHECK((large + large).overflow());
  CHECK((large * large - large).overflow());
  CHECK(rounded(large + large, Rounding::half_up, 0).empty());
  CHECK_FALSE((large - large).overflow());
}

TEST_CASE("rounding differs only where the rule says so", "[model]") {
  const Fraction half(5, 2);
  CHECK(rounded(half, Rounding::floor, 0) == "2");
  CHECK(rounded(half, Rounding::half_up, 0) == "3");
  CHECK(rounded(half, Rounding::half_even, 0) == "2");
  CHECK(rounded(half, Rounding::none, 0) == "2.5");
  CHECK(rounded(Fraction(-5, 2), Rounding::half_up, 0) == "-3");
  CHECK(rounded(Fraction(-1, 3), Rounding::floor, 0) == "-1");
  CHECK(rounded(Fraction(1, 3), Rounding::half_up, 2) == "0.33");
  CHECK(rounded(Fraction(1, 20), Rounding::half_up, 1) == "0.1");
  CHECK(rounded(Fraction(0), Rounding::half_up, 1) == "0.0");
}

TEST_CASE("a share of nothing has no percent", "[model]") {
  CHECK(plangrade::Share{0, 0, "areas", Rounding::floor, 0}.percent().empty());
  CHECK(plangrade::Share{167, 188, "areas", Rounding::floor, 0}.percent() == "88");
}
