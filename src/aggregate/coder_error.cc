// A range for shares from measured coder error.
//
// A program that errs shifts a share. With sensitivity se and specificity sp, a share q of positive
// decisions stands for a true share
//
//     p = (q + sp - 1) / (se + sp - 1)             Rogan and Gladen (1978), Am J Epidemiol 107:71
//
// For any number of levels, p is the distribution of true levels under which the confusion matrix
// of the evaluation makes the observed decisions most likely (found by expectation-maximisation;
// with two levels it is the formula above, kept between 0 and 1). From p follows how likely each
// true level is behind a decision. Every resample (1) draws the evaluation's codings anew with
// replacement, (2) corrects p, (3) draws a true level for every decision, (4) rates the plans by
// the rule set's table. The middle 95% of the shares are the range. Adjudicated levels are not
// redrawn.
//
// Limits: errors of different criteria are taken as independent, and the evaluated plans as like
// the others. No range is given where a level was decided that the evaluation never met.
#include <algorithm>
#include <cstdint>
#include <map>
#include <random>

#include "aggregate/messages.h"
#include "aggregate/round_view.h"
#include "aggregate/wording.h"
#include "plangrade/model/scorecard.h"

namespace plangrade::counting {
namespace {

constexpr int kResamples = 1000;
constexpr int kSteps = 100;  // of expectation-maximisation: far past convergence
constexpr std::uint64_t kSeed = 20161101;

using Matrix = std::vector<std::vector<double>>;  // [human][program]
using Counts = std::vector<std::vector<std::int64_t>>;

/// Random numbers that are the same everywhere: the standard's distributions are not.
class Dice {
 public:
  double uniform() { return static_cast<double>(engine_() >> 11U) * 0x1.0p-53; }
  /// An index drawn with these weights; requires a positive sum.
  std::size_t draw(std::span<const double> weights) {
    double sum = 0;
    for (const double weight : weights) sum += weight;
    double left = uniform() * sum;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      left -= weights[i];
      if (left < 0) return i;
    }
    return weights.size() - 1;
  }

 private:
  std::mt19937_64 engine_{kSeed};
};

/// One criterion: what the evaluation found, and what was decided over the plans.
struct Judged {
  const Criterion* criterion = nullptr;
  std::vector<std::string> levels;
  Counts confusion;
  std::vector<double> observed;  ///< decisions of the program by level, adjudicated ones left out
  Matrix true_given_program;     ///< [program][human]; of the current resample
};

std::int64_t total(const Counts& counts) {
  std::int64_t sum = 0;
  for (const auto& row : counts) {
    for (const auto cell : row) sum += cell;
  }
  return sum;
}

/// The codings of the evaluation drawn anew with replacement.
Counts resampled(const Counts& counts, Dice& dice) {
  std::vector<double> cells;
  for (const auto& row : counts) cells.insert(cells.end(), row.begin(), row.end());
  Counts drawn(counts.size(), std::vector<std::int64_t>(counts.size(), 0));
  const auto n = total(counts);
  for (std::int64_t i = 0; i < n; ++i) {
    const auto cell = dice.draw(cells);
    ++drawn[cell / counts.size()][cell % counts.size()];
  }
  return drawn;
}

/// P(program | human); a human level that was never coded has no row.
Matrix error_rates(const Counts& counts) {
  Matrix rates(counts.size(), std::vector<double>(counts.size(), 0));
  for (std::size_t human = 0; human < counts.size(); ++human) {
    double sum = 0;
    for (const auto cell : counts[human]) sum += static_cast<double>(cell);
    for (std::size_t program = 0; sum > 0 && program < counts.size(); ++program) {
      rates[human][program] = static_cast<double>(counts[human][program]) / sum;
    }
  }
  return rates;
}

/// The distribution of true levels that makes `observed` most likely.
std::vector<double> corrected(const Matrix& rates, const std::vector<double>& observed) {
  const auto n = rates.size();
  std::vector<double> truth(n, 1.0 / static_cast<double>(n));
  double decisions = 0;
  for (const double count : observed) decisions += count;
  for (int step = 0; step < kSteps; ++step) {
    std::vector<double> next(n, 0);
    for (std::size_t program = 0; program < n; ++program) {
      double sum = 0;
      for (std::size_t human = 0; human < n; ++human) sum += truth[human] * rates[human][program];
      if (sum <= 0 || observed[program] <= 0) continue;
      for (std::size_t human = 0; human < n; ++human) {
        next[human] += observed[program] / decisions * truth[human] * rates[human][program] / sum;
      }
    }
    truth = std::move(next);
  }
  return truth;
}

/// P(true level | decision) by Bayes' rule; a decision that nothing explains stands as it is.
Matrix true_levels(const Matrix& rates, const std::vector<double>& truth) {
  const auto n = rates.size();
  Matrix given(n, std::vector<double>(n, 0));
  for (std::size_t program = 0; program < n; ++program) {
    double sum = 0;
    for (std::size_t human = 0; human < n; ++human) {
      given[program][human] = truth[human] * rates[human][program];
      sum += given[program][human];
    }
    if (sum <= 0) given[program][program] = 1;
  }
  return given;
}

bool can_err(const CriterionResult& result) {
  return result.applicable && result.basis != Basis::override_ && result.level != kNotAssessable &&
         !result.level.empty();
}

/// Everything that one rule set's resampling reads.
struct Resampling {
  const RoundView& view;
  std::map<std::string, Judged> judged;          ///< by criterion
  std::map<std::string, std::int64_t> weight;    ///< units of a plan in the denominator
  std::int64_t fixed_failing = 0;                ///< failing without a plan to err about
  bool ratings_covered = true;                   ///< every criterion was evaluated
  std::map<std::string, std::string> area_type;  ///< by plan
};

void count_decisions(Resampling& resampling, std::vector<std::string>& without) {
  const auto criteria = resampling.view.rules->criteria.size();
  for (const auto* plan : resampling.view.results) {
    const bool has_plan = plan->rating != kNoPlan && plan->rating != kNotAssessable;
    if (has_plan && plan->criteria.size() < criteria) resampling.ratings_covered = false;
    for (const auto& result : plan->criteria) {
      const auto found = resampling.judged.find(result.criterion);
      if (found == resampling.judged.end()) {
        if (can_err(result)) resampling.ratings_covered = false;
        continue;
      }
      auto& judged = found->second;
      const auto level = std::ranges::find(judged.levels, result.level);
      if (!can_err(result)) continue;
      if (level == judged.levels.end()) {
        without.push_back(result.criterion);
        continue;
      }
      ++judged.observed[static_cast<std::size_t>(level - judged.levels.begin())];
    }
  }
}

/// A level that the program decided and the evaluation never saw decided cannot be corrected.
void drop_unmet(Resampling& resampling, std::vector<std::string> without,
                std::vector<std::string>& warnings) {
  for (const auto& [id, judged] : resampling.judged) {
    for (std::size_t program = 0; program < judged.levels.size(); ++program) {
      std::int64_t seen = 0;
      for (const auto& row : judged.confusion) seen += row[program];
      if (judged.observed[program] > 0 && seen == 0) without.push_back(id);
    }
  }
  std::ranges::sort(without);
  without.erase(std::unique(without.begin(), without.end()), without.end());
  for (const auto& id : without) {
    resampling.judged.erase(id);
    resampling.ratings_covered = false;
    warnings.push_back("no range for " + id + " of " + in_quotes(resampling.view.rule_set) +
                       ": it was given levels that the evaluation never met");
  }
}

/// How many units of the policy's denominator hang on each plan.
void weigh_plans(Resampling& resampling) {
  const auto& view = resampling.view;
  const auto& policy = view.policy;
  const auto is_plan = [](const std::string& rating) {
    return rating != kNoPlan && rating != kNotAssessable;
  };
  if (policy.unit == Unit::plan) {
    for (const auto* plan : view.results) {
      if (is_plan(plan->rating)) resampling.weight[plan->plan.plan_id] = 1;
    }
  } else {
    for (const auto& row : view.rows) {
      if (!is_plan(row.rating)) continue;
      resampling.weight[row.plan_id] += policy.unit == Unit::area ? 1 : row.population.value_or(0);
    }
  }
  for (const auto& unit : units_of(view)) {
    if (is_plan(unit.rating) || !in_denominator(policy, unit.rating)) continue;
    if (std::ranges::count(policy.failing, unit.rating) > 0)
      resampling.fixed_failing += unit.weight;
  }
}

/// Draws true levels for one plan and rates it by them.
std::string redraw(const Resampling& resampling, const PlanResult& plan, Dice& dice,
                   std::map<std::string, std::int64_t>& levels) {
  auto criteria = plan.criteria;
  for (auto& result : criteria) {
    const auto found = resampling.judged.find(result.criterion);
    if (found != resampling.judged.end() && can_err(result)) {
      const auto& judged = found->second;
      const auto at = std::ranges::find(judged.levels, result.level) - judged.levels.begin();
      result.level =
          judged.levels[dice.draw(judged.true_given_program[static_cast<std::size_t>(at)])];
      if (gives_points(*judged.criterion)) {
        result.points = points_of_level(*judged.criterion, result.level);
      }
    }
    if (result.applicable && result.level != kNotAssessable) {
      ++levels[result.criterion + "=" + result.level];
    }
  }
  const auto& rules = *resampling.view.rules;
  const auto type = resampling.area_type.find(plan.plan.plan_id);
  const auto& area_type = type == resampling.area_type.end() ? std::string() : type->second;
  return rating_of(rules, criteria, scorecard_totals(rules, criteria, area_type).score);
}

/// The middle 95% of counts, as percents of the figure's denominator.
void set_range(const Policy& policy, std::vector<std::int64_t>& counts, std::int64_t codings,
               NationalFigure& figure) {
  if (counts.empty() || figure.denominator.value_or(0) == 0) return;
  std::ranges::sort(counts);
  const auto at = [&](std::size_t per_mille) {
    const auto index = (counts.size() - 1) * per_mille / 1000;
    const Fraction share(counts[index], *figure.denominator);
    return rounded(share * Fraction(100), Rounding::half_up, policy.digits);
  };
  figure.low = at(25);
  figure.high = at(975);
  figure.note += (figure.note.empty() ? "" : "; ") +
                 std::string("range: coder error, Rogan-Gladen with bootstrap over ") +
                 std::to_string(codings) + " codings";
}

struct Draws {
  std::vector<std::int64_t> failing;
  std::map<std::string, std::vector<std::int64_t>> levels;  ///< "C1=met" -> plans, per resample
};

Draws resample(Resampling& resampling) {
  Dice dice;
  Draws draws;
  const auto& failing = resampling.view.policy.failing;
  for (int i = 0; i < kResamples; ++i) {
    for (auto& [id, judged] : resampling.judged) {
      const auto rates = error_rates(resampled(judged.confusion, dice));
      judged.true_given_program = true_levels(rates, corrected(rates, judged.observed));
    }
    std::int64_t count = resampling.fixed_failing;
    std::map<std::string, std::int64_t> levels;
    for (const auto* plan : resampling.view.results) {
      const auto weight = resampling.weight.find(plan->plan.plan_id);
      const auto rating = redraw(resampling, *plan, dice, levels);
      if (weight != resampling.weight.end() && std::ranges::count(failing, rating) > 0) {
        count += weight->second;
      }
    }
    draws.failing.push_back(count);
    for (const auto& [item, number] : levels) {
      auto& counts = draws.levels[item];
      counts.resize(static_cast<std::size_t>(i), 0);
      counts.push_back(number);
    }
  }
  for (auto& [item, counts] : draws.levels) counts.resize(kResamples, 0);
  return draws;
}

std::map<std::string, Judged> judged_criteria(const RuleSet& rules, const Agreement& agreement) {
  std::map<std::string, Judged> judged;
  for (const auto& found : agreement.criteria) {
    const auto criterion = std::ranges::find(rules.criteria, found.criterion, &Criterion::id);
    const auto size = found.levels.size();
    const bool square = found.confusion.size() == size &&
                        std::ranges::all_of(found.confusion, [&](const auto& row) {
                          return row.size() == size &&
                                 std::ranges::all_of(row, [](std::int64_t n) { return n >= 0; });
                        });
    if (criterion == rules.criteria.end() || !square || total(found.confusion) <= 0) continue;
    judged[found.criterion] = {
        &*criterion, found.levels, found.confusion, std::vector<double>(size, 0), {}};
  }
  return judged;
}

}  // namespace

void add_coder_error(const RoundView& view, std::vector<NationalFigure>& figures,
                     std::vector<std::string>& warnings) {
  const auto agreement = view.input.agreement.find(view.rule_set);
  if (agreement == view.input.agreement.end() || view.rules == nullptr || !view.has_policy) return;
  Resampling resampling{view, judged_criteria(*view.rules, agreement->second),
                        {},   0,
                        true, area_types_of_plans(view)};
  std::vector<std::string> without;
  count_decisions(resampling, without);
  drop_unmet(resampling, std::move(without), warnings);
  if (resampling.judged.empty()) return;
  weigh_plans(resampling);
  auto draws = resample(resampling);
  std::int64_t fewest = 0;
  for (const auto& [id, judged] : resampling.judged) {
    const auto codings = total(judged.confusion);
    fewest = fewest == 0 ? codings : std::min(fewest, codings);
  }
  for (auto& figure : figures) {
    if (figure.measure == "failing" && resampling.ratings_covered) {
      set_range(view.policy, draws.failing, fewest, figure);
    } else if (figure.measure == "criterion") {
      const auto judged = resampling.judged.find(figure.item.substr(0, figure.item.find('=')));
      if (judged == resampling.judged.end()) continue;
      set_range(view.policy, draws.levels[figure.item], total(judged->second.confusion), figure);
    }
  }
}

}  // namespace plangrade::counting
