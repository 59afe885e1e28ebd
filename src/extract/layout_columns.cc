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
#include <optional>
#include <tuple>

#include "layout_bands.h"
#include "layout_table_shape.h"

namespace plangrade::extract {
namespace {

/// Bands of a region and the gutter through bands first..last.
struct Gutter {
  Interval space;
  std::size_t first = 0, last = 0;
  double height = 0;
};

constexpr int kMaxDepth = 12;

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
Gutter follow(const std::vector<Band>& bands, std::size_t start, Interval gap,
              GapWidth wide_enough) {
  Gutter gutter{gap, start, start, 0};
  for (std::size_t next = start + 1; next < bands.size(); ++next) {
    const auto part = free_part(bands[next], gutter.space, wide_enough);
    if (part.width() < wide_enough.points) break;
    gutter.space = part;
    gutter.last = next;
  }
  for (std::size_t next = start; next-- > 0;) {
    const auto part = free_part(bands[next], gutter.space, wide_enough);
    if (part.width() < wide_enough.points) break;
    gutter.space = part;
    gutter.first = next;
  }
  gutter.height = bands[gutter.last].bottom - bands[gutter.first].top;
  return gutter;
}

/// Whether there is enough text on both sides of a gutter for columns of text.
bool parts_columns(const std::vector<Band>& bands, const Gutter& gutter, GapWidth wide_enough,
                   bool within_column) {
  const double x = gutter.space.middle();
  const auto left = side_of(bands, gutter.first, gutter.last, x, true);
  const auto right = side_of(bands, gutter.first, gutter.last, x, false);
  // Few lines may part by chance, above all the stretched lines of a title in a narrow column.
  const std::size_t usual = gutter.space.width() > 1.5 * wide_enough.points ? 2 : 3;
  const std::size_t needed = within_column ? 5 : usual;
  return std::min(left.lines(), right.lines()) >= needed && !left.only_marks() &&
         !right.only_marks();
}

/// All gutters of two bands or more, the tallest first.
std::vector<Gutter> find_gutters(const std::vector<Band>& bands, GapWidth wide_enough) {
  std::vector<Gutter> gutters;
  for (std::size_t b = 0; b < bands.size(); ++b) {
    for (const auto& gap : bands[b].gaps) {
      if (!wide_enough.holds_for(gap)) continue;
      const bool known = std::any_of(gutters.begin(), gutters.end(), [&](const Gutter& other) {
        return b >= other.first && b <= other.last && gap.from <= other.space.from &&
               gap.to >= other.space.to;
      });
      if (known) continue;
      const auto gutter = follow(bands, b, gap, wide_enough);
      if (gutter.last > gutter.first || bands[b].items.size() > 2) gutters.push_back(gutter);
    }
  }
  // Of gutters of about the same height the widest parts the page, the others the cells of a table.
  const auto rank = [](const Gutter& gutter) {
    constexpr double kWidest = 30;
    return gutter.height + 3 * std::min(gutter.space.width(), kWidest);
  };
  std::stable_sort(gutters.begin(), gutters.end(),
                   [&](const Gutter& a, const Gutter& b) { return rank(a) > rank(b); });
  return gutters;
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

/// Where a region is cut: into columns of text, or around a table.
struct Cut {
  std::size_t first = 0, last = 0;  ///< bands
  double x = 0;                     ///< of the gutter between columns
  std::optional<TableShape> table;
};

/// The table around a gutter, if it is one: as far as a narrow gutter goes on, else as far as this
/// one does.
std::optional<TableShape> table_around(const std::vector<Band>& bands, const Gutter& gutter,
                                       double size) {
  const auto narrow = narrow_gap(size);
  const auto longer = follow(bands, gutter.first, gutter.space, narrow);
  auto table = table_shape(bands, gutter.first, trimmed_last(bands, gutter, size), size,
                           wide_gap(size).points);
  if (longer.first < gutter.first || longer.last > gutter.last) {
    auto whole = table_shape(bands, longer.first, longer.last, size, narrow.points);
    if (whole && (table || !whole->row_tops.empty())) return whole;
  }
  return table;
}

std::optional<Cut> find_cut(const std::vector<Band>& bands, double size, bool within_column) {
  const auto cut_around = [](TableShape table) {
    return Cut{table.first, table.last, 0, std::move(table)};
  };
  const auto wide = wide_gap(size);
  for (const auto& gutter : find_gutters(bands, wide)) {
    const bool columns = parts_columns(bands, gutter, wide, within_column);
    auto table = table_around(bands, gutter, size);
    // A single column of numbers on the right may be that of a table of contents.
    const bool sure =
        table && (!table->row_tops.empty() || table->gutters.size() > 1 || table->headed);
    if (table && (columns || sure)) return cut_around(std::move(*table));
    if (columns)
      return Cut{gutter.first, trimmed_last(bands, gutter, size), gutter.space.middle(),
                 std::nullopt};
  }
  const auto narrow = narrow_gap(size);
  for (const auto& gutter : find_gutters(bands, narrow)) {
    auto table = table_shape(bands, gutter.first, gutter.last, size, narrow.points);
    if (table && !table->row_tops.empty()) return cut_around(std::move(*table));
  }
  return std::nullopt;
}

void cut(std::vector<Item> items, int depth, bool within_column, std::vector<Column>& columns) {
  if (items.empty()) return;
  const double size = usual_size(items);
  auto bands = bands_of(std::move(items));
  const auto where = depth < kMaxDepth ? find_cut(bands, size, within_column) : std::nullopt;
  if (!where) {
    Column column;
    for (auto& band : bands) append(column.items, band.items);
    columns.push_back(std::move(column));
    return;
  }
  std::vector<Item> above, left, right, below;
  for (std::size_t b = 0; b < bands.size(); ++b) {
    if (b < where->first) append(above, bands[b].items);
    if (b > where->last) append(below, bands[b].items);
    if (b < where->first || b > where->last) continue;
    for (auto& item : bands[b].items) {
      (where->table || item.box.middle_x() < where->x ? left : right).push_back(std::move(item));
    }
  }
  cut(std::move(above), depth + 1, within_column, columns);
  if (where->table) {
    columns.push_back({std::move(left), where->table->gutters, where->table->row_tops});
  } else {
    cut(std::move(left), depth + 1, true, columns);
    cut(std::move(right), depth + 1, true, columns);
  }
  cut(std::move(below), depth + 1, within_column, columns);
}

/// "7", "Page 7 of 12": few words with a number, in one piece.
bool is_page_number(const Band& band) {
  return band.items.size() <= 4 && band.gaps.empty() &&
         std::any_of(band.items.begin(), band.items.end(),
                     [](const Item& item) { return item.number; });
}

}  // namespace

std::vector<Column> find_columns(std::vector<Item> items) {
  std::vector<Column> columns;
  if (items.empty()) return columns;
  // A page number often stands in the middle, where it would block the gutter.
  const double size = usual_size(items);
  auto bands = bands_of(std::move(items));
  std::vector<Item> body, number;
  const auto last = bands.size() - 1;
  const bool numbered = last > 0 && is_page_number(bands[last]) &&
                        bands[last].top - bands[last - 1].bottom > 1.2 * size;
  for (auto& band : bands) append(numbered && &band == &bands[last] ? number : body, band.items);
  cut(std::move(body), 0, false, columns);
  if (numbered) columns.push_back({std::move(number), {}, {}});
  return columns;
}

std::size_t most_beside(const std::vector<Column>& columns) {
  std::vector<Box> boxes;
  for (const auto& column : columns) {
    if (!column.gutters.empty() || column.items.empty()) continue;
    boxes.push_back(column.items.front().box);
    for (const auto& item : column.items) boxes.back().add(item.box);
  }
  std::ptrdiff_t most = 0;
  for (const auto& box : boxes) {
    most = std::max(most, std::count_if(boxes.begin(), boxes.end(), [&](const Box& other) {
                      return other.y0 < box.y1 && other.y1 > box.y0 &&
                             (other.x0 > box.x1 || other.x1 < box.x0);
                    }));
  }
  return static_cast<std::size_t>(most) + 1;
}

}  // namespace plangrade::extract
