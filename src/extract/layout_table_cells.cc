#include "layout_table_cells.h"

#include <algorithm>
#include <utility>

namespace plangrade::extract {

std::size_t column_of(const std::vector<double>& gutters, double x) {
  return static_cast<std::size_t>(std::upper_bound(gutters.begin(), gutters.end(), x) -
                                  gutters.begin());
}

std::size_t count_filled(const std::vector<Cell>& cells) {
  return static_cast<std::size_t>(
      std::count_if(cells.begin(), cells.end(), [](const Cell& cell) { return cell.filled; }));
}

/// Whether a band could be the first line of a row: the first cell and another one are filled.
bool is_full(const std::vector<Cell>& cells) { return cells[0].filled && count_filled(cells) > 1; }

void Candidate::add_lines(std::vector<const Item*> items, ColumnLook& column, double size) {
  std::sort(items.begin(), items.end(), [](const Item* a, const Item* b) {
    return std::make_pair(a->box.y1, a->box.x0) < std::make_pair(b->box.y1, b->box.x0);
  });
  std::size_t in_band = 0;
  double baseline = 0;
  for (const Item* item : items) {
    if (in_band == 0 || item->box.y1 - baseline > 0.5 * size) {
      column.lines.push_back({item->box, item->mark, item->bullet, true, item->low});
      baseline = item->box.y1;
      ++in_band;
    } else if (item->box.x0 < column.lines.back().box.x0) {
      column.lines.back().mark = item->mark;
      column.lines.back().bullet = item->bullet;
      column.lines.back().low = item->low;
    }
    column.lines.back().box.add(item->box);
    column.lines.back().number = column.lines.back().number && item->number;
  }
  if (in_band > 1) ++stacked;
}

void Candidate::add(const Band& band, const std::vector<double>& gutters, double size) {
  columns.resize(gutters.size() + 1);
  std::vector<std::vector<const Item*>> items(columns.size());
  cells.emplace_back(columns.size());
  for (const auto& item : band.items) {
    const auto c = column_of(gutters, item.box.middle_x());
    items[c].push_back(&item);
    cells.back()[c].add(item);
  }
  for (std::size_t c = 0; c < items.size(); ++c) {
    if (!items[c].empty()) add_lines(std::move(items[c]), columns[c], size);
  }
  if (count_filled(cells.back()) > 1) ++beside;
}

}  // namespace plangrade::extract
