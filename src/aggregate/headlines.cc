// Figures as sentences that can be printed as they stand: what, of how many, what is left out, how
// rounded, and for modelled numbers that they are modelled.
#include <algorithm>
#include <map>

#include "aggregate/round_view.h"
#include "aggregate/wording.h"
#include "base/text.h"

namespace plangrade::counting {
namespace {

const NationalFigure* find_figure(const std::vector<NationalFigure>& figures,
                                  const std::string& measure, const std::string& item) {
  const auto found = std::ranges::find_if(figures, [&](const NationalFigure& figure) {
    return figure.measure == measure && figure.item == item;
  });
  return found == figures.end() ? nullptr : &*found;
}

std::string of_parts(const NationalFigure& figure) {
  return base::with_thousands(figure.numerator.value_or(0)) + " of " +
         base::with_thousands(figure.denominator.value_or(0)) + " " + figure.unit;
}

/// "146 amber, 21 red, 21 green", worst first.
std::string rating_counts(const std::vector<NationalFigure>& figures) {
  std::vector<std::string> parts;
  for (const auto& figure : figures) {
    if (figure.measure != "rating") continue;
    parts.push_back(base::with_thousands(figure.numerator.value_or(0)) + " " +
                    in_words(figure.item));
  }
  return base::join(parts, ", ");
}

/// "7 areas without a plan left out", for what is not in the denominator.
std::string left_out(const RoundView& view) {
  std::map<std::string, std::int64_t> count;
  for (const auto& unit : units_of(view)) {
    if (!in_denominator(view.policy, unit.rating)) count[unit.rating] += unit.weight;
  }
  const bool plans = view.policy.unit == Unit::plan, children = view.policy.unit == Unit::child;
  const std::string one = plans ? "plan" : children ? "child in areas" : "area";
  const std::string many = plans ? "plans" : children ? "children in areas" : "areas";
  std::vector<std::string> parts;
  if (const auto n = count[kNoPlan]; n > 0) {
    parts.push_back(counted(n, one, many) + (plans ? " not published" : " without a plan"));
  }
  if (const auto n = count[kNotAssessable]; n > 0) {
    parts.push_back(counted(n, one, many) +
                    (plans ? " that could not be assessed" : " whose plan could not be assessed"));
  }
  return parts.empty() ? "" : "; left out: " + base::join(parts, " and ");
}

std::string range_of(const NationalFigure& figure) {
  if (figure.low.empty() || figure.high.empty()) return "";
  return "; corrected for coder error: " + figure.low + "% to " + figure.high + "%";
}

void add_failing(const RoundView& view, const std::vector<NationalFigure>& figures,
                 std::vector<Headline>& headlines) {
  const auto counts = rating_counts(figures);
  if (counts.empty()) return;
  if (!view.has_policy) {
    headlines.push_back({view.rule_set, "rating",
                         "Ratings: " + counts +
                             "; without a policy no share is called failing and none is rounded"});
    return;
  }
  const auto* failing = find_figure(figures, "failing", item_of(view.policy.failing));
  if (failing == nullptr || failing->percent.empty()) {
    headlines.push_back({view.rule_set, "failing",
                         "No share failing: there are no " +
                             (failing == nullptr ? std::string("units") : failing->unit)});
    return;
  }
  headlines.push_back({view.rule_set, "failing",
                       failing->percent + "% failing: " + of_parts(*failing) + " (" +
                           list_of(view.policy.failing, "or") + "; " + counts + "; " +
                           rounding_in_words(view.policy.rounding) + left_out(view) +
                           range_of(*failing) + ")"});
}

void add_ratings(const RoundView& view, const std::vector<NationalFigure>& figures,
                 std::vector<Headline>& headlines) {
  if (!view.has_policy) return;
  std::vector<std::string> parts;
  std::string unit;
  for (const auto& figure : figures) {
    if (figure.measure != "rating" || figure.published.empty()) continue;
    parts.push_back(figure.published + "% " + in_words(figure.item));
    unit = base::with_thousands(figure.denominator.value_or(0)) + " " + figure.unit;
  }
  if (parts.empty()) return;
  std::string text = base::join(parts, ", ") + " of " + unit;
  if (!view.policy.complement.empty()) {
    text += "; " + in_words(view.policy.complement) + " is published as 100 less the others";
  }
  headlines.push_back({view.rule_set, "rating", text});
}

std::string interval_of(const NationalFigure& figure, const Estimate& estimate) {
  if (figure.low.empty() || figure.high.empty()) return "";
  return "; interval " + base::with_thousands(std::stoll(figure.low)) + " to " +
         base::with_thousands(std::stoll(figure.high)) +
         (estimate.interval.empty() ? "" : ", " + estimate.interval);
}

void add_children(const RoundView& view, const std::vector<NationalFigure>& figures,
                  std::vector<Headline>& headlines) {
  std::vector<std::string> years, nameless;
  for (std::size_t i = 0; i < view.areas.size(); ++i) {
    years.push_back(view.areas[i].population_year);
    if (!view.rows[i].population) nameless.push_back(view.areas[i].area_name);
  }
  bool first = true;
  for (const auto& estimate : view.input.estimates) {
    const std::string measure = first ? "children" : "children:" + estimate.id;
    first = false;
    const auto* all = find_figure(figures, measure, "all areas");
    if (all == nullptr) continue;
    const auto source = " (" + estimate.citation + ", " + population_in_words(years);
    const auto rest =
        std::string("), a modelled estimate, not a count") +
        (nameless.empty() ? "" : "; without population and left out: " + names_of(nameless));
    const auto* chosen =
        view.has_policy ? find_figure(figures, measure, item_of(view.policy.children_in)) : nullptr;
    if (chosen != nullptr) {
      headlines.push_back({view.rule_set, measure,
                           "An estimated " + base::with_thousands(chosen->numerator.value_or(0)) +
                               " " + estimate.measure + " live in areas rated " +
                               list_of(view.policy.children_in, "or") + source +
                               interval_of(*chosen, estimate) + rest});
    }
    headlines.push_back(
        {view.rule_set, measure,
         "An estimated " + base::with_thousands(all->numerator.value_or(0)) + " " +
             estimate.measure + " live in " +
             (view.areas.size() == 1 ? view.areas.front().area_name
                                     : "all " + std::to_string(view.areas.size()) + " areas") +
             source + interval_of(*all, estimate) + rest});
  }
}

void add_criteria(const RoundView& view, const std::vector<NationalFigure>& figures,
                  std::vector<Headline>& headlines) {
  if (!view.has_policy) return;
  for (const auto& figure : figures) {
    if (figure.measure != "criterion" || figure.percent.empty()) continue;
    const auto equals = figure.item.find('=');
    headlines.push_back({view.rule_set, "criterion",
                         figure.item.substr(0, equals) + " " +
                             in_words(figure.item.substr(equals + 1)) + ": " + figure.percent +
                             "%, " + of_parts(figure) + range_of(figure)});
  }
}

/// Only shares under one policy stand in one sentence.
void add_change(const RoundView& view, const std::vector<NationalFigure>& figures,
                std::vector<Headline>& headlines) {
  const auto* before = find_figure(figures, "change", "failing before, policy " + view.policy.id);
  const auto* now = find_figure(figures, "change", "failing now, policy " + view.policy.id);
  if (before == nullptr || now == nullptr || before->percent.empty() || now->percent.empty())
    return;
  const Fraction from(*before->numerator, *before->denominator);
  const Fraction to(*now->numerator, *now->denominator);
  const std::string direction = to < from ? "down to " : to > from ? "up to " : "unchanged at ";
  headlines.push_back({view.rule_set, "change",
                       "Failing " + direction + now->percent + "% (" + of_parts(*now) + ") from " +
                           before->percent + "% (" + of_parts(*before) +
                           ") in the previous round, both under policy " + view.policy.id});
  for (const auto* item : {"stagnant", "stagnant, all areas"}) {
    const auto* stagnant = find_figure(figures, "change", item);
    if (stagnant == nullptr || stagnant->percent.empty()) continue;
    headlines.push_back({view.rule_set, "change",
                         stagnant->percent + "% " + list_of(view.policy.stagnant, "or") +
                             " in both rounds: " + of_parts(*stagnant)});
  }
}

}  // namespace

std::vector<Headline> headlines(const RoundView& view, const std::vector<NationalFigure>& figures) {
  std::vector<Headline> sentences;
  add_failing(view, figures, sentences);
  add_ratings(view, figures, sentences);
  add_children(view, figures, sentences);
  add_change(view, figures, sentences);
  add_criteria(view, figures, sentences);
  return sentences;
}

}  // namespace plangrade::counting
