// Gutters. The items of a region are cut into bands: heights at which something stands, parted by
// white space across the whole region. Within a band the white space between words is a gap. A gap
// that goes on through bands below and above is a gutter if it has text of several lines on both
// sides. The region is cut there: what is above, left of it, right of it, below; and each part
// again. (A plain X-Y cut fails where a title spans the columns; looking for the tallest gutter
// first does not.)
//
//   band 1   A title over both columns            no gap
//   band 2   left text     right text             gap -+
//   band 3   left text     right text             gap  | gutter
//   band 4   left text                            free-+
#include "layout_columns.h"

#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <tuple>

#include "layout_rows.h"

namespace plangrade::extract {
namespace {

struct Interval {
  double from = 0, to = 0;
  double width() const { return to - from; }
};

struct Band {
  double top = 0, bottom = 0;
  std::vector<Item> items;
  std::vector<Interval> gaps;  ///< white space between its items
  double left = 0, right = 0;  ///< extent of its items
};

/// Bands of a region and the gutter through bands first..last.
struct Gutter {
  Interval space;
  std::size_t first = 0, last = 0;
  double height = 0;
};

constexpr int kMaxDepth = 12;

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

void find_gaps(Band& band) {
  std::sort(band.items.begin(), band.items.end(), [](const Item& a, const Item& b) {
    return std::make_pair(a.box.x0, a.box.x1) < std::make_pair(b.box.x0, b.box.x1);
  });
  band.left = band.items.front().box.x0;
  band.right = band.left;
  double size_before = 0;
  for (const auto& item : band.items) {
    // Blanks between large letters are wide; a gutter is wider than a blank of either side.
    const double blank = 0.9 * std::max(size_before, item.size);
    if (item.box.x0 - band.right > blank) band.gaps.push_back({band.right, item.box.x0});
    if (item.box.x1 > band.right) {
      band.right = item.box.x1;
      size_before = item.size;
    }
  }
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

/// The widest part of `space` that is free in the band; the band's margins count as free.
Interval free_part(const Band& band, Interval space) {
  Interval best{space.from, space.from};
  const auto consider = [&](Interval gap) {
    const Interval part{std::max(gap.from, space.from), std::min(gap.to, space.to)};
    if (part.width() > best.width()) best = part;
  };
  constexpr double kFar = std::numeric_limits<double>::max();
  consider({-kFar, band.left});
  consider({band.right, kFar});
  for (const auto& gap : band.gaps) consider(gap);
  return best;
}

/// The lines on one side of a gutter.
struct Side {
  std::vector<double> baselines;
  std::vector<double> widths;  ///< one per line
  std::size_t marks = 0;       ///< lines that are nothing but bullets or numbers
  double left = 0, right = 0;

  std::size_t lines() const { return baselines.size(); }
  bool only_marks() const { return marks * 10 >= lines() * 8; }
};

Side side_of(const std::vector<Band>& bands, std::size_t first, std::size_t last, double x,
             bool left) {
  std::vector<const Item*> items;
  for (auto b = first; b <= last; ++b) {
    for (const auto& item : bands[b].items) {
      if ((item.box.middle_x() < x) == left) items.push_back(&item);
    }
  }
  std::sort(items.begin(), items.end(), [](const Item* a, const Item* b) {
    return std::make_pair(a->box.y1, a->box.x0) < std::make_pair(b->box.y1, b->box.x0);
  });
  Side side;
  Box line;
  bool all_marks = true;
  const auto end_line = [&] {
    side.widths.push_back(line.width());
    if (all_marks) ++side.marks;
  };
  for (const Item* item : items) {
    if (side.baselines.empty() || item->box.y1 - side.baselines.back() > 3) {
      if (!side.baselines.empty()) end_line();
      side.left = side.baselines.empty() ? item->box.x0 : std::min(side.left, item->box.x0);
      side.baselines.push_back(item->box.y1);
      line = item->box;
      all_marks = true;
    }
    line.add(item->box);
    side.left = std::min(side.left, line.x0);
    side.right = std::max(side.right, line.x1);
    all_marks = all_marks && item->mark;
  }
  if (!side.baselines.empty()) end_line();
  return side;
}

/// The gutter that begins in a gap of band `start` and goes as far up and down as it is free.
std::optional<Gutter> follow(const std::vector<Band>& bands, std::size_t start, Interval gap,
                             double min_width, bool within_column) {
  Gutter gutter{gap, start, start, 0};
  for (std::size_t next = start + 1; next < bands.size(); ++next) {
    const auto part = free_part(bands[next], gutter.space);
    if (part.width() < min_width) break;
    gutter.space = part;
    gutter.last = next;
  }
  for (std::size_t next = start; next-- > 0;) {
    const auto part = free_part(bands[next], gutter.space);
    if (part.width() < min_width) break;
    gutter.space = part;
    gutter.first = next;
  }
  const double x = (gutter.space.from + gutter.space.to) / 2;
  const auto left = side_of(bands, gutter.first, gutter.last, x, true);
  const auto right = side_of(bands, gutter.first, gutter.last, x, false);
  // Few lines may part by chance, above all the stretched lines of a title in a narrow column.
  const std::size_t usual = gutter.space.width() > 1.5 * min_width ? 2 : 3;
  const std::size_t needed = within_column ? 5 : usual;
  if (std::min(left.lines(), right.lines()) < needed) return std::nullopt;
  if (left.only_marks() || right.only_marks()) return std::nullopt;
  gutter.height = bands[gutter.last].bottom - bands[gutter.first].top;
  return gutter;
}

std::optional<Gutter> tallest_gutter(const std::vector<Band>& bands, double min_width,
                                     bool within_column) {
  std::optional<Gutter> best;
  for (std::size_t b = 0; b < bands.size(); ++b) {
    for (const auto& gap : bands[b].gaps) {
      if (gap.width() < min_width) continue;
      const bool known = best && b >= best->first && b <= best->last &&
                         gap.from <= best->space.from && gap.to >= best->space.to;
      if (known) continue;
      const auto gutter = follow(bands, b, gap, min_width, within_column);
      if (gutter && (!best || gutter->height > best->height + 1)) best = gutter;
    }
  }
  return best;
}

void append(std::vector<Item>& to, std::vector<Item>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

/// Below a gutter often stands one more short line, the heading of what spans the page next. Bands
/// at the end of the gutter with text on one side only and unusual space above are not part of it.
std::size_t trimmed_last(const std::vector<Band>& bands, const Gutter& gutter, double size) {
  const double x = (gutter.space.from + gutter.space.to) / 2;
  std::size_t both = gutter.first;
  for (auto b = gutter.first; b <= gutter.last; ++b) {
    if (bands[b].left < x && bands[b].right > x) both = b;
  }
  for (auto b = both + 1; b <= gutter.last; ++b) {
    if (bands[b].top - bands[b - 1].bottom > 1.6 * size && gutter.last + 1 < bands.size())
      return b - 1;
  }
  return gutter.last;
}

/// The lines of one column of a table or text.
struct ColumnLook {
  std::vector<double> widths;  ///< of its lines
  double left = 0, right = 0;
  std::size_t marks = 0;  ///< lines that begin with a bullet or number

  void add(const Box& cell, bool mark) {
    left = widths.empty() ? cell.x0 : std::min(left, cell.x0);
    right = widths.empty() ? cell.x1 : std::max(right, cell.x1);
    widths.push_back(cell.width());
    if (mark) ++marks;
  }
  double usual_width() const {
    auto sorted = widths;
    std::sort(sorted.begin(), sorted.end());
    return sorted.empty() ? 0 : sorted[sorted.size() / 2];
  }
  bool fills_lines() const { return usual_width() > 0.6 * (right - left); }
  /// Lines as long as running text has them, most of them filling the column.
  bool is_prose(double size) const {
    return widths.size() >= 3 && usual_width() > 12 * size && fills_lines();
  }
};

/// What stands in the columns between gutters, seen over all bands.
struct TableLook {
  std::vector<ColumnLook> columns;
  std::size_t bands = 0;
  std::size_t beside = 0;   ///< bands with text in several columns
  std::size_t stacked = 0;  ///< bands with several lines in one column

  void add(const Band& band, const std::vector<double>& gutters, double size) {
    struct Cell {
      Box box;
      double first_x = 0;
      bool mark = false;
    };
    std::map<std::size_t, Cell> cells;
    bool several_lines = false;
    for (const auto& item : band.items) {  // from left to right
      const auto above = std::upper_bound(gutters.begin(), gutters.end(), item.box.middle_x());
      const auto [cell, added] =
          cells.try_emplace(static_cast<std::size_t>(above - gutters.begin()),
                            Cell{item.box, item.box.x0, item.mark});
      if (added) continue;
      several_lines = several_lines || std::abs(cell->second.box.y1 - item.box.y1) > 0.5 * size;
      cell->second.box.add(item.box);
    }
    ++bands;
    if (cells.size() > 1) ++beside;
    if (several_lines) ++stacked;
    for (const auto& [c, cell] : cells) columns[c].add(cell.box, cell.mark);
  }

  /// Columns that stand side by side line by line, at most one of them running text; not columns
  /// of text that happen to be set on the same lines, and not lists beside each other.
  bool is_table(double size) const {
    if (beside * 2 < bands || stacked * 4 > bands) return false;
    const auto prose = std::count_if(columns.begin(), columns.end(), [&](const ColumnLook& column) {
      return column.is_prose(size);
    });
    const bool all_full =
        std::all_of(columns.begin(), columns.end(), [&](const ColumnLook& column) {
          return column.fills_lines() && column.widths.size() * 20 >= bands * 17;
        });
    const bool lists =
        std::any_of(columns.begin() + 1, columns.end(), [](const ColumnLook& column) {
          return column.left + 1 < column.right && column.marks * 3 > column.widths.size() &&
                 column.usual_width() > 60;
        });
    // An index or a word list in columns: long, without gaps, no column of short cells.
    const bool index =
        bands >= 12 && std::all_of(columns.begin(), columns.end(), [&](const ColumnLook& column) {
          return column.usual_width() > 5 * size && column.marks * 3 < column.widths.size() &&
                 column.widths.size() * 4 >= bands * 3;
        });
    return prose <= 1 && !(prose == 1 && all_full && bands >= 5) && !lists && !index;
  }
};

/// If the bands are a table without lines: the x positions that part its cells.
std::vector<double> table_gutters(const std::vector<Band>& bands, std::size_t first,
                                  std::size_t last, double size, double min_width) {
  std::vector<std::vector<Box>> rows;
  for (auto b = first; b <= last; ++b) {
    rows.emplace_back();
    for (const auto& item : bands[b].items) rows.back().push_back(item.box);
  }
  if (rows.size() < 3) return {};
  auto gutters = gutters_through(rows, min_width);
  if (gutters.empty()) return {};
  TableLook look{std::vector<ColumnLook>(gutters.size() + 1), 0, 0, 0};
  for (auto b = first; b <= last; ++b) look.add(bands[b], gutters, size);
  if (!look.is_table(size)) return {};
  // Bullets and item numbers belong to the text beside them.
  const auto& front = look.columns.front();
  if (front.marks == front.widths.size() && front.usual_width() < 2 * size) {
    gutters.erase(gutters.begin());
  }
  return gutters;
}

void cut(std::vector<Item> items, int depth, bool within_column, std::vector<Column>& columns) {
  if (items.empty()) return;
  const double size = usual_size(items);
  auto bands = bands_of(std::move(items));
  const double min_width = std::max(7.0, 0.9 * size);
  const auto gutter =
      depth < kMaxDepth ? tallest_gutter(bands, min_width, within_column) : std::nullopt;
  if (!gutter) {
    Column column;
    for (auto& band : bands) append(column.items, band.items);
    columns.push_back(std::move(column));
    return;
  }
  const auto last = trimmed_last(bands, *gutter, size);
  const double x = (gutter->space.from + gutter->space.to) / 2;
  auto cells = table_gutters(bands, gutter->first, last, size, min_width);
  std::vector<Item> above, left, right, below;
  for (std::size_t b = 0; b < bands.size(); ++b) {
    if (b < gutter->first) append(above, bands[b].items);
    if (b > last) append(below, bands[b].items);
    if (b < gutter->first || b > last) continue;
    for (auto& item : bands[b].items) {
      (item.box.middle_x() < x ? left : right).push_back(std::move(item));
    }
  }
  cut(std::move(above), depth + 1, within_column, columns);
  if (cells.empty()) {
    cut(std::move(left), depth + 1, true, columns);
    cut(std::move(right), depth + 1, true, columns);
  } else {
    append(left, right);
    columns.push_back({std::move(left), std::move(cells)});
  }
  cut(std::move(below), depth + 1, within_column, columns);
}

}  // namespace

std::vector<Column> find_columns(std::vector<Item> items) {
  std::vector<Column> columns;
  cut(std::move(items), 0, false, columns);
  return columns;
}

}  // namespace plangrade::extract
