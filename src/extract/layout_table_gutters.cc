#include "layout_table_gutters.h"

#include <algorithm>
#include <cmath>

#include "layout_rows.h"

namespace plangrade::extract {
namespace {

constexpr double kFar = 1e9;

/// The text of a column, band by band.
struct ColumnText {
  std::vector<double> starts, ends, middles;
};

ColumnText text_between(const std::vector<Band>& bands, std::size_t first, std::size_t last,
                        Interval column) {
  ColumnText text;
  for (auto b = first; b <= last; ++b) {
    Interval line{column.to, column.from};
    for (const auto& item : bands[b].items) {
      const double x = item.box.middle_x();
      if (x <= column.from || x >= column.to) continue;
      line = {std::min(line.from, item.box.x0), std::max(line.to, item.box.x1)};
    }
    if (line.to <= line.from) continue;
    text.starts.push_back(line.from);
    text.ends.push_back(line.to);
    text.middles.push_back(line.middle());
  }
  return text;
}

/// Whether most positions are the same.
bool agree(std::vector<double> all) {
  constexpr double kSame = 1.5;
  std::sort(all.begin(), all.end());
  std::size_t most = 0;
  for (std::size_t i = 0, j = 0; i < all.size(); ++i) {
    while (all[i] - all[j] > kSame) ++j;
    most = std::max(most, i - j + 1);
  }
  return all.size() >= 2 && most * 10 >= all.size() * 6;
}

bool is_aligned(const ColumnText& text) {
  return agree(text.starts) || agree(text.ends) || agree(text.middles);
}

std::vector<std::vector<Box>> boxes_of(const std::vector<Band>& bands, std::size_t first,
                                       std::size_t last) {
  std::vector<std::vector<Box>> boxes;
  for (auto b = first; b <= last; ++b) {
    boxes.emplace_back();
    for (const auto& item : bands[b].items) boxes.back().push_back(item.box);
  }
  return boxes;
}

/// Whether any band of a row has text between two positions.
bool has_text(const std::vector<Band>& bands, const BandRow& row, Interval column) {
  return !text_between(bands, row.first, row.last, column).starts.empty();
}

/// Whether most texts of a row stand where the texts of other rows in their columns begin or end.
bool conforms(const std::vector<Band>& bands, const std::vector<BandRow>& others,
              const BandRow& row, const std::vector<double>& gutters) {
  std::size_t filled = 0, good = 0;
  for (std::size_t g = 0; g < gutters.size(); ++g) {
    const Interval column{gutters[g], g + 1 < gutters.size() ? gutters[g + 1] : kFar};
    const auto own = text_between(bands, row.first, row.first, column);
    if (own.starts.empty()) continue;
    ++filled;
    const auto common = text_between(bands, others.front().first, others.back().last, column);
    const auto near = [](double at, const std::vector<double>& all) {
      const auto same = std::count_if(all.begin(), all.end(),
                                      [&](double other) { return std::abs(other - at) < 1.5; });
      return static_cast<std::size_t>(same) * 3 >= all.size();
    };
    if (common.starts.empty() || near(own.starts[0], common.starts) ||
        near(own.ends[0], common.ends) || near(own.middles[0], common.middles))
      ++good;
  }
  return good * 2 >= filled;
}

}  // namespace

/// Gutters through nearly all bands, wide ones or such that the text right of them is aligned.
std::vector<double> aligned_gutters(const std::vector<Band>& bands, std::size_t first,
                                    std::size_t last, double size, double min_width) {
  const auto wide = wide_gap(size).points;
  const auto boxes = boxes_of(bands, first, last);
  const auto sure = gutters_through(boxes, std::max(wide, min_width));
  const auto narrow = gutters_through(boxes, narrow_gap(size).points);
  std::vector<double> all;
  for (std::size_t g = 0; g < narrow.size(); ++g) {
    const Interval right{narrow[g], g + 1 < narrow.size() ? narrow[g + 1] : kFar};
    const bool known = std::any_of(sure.begin(), sure.end(),
                                   [&](double x) { return std::abs(x - narrow[g]) < wide; });
    if (known || is_aligned(text_between(bands, first, last, right))) all.push_back(narrow[g]);
  }
  return all;
}

/// The gutters of a table: narrow ones too where the text beside them is aligned. Stretched blanks
/// in the lines of a cell have no header of their own.
std::vector<double> all_gutters(const std::vector<Band>& bands, const std::vector<BandRow>& rows,
                                double size) {
  const auto first = rows.front().first, last = rows.back().last;
  const auto wide = wide_gap(size).points;
  const auto boxes = boxes_of(bands, first, last);
  const auto sure = gutters_through(boxes, wide);
  const auto narrow = gutters_through(boxes, narrow_gap(size).points);
  std::vector<double> all;
  for (std::size_t g = 0; g < narrow.size(); ++g) {
    const Interval left{all.empty() ? -kFar : all.back(), narrow[g]};
    const Interval right{narrow[g], g + 1 < narrow.size() ? narrow[g + 1] : kFar};
    const bool has_header = has_text(bands, rows.front(), right);
    if (!has_header && has_text(bands, rows.front(), left) && left.from > -kFar) continue;
    const auto filled = std::count_if(
        rows.begin(), rows.end(), [&](const BandRow& row) { return has_text(bands, row, right); });
    const bool known = std::any_of(sure.begin(), sure.end(),
                                   [&](double x) { return std::abs(x - narrow[g]) < wide; });
    const auto text = text_between(bands, first, last, right);
    const bool sparse = static_cast<std::size_t>(filled) * 2 < rows.size();
    const bool sure_enough =
        sparse || rows.size() < 4 ? agree(text.starts) : known || is_aligned(text);
    if (sure_enough) all.push_back(narrow[g]);
  }
  return all;
}

/// Drops rows at the end that are lines of text with wide blanks.
void drop_text_below(const std::vector<Band>& bands, std::vector<BandRow>& rows,
                     const std::vector<double>& gutters) {
  while (rows.size() > 2) {
    const BandRow last = rows.back();
    rows.pop_back();
    if (conforms(bands, rows, last, gutters)) {
      rows.push_back(last);
      return;
    }
  }
}

bool are_aligned(const std::vector<Band>& bands, const std::vector<BandRow>& rows,
                 const std::vector<double>& gutters) {
  const auto good = std::count_if(rows.begin(), rows.end(), [&](const BandRow& row) {
    return conforms(bands, rows, row, gutters);
  });
  return static_cast<std::size_t>(good) * 10 >= rows.size() * 7;
}

}  // namespace plangrade::extract
