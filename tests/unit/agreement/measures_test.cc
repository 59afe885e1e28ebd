// Kappa and alpha against published worked examples.
#include <string>
#include <vector>

#include "plangrade/agreement.h"
#include "support/catch.h"

using namespace plangrade;

namespace {

/// Units from one line per coder; '.' is a missing value.
std::vector<std::vector<std::string>> units_of(const std::vector<std::string>& coders) {
  std::vector<std::vector<std::string>> units(coders.front().size());
  for (const auto& coder : coders) {
    for (std::size_t i = 0; i < coder.size(); ++i) {
      if (coder[i] != '.') units[i].emplace_back(1, coder[i]);
    }
  }
  return units;
}

}  // namespace

TEST_CASE("Cohen's kappa is that of the diagnoses in Fleiss, Levin and Paik (2003), table 18.1",
          "[agreement]") {
  // Two raters, 100 patients; psychotic, neurotic, organic. Printed: 0.68.
  const Confusion confusion = {{75, 1, 4}, {5, 4, 1}, {0, 0, 10}};
  REQUIRE(cohen_kappa(confusion).has_value());
  CHECK(*cohen_kappa(confusion) == Approx((0.89 - 0.66) / 0.34));
}

TEST_CASE("Krippendorff's alpha is that of Krippendorff (2011)", "[agreement]") {
  SECTION("A: binary data, two observers, no missing data: 0.095") {
    const auto alpha = krippendorff_alpha(units_of({"0100000010", "1110010000"}));
    CHECK(*alpha == Approx(0.095).margin(0.0005));
  }
  SECTION("B: nominal data, two observers, no missing data: 0.692") {
    const auto alpha = krippendorff_alpha(units_of({"aabbdcccedda", "babbbccceddd"}));
    CHECK(*alpha == Approx(0.692).margin(0.0005));
  }
  SECTION("C: nominal data, any number of observers, missing data: 0.743") {
    const auto alpha = krippendorff_alpha(units_of({"123321412...", "1233224125.3",
                                                    ".33323422"
                                                    "51.",
                                                    "1233244125"
                                                    "1."}));
    CHECK(*alpha == Approx(0.743).margin(0.0005));
  }
}

TEST_CASE("A measure without anything to measure is absent, not 0", "[agreement]") {
  CHECK_FALSE(cohen_kappa({{0, 0}, {0, 0}}).has_value());
  CHECK_FALSE(cohen_kappa({{7, 0}, {0, 0}}).has_value());
  CHECK_FALSE(krippendorff_alpha({}).has_value());
  const Confusion only_not_met = {{0, 0}, {0, 5}};
  CHECK_FALSE(level_measures(only_not_met, 0).f1.has_value());
  CHECK(*macro_f1(only_not_met) == 1.0);
}

TEST_CASE("Precision counts the program's decisions, recall the coder's", "[agreement]") {
  const Confusion confusion = {{6, 2}, {3, 9}};  // [human][program], met first
  const auto met = level_measures(confusion, 0);
  CHECK(*met.precision == Approx(6.0 / 9));
  CHECK(*met.recall == Approx(6.0 / 8));
  CHECK(*met.f1 == Approx(12.0 / 17));
}

TEST_CASE("A human quotation is found in evidence whatever the punctuation", "[agreement]") {
  CHECK(same_passage("children's needs", "It says that children’s needs - all of them - count."));
  CHECK(same_passage("of which category of neglect", "of which category of neglect | 197 | 45%"));
  CHECK_FALSE(same_passage("counselling for abused children", "counselling for adults"));
  CHECK_FALSE(same_passage("", "anything"));
}

TEST_CASE("Suggested phrases separate met from not met", "[agreement]") {
  const std::vector<std::pair<std::string, bool>> passages = {
      {"Young people co-designed the form", true}, {"Young people co-designed the website", true},
      {"Pupils co-designed a leaflet", true},      {"Parents were asked about the form", false},
      {"Head teachers were asked", false},         {"Professionals were asked about it", false},
  };
  const auto suggestions = suggest(passages, 5);
  REQUIRE(suggestions.size() == 5);
  bool met = false, not_met = false;
  for (const auto& suggestion : suggestions) {
    if (suggestion.phrase == "co designed") met = suggestion.z > 0 && suggestion.in_met == 3;
    if (suggestion.phrase == "were asked") not_met = suggestion.z < 0 && suggestion.in_not_met == 3;
  }
  CHECK(met);
  CHECK(not_met);
}
