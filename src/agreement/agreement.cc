// Pairs every human decision with the program's, and measures how they agree.
//
// A decision is (plan, criterion, human level, program level). Intervals come from resampling
// plans, since the criteria of one plan are not independent (Efron and Tibshirani 1993, chapter 6,
// percentile method).
#include "plangrade/agreement.h"

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>

#include "agreement/words.h"
#include "plangrade/model/scorecard.h"

namespace plangrade {
namespace {

/// One human decision beside the program's; levels are indices into the criterion's levels.
struct Decision {
  std::size_t plan = 0;
  std::size_t human = 0, program = 0;
  const Coding* coding = nullptr;
  const CriterionResult* result = nullptr;
};

struct Compared {
  const Criterion* criterion = nullptr;
  std::vector<std::string> levels;  ///< best first, `otherwise` last
  std::vector<Decision> decisions;
};

std::vector<std::string> levels_of(const Criterion& criterion) {
  std::vector<std::string> levels;
  for (const auto& level : criterion.levels) levels.push_back(level.level);
  if (std::find(levels.begin(), levels.end(), criterion.otherwise) == levels.end()) {
    levels.push_back(criterion.otherwise);
  }
  return levels;
}

std::optional<std::size_t> index_of(const std::vector<std::string>& levels,
                                    const std::string& level) {
  const auto at = std::find(levels.begin(), levels.end(), level);
  if (at == levels.end()) return std::nullopt;
  return static_cast<std::size_t>(at - levels.begin());
}

Confusion confusion_of(std::span<const Decision> decisions, std::size_t levels) {
  Confusion confusion(levels, std::vector<std::int64_t>(levels, 0));
  for (const auto& decision : decisions) ++confusion[decision.human][decision.program];
  return confusion;
}

using Statistic = std::function<std::optional<double>(std::span<const Decision>)>;

/// Values below which 2.5% and 97.5% of the resampled statistics lie.
class Bootstrap {
 public:
  Bootstrap(std::size_t plans, const AgreementOptions& options)
      : plans_(plans), options_(options) {}

  Measured measure(std::span<const Decision> decisions, const Statistic& statistic) const {
    Measured out;
    out.value = statistic(decisions);
    out.n = static_cast<std::int64_t>(decisions.size());
    if (!out.value || options_.bootstrap <= 0 || plans_ == 0) return out;
    std::vector<std::vector<Decision>> by_plan(plans_);
    for (const auto& decision : decisions) by_plan[decision.plan].push_back(decision);
    std::mt19937_64 random(options_.seed);
    std::vector<double> values;
    std::vector<Decision> sample;
    for (int i = 0; i < options_.bootstrap; ++i) {
      sample.clear();
      for (std::size_t j = 0; j < plans_; ++j) {
        const auto& drawn = by_plan[random() % plans_];  // the bias of % is below 1e-15 here
        sample.insert(sample.end(), drawn.begin(), drawn.end());
      }
      if (const auto value = statistic(sample)) values.push_back(*value);
    }
    if (values.empty()) return out;
    std::sort(values.begin(), values.end());
    const auto quantile = [&](double q) {
      return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1) + 0.5)];
    };
    out.low = quantile(0.025);
    out.high = quantile(0.975);
    return out;
  }

 private:
  std::size_t plans_;
  const AgreementOptions& options_;
};

std::optional<double> share_of(std::span<const Decision> decisions,
                               const std::function<bool(const Decision&)>& counts,
                               const std::function<bool(const Decision&)>& holds) {
  std::int64_t n = 0, k = 0;
  for (const auto& decision : decisions) {
    if (!counts(decision)) continue;
    ++n;
    k += holds(decision);
  }
  if (n == 0) return std::nullopt;
  return static_cast<double>(k) / static_cast<double>(n);
}

bool page_fits(const Coding& coding, const Evidence& evidence) {
  return coding.page.empty() || evidence.page == 0 || coding.page == std::to_string(evidence.page);
}

const Evidence* evidence_for(const Decision& decision) {
  for (const auto& evidence : decision.result->evidence) {
    if (evidence.role == Role::supports && page_fits(*decision.coding, evidence) &&
        same_passage(decision.coding->quote, evidence.quote)) {
      return &evidence;
    }
  }
  return nullptr;
}

/// Alpha treats all coders of a unit and the program alike.
std::optional<double> alpha_of(std::span<const Decision> decisions,
                               const std::vector<std::string>& levels) {
  std::map<std::pair<std::size_t, const CriterionResult*>, std::vector<std::string>> units;
  for (const auto& decision : decisions) {
    auto& unit = units[{decision.plan, decision.result}];
    if (unit.empty()) unit.push_back(levels[decision.program]);
    unit.push_back(levels[decision.human]);
  }
  std::vector<std::vector<std::string>> values;
  for (auto& [unit, of_unit] : units) values.push_back(std::move(of_unit));
  return krippendorff_alpha(values);
}

CriterionAgreement measure(const std::string& name, const std::vector<std::string>& levels,
                           std::span<const Decision> decisions, const Bootstrap& bootstrap) {
  const auto confusion = [&](std::span<const Decision> d) {
    return confusion_of(d, levels.size());
  };
  CriterionAgreement out;
  out.criterion = name;
  out.levels = levels;
  out.confusion = confusion(decisions);
  for (std::size_t i = 0; i < levels.size(); ++i) {
    LevelAgreement level;
    level.level = levels[i];
    level.precision = bootstrap.measure(
        decisions, [&](auto d) { return level_measures(confusion(d), i).precision; });
    level.recall = bootstrap.measure(
        decisions, [&](auto d) { return level_measures(confusion(d), i).recall; });
    level.f1 =
        bootstrap.measure(decisions, [&](auto d) { return level_measures(confusion(d), i).f1; });
    out.by_level.push_back(level);
  }
  const auto all = [](const Decision&) { return true; };
  out.accuracy = bootstrap.measure(decisions, [&](auto d) {
    return share_of(d, all, [](const Decision& one) { return one.human == one.program; });
  });
  out.macro_f1 = bootstrap.measure(decisions, [&](auto d) { return macro_f1(confusion(d)); });
  out.kappa = bootstrap.measure(decisions, [&](auto d) { return cohen_kappa(confusion(d)); });
  out.alpha = bootstrap.measure(decisions, [&](auto d) { return alpha_of(d, levels); });
  std::vector<Decision> quoted;
  for (const auto& decision : decisions) {
    const bool positive = decision.human + 1 < levels.size() || levels.size() == 1;
    if (positive && !decision.coding->quote.empty()) quoted.push_back(decision);
  }
  // Searched once per decision, not once per resample.
  std::set<const Coding*> found;
  for (const auto& decision : quoted) {
    if (evidence_for(decision) != nullptr) found.insert(decision.coding);
  }
  out.evidence_found = bootstrap.measure(quoted, [&](auto d) {
    return share_of(d, all, [&](const Decision& one) { return found.contains(one.coding); });
  });
  return out;
}

Disagreement disagreement(const Decision& decision, const Compared& compared) {
  Disagreement out;
  out.plan_id = decision.coding->plan_id;
  out.criterion = compared.criterion->id;
  out.human_level = compared.levels[decision.human];
  out.program_level = compared.levels[decision.program];
  out.human_quote = decision.coding->quote;
  out.note = decision.coding->note;
  out.human_page = std::atoi(decision.coding->page.c_str());
  for (const auto& evidence : decision.result->evidence) {
    const bool decisive = evidence.role == Role::supports && evidence.level == out.program_level;
    if (!decisive && !out.program_quote.empty()) continue;
    out.program_quote =
        (evidence.role == Role::suppressed ? "[" + evidence.cue + "] " : "") + evidence.quote;
    out.program_page = evidence.page;
    if (decisive) break;
  }
  return out;
}

/// The decisions of every criterion, in the order of the rule set; what has no partner is warned
/// of.
std::vector<Compared> compare_all(const RuleSet& rules, std::span<const PlanResult> results,
                                  std::span<const Coding> codings,
                                  const std::map<std::string, std::size_t>& plans,
                                  std::vector<std::string>& warnings) {
  std::vector<Compared> all;
  for (const auto& criterion : rules.criteria)
    all.push_back({&criterion, levels_of(criterion), {}});
  std::set<std::string> unknown_plans, unknown_criteria;
  for (const auto& coding : codings) {
    const auto plan = plans.find(coding.plan_id);
    const auto compared = std::find_if(all.begin(), all.end(), [&](const Compared& one) {
      return one.criterion->id == coding.criterion;
    });
    if (plan == plans.end()) unknown_plans.insert(coding.plan_id);
    if (compared == all.end()) unknown_criteria.insert(coding.criterion);
    if (plan == plans.end() || compared == all.end()) continue;
    const auto human = index_of(compared->levels, coding.level);
    if (!human) {
      warnings.push_back("coding of " + coding.plan_id + " " + coding.criterion +
                         ": the rule set has no level '" + coding.level + "'");
      continue;
    }
    for (const auto& result : results[plan->second].criteria) {
      const auto program = index_of(compared->levels, result.level);
      if (result.criterion != coding.criterion || !program) continue;
      compared->decisions.push_back({plan->second, *human, *program, &coding, &result});
    }
  }
  for (const auto& plan : unknown_plans)
    warnings.push_back("plan '" + plan + "' is coded but has no result");
  for (const auto& id : unknown_criteria)
    warnings.push_back("criterion '" + id + "' is coded but is not in the rule set");
  std::set<std::string> coded;
  for (const auto& coding : codings) coded.insert(coding.plan_id);
  for (const auto& [plan, index] : plans) {
    if (!coded.contains(plan)) warnings.push_back("plan '" + plan + "' has a result but no coding");
  }
  return all;
}

/// Decisions of all criteria under the union of their levels, best first.
Compared pool(const std::vector<Compared>& all) {
  Compared pooled;
  for (const auto& compared : all) {
    if (compared.levels.size() > pooled.levels.size()) pooled.levels = compared.levels;
  }
  for (const auto& compared : all) {
    for (const auto& level : compared.levels) {
      if (!index_of(pooled.levels, level)) pooled.levels.insert(pooled.levels.end() - 1, level);
    }
  }
  for (const auto& compared : all) {
    for (auto decision : compared.decisions) {
      decision.human = *index_of(pooled.levels, compared.levels[decision.human]);
      decision.program = *index_of(pooled.levels, compared.levels[decision.program]);
      pooled.decisions.push_back(decision);
    }
  }
  return pooled;
}

/// Share of plans, all their criteria coded, whose rating is the same from human and program
/// levels.
Measured rating_agreement(const RuleSet& rules, std::span<const PlanResult> results,
                          const std::vector<Compared>& all, const Bootstrap& bootstrap) {
  std::vector<Decision> ratings;  // human != program marks a different rating
  for (std::size_t plan = 0; plan < results.size(); ++plan) {
    auto human = results[plan].criteria;
    std::size_t coded = 0;
    for (const auto& compared : all) {
      for (const auto& decision : compared.decisions) {
        if (decision.plan != plan) continue;
        for (auto& criterion : human) {
          if (criterion.criterion != compared.criterion->id) continue;
          criterion.level = compared.levels[decision.human];
          ++coded;
        }
      }
    }
    if (coded < human.size() || human.empty()) continue;
    const bool same = rating_of(rules, human, std::nullopt) == results[plan].rating;
    ratings.push_back({plan, 0, same ? 0U : 1U, nullptr, nullptr});
  }
  return bootstrap.measure(ratings, [](std::span<const Decision> decisions) {
    return share_of(
        decisions, [](const Decision&) { return true; },
        [](const Decision& one) { return one.human == one.program; });
  });
}

}  // namespace

bool same_passage(const std::string& human_quote, const std::string& evidence_quote) {
  const auto human = words_of(human_quote);
  const auto evidence = words_of(evidence_quote);
  const auto shorter = std::min(human.size(), evidence.size());
  if (shorter == 0) return false;
  constexpr std::size_t kFewWords = 4;           // fewer in common mean nothing by themselves
  std::size_t longest = 0;  // longest run of words in common
  std::vector<std::size_t> row(evidence.size() + 1, 0);
  for (const auto& word : human) {
    for (std::size_t j = evidence.size(); j > 0; --j) {
      row[j] = word == evidence[j - 1] ? row[j - 1] + 1 : 0;
      longest = std::max(longest, row[j]);
    }
  }
  return longest == shorter || (longest >= kFewWords && longest * 10 >= shorter * 6);
}

Agreement agreement(const RuleSet& rules, std::span<const PlanResult> results,
                    std::span<const Coding> codings, const AgreementOptions& options) {
  Agreement out;
  std::map<std::string, std::size_t> plans;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (results[i].rule_set == rules.id) plans[results[i].plan.plan_id] = i;
  }
  const auto all = compare_all(rules, results, codings, plans, out.warnings);
  const Bootstrap bootstrap(results.size(), options);
  const auto pooled = pool(all);
  out.criteria.push_back(measure("*", pooled.levels, pooled.decisions, bootstrap));
  for (const auto& compared : all) {
    if (compared.decisions.empty()) continue;
    out.criteria.push_back(
        measure(compared.criterion->id, compared.levels, compared.decisions, bootstrap));
    for (const auto& decision : compared.decisions) {
      if (decision.human != decision.program)
        out.disagreements.push_back(disagreement(decision, compared));
    }
  }
  out.rating_agreement = rating_agreement(rules, results, all, bootstrap);
  return out;
}

}  // namespace plangrade
