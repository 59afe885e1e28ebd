// Exact arithmetic on fractions; products pass through 128 bits and are reduced before they are
// kept.
#include "plangrade/model/fraction.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace plangrade {
namespace {

__extension__ using Wide = __int128;

Wide wide_gcd(Wide a, Wide b) {
  if (a < 0) a = -a;
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a == 0 ? 1 : a;
}

struct Reduced {
  std::int64_t numerator = 0, denominator = 1;
  bool overflow = false;
};

Reduced reduce(Wide numerator, Wide denominator) {
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const Wide divisor = wide_gcd(numerator, denominator);
  numerator /= divisor;
  denominator /= divisor;
  constexpr Wide kMax = std::numeric_limits<std::int64_t>::max();
  if (numerator > kMax || numerator < -kMax || denominator > kMax) return {0, 1, true};
  return {static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator), false};
}

Wide floor_divide(Wide a, Wide b) { return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0); }

/// `numerator / denominator` to a whole number; denominator > 0.
Wide round_wide(Wide numerator, Wide denominator, Rounding rounding) {
  const Wide below = floor_divide(numerator, denominator);
  const Wide twice = 2 * (numerator - below * denominator);
  switch (rounding) {
    case Rounding::floor:
      return below;
    case Rounding::half_up:
      if (twice == denominator) return numerator < 0 ? below : below + 1;
      return twice > denominator ? below + 1 : below;
    case Rounding::half_even:
    case Rounding::none:
      if (twice == denominator) return below % 2 == 0 ? below : below + 1;
      return twice > denominator ? below + 1 : below;
  }
  return below;
}

std::string digits_of(Wide value) {
  if (value == 0) return "0";
  std::string text;
  for (; value > 0; value /= 10)
    text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
  return text;
}

}  // namespace

Fraction::Fraction(std::int64_t numerator, std::int64_t denominator) {
  const auto reduced = reduce(numerator, denominator);
  numerator_ = reduced.numerator;
  denominator_ = reduced.denominator;
  overflow_ = reduced.overflow;
}

std::optional<Fraction> Fraction::parse(const std::string& text) {
  std::string body = text;
  const bool percent = !body.empty() && body.back() == '%';
  if (percent) body.pop_back();
  const bool negative = !body.empty() && body.front() == '-';
  if (negative) body.erase(0, 1);
  std::int64_t numerator = 0, denominator = 1, divisor = 0;
  int digits = 0;
  char separator = 0;
  int behind = 0;
  for (const char c : body) {
    if ((c == '.' || c == '/') && separator == 0 && digits > 0) {
      separator = c;
      continue;
    }
    if (c < '0' || c > '9' || ++digits > 18) return std::nullopt;
    if (separator == '/') {
      divisor = divisor * 10 + (c - '0');
    } else {
      numerator = numerator * 10 + (c - '0');
      if (separator == '.') denominator *= 10;
    }
    if (separator != 0) ++behind;
  }
  if (digits == 0 || (separator != 0 && behind == 0)) return std::nullopt;
  if (separator == '/') {
    if (divisor == 0) return std::nullopt;
    denominator = divisor;
  }
  Fraction value(negative ? -numerator : numerator, denominator);
  if (percent) value = value / Fraction(100);
  if (value.overflow()) return std::nullopt;
  return value;
}

namespace {
Fraction combine(Wide numerator, Wide denominator, bool overflow) {
  const auto reduced = reduce(numerator, denominator);
  if (overflow || reduced.overflow) {
    // The only way to make an overflowed fraction from outside: numbers that do not fit.
    constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
    return Fraction(kMax, 1) * Fraction(kMax, 1);
  }
  return {reduced.numerator, reduced.denominator};
}
}  // namespace

Fraction operator+(Fraction a, Fraction b) {
  return combine(Wide(a.numerator_) * b.denominator_ + Wide(b.numerator_) * a.denominator_,
                 Wide(a.denominator_) * b.denominator_, a.overflow_ || b.overflow_);
}
Fraction operator-(Fraction a, Fraction b) {
  return combine(Wide(a.numerator_) * b.denominator_ - Wide(b.numerator_) * a.denominator_,
                 Wide(a.denominator_) * b.denominator_, a.overflow_ || b.overflow_);
}
Fraction operator*(Fraction a, Fraction b) {
  const auto reduced =
      reduce(Wide(a.numerator_) * b.numerator_, Wide(a.denominator_) * b.denominator_);
  Fraction product;
  product.numerator_ = reduced.numerator;
  product.denominator_ = reduced.denominator;
  product.overflow_ = a.overflow_ || b.overflow_ || reduced.overflow;
  return product;
}
Fraction operator/(Fraction a, Fraction b) {
  return combine(Wide(a.numerator_) * b.denominator_, Wide(a.denominator_) * b.numerator_,
                 a.overflow_ || b.overflow_);
}
std::strong_ordering Fraction::operator<=>(const Fraction& other) const {
  const Wide left = Wide(numerator_) * other.denominator_;
  const Wide right = Wide(other.numerator_) * denominator_;
  return left < right   ? std::strong_ordering::less
         : left > right ? std::strong_ordering::greater
                        : std::strong_ordering::equal;
}

std::int64_t rounded_whole(Fraction value, Rounding rounding) {
  return static_cast<std::int64_t>(round_wide(value.numerator(), value.denominator(), rounding));
}

std::string rounded(Fraction value, Rounding rounding, int digits) {
  constexpr int kLongest = 12;
  if (value.overflow()) return "";
  digits = std::clamp(digits, 0, kLongest);
  const bool exact = rounding == Rounding::none;
  if (exact) digits = kLongest;
  Wide scale = 1;
  for (int i = 0; i < digits; ++i) scale *= 10;
  Wide scaled = round_wide(Wide(value.numerator()) * scale, value.denominator(), rounding);
  const bool negative = scaled < 0;
  if (negative) scaled = -scaled;
  std::string text = digits_of(scaled / scale);
  if (digits > 0) {
    std::string tail = digits_of(scaled % scale);
    tail.insert(0, static_cast<std::size_t>(digits) - tail.size(), '0');
    if (exact) {
      while (!tail.empty() && tail.back() == '0') tail.pop_back();
    }
    if (!tail.empty()) text += "." + tail;
  }
  return negative ? "-" + text : text;
}

std::string Share::percent() const {
  if (denominator == 0) return "";
  return rounded(Fraction(numerator, denominator) * Fraction(100), rounding, digits);
}

}  // namespace plangrade
