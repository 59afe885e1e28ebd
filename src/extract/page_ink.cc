#include "page_ink.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace plangrade::extract {
namespace {

/// Greys that differ by less look alike.
constexpr int kSameGrey = 40;

/// The most common grey.
int paper_grey(const GreyImage& image) {
  std::array<std::size_t, 256> counts{};
  for (const auto pixel : image.pixels) ++counts[pixel];
  return static_cast<int>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

/// Paints the boxes of words, given in points of a page, over with `grey`.
void paint_over(GreyImage& image, const PageContent& content, std::uint8_t grey) {
  constexpr double kMargin = 1.5;
  const double x_scale = image.width / std::max(1.0, content.width);
  const double y_scale = image.height / std::max(1.0, content.height);
  const auto pixel = [](double at, double scale, int end) {
    return static_cast<int>(std::clamp(at * scale, 0.0, static_cast<double>(end)));
  };
  for (const auto& word : content.words) {
    const int x0 = pixel(word.box.x0 - kMargin, x_scale, image.width);
    const int x1 = pixel(word.box.x1 + kMargin, x_scale, image.width);
    const int y0 = pixel(word.box.y0 - kMargin, y_scale, image.height);
    const int y1 = pixel(word.box.y1 + kMargin, y_scale, image.height);
    for (int y = y0; y < y1; ++y) {
      const auto row = image.pixels.begin() + static_cast<std::ptrdiff_t>(y) * image.width;
      std::fill(row + x0, row + x1, grey);
    }
  }
}

}  // namespace

Ink ink_of(const GreyImage& image, const PageContent& content) {
  if (image.pixels.empty()) return {};
  const int paper = paper_grey(image);
  GreyImage rest = image;
  paint_over(rest, content, static_cast<std::uint8_t>(paper));
  const auto like_paper = [&](std::uint8_t pixel) { return std::abs(pixel - paper) < kSameGrey; };
  const auto share = [&](const GreyImage& of) {
    return static_cast<double>(std::count_if(of.pixels.begin(), of.pixels.end(), like_paper)) /
           static_cast<double>(of.pixels.size());
  };
  return {1 - share(rest), share(image)};
}

}  // namespace plangrade::extract
