// The correction log: what people changed, and what it did to the headline.
#include <algorithm>

#include "aggregate/wording.h"
#include "base/text.h"
#include "plangrade/aggregate.h"

namespace plangrade {
namespace {

std::string share_in_words(const NationalFigure& figure) {
  return figure.percent + "% (" + base::with_thousands(figure.numerator.value_or(0)) + " of " +
         base::with_thousands(figure.denominator.value_or(0)) + " " + figure.unit + ")";
}

const NationalFigure* same_figure(const NationalSummary& summary, const NationalFigure& figure) {
  const auto found = std::ranges::find_if(summary.figures, [&](const NationalFigure& other) {
    return other.rule_set == figure.rule_set && other.measure == figure.measure &&
           other.item == figure.item;
  });
  return found == summary.figures.end() ? nullptr : &*found;
}

}  // namespace

void add_correction_log(const NationalSummary& before, std::vector<Correction> log,
                        NationalSummary& after) {
  std::ranges::sort(log, [](const Correction& a, const Correction& b) {
    return std::tie(a.rule_set, a.plan_id, a.criterion) <
           std::tie(b.rule_set, b.plan_id, b.criterion);
  });
  after.corrections = std::move(log);
  after.correction_totals.clear();
  for (const auto& figure : after.figures) {
    if (figure.measure != "failing") continue;
    const auto* old_figure = same_figure(before, figure);
    if (old_figure == nullptr) continue;
    const auto corrections =
        std::ranges::count(after.corrections, figure.rule_set, &Correction::rule_set);
    if (corrections == 0) continue;
    after.correction_totals.push_back(
        counting::counted(corrections, "level was", "levels were") + " corrected" +
        (figure.rule_set.empty() ? "" : " under " + figure.rule_set) +
        "; failing before: " + share_in_words(*old_figure) + ", after: " + share_in_words(figure));
  }
}

}  // namespace plangrade
