// Areas recognised by name.
#include "builders.h"
#include "support/catch.h"

using namespace plangrade;
using namespace plangrade::testing;

namespace {

Area named(const std::string& code, const std::string& name,
           std::vector<std::string> aliases = {}) {
  auto made = area(code);
  made.area_name = name;
  made.aliases = std::move(aliases);
  return made;
}

AreaRegister england() {
  AreaRegister areas;
  areas.areas = {named("E1", "NHS Airedale, Wharfedale and Craven CCG"),
                 named("E2", "NHS Somerset CCG"),
                 named("E3", "NHS North Somerset CCG"),
                 named("E4", "NHS Reading CCG"),
                 named("E5", "NHS St Helens CCG"),
                 named("E6", "NHS Newcastle Gateshead CCG", {"Newcastle"}),
                 named("E7", "NHS Newcastle North CCG", {"Newcastle"}),
                 named("E8", "NHS Kent and Medway Integrated Care Board")};
  return areas;
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("names are found with and without NHS, CCG, and, & and possessives", "[aggregate]") {
  for (const char* text :
       {"NHS Airedale, Wharfedale and Craven CCG", "Airedale Wharfedale & Craven",
        "AIREDALE, WHARFEDALE AND CRAVEN CLINICAL COMMISSIONING GROUP",
        "the plan of Airedale, Wharfedale\nand Craven\xE2\x80\x99s partners"}) {
    INFO(text);
    CHECK(guess_areas(england(), text).area_codes == Codes{"E1"});
  }
  CHECK(guess_areas(england(), "Kent & Medway ICB").area_codes == Codes{"E8"});
  CHECK(guess_areas(england(), "St. Helen's Local Transformation Plan").area_codes == Codes{"E5"});
}

TEST_CASE("a name inside a longer place name is not that area", "[aggregate]") {
  CHECK(guess_areas(england(), "North Somerset plan").area_codes == Codes{"E3"});
  CHECK(guess_areas(england(), "Bath and North East Somerset").area_codes.empty());
  CHECK(guess_areas(england(), "Somerset and North Somerset").area_codes == Codes{"E2", "E3"});
}

TEST_CASE("a common word in lower case is no place", "[aggregate]") {
  CHECK(guess_areas(england(), "support with reading and writing").area_codes.empty());
  CHECK(guess_areas(england(), "Reading Borough Council").area_codes == Codes{"E4"});
}

TEST_CASE("an ambiguous name is reported and never guessed", "[aggregate]") {
  const auto guessed = guess_areas(england(), "Newcastle Children's Plan");
  CHECK(guessed.area_codes.empty());
  CHECK(guessed.ambiguous == Codes{"Newcastle"});
}

TEST_CASE("an area and its successor of the same name are not ambiguous", "[aggregate]") {
  auto areas = england();
  areas.areas[1].successor_code = "E9";
  areas.areas.push_back(named("E9", "NHS Somerset ICB"));
  const auto guessed = guess_areas(areas, "Somerset LTP");
  CHECK(guessed.area_codes == Codes{"E9"});
  CHECK(guessed.ambiguous.empty());
}

TEST_CASE("ratings by name of area reach the area", "[aggregate]") {
  AggregateInput round;
  round.areas = england();
  round.results = {rated("Airedale, Wharfedale & Craven", "red"), rated("Newcastle", "green"),
                   rated("Atlantis", "amber")};
  const auto summary = aggregate(round);
  CHECK(summary.areas.at(0).rating == "red");
  CHECK(summary.areas.at(5).rating == kNoPlan);
  REQUIRE(summary.warnings.size() == 3);
  CHECK(summary.warnings[0].find("'Atlantis' is for no area") != std::string::npos);
  CHECK(summary.warnings[1].find("several areas (E6, E7)") != std::string::npos);
}

TEST_CASE("all 195 names of April 2018 are found in their own titles", "[aggregate]") {
  const auto shared = shared_folder();
  if (shared.empty()) {
    WARN("skipped: no reference data (set PLANGRADE_SHARED)");
    return;
  }
  const auto areas = import_population(
      (shared / "data/reference/derived/ccg2018_195_children_mid2016est.csv").string());
  REQUIRE(areas);
  REQUIRE(areas->areas.size() == 195);
  for (const auto& one : areas->areas) {
    INFO(one.area_name);
    auto title = one.area_name.substr(4, one.area_name.size() - 8);
    if (const auto at = title.find(" and "); at != std::string::npos) title.replace(at, 5, " & ");
    CHECK(guess_areas(*areas, "Local Transformation Plan for " + title + " 2018").area_codes ==
          Codes{one.area_code});
  }
}
