// Exact fractions and the one place where a number is rounded.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace plangrade {

/// An exact rational number in lowest terms with a positive denominator.
/// Arithmetic is checked: what does not fit 64 bits after reduction gives `overflow() == true`,
/// which callers report as a Problem; it never wraps.
class Fraction {
 public:
  Fraction() = default;
  Fraction(std::int64_t whole) : numerator_(whole) {}  // NOLINT: whole numbers are fractions
  /// Requires denominator != 0.
  Fraction(std::int64_t numerator, std::int64_t denominator);

  /// Reads "2", "-0.75", "3/7" or "70%"; nothing else, and no more than 18 digits.
  static std::optional<Fraction> parse(const std::string& text);

  std::int64_t numerator() const { return numerator_; }
  std::int64_t denominator() const { return denominator_; }
  bool overflow() const { return overflow_; }

  friend Fraction operator+(Fraction a, Fraction b);
  friend Fraction operator-(Fraction a, Fraction b);
  friend Fraction operator*(Fraction a, Fraction b);
  /// Requires b != 0.
  friend Fraction operator/(Fraction a, Fraction b);
  bool operator==(const Fraction&) const = default;
  std::strong_ordering operator<=>(const Fraction& other) const;

 private:
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
  bool overflow_ = false;
};

enum class Rounding { floor, half_up, half_even, none };

/// `value` rounded to `digits` decimals, as decimal text without locale ("88", "-0.5", "33.3").
/// With Rounding::none the exact value is written as decimals if it ends within 12 digits, else
/// half_even at 12. This is the only rounding of figures in the program.
std::string rounded(Fraction value, Rounding rounding, int digits);

/// `value` rounded to a whole number. half_up rounds halves away from zero for positive values.
std::int64_t rounded_whole(Fraction value, Rounding rounding);

/// numerator of denominator, of what, how rounded: a percentage that is never bare.
struct Share {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;  ///< 0: the share is undefined, and its percent is empty
  std::string unit;              ///< "plans with a rating", "areas with a plan", "children", ...
  Rounding rounding = Rounding::floor;
  int digits = 0;

  /// Percent as text by the rounding rule; empty if the denominator is 0.
  std::string percent() const;
  bool operator==(const Share&) const = default;
};

}  // namespace plangrade
