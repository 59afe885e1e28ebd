// A line is a run of pixels of one grey that differ from what is a little before and behind it.
// Letters may touch it and other lines cross it, so that this need not hold for all of its pixels.
#include "page_rules.h"

#include <algorithm>
#include <cstdlib>

namespace plangrade::extract {
namespace {

constexpr double kMinPoints = 30;
/// Greys that differ by more are told apart.
constexpr int kContrast = 16;
/// Those that differ by no more are one.
constexpr int kSameGrey = 10;
/// So many pixels of another grey do not end a line.
constexpr int kGap = 3;

/// Pixels of one grey that follow each other, to the right or down.
class Run {
 public:
  /// Adds the pixel at `at`. If that ends a line of `least` pixels or more, gives it as a rule.
  template <typename Found>
  void add(int at, int grey, bool apart, int least, const Found& found) {
    if (std::abs(grey - grey_) <= kSameGrey) {
      gap_ = 0;
    } else if (++gap_ > kGap) {
      end(at - kGap, least, found);
      *this = Run();
      begin_ = at - kGap;
      grey_ = grey;
    }
    apart_ += apart ? 1 : 0;
  }

  template <typename Found>
  void end(int at, int least, const Found& found) const {
    if (at - begin_ >= least && apart_ * 10 >= (at - begin_) * 6) found(begin_, at);
  }

 private:
  int begin_ = 0;
  int grey_ = -1;
  int gap_ = kGap;  ///< pixels of another grey at its end
  int apart_ = 0;   ///< pixels that differ from both sides
};

/// Whether the pixel differs from those two or three before and behind it; `step` bytes part them.
bool is_apart(const std::uint8_t* pixel, std::ptrdiff_t step) {
  const auto differs = [&](std::ptrdiff_t away) {
    const int before = pixel[-away * step] - *pixel, behind = pixel[away * step] - *pixel;
    return std::min(before, behind) > kContrast || std::max(before, behind) < -kContrast;
  };
  return differs(3) || differs(2);
}

}  // namespace

std::vector<Rule> rules_in(const GreyImage& image, double width) {
  constexpr int kEdge = 3;
  std::vector<Rule> rules;
  if (image.width <= 2 * kEdge || image.height <= 2 * kEdge) return rules;
  const double scale = width / image.width;
  const int least = static_cast<int>(kMinPoints / scale);
  const auto to_right = [&](int y) {
    return [&rules, scale, y](int from, int to) {
      rules.push_back({true, (y + 0.5) * scale, from * scale, to * scale});
    };
  };
  const auto down = [&](int x) {
    return [&rules, scale, x](int from, int to) {
      rules.push_back({false, (x + 0.5) * scale, from * scale, to * scale});
    };
  };
  std::vector<Run> columns(static_cast<std::size_t>(image.width));
  for (int y = kEdge; y < image.height - kEdge; ++y) {
    const auto* row =
        image.pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width);
    Run run;
    for (int x = kEdge; x < image.width - kEdge; ++x) {
      run.add(x, row[x], is_apart(row + x, image.width), least, to_right(y));
      columns[static_cast<std::size_t>(x)].add(y, row[x], is_apart(row + x, 1), least, down(x));
    }
    run.end(image.width - kEdge, least, to_right(y));
  }
  for (int x = kEdge; x < image.width - kEdge; ++x) {
    columns[static_cast<std::size_t>(x)].end(image.height - kEdge, least, down(x));
  }
  return rules;
}

}  // namespace plangrade::extract
