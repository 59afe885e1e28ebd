// A small invented round for the tests of this folder: two regions, a joint plan, a missing one, a
// scan nobody could read, two rule sets, and texts that try to break out of CSV and HTML.
#pragma once

#include "plangrade/report.h"

namespace plangrade::sample {

inline const std::string kHostile = "=cmd|' /C calc'!A0 <script>alert(\"x\")</script> & \x1b[31m";

inline RuleSet rule_set(const std::string& id, const std::vector<std::string>& criteria) {
  RuleSet rules;
  rules.id = id;
  rules.title = "Transformation plans, " + id;
  rules.version = "1.0";
  rules.citation = "An invented codebook";
  rules.url = "https://example.org/codebook";
  rules.sha256 = std::string(64, 'a');
  for (const auto& name : criteria) {
    Criterion c;
    c.id = name;
    c.name = "Criterion " + name;
    c.question = "Does the plan do what " + name + " asks?";
    c.levels.emplace_back().level = "met";
    c.otherwise = "not_met";
    rules.criteria.push_back(std::move(c));
  }
  return rules;
}

inline Evidence evidence(const std::string& path, int page, const std::string& quote) {
  Evidence e;
  e.level = "met";
  e.path = path;
  e.page = page;
  e.page_label = std::to_string(page - 1);
  e.section = "4.2 Vulnerable groups";
  e.left = "The partnership agreed that ";
  e.quote = quote;
  e.right = " by March.";
  e.span = {120, 120 + static_cast<std::uint32_t>(quote.size())};
  e.term = "ABUSE+SERVICE";
  return e;
}

inline CriterionResult criterion(const std::string& id, const std::string& level,
                                 std::optional<Fraction> points,
                                 std::vector<Evidence> evidence = {}) {
  CriterionResult c;
  c.criterion = id;
  c.level = level;
  c.points = points;
  if (points) c.points_available = Fraction(1);
  c.fragile = evidence.size() == 1;
  if (c.fragile) c.fragile_reason = "one quotation";
  c.evidence = std::move(evidence);
  return c;
}

inline DocumentSummary document(const std::string& plan_id, const std::string& path) {
  return {plan_id, path, std::string(64, 'b'), "pdf", DocumentStatus::readable, "", 41, 12345, 0};
}

inline PlanResult plan(const std::string& id, const std::string& title, const std::string& rule_set,
                       const std::string& rating, std::vector<CriterionResult> criteria) {
  PlanResult r;
  r.plan.plan_id = id;
  r.plan.title = title;
  r.plan.round = "2017-18";
  r.plan.published = "2017-10-31";
  r.plan.url = "https://example.org/plans/" + id;
  r.plan.paths = {id + ".pdf"};
  r.plan.area_codes = {"X01"};
  r.plan.area_names = {"Eastmere"};
  r.plan.area_type = "CCG";
  r.plan.region = "North";
  r.documents = {document(id, "plans/" + id + ".pdf")};
  r.rule_set = rule_set;
  r.rule_set_sha256 = std::string(64, 'a');
  r.rating = rating;
  r.pages = 41;
  r.words = 12345;
  r.points = Fraction(1, 3);
  r.points_available = Fraction(2);
  r.score = Fraction(1, 6);
  r.criteria = std::move(criteria);
  return r;
}

inline std::vector<PlanResult> results() {
  auto negated = evidence("plans/eastmere.pdf", 9, "there is no longer a therapeutic service");
  negated.role = Role::suppressed;
  negated.cue = "ended: no longer";
  auto carried =
      evidence("plans/eastmere.pdf", 12, "children who have been abused, \"and neglected\"");
  carried.carried = "Services for victims";
  carried.together = 1;
  carried.part = "needs_found";
  std::vector<PlanResult> all;
  all.push_back(plan("eastmere", "Eastmere, plan \"for\" all", "ltp-a", "amber",
                     {criterion("C1", "met", Fraction(1, 3), {carried, negated}),
                      criterion("C2", "not_met", Fraction(0), {})}));
  all.push_back(
      plan("joint", kHostile, "ltp-a", "red",
           {criterion("C1", "met", Fraction(1), {evidence("plans/joint.pdf", 3, kHostile)}),
            criterion("C2", "", std::nullopt)}));
  all.back().plan.area_codes = {"X02", "X03"};
  all.back().criteria[1].applicable = false;
  PlanResult scan = plan("scan", "A scan", "ltp-a", kNotAssessable,
                         {criterion("C1", kNotAssessable, std::nullopt),
                          criterion("C2", kNotAssessable, std::nullopt)});
  scan.documents[0] = {"scan",
                       "plans/scan.pdf",
                       std::string(64, 'c'),
                       "pdf",
                       DocumentStatus::no_text,
                       "17 pages of images; install OCR",
                       17,
                       0,
                       0};
  scan.plan.area_codes = {"X04"};
  scan.basis = Basis::none;
  scan.pages = 17;
  scan.words = 0;
  scan.points = scan.points_available = scan.score = std::nullopt;
  all.push_back(scan);
  all.push_back(plan("eastmere", "Eastmere, plan \"for\" all", "scorecard", "green",
                     {criterion("D1", "met", Fraction(3, 4))}));
  return all;
}

inline AreaResult area(const std::string& code, const std::string& name, const std::string& region,
                       const std::string& plan_id, const std::string& rating) {
  AreaResult a;
  a.area_code = code;
  a.area_name = name;
  a.region = region;
  a.plan_id = plan_id;
  a.rule_set = "ltp-a";
  a.rating = rating;
  a.population = 16626;
  a.estimated_children = 2193;
  a.estimated_low = 1990;
  a.estimated_high = 2400;
  return a;
}

inline NationalSummary national() {
  NationalSummary n;
  n.areas = {area("X01", "Eastmere", "North", "eastmere", "amber"),
             area("X02", "Brackwater & Holm", "North", "joint", "red"),
             area("X03", "Corley <West>", "South", "joint", "red"),
             area("X04", "Dunfold", "South", "scan", kNotAssessable),
             area("X05", "Elmstead", "South", "", kNoPlan)};
  n.areas[1].basis = n.areas[2].basis = Basis::inherited;
  n.areas[0].previous_rating = "red";
  n.areas[0].change = "improved";
  n.areas[4].basis = Basis::none;
  n.areas[4].population = std::nullopt;
  n.areas[4].estimated_children = n.areas[4].estimated_low = n.areas[4].estimated_high =
      std::nullopt;
  n.regions = {{"North",
                "ltp-a",
                2,
                2,
                {{"red", 1}, {"amber", 1}},
                {2, 2, "areas with a plan", Rounding::floor, 0},
                4386,
                4386},
               {"South",
                "ltp-a",
                3,
                1,
                {{"red", 1}, {"no_plan", 1}, {"not_assessable", 1}},
                {1, 1, "areas with a plan", Rounding::floor, 0},
                std::nullopt,
                std::nullopt}};
  n.figures = {
      {"ltp-a", "failing", "", 3, 3, "areas with a plan", "100", "100%", "70.1", "100", "floor"},
      {"ltp-a", "children", "red", 4386, std::nullopt, "children", "", "", "", "", "estimated"}};
  n.headlines = {{"ltp-a", "failing", "100% failing: 3 of 3 areas with a plan"}};
  n.coverage = {{"ltp-a",
                 5,
                 3,
                 1,
                 1,
                 1,
                 4,
                 3,
                 {"5 areas expected, 3 with a plan that has a rating",
                  "Elmstead has no population, so no estimate"}}};
  n.policy = "areas-floor";
  n.estimate = "radford";
  n.warnings = {"a coding of eastmere is stale and was not applied"};
  return n;
}

inline ReportInput round() {
  ReportInput input;
  input.results = results();
  input.documents = {document("eastmere", "plans/eastmere.pdf"),
                     document("joint", "plans/joint.pdf"), results()[2].documents[0]};
  input.rule_sets = {rule_set("ltp-a", {"C1", "C2"}), rule_set("scorecard", {"D1"})};
  input.national = national();
  Policy policy;
  policy.id = "areas-floor";
  policy.title = "Areas with a plan, rounded down";
  policy.citation = "An invented review";
  policy.rounding = Rounding::floor;
  input.policy = policy;
  Estimate estimate;
  estimate.id = "radford";
  estimate.title = "Maltreatment by a parent or guardian";
  estimate.citation = "Radford et al. (2011)";
  estimate.measure = "children who have been abused or neglected";
  estimate.bands = {{"pop_0_10", Fraction(89, 1000), {}, {}},
                    {"pop_11_17", Fraction(219, 1000), {}, {}}};
  input.estimates = {estimate};
  input.areas.extra_columns = {"nhs_region"};
  Area eastmere;
  eastmere.area_code = "X01";
  eastmere.area_name = "Eastmere";
  eastmere.pop_0_10 = 11139;
  eastmere.aliases = {"Eastmere CCG", "East Mere"};
  eastmere.extra = {"Midlands"};
  input.areas.areas = {eastmere};
  Coding coding;
  coding.plan_id = "eastmere";
  coding.criterion = "C2";
  coding.level = "not_met";
  coding.coder = "A. Coder";
  coding.reason = "The service on page 9 has <ended>";
  coding.date = "2018-02-01";
  input.codings = {coding};
  input.results[0].criteria[1].basis = Basis::override_;
  input.run_json = "{\"version\": \"0.1.0\"}\n";
  return input;
}

}  // namespace plangrade::sample
