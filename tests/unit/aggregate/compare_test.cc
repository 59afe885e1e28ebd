// Why an area moved between two runs.
#include "builders.h"
#include "support/catch.h"

using namespace plangrade;
using namespace plangrade::testing;

namespace {

RunArea in_run(const std::string& rating, const std::string& document = "d1",
               const std::string& rules = "r1") {
  RunArea row;
  row.area.area_code = "A";
  row.area.area_name = "NHS A CCG";
  row.area.rule_set = "rules";
  row.area.plan_id = "P";
  row.area.rating = rating;
  row.area.population = 1000;
  row.area.estimated_children = 100;
  row.document_sha256 = document;
  row.rule_set_sha256 = rules;
  return row;
}

AreaMove the_move(const RunArea& before, const RunArea& after,
                  const std::optional<Policy>& policy_before = policy_2017_18(),
                  const std::optional<Policy>& policy_after = policy_2017_18()) {
  const auto moves = explain_moves({{before}, policy_before, "e"}, {{after}, policy_after, "e"});
  REQUIRE(moves.size() == 1);
  return moves.front();
}

using Causes = std::vector<std::string>;

}  // namespace

TEST_CASE("runs that agree have no moves, whatever else changed", "[aggregate]") {
  CHECK(
      explain_moves({{in_run("red", "d1", "r1")}, {}, "e"}, {{in_run("red", "d2", "r2")}, {}, "e"})
          .empty());
}

TEST_CASE("one change is the cause", "[aggregate]") {
  CHECK(the_move(in_run("red"), in_run("amber", "d2")).causes == Causes{"document"});
  CHECK(the_move(in_run("red"), in_run("amber", "d1", "r2")).causes == Causes{"rules"});
  auto adjudicated = in_run("amber");
  adjudicated.overrides = "C1=met";
  const auto move = the_move(in_run("red"), adjudicated);
  CHECK(move.causes == Causes{"override"});
  CHECK(move.why == "overrides (none before, C1=met now)");
  auto grown = in_run("red");
  grown.area.population = 1100;
  grown.area.estimated_children = 110;
  CHECK(the_move(in_run("red"), grown).causes == Causes{"population"});
}

TEST_CASE("old text under new rules parts the effects of rules and document", "[aggregate]") {
  auto before = in_run("red", "d1", "r1");
  before.rescored_rating = "amber";
  const auto both = the_move(before, in_run("green", "d2", "r2"));
  CHECK(both.causes == Causes{"rules", "document"});
  CHECK(both.why ==
        "other rules (r1 before, r2 now) moved red to amber; another document (d1 before, d2 now) "
        "moved amber to green");
  before.rescored_rating = "red";
  CHECK(the_move(before, in_run("green", "d2", "r2")).causes == Causes{"document"});
  before.rescored_rating.clear();
  CHECK(the_move(before, in_run("green", "d2", "r2")).causes == Causes{"document", "rules"});
}

TEST_CASE("a policy moves the standing of an area whose rating stays", "[aggregate]") {
  const auto move = the_move(in_run(kNoPlan), in_run(kNoPlan), policy_2017_18(), policy_2018_19());
  CHECK(move.causes == Causes{"policy"});
  CHECK(move.why == "no plan is failing under policy '2018-19' and was not under '2017-18'");
}

TEST_CASE("a rating that moved although nothing differs is unexplained", "[aggregate]") {
  CHECK(the_move(in_run("red"), in_run("green")).causes == Causes{"unexplained"});
}

TEST_CASE("areas of one run only are told", "[aggregate]") {
  auto other = in_run("green");
  other.area.area_code = "B";
  const auto moves = explain_moves({{in_run("red")}, {}, ""}, {{other}, {}, ""});
  REQUIRE(moves.size() == 2);
  CHECK(moves[0].why == "the area is only in the earlier run");
  CHECK(moves[1].to_rating == "green");
}
