#include "layout_bands.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace plangrade::extract {
namespace {

void find_gaps(Band& band) {
  std::sort(band.items.begin(), band.items.end(), [](const Item& a, const Item& b) {
    return std::make_pair(a.box.x0, a.box.x1) < std::make_pair(b.box.x0, b.box.x1);
  });
  band.left = band.items.front().box.x0;
  band.right = band.left;
  double size_before = 0;
  for (const auto& item : band.items) {
    const double size = std::max(size_before, item.size);
    if (item.box.x0 - band.right > 0.4 * size)
      band.gaps.push_back({{band.right, item.box.x0}, size});
    if (item.box.x1 > band.right) {
      band.right = item.box.x1;
      size_before = item.size;
    }
  }
}

}  // namespace

double usual_size(const std::vector<Item>& items) {
  std::vector<double> sizes;
  for (const auto& item : items) {
    if (item.size > 0) sizes.push_back(item.size);
  }
  if (sizes.empty()) return 10;
  std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2),
                   sizes.end());
  return sizes[sizes.size() / 2];
}

std::vector<Band> bands_of(std::vector<Item> items) {
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
    return std::make_tuple(a.box.y0, a.box.x0, a.index) <
           std::make_tuple(b.box.y0, b.box.x0, b.index);
  });
  std::vector<Band> bands;
  for (auto& item : items) {
    if (bands.empty() || item.box.y0 > bands.back().bottom) {
      bands.push_back({item.box.y0, item.box.y1, {}, {}, 0, 0});
    }
    bands.back().bottom = std::max(bands.back().bottom, item.box.y1);
    bands.back().items.push_back(std::move(item));
  }
  for (auto& band : bands) find_gaps(band);
  return bands;
}

Interval free_part(const Band& band, Interval space, GapWidth wide_enough) {
  Interval best{space.from, space.from};
  const auto consider = [&](Interval gap) {
    const Interval part{std::max(gap.from, space.from), std::min(gap.to, space.to)};
    if (part.width() > best.width()) best = part;
  };
  constexpr double kFar = std::numeric_limits<double>::max();
  consider({-kFar, band.left});
  consider({band.right, kFar});
  for (const auto& gap : band.gaps) {
    if (wide_enough.holds_for(gap)) consider(gap);
  }
  return best;
}

}  // namespace plangrade::extract
