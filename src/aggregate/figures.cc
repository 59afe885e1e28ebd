// national.csv: every figure with its numerator, denominator, unit and rounding.
#include <algorithm>
#include <map>
#include <set>

#include "aggregate/round_view.h"
#include "aggregate/wording.h"
#include "base/text.h"

namespace plangrade::counting {
namespace {

using Figures = std::vector<NationalFigure>;

NationalFigure figure(const RoundView& view, std::string measure, std::string item,
                      const Share& share) {
  NationalFigure made;
  made.rule_set = view.rule_set;
  made.measure = std::move(measure);
  made.item = std::move(item);
  made.numerator = share.numerator;
  made.denominator = share.denominator;
  made.unit = share.unit;
  if (!view.has_policy) return made;  // without a policy nobody has said how to round
  made.percent = share.percent();
  made.published = made.percent;
  return made;
}

Share share(const RoundView& view, std::int64_t numerator, std::int64_t denominator,
            std::string unit) {
  return {numerator, denominator, std::move(unit), view.policy.rounding, view.policy.digits};
}

/// 100 less what is printed for the other ratings of the same denominator.
void print_complement(const RoundView& view, std::span<NationalFigure> ratings) {
  Fraction others(0);
  NationalFigure* complement = nullptr;
  for (auto& rating : ratings) {
    if (rating.item == view.policy.complement) {
      complement = &rating;
    } else if (const auto percent = Fraction::parse(rating.percent)) {
      others = others + *percent;
    }
  }
  if (complement == nullptr || complement->percent.empty()) return;
  complement->published = rounded(Fraction(100) - others, Rounding::half_up, view.policy.digits);
  complement->note = "published as 100 less the others";
}

void add_ratings(const RoundView& view, const std::vector<CountedUnit>& units, Figures& figures) {
  std::vector<std::string> found;
  for (const auto& unit : units) found.push_back(unit.rating);
  const auto first = figures.size();
  for (const auto& rating : ratings_in_order(view.policy, found)) {
    if (!in_denominator(view.policy, rating)) continue;
    figures.push_back(figure(view, "rating", rating, share_of(view.policy, units, {rating})));
  }
  print_complement(view, std::span(figures).subspan(first));
  if (!view.has_policy) return;
  figures.push_back(figure(view, "failing", item_of(view.policy.failing),
                           share_of(view.policy, units, view.policy.failing)));
}

void add_coverage(const RoundView& view, Figures& figures) {
  const auto areas = static_cast<std::int64_t>(view.rows.size());
  std::map<std::string, std::int64_t> count;
  for (const auto& row : view.rows) {
    if (row.rating != kNoPlan) ++count["with_plan"];
    ++count[row.rating];
    if (!row.population) ++count["without_population"];
  }
  for (const auto* item : {"with_plan", kNoPlan, kNotAssessable, "without_population"}) {
    figures.push_back(figure(view, "coverage", item, share(view, count[item], areas, "areas")));
  }
}

/// Levels of one criterion over the plans for which it was decided.
struct CriterionCount {
  std::string criterion;
  std::int64_t decided = 0;
  bool always_applies = true;
  std::map<std::string, std::int64_t> by_level;
};

std::vector<CriterionCount> count_criteria(const RoundView& view) {
  std::vector<CriterionCount> counts;
  std::map<std::string, std::size_t> place;
  for (const auto* plan : view.results) {
    for (const auto& result : plan->criteria) {
      const auto [at, fresh] = place.emplace(result.criterion, counts.size());
      if (fresh) counts.push_back({result.criterion, 0, true, {}});
      auto& count = counts[at->second];
      if (!result.applicable) count.always_applies = false;
      if (!result.applicable || result.level.empty() || result.level == kNotAssessable ||
          result.level == kNoPlan) {
        continue;
      }
      ++count.decided;
      ++count.by_level[result.level];
    }
  }
  return counts;
}

/// Shares of plans analysed, whatever the unit of the rating.
void add_criteria(const RoundView& view, Figures& figures) {
  for (const auto& count : count_criteria(view)) {
    const std::string unit =
        count.always_applies ? "plans analysed" : "plans analysed to which it applies";
    for (const auto& [level, number] : count.by_level) {
      figures.push_back(figure(view, "criterion", count.criterion + "=" + level,
                               share(view, number, count.decided, unit)));
    }
  }
}

/// Median and extremes of the scores: order statistics need no sums that could grow out of bounds.
void add_scores(const RoundView& view, Figures& figures) {
  std::vector<Fraction> scores;
  for (const auto* plan : view.results) {
    if (plan->score) scores.push_back(*plan->score);
  }
  if (scores.empty()) return;
  std::ranges::sort(scores);
  const auto half = scores.size() / 2;
  const Fraction median =
      scores.size() % 2 == 1 ? scores[half] : (scores[half - 1] + scores[half]) / Fraction(2);
  const std::pair<const char*, Fraction> items[] = {
      {"lowest", scores.front()}, {"median", median}, {"highest", scores.back()}};
  for (const auto& [item, score] : items) {
    NationalFigure made;
    made.rule_set = view.rule_set;
    made.measure = "score";
    made.item = item;
    made.denominator = static_cast<std::int64_t>(scores.size());
    made.unit = "plans with a score";
    if (view.has_policy) {
      made.percent = rounded(score * Fraction(100), view.policy.rounding, view.policy.digits);
      made.published = made.percent;
    }
    figures.push_back(std::move(made));
  }
}

/// An estimate summed over areas; bounds only if every area has them.
struct ChildrenSum {
  std::int64_t value = 0, low = 0, high = 0, areas = 0;
  bool bounded = true;

  void add(const EstimatedChildren& children) {
    value += children.value;
    bounded = bounded && children.low && children.high;
    low += children.low.value_or(0);
    high += children.high.value_or(0);
    ++areas;
  }
};

std::string estimate_note(const RoundView& view, const Estimate& estimate, std::size_t left_out) {
  std::vector<std::string> years;
  for (const auto& area : view.areas) years.push_back(area.population_year);
  std::string note = "estimated, not counted: " + estimate.measure + "; " + estimate.citation +
                     "; " + population_in_words(years);
  if (!estimate.interval.empty()) note += "; interval: " + estimate.interval;
  if (left_out > 0) {
    note += "; " + counted(static_cast<std::int64_t>(left_out), "area", "areas") +
            " without population left out";
  }
  return note;
}

void add_children(const RoundView& view, const Estimate& estimate, const std::string& measure,
                  Figures& figures) {
  std::map<std::string, ChildrenSum> by_rating;
  ChildrenSum all, chosen;
  for (std::size_t i = 0; i < view.areas.size(); ++i) {
    const auto children = estimate_children(estimate, view.areas[i]);
    if (!children) continue;
    const auto& rating = view.rows[i].rating;
    all.add(*children);
    by_rating[rating].add(*children);
    if (std::ranges::count(view.policy.children_in, rating) > 0) chosen.add(*children);
  }
  if (all.areas == 0) return;
  const auto note =
      estimate_note(view, estimate, view.areas.size() - static_cast<std::size_t>(all.areas));
  const auto add = [&](const std::string& item, const ChildrenSum& sum) {
    auto made =
        figure(view, measure, item, share(view, sum.value, all.value, "estimated children"));
    if (sum.bounded) {
      made.low = std::to_string(sum.low);
      made.high = std::to_string(sum.high);
    }
    made.note = note;
    figures.push_back(std::move(made));
  };
  add("all areas", all);
  if (view.has_policy) add(item_of(view.policy.children_in), chosen);
  std::vector<std::string> ratings;
  for (const auto& [rating, sum] : by_rating) ratings.push_back(rating);
  for (const auto& rating : ratings_in_order(view.policy, ratings)) {
    if (!view.has_policy || item_of(view.policy.children_in) != rating)
      add(rating, by_rating[rating]);
  }
}

}  // namespace

std::vector<NationalFigure> national_figures(const RoundView& view) {
  Figures figures;
  add_ratings(view, units_of(view), figures);
  add_coverage(view, figures);
  add_criteria(view, figures);
  add_scores(view, figures);
  bool first = true;
  for (const auto& estimate : view.input.estimates) {
    add_children(view, estimate, first ? "children" : "children:" + estimate.id, figures);
    first = false;
  }
  add_length_figures(view, figures);
  add_length_figures(view, figures);
  add_change_figures(view, figures);
  return figures;
}

}  // namespace plangrade::counting
