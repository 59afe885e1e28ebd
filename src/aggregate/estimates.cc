// Modelled numbers of children: a survey's rate times the population of each age band.
//
//   estimate(area) = sum over bands of round_half_up(rate x population of the band)
//
// Radford et al. (2011) give 8.9% of children under 11 and 21.9% of those aged 11 to 17; rounding
// each band before adding is what reproduces the published figures (docs/statistics.md).
#include "plangrade/aggregate.h"

namespace plangrade {
namespace {

std::optional<std::int64_t> population_of(const Area& area, const std::string& band) {
  if (band == "pop_0_10") return area.pop_0_10;
  if (band == "pop_11_17") return area.pop_11_17;
  return std::nullopt;
}

std::optional<std::int64_t> children(Fraction rate, std::int64_t population) {
  const Fraction exact = rate * Fraction(population);
  if (exact.overflow()) return std::nullopt;
  return rounded_whole(exact, Rounding::half_up);
}

}  // namespace

std::optional<EstimatedChildren> estimate_children(const Estimate& estimate, const Area& area) {
  if (estimate.bands.empty()) return std::nullopt;
  EstimatedChildren sum{0, 0, 0};
  for (const auto& band : estimate.bands) {
    const auto population = population_of(area, band.population);
    if (!population) return std::nullopt;
    const auto value = children(band.rate, *population);
    if (!value) return std::nullopt;
    sum.value += *value;
    const auto low = band.low ? children(*band.low, *population) : std::nullopt;
    const auto high = band.high ? children(*band.high, *population) : std::nullopt;
    if (sum.low && low)
      *sum.low += *low;
    else
      sum.low.reset();
    if (sum.high && high)
      *sum.high += *high;
    else
      sum.high.reset();
  }
  return sum;
}

}  // namespace plangrade
