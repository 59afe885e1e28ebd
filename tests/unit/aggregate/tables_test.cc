// Registers, plans, codings and rating tables as people write them, and break them.
#include <fstream>

#include "builders.h"
#include "support/catch.h"

using namespace plangrade;
using namespace plangrade::testing;

namespace {

std::string file_with(const std::string& text) {
  const auto path = std::filesystem::temp_directory_path() / "plangrade_table.csv";
  std::ofstream(path, std::ios::binary) << text;
  return path.string();
}

const std::string kAreas =
    "area_code,area_name,area_type,region,pop_0_10,pop_11_17,population_year";

template <typename T>
std::vector<std::string> codes(const Result<T>& result) {
  std::vector<std::string> found;
  if (result) return found;
  for (const auto& problem : result.error()) {
    found.push_back(problem.code + ":" + std::to_string(problem.at.line));
  }
  return found;
}

using Codes = std::vector<std::string>;

RuleSet three_levels() {
  RuleSet rules;
  rules.id = "rules";
  for (const auto* id : {"C1", "C2"}) {
    Criterion criterion;
    criterion.id = id;
    Level met;
    met.level = "met";
    criterion.levels = {met};
    criterion.otherwise = "not_met";
    rules.criteria.push_back(criterion);
  }
  RatingRule green, red, amber;
  green.rating = "green";
  green.when = {{"C1", {"met"}}, {"C2", {"met"}}};
  red.rating = "red";
  red.when = {{"C1", {"not_met"}}, {"C2", {"not_met"}}};
  amber.rating = "amber";
  rules.rating = {green, red, amber};
  return rules;
}

PlanResult two_criteria(const std::string& c1, const std::string& c2) {
  auto plan = rated("P", "amber");
  for (const auto& [id, level] : {std::pair("C1", c1), std::pair("C2", c2)}) {
    CriterionResult criterion;
    criterion.criterion = id;
    criterion.level = level;
    plan.criteria.push_back(criterion);
  }
  DocumentSummary document;
  document.sha256 = "abc123";
  plan.documents = {document};
  return plan;
}

Coding coding(const std::string& criterion, const std::string& level, const std::string& hash,
              const std::string& date = "2018-01-01") {
  Coding made;
  made.plan_id = "P";
  made.criterion = criterion;
  made.level = level;
  made.document_sha256 = hash;
  made.date = date;
  made.at = {"codings.csv", 2, 0};
  return made;
}

}  // namespace

TEST_CASE("a register is read with aliases, successors and columns of its own", "[aggregate]") {
  const auto areas = read_areas(
      file_with(kAreas +
                ",aliases,successor_code,valid_from,valid_to,region_nspcc\n"
                "E1,NHS Here CCG,ccg,North,100,,2017,Here; Herewards,E2,2013-04-01,2018-03-31,NE\n"
                "E2,\"NHS There, and Here\",ccg,North,0,50,2017,,,,,NW\n"));
  REQUIRE(areas);
  CHECK(areas->areas[0].pop_0_10 == 100);
  CHECK_FALSE(areas->areas[0].pop_11_17.has_value());
  CHECK(areas->areas[1].pop_0_10 == 0);
  CHECK(areas->areas[0].aliases == Codes{"Here", "Herewards"});
  CHECK(areas->areas[0].successor_code == "E2");
  CHECK(areas->extra_columns == Codes{"region_nspcc"});
  CHECK(areas->areas[1].extra == Codes{"NW"});
}

TEST_CASE("every fault of a register is told at once with its line", "[aggregate]") {
  const auto areas = read_areas(file_with(kAreas + ",succesor_code,valid_to\n"
                                                   "E1,One,ccg,N,\"1,000\",5,2017,,2018-13\n"
                                                   "E1,Two,ccg,N,-1,5,2017,,\n"
                                                   ",Three,ccg,N,1,5,2017,,1 April\n"
                                                   "E4,,ccg,N,1.5,99999999999,2017,,\n"));
  CHECK(codes(areas) == Codes{"AREA001:1", "AREA002:2", "AREA002:3", "AREA006:3", "AREA003:4",
                              "AREA005:4", "AREA002:5", "AREA002:5", "AREA004:5"});
  CHECK(areas.error()[0].remedy.find("did you mean 'successor_code'?") == 0);
}

TEST_CASE("a chain of successors that never ends is a fault", "[aggregate]") {
  const auto areas = read_areas(file_with(kAreas + ",successor_code\nE1,One,ccg,N,1,1,2017,E2\n"
                                                   "E2,Two,ccg,N,1,1,2017,E1\n"));
  CHECK(codes(areas) == Codes{"AREA007:2", "AREA007:3"});
}

TEST_CASE("a register without a needed column says which", "[aggregate]") {
  const auto areas =
      read_areas(file_with("area_code,area_name,area_type,region,pop_0_10,population_year\n"));
  REQUIRE_FALSE(areas);
  CHECK(areas.error()[0].message == "the column 'pop_11_17' is missing");
}

TEST_CASE("a population table serves as a register", "[aggregate]") {
  const auto areas = read_areas(
      file_with("code,name,mid2017_0_10,mid2017_11_17\nE38000006,NHS Barnsley CCG,31953,18232\n"));
  REQUIRE(areas);
  CHECK(areas->areas[0].pop_11_17 == 18232);
}

TEST_CASE("rows of one plan are files of one plan; missing and superseded are kept apart",
          "[aggregate]") {
  AreaRegister areas;
  areas.areas = {area("E1"), area("E2")};
  const auto plans =
      read_plans(file_with("plan_id,path,title,area_codes,round,published,url,status\n"
                           "b,b1.pdf,Joint,E1;E2,2017-18,2017-10-31,,\n"
                           "b,b2.pdf,,,2017-18,,,\n"
                           "b,old.pdf,,,,,,superseded\n"
                           "a,,,E2,2017-18,,,missing\n"),
                 &areas);
  REQUIRE(plans);
  REQUIRE(plans->size() == 2);
  CHECK(plans->at(0).missing);
  CHECK(plans->at(1).paths == Codes{"b1.pdf", "b2.pdf"});
  CHECK(plans->at(1).superseded_paths == Codes{"old.pdf"});
  CHECK(plans->at(1).area_codes == Codes{"E1", "E2"});
}

TEST_CASE("faults of plans.csv are told with what was meant", "[aggregate]") {
  AreaRegister areas;
  areas.areas = {area("E38000001")};
  const auto plans = read_plans(file_with("plan_id,path,area_codes,status\n"
                                          "a,a.pdf,E3800001,\n,b.pdf,,\nc,c.pdf,,mising\n"
                                          "d,d.pdf,X,\n"),
                                &areas);
  CHECK(codes(plans) == Codes{"PLAN002:2", "PLAN001:3", "PLAN003:4", "PLAN002:5"});
  CHECK(plans.error()[0].remedy == "did you mean 'E38000001'?");
  CHECK(plans.error()[2].remedy.find("did you mean 'missing'?") == 0);
  CHECK(plans.error()[3].remedy == "add it to the register of areas");
}

TEST_CASE("a joint plan gives its rating to every area, and an area without one has none",
          "[aggregate]") {
  AggregateInput round;
  round.areas.areas = {area("E1"), area("E2"), area("E3")};
  auto joint = rated("J", "amber");
  joint.plan.area_codes = {"E1", "E2"};
  round.results = {joint};
  round.policy = policy_2017_18();
  const auto summary = aggregate(round);
  CHECK(summary.areas[0].basis == Basis::inherited);
  CHECK(summary.areas[1].rating == "amber");
  CHECK(summary.areas[2].rating == kNoPlan);
  CHECK(summary.areas[2].basis == Basis::none);
  CHECK(figure(summary, "failing", "red+amber").numerator == 2);
}

TEST_CASE("of two plans for an area the readable, then the later, then the own one counts",
          "[aggregate]") {
  AggregateInput round;
  round.areas.areas = {area("E1"), area("E2")};
  auto unread = rated("A", kNotAssessable), joint = rated("B", "red"), own = rated("C", "green");
  unread.plan.area_codes = own.plan.area_codes = {"E1"};
  joint.plan.area_codes = {"E1", "E2"};
  round.results = {unread, joint, own};
  auto summary = aggregate(round);
  CHECK(summary.areas[0].plan_id == "C");
  CHECK(summary.areas[1].plan_id == "B");
  REQUIRE(summary.warnings.size() == 1);
  CHECK(summary.warnings[0] ==
        "area NHS E1 CCG has more than one plan: 'C' counts, not 'B' (it is for fewer areas), 'A' "
        "(the other could not be assessed)");
  round.results[1].plan.published = "2018-10-31";
  CHECK(aggregate(round).areas[0].plan_id == "B");
}

TEST_CASE("what cannot be assessed is never red and never in the share", "[aggregate]") {
  AggregateInput round;
  add_areas(round, 1, "red");
  add_areas(round, 1, "green");
  add_areas(round, 2, kNotAssessable);
  round.policy = policy_2017_18();
  const auto summary = aggregate(round);
  CHECK(figure(summary, "failing", "red+amber").denominator == 2);
  CHECK(figure(summary, "failing", "red+amber").unit == "areas with a plan that could be assessed");
  CHECK(headline(summary, "failing").find("2 areas whose plan could not be assessed") !=
        std::string::npos);
  CHECK(summary.coverage[0].not_assessable == 2);
}

TEST_CASE("nothing is failing and nothing is rounded without a policy", "[aggregate]") {
  AggregateInput round;
  add_areas(round, 1, "red");
  const auto summary = aggregate(round);
  CHECK(figure(summary, "rating", "red").numerator == 1);
  CHECK(figure(summary, "rating", "red").percent.empty());
  CHECK(figure(summary, "failing", "red+amber").unit.empty());
}

TEST_CASE("ratings alone make a round: the areas are those that the table names", "[aggregate]") {
  const auto results = read_result_table("area_code,rating\nE1,red\nE2,no_plan\nE3,green\n",
                                         "ratings.csv", nullptr, {});
  REQUIRE(results);
  AggregateInput round;
  round.results = *results;
  round.policy = policy_2017_18();
  const auto summary = aggregate(round);
  CHECK(headline(summary, "failing").find("50% failing: 1 of 2 areas with a plan") == 0);
  CHECK(summary.coverage[0].no_plan == 1);
}

TEST_CASE("a table of ratings that says nothing, or something unknown, is refused", "[aggregate]") {
  const auto rules = three_levels();
  CHECK(codes(read_result_table("plan_id,rating\nA,\nB,ambr\nB,red\n", "r.csv", &rules, {})) ==
        Codes{"RES005:2", "RES006:3", "RES004:4"});
  CHECK(codes(read_result_table("plan,rating\nA,red\n", "r.csv", nullptr, {})) ==
        Codes{"RES001:1", "CSV003:1"});
  CHECK(codes(read_result_table("plan_id,colour\nA,red\n", "r.csv", nullptr, {})) ==
        Codes{"CSV003:1", "RES002:1"});
}

TEST_CASE("codings alone are rated by the rule set; a criterion left out is asked for",
          "[aggregate]") {
  const auto rules = three_levels();
  const auto results = read_result_table(
      "plan_id,criterion,level\nP,C1,met\nP,C2,not_met\nQ,C1,not_met\nQ,C2,not_assessable\n",
      "c.csv", &rules, {});
  REQUIRE(results);
  CHECK(results->at(0).rating == "amber");
  CHECK(results->at(1).rating == kNotAssessable);
  CHECK_FALSE(results->at(0).points.has_value());
  const auto gap =
      read_result_table("plan_id,criterion,level\nP,C1,mett\nQ,C1,met\n", "c.csv", &rules, {});
  CHECK(codes(gap) == Codes{"RES011:2", "RES012:0", "RES012:0"});
  CHECK(gap.error()[1].message == "plan 'P' has no level for: C2");
}

TEST_CASE("an adjudicated level overrides the program's and the plan is rated anew",
          "[aggregate]") {
  std::vector<PlanResult> results = {two_criteria("met", "not_met")};
  const auto warnings =
      apply_codings(three_levels(), std::vector{coding("C2", "met", "ABC123")}, results);
  CHECK(warnings.empty());
  CHECK(results[0].rating == "green");
  CHECK(results[0].basis == Basis::override_);
  CHECK(results[0].criteria[1].basis == Basis::override_);
  CHECK(results[0].criteria[0].basis == Basis::own);
}

TEST_CASE("a coding of another text is reported and never applied", "[aggregate]") {
  std::vector<PlanResult> results = {two_criteria("met", "not_met")};
  const std::vector<Coding> codings = {coding("C2", "met", "0000"), coding("C2", "met", ""),
                                       coding("C9", "met", "abc123"),
                                       coding("C2", "maybe", "abc123")};
  const auto warnings = apply_codings(three_levels(), codings, results);
  REQUIRE(warnings.size() == 4);
  CHECK(warnings[0].find("is stale") != std::string::npos);
  CHECK(warnings[1].find("names no document_sha256") != std::string::npos);
  CHECK(warnings[2].find("does not have") != std::string::npos);
  CHECK(warnings[3].find("level") != std::string::npos);
  CHECK(results[0] == two_criteria("met", "not_met"));
}

TEST_CASE("of two codings of one criterion the later counts, in any order", "[aggregate]") {
  std::vector<Coding> codings = {coding("C2", "met", "abc123", "2018-02-01"),
                                 coding("C2", "not_met", "abc123", "2018-01-01")};
  for (int order = 0; order < 2; ++order) {
    std::vector<PlanResult> results = {two_criteria("met", "not_met")};
    const auto warnings = apply_codings(three_levels(), codings, results);
    CHECK(warnings.size() == 1);
    CHECK(results[0].criteria[1].level == "met");
    std::swap(codings[0], codings[1]);
  }
}

TEST_CASE("a plan that could not be read is rated once every criterion is coded", "[aggregate]") {
  std::vector<PlanResult> results = {two_criteria(kNotAssessable, kNotAssessable)};
  results[0].rating = kNotAssessable;
  std::vector<Coding> codings = {coding("C1", "met", "abc123")};
  REQUIRE(apply_codings(three_levels(), codings, results).empty());
  CHECK(results[0].rating == kNotAssessable);
  codings.push_back(coding("C2", "met", "abc123"));
  REQUIRE(apply_codings(three_levels(), codings, results).empty());
  CHECK(results[0].rating == "green");
}

TEST_CASE("the correction log says what changed, by whom, and what it did to the headline",
          "[aggregate]") {
  AggregateInput round;
  round.results = {two_criteria("met", "not_met")};
  round.policy = policy_2017_18();
  const auto before = aggregate(round);
  auto one = coding("C2", "met", "abc123"), same = coding("C1", "met", "abc123");
  one.coder = "A. Coder";
  one.reason = "page 7 names the service";
  std::vector<Correction> log;
  REQUIRE(apply_codings(three_levels(), std::vector{one, same}, round.results, {}, &log).empty());
  auto after = aggregate(round);
  add_correction_log(before, log, after);
  REQUIRE(after.corrections.size() == 1);  // a level that was confirmed is no correction
  CHECK(after.corrections[0].from_level == "not_met");
  CHECK(after.corrections[0].from_rating == "amber");
  CHECK(after.corrections[0].to_rating == "green");
  CHECK(after.corrections[0].reason == "page 7 names the service");
  CHECK(after.correction_totals ==
        std::vector<std::string>{
            "1 level was corrected under rules; failing before: 100% (1 of 1 areas with a plan), "
            "after: 0% (0 of 1 areas with a plan)"});
}
