// What must hold for any round: sums, counts, order, and areas without a plan.
#include <algorithm>
#include <random>

#include "builders.h"
#include "support/catch.h"

using namespace plangrade;
using namespace plangrade::testing;

namespace {

/// A random round: regions, joint plans, missing and unreadable plans, absent populations.
AggregateInput random_round(std::mt19937& dice, const Policy& policy) {
  const auto below = [&](int n) { return static_cast<int>(dice() % static_cast<unsigned>(n)); };
  const char* ratings[] = {"red", "amber", "green", kNotAssessable, kNoPlan};
  AggregateInput round;
  const int areas = 1 + below(40);
  for (int i = 0; i < areas; ++i) {
    const bool known = below(5) > 0;
    round.areas.areas.push_back(
        area("A" + std::to_string(i), std::string(1, static_cast<char>('N' + below(4))),
             known ? std::optional<std::int64_t>(below(90000)) : std::nullopt, below(50000)));
    round.previous["rules|A" + std::to_string(i)] = ratings[below(5)];
  }
  for (int plan = 0, next = 0; next < areas; ++plan) {
    auto result = rated("P" + std::to_string(plan), ratings[below(5)]);
    for (int joint = 1 + below(3); joint > 0 && next < areas; --joint, ++next) {
      result.plan.area_codes.push_back("A" + std::to_string(next));
    }
    if (below(6) > 0) round.results.push_back(result);  // else the area has no plan at all
  }
  if (round.results.empty()) round.results.push_back(rated("A0", "red"));
  round.policy = policy;
  round.previous_policy = policy.id;
  round.estimates = {radford()};
  return round;
}

std::vector<Policy> policies() {
  auto children = policy_2017_18();
  children.unit = Unit::child;
  children.digits = 1;
  return {policy_2016_17(), policy_2017_18(), policy_2018_19(), children};
}

/// Everything that a reader can see, as one text.
std::string shown(const NationalSummary& summary) {
  std::string text;
  for (const auto& a : summary.areas) {
    text += a.area_code + a.plan_id + a.rating + a.change + a.previous_rating + "\n";
  }
  for (const auto& r : summary.regions) {
    text += r.region + std::to_string(r.areas) + r.failing.percent() + "\n";
  }
  for (const auto& f : summary.figures) {
    text += f.measure + "|" + f.item + "|" + std::to_string(f.numerator.value_or(-1)) + "|" +
            std::to_string(f.denominator.value_or(-1)) + f.percent + f.published + f.note + "\n";
  }
  for (const auto& h : summary.headlines) text += h.text + "\n";
  for (const auto& c : summary.coverage) {
    for (const auto& statement : c.statements) text += statement + "\n";
  }
  for (const auto& warning : summary.warnings) text += warning + "\n";
  return text;
}

}  // namespace

TEST_CASE("sums over regions are the nation's", "[aggregate]") {
  std::mt19937 dice(1);
  for (int trial = 0; trial < 60; ++trial) {
    for (const auto& policy : policies()) {
      const auto summary = aggregate(random_round(dice, policy));
      RegionResult sum;
      std::int64_t numerator = 0, denominator = 0, children = 0, failing = 0;
      for (const auto& region : summary.regions) {
        sum.areas += region.areas;
        sum.with_plan += region.with_plan;
        numerator += region.failing.numerator;
        denominator += region.failing.denominator;
        children += region.estimated_children.value_or(0);
        failing += region.estimated_children_failing.value_or(0);
      }
      std::string failing_item =
          policy.failing == policies()[2].failing ? "red+amber+no_plan" : "red+amber";
      const auto& nation = figure(summary, "failing", failing_item);
      INFO("policy " << policy.id << ", trial " << trial);
      REQUIRE(sum.areas == static_cast<std::int64_t>(summary.areas.size()));
      REQUIRE(sum.with_plan == summary.coverage[0].with_plan);
      REQUIRE(numerator == nation.numerator);
      REQUIRE(denominator == nation.denominator);
      if (figure(summary, "children", "all areas").numerator) {
        REQUIRE(children == figure(summary, "children", "all areas").numerator);
        REQUIRE(failing == figure(summary, "children", "red+amber+no_plan").numerator);
      }
    }
  }
}

TEST_CASE("every numerator is a count of rows, and ratings fill the denominator", "[aggregate]") {
  std::mt19937 dice(2);
  for (int trial = 0; trial < 60; ++trial) {
    const auto summary = aggregate(random_round(dice, policy_2018_19()));
    std::int64_t all = 0;
    for (const auto& f : summary.figures) {
      if (f.measure != "rating") continue;
      REQUIRE(f.numerator == std::ranges::count(summary.areas, f.item, &AreaResult::rating));
      all += *f.numerator;
    }
    REQUIRE(all == static_cast<std::int64_t>(summary.areas.size()));
    const auto failing = std::ranges::count_if(summary.areas, [](const AreaResult& a) {
      return a.rating == "red" || a.rating == "amber" || a.rating == kNoPlan;
    });
    REQUIRE(figure(summary, "failing", "red+amber+no_plan").numerator == failing);
    for (const auto* change : {"improved", "same", "worse", "new", "lost", "merged"}) {
      REQUIRE(figure(summary, "change", change).numerator ==
              std::ranges::count(summary.areas, change, &AreaResult::change));
    }
  }
}

TEST_CASE("permuting rows, plans and areas changes nothing", "[aggregate]") {
  std::mt19937 dice(3);
  for (int trial = 0; trial < 40; ++trial) {
    for (const auto& policy : policies()) {
      auto round = random_round(dice, policy);
      const auto before = shown(aggregate(round));
      std::shuffle(round.results.begin(), round.results.end(), dice);
      std::shuffle(round.areas.areas.begin(), round.areas.areas.end(), dice);
      for (auto& result : round.results) {
        std::shuffle(result.plan.area_codes.begin(), result.plan.area_codes.end(), dice);
      }
      REQUIRE(shown(aggregate(round)) == before);
    }
  }
}

TEST_CASE("an area without a plan moves only what the policy says", "[aggregate]") {
  std::mt19937 dice(4);
  for (int trial = 0; trial < 40; ++trial) {
    auto round = random_round(dice, policy_2017_18());
    round.previous.clear();
    const auto before = aggregate(round);
    const auto all_before = [&] {
      auto r = round;
      r.policy = policy_2018_19();
      return aggregate(r);
    }();
    round.areas.areas.push_back(area("Z", "N", 1000, 1000));
    const auto after = aggregate(round);
    const auto all_after = [&] {
      auto r = round;
      r.policy = policy_2018_19();
      return aggregate(r);
    }();

    const auto& with_plan = figure(after, "failing", "red+amber");
    REQUIRE(with_plan.numerator == figure(before, "failing", "red+amber").numerator);
    REQUIRE(with_plan.denominator == figure(before, "failing", "red+amber").denominator);
    REQUIRE(with_plan.percent == figure(before, "failing", "red+amber").percent);
    REQUIRE(after.coverage[0].no_plan == before.coverage[0].no_plan + 1);

    const auto& all = figure(all_after, "failing", "red+amber+no_plan");
    REQUIRE(*all.numerator == *figure(all_before, "failing", "red+amber+no_plan").numerator + 1);
    REQUIRE(*all.denominator ==
            *figure(all_before, "failing", "red+amber+no_plan").denominator + 1);
  }
}

TEST_CASE("a share printed as complement makes the printed shares add up to 100", "[aggregate]") {
  std::mt19937 dice(5);
  for (int trial = 0; trial < 60; ++trial) {
    const auto summary = aggregate(random_round(dice, policy_2016_17()));
    int sum = 0;
    bool has_green = false;
    for (const auto& f : summary.figures) {
      if (f.measure != "rating") continue;
      sum += std::stoi(f.published);
      has_green = has_green || f.item == "green";
    }
    if (has_green) REQUIRE(sum == 100);
  }
}

TEST_CASE("the 195 areas of April 2018 give the whole national table", "[aggregate]") {
  const auto shared = shared_folder();
  if (shared.empty()) {
    WARN("skipped: no reference data (set PLANGRADE_SHARED)");
    return;
  }
  const auto areas =
      read_areas((shared / "data/reference/derived/ccg2018_195_children_mid2016est.csv").string());
  REQUIRE(areas);
  AggregateInput round;
  round.areas = *areas;
  const std::pair<int, const char*> counts[] = {{146, "amber"}, {21, "red"}, {21, "green"}};
  std::size_t next = 0;
  for (const auto& [count, rating] : counts) {
    for (int i = 0; i < count; ++i) {
      round.results.push_back(rated(areas->areas[next++].area_code, rating));
    }
  }
  round.policy = policy_2017_18();
  round.estimates = {radford()};
  const auto summary = aggregate(round);
  CHECK(summary.warnings.empty());
  CHECK(summary.areas.size() == 195);
  CHECK(summary.regions.size() == 4);
  CHECK(headline(summary, "failing").find("88% failing: 167 of 188 areas with a plan") == 0);
  CHECK(headline(summary, "children").find("mid-2016 (estimated) population") != std::string::npos);
  // England, mid-2016: 7,508,456 and 4,276,821 children; each area's bands are rounded.
  const auto all = figure(summary, "children", "all areas").numerator.value_or(0);
  CHECK(std::abs(all - (668253 + 936624)) <= 195);
}
