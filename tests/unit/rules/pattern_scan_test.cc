// What can be told of a pattern from its text.
#include "rules/pattern_scan.h"

#include "support/catch.h"

using plangrade::rules::PatternFault;
using plangrade::rules::scan_pattern;

TEST_CASE("a pattern that can match nothing is recognised by its structure", "[rules]") {
  for (const char* empty :
       {"a*", "a?", "(a|)", "(?:a|b*)", "a{0,3}", "^$", "\\b", "(?i)", "x*y?", "a|", "[ab]*"}) {
    CAPTURE(empty);
    CHECK(scan_pattern(empty).can_be_empty);
  }
  for (const char* full : {"a", "a+", "(a|b)", "a*b", "[ab]", "\\w", "{number}", "a{2,3}", "\\bx",
                           "(?:ab)+", "\\p{L}"}) {
    CAPTURE(full);
    CHECK_FALSE(scan_pattern(full).can_be_empty);
  }
}

TEST_CASE("placeholders are told from quantifiers and character classes", "[rules]") {
  const auto scan = scan_pattern("{number} \\p{Lu}{2,3} [{area}] {child} \\x{41}");
  REQUIRE(scan.placeholders.size() == 2);
  CHECK(scan.placeholders[0].name == "number");
  CHECK(scan.placeholders[1].name == "child");
  CHECK(scan.placeholders[1].offset == 30);
}

TEST_CASE("look-around is found where it is one, and only there", "[rules]") {
  CHECK(scan_pattern("a(?!b)").faults.at(0).kind == PatternFault::Kind::look_around);
  CHECK(scan_pattern("(?<=a)b").faults.at(0).token == "(?<=");
  CHECK(scan_pattern("((?<!a)b)").faults.at(0).offset == 1);
  CHECK(scan_pattern("\\(?=x").faults.empty());
  CHECK(scan_pattern("[(?=]x").faults.empty());
  CHECK(scan_pattern("(?P<name>a)(?:b)(?i:c)").faults.empty());
}

TEST_CASE("back-references are found, octal zeros and classes are not", "[rules]") {
  CHECK(scan_pattern("(a)\\1").faults.at(0).kind == PatternFault::Kind::back_reference);
  CHECK(scan_pattern("(?P<x>a)(?P=x)").faults.at(0).kind == PatternFault::Kind::back_reference);
  CHECK(scan_pattern("\\d\\w\\0").faults.empty());
}
