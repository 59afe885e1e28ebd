// Measures of agreement on counts: kappa, alpha, precision, recall, F1.
#include <map>

#include "plangrade/agreement.h"

namespace plangrade {
namespace {

struct Marginals {
  std::int64_t total = 0, diagonal = 0;
  std::vector<std::int64_t> rows, columns;
};

Marginals marginals(const Confusion& confusion) {
  Marginals out;
  out.rows.assign(confusion.size(), 0);
  out.columns.assign(confusion.size(), 0);
  for (std::size_t i = 0; i < confusion.size(); ++i) {
    for (std::size_t j = 0; j < confusion.size(); ++j) {
      out.rows[i] += confusion[i][j];
      out.columns[j] += confusion[i][j];
      out.total += confusion[i][j];
    }
    out.diagonal += confusion[i][i];
  }
  return out;
}

std::optional<double> ratio(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) return std::nullopt;
  return static_cast<double>(numerator) / static_cast<double>(denominator);
}

}  // namespace

std::optional<double> cohen_kappa(const Confusion& confusion) {
  const auto sums = marginals(confusion);
  // In whole numbers: (N * diagonal - sum of products) / (N * N - sum of products).
  std::int64_t products = 0;
  for (std::size_t i = 0; i < confusion.size(); ++i) products += sums.rows[i] * sums.columns[i];
  return ratio(sums.total * sums.diagonal - products, sums.total * sums.total - products);
}

std::optional<double> krippendorff_alpha(std::span<const std::vector<std::string>> units) {
  std::map<std::string, double> totals;  // n_c: pairable values of each kind
  double observed = 0, pairable = 0;     // disagreement within units; n
  for (const auto& unit : units) {
    if (unit.size() < 2) continue;
    std::map<std::string, double> counts;
    for (const auto& value : unit) counts[value] += 1;
    const auto size = static_cast<double>(unit.size());
    double same_pairs = 0;
    for (const auto& [value, count] : counts) {
      same_pairs += count * (count - 1);
      totals[value] += count;
    }
    observed += (size * (size - 1) - same_pairs) / (size - 1);
    pairable += size;
  }
  double expected = pairable * (pairable - 1);
  for (const auto& [value, count] : totals) expected -= count * (count - 1);
  if (expected <= 0) return std::nullopt;
  return 1 - observed * (pairable - 1) / expected;
}

LevelMeasures level_measures(const Confusion& confusion, std::size_t level) {
  const auto sums = marginals(confusion);
  const auto right = confusion[level][level];
  return {ratio(right, sums.columns[level]), ratio(right, sums.rows[level]),
          ratio(2 * right, sums.rows[level] + sums.columns[level])};
}

std::optional<double> macro_f1(const Confusion& confusion) {
  double sum = 0;
  int levels = 0;
  for (std::size_t i = 0; i < confusion.size(); ++i) {
    const auto f1 = level_measures(confusion, i).f1;
    if (!f1) continue;
    sum += *f1;
    ++levels;
  }
  if (levels == 0) return std::nullopt;
  return sum / levels;
}

}  // namespace plangrade
