// Levels, points, sections and tests of criteria.
#include <algorithm>

#include "base/text.h"
#include "plangrade/model/plan_result.h"
#include "rules/checks.h"

namespace plangrade::rules {
namespace {

/// Levels that codebooks use, best first. Others have no known order.
const std::vector<std::string> kUsualOrder{"met", "partly", "not_met"};

std::vector<std::string> levels_of(const Criterion& criterion) {
  std::vector<std::string> names;
  for (const auto& level : criterion.levels) names.push_back(level.level);
  names.push_back(criterion.otherwise);
  return names;
}

void check_level_names(const Criterion& criterion, Problems& problems) {
  const auto names = levels_of(criterion);
  std::set<std::string> seen;
  int last_place = -1;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) continue;
    const auto& at = i < criterion.levels.size() ? criterion.levels[i].at : criterion.at;
    if (names[i] == kNotAssessable) {
      problems.push_back({"R010",
                          "level 'not_assessable' is given by the program alone",
                          at,
                          "choose another name",
                          {}});
    }
    if (!seen.insert(names[i]).second) {
      problems.push_back({"R011",
                          "level '" + names[i] + "' stands twice in criterion " + criterion.id,
                          at,
                          "a level has one condition; join them by 'any'",
                          {}});
      continue;
    }
    const auto usual = std::find(kUsualOrder.begin(), kUsualOrder.end(), names[i]);
    if (usual == kUsualOrder.end()) continue;
    const auto place = static_cast<int>(usual - kUsualOrder.begin());
    if (place < last_place) {
      problems.push_back({"R032",
                          "level '" + names[i] + "' stands behind a lower one",
                          at,
                          "levels stand best first: met, partly, not_met",
                          {}});
    }
    last_place = std::max(last_place, place);
  }
}

/// The same question, wherever it is written.
bool same(const Condition& a, const Condition& b) {
  const auto all_same = [](const std::vector<Condition>& x, const std::vector<Condition>& y) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), same);
  };
  return a.op == b.op && a.term == b.term && a.n == b.n && a.distinct == b.distinct &&
         a.within == b.within && a.ordered == b.ordered && a.gap == b.gap && a.unless == b.unless &&
         a.only == b.only && a.carry == b.carry && a.from == b.from && a.in == b.in &&
         a.not_in == b.not_in && all_same(a.parts, b.parts) && all_same(a.none, b.none);
}

/// Does `wide` hold wherever `narrow` does, as far as that can be seen: is it the same, or a bare
/// choice that has it as a part?
bool covers(const Condition& wide, const Condition& narrow) {
  if (same(wide, narrow)) return true;
  if (wide.op != Operator::any) return false;
  Condition bare;
  bare.op = Operator::any;
  bare.parts = wide.parts;
  return same(wide, bare) && std::ranges::any_of(wide.parts, [&](const Condition& part) {
           return covers(part, narrow);
         });
}

/// Whether some part must match in the stretch that a condition is asked of.
bool stands_here(const Condition& condition) {
  if (!condition.from.empty()) return false;
  if (condition.parts.empty()) return true;
  return condition.op == Operator::any ? std::ranges::all_of(condition.parts, stands_here)
                                       : std::ranges::any_of(condition.parts, stands_here);
}

/// Stretches are opened around what stands in them: at the top of a level, and by `within`.
void check_stands_here(const Condition& condition, bool opens, Problems& problems) {
  opens = opens || (condition.within.has_value() && condition.from.empty());
  if (opens && !stands_here(condition)) {
    problems.push_back(
        {"R047",
         "all that is asked for stands in surroundings ('from')",
         condition.at,
         "put it into an 'all' with a part that is looked for in the sentence itself",
         {}});
    return;
  }
  for (const Condition& part : condition.parts) check_stands_here(part, false, problems);
  for (const Condition& part : condition.none) check_stands_here(part, false, problems);
}

void check_reached(const Criterion& criterion, Problems& problems) {
  for (std::size_t i = 1; i < criterion.levels.size(); ++i) {
    const Level& level = criterion.levels[i];
    const auto earlier = std::find_if(
        criterion.levels.begin(), criterion.levels.begin() + static_cast<std::ptrdiff_t>(i),
        [&](const Level& other) { return covers(other.when, level.when); });
    if (earlier == criterion.levels.begin() + static_cast<std::ptrdiff_t>(i)) continue;
    problems.push_back({"R045",
                        "level '" + level.level + "' can never be reached: '" + earlier->level +
                            "' holds wherever it does",
                        level.at,
                        "ask for less here, or for more there",
                        {}});
  }
}

void check_points(const Criterion& criterion, Problems& problems) {
  std::optional<Fraction> last, best;
  std::size_t with_points = 0;
  for (const auto& level : criterion.levels) {
    if (!level.points) continue;
    ++with_points;
    if (last && *level.points > *last) {
      problems.push_back({"R032",
                          "level '" + level.level + "' has more points than the one before it",
                          level.at,
                          "levels stand best first, with falling points",
                          {}});
    }
    last = level.points;
    if (!best || *best < *last) best = last;
  }
  if (with_points != 0 && with_points != criterion.levels.size()) {
    problems.push_back(
        {"R033",
         "some levels of criterion " + criterion.id + " have points and some have none",
         criterion.at,
         "give 'points' to each level",
         {}});
  }
  if (last && criterion.otherwise_points > *last) {
    problems.push_back({"R032",
                        "'otherwise' has more points than the lowest level",
                        criterion.at,
                        "levels stand best first, with falling points",
                        {}});
  }
  if (criterion.max && best && *criterion.max < *best) {
    problems.push_back({"R033",
                        "'max' is lower than the points of the best level",
                        criterion.at,
                        "raise 'max' or lower the points",
                        {}});
  }
  if (criterion.max && !best) {
    problems.push_back(
        {"R033", "'max' without points on levels", criterion.at, "give each level 'points'", {}});
  }
  if (criterion.weight < Fraction(0) || (criterion.max && *criterion.max < Fraction(0))) {
    problems.push_back({"R033", "a weight or maximum below 0", criterion.at, "give 0 or more", {}});
  }
}

void check_section(const Criterion& criterion, const RuleSet& rules, Problems& problems) {
  std::vector<std::string> known;
  for (const auto& section : rules.sections) known.push_back(section.id);
  const auto& name = criterion.section;
  if (name.empty() && !known.empty()) {
    problems.push_back({"R018",
                        "criterion " + criterion.id + " belongs to no section",
                        criterion.at,
                        "name one of: " + base::join(known, ", "),
                        {}});
  } else if (!name.empty() && std::find(known.begin(), known.end(), name) == known.end()) {
    problems.push_back(
        {"R018",
         "unknown section '" + name + "'",
         criterion.at,
         known.empty() ? "define it under 'sections'" : base::did_you_mean(name, known),
         {}});
  }
}

void check_tests(const Criterion& criterion, Problems& problems) {
  const auto known = levels_of(criterion);
  for (const auto& test : criterion.tests) {
    if (test.level.empty() || std::find(known.begin(), known.end(), test.level) != known.end())
      continue;
    problems.push_back({"R017",
                        "criterion " + criterion.id + " has no level '" + test.level + "'",
                        test.at,
                        base::did_you_mean(test.level, known),
                        {}});
  }
}

}  // namespace

void check_criterion(const Criterion& criterion, const RuleSet& rules, Problems& problems) {
  check_level_names(criterion, problems);
  check_reached(criterion, problems);
  for (const Level& level : criterion.levels) check_stands_here(level.when, true, problems);
  check_points(criterion, problems);
  check_section(criterion, rules, problems);
  check_tests(criterion, problems);
}

}  // namespace plangrade::rules
