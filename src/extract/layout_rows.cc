// See layout_rows.h for the idea.
#include "layout_rows.h"

#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "layout_bands.h"
#include "layout_lines.h"
#include "text_marks.h"

namespace plangrade::extract {
namespace {

using Words = std::vector<Word>;
/// The words of one row, cell by cell.
using RowWords = std::vector<Words>;

double usual_size(const std::vector<Words>& rows) {
  std::vector<double> sizes;
  for (const auto& row : rows) {
    for (const auto& word : row) sizes.push_back(word.size);
  }
  if (sizes.empty()) return 10;
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  return *middle;
}

std::vector<Box> boxes_of(const Words& words) {
  std::vector<Box> boxes;
  for (const auto& word : words) boxes.push_back(word.box);
  return boxes;
}

/// What a row's words cover, small gaps closed; ascending.
std::vector<Interval> covered(const std::vector<Box>& row, double closed_gap) {
  std::vector<Interval> pieces;
  for (const auto& box : row) pieces.push_back({box.x0, box.x1});
  std::sort(pieces.begin(), pieces.end(),
            [](const Interval& a, const Interval& b) { return a.from < b.from; });
  std::vector<Interval> out;
  for (const auto& piece : pieces) {
    if (!out.empty() && piece.from - out.back().to < closed_gap) {
      out.back().to = std::max(out.back().to, piece.to);
    } else {
      out.push_back(piece);
    }
  }
  return out;
}

/// Where a row's text begins (+1) and ends (-1), gaps less than `closed_gap` wide closed; all rows
/// together, ascending.
using Edges = std::vector<std::pair<double, int>>;

Edges edges_of(const std::vector<std::vector<Box>>& rows, double closed_gap) {
  Edges edges;
  for (const auto& row : rows) {
    for (const auto& piece : covered(row, closed_gap)) {
      edges.emplace_back(piece.from, 1);
      edges.emplace_back(piece.to, -1);
    }
  }
  std::sort(edges.begin(), edges.end());
  return edges;
}

/// The middle of the part of `space` that the fewest rows have text in. Of several it is one at a
/// border of the space, where the texts of a column begin or end, and of those the widest.
double freest(const Edges& edges, Interval space) {
  constexpr double kTooNarrow = 2;
  Interval best = space;
  int least = std::numeric_limits<int>::max();
  bool at_border = false;
  int depth = 0;
  double since = space.from;
  const auto consider = [&](double to) {
    const Interval part{std::max(since, space.from), std::min(to, space.to)};
    const double width = part.to - part.from;
    if (width < kTooNarrow) return;
    const bool border = part.from < space.from + 1 || part.to > space.to - 1;
    if (std::make_tuple(-depth, border, width) <=
        std::make_tuple(-least, at_border, best.to - best.from))
      return;
    least = depth;
    at_border = border;
    best = part;
  };
  for (const auto& [x, change] : edges) {
    consider(x);
    depth += change;
    since = x;
  }
  consider(space.to);
  return (best.from + best.to) / 2;
}

/// Rows with text on the given side of x.
std::size_t rows_beside(const std::vector<std::vector<Box>>& rows, double x, bool left) {
  const auto on_side = [&](const Box& box) { return (box.middle_x() < x) == left; };
  return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [&](const auto& row) {
    return std::any_of(row.begin(), row.end(), on_side);
  }));
}

std::size_t cell_of(const std::vector<double>& gutters, double x) {
  return static_cast<std::size_t>(std::upper_bound(gutters.begin(), gutters.end(), x) -
                                  gutters.begin());
}

RowWords into_cells(const Words& words, const std::vector<double>& gutters) {
  RowWords row(gutters.size() + 1);
  for (const auto& word : words) row[cell_of(gutters, word.box.middle_x())].push_back(word);
  return row;
}

/// Words line by line: those whose baselines lie within half the font size of each other.
std::vector<Words> lines_of(Words words) {
  std::stable_sort(words.begin(), words.end(),
                   [](const Word& a, const Word& b) { return a.baseline < b.baseline; });
  std::vector<Words> lines;
  double baseline = 0;
  for (auto& word : words) {
    if (lines.empty() || word.baseline - baseline > 0.5 * word.size) {
      lines.emplace_back();
      baseline = word.baseline;
    }
    lines.back().push_back(std::move(word));
  }
  return lines;
}

std::set<std::size_t> filled_cells(const Words& line, const std::vector<double>& gutters) {
  std::set<std::size_t> cells;
  for (const auto& word : line) cells.insert(cell_of(gutters, word.box.middle_x()));
  return cells;
}

/// Whether every line is a row of its own: nearly all fill at least two cells, the first among
/// them, and nearly the same ones.
bool lines_are_rows(const std::vector<Words>& lines, const std::vector<double>& gutters) {
  if (lines.size() < 2) return false;
  std::map<std::set<std::size_t>, std::size_t> patterns;
  std::size_t full = 0;
  for (const auto& line : lines) {
    const auto cells = filled_cells(line, gutters);
    if (cells.size() >= 2 && cells.contains(0)) ++full;
    ++patterns[cells];
  }
  std::size_t most = 0;
  for (const auto& [cells, count] : patterns) most = std::max(most, count);
  return full * 10 >= lines.size() * 8 && most * 10 >= lines.size() * 6;
}

/// Lines as rows where they are; else rows begin where the distance to the line above is wider
/// than within rows, or, if all distances are alike, where the first cell is filled.
std::vector<Words> rows_of_lines(std::vector<Words> lines, const std::vector<double>& gutters) {
  if (lines.size() < 2 || lines_are_rows(lines, gutters)) return lines;
  std::vector<double> pitches;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    pitches.push_back(lines[i].front().baseline - lines[i - 1].front().baseline);
  }
  auto sorted = pitches;
  std::sort(sorted.begin(), sorted.end());
  const double usual = sorted[sorted.size() / 4];
  const bool spaced = sorted.back() > 1.3 * usual;
  std::vector<Words> rows;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool begins = i == 0 || (spaced ? pitches[i - 1] > 1.25 * usual
                                          : filled_cells(lines[i], gutters).contains(0));
    if (begins) rows.emplace_back();
    rows.back().insert(rows.back().end(), std::make_move_iterator(lines[i].begin()),
                       std::make_move_iterator(lines[i].end()));
  }
  return rows;
}

/// The text of a cell: its lines.
std::string cell_text(Words words, bool& all_bold) {
  std::string text;
  if (words.empty()) return text;
  for (const auto& line : make_lines(std::move(words))) {
    if (!text.empty()) text += '\n';
    text += line.text;
    all_bold = all_bold && (line.bold || !has_letter(line.text));
  }
  return text;
}

/// Columns without any text are spacing or colour.
void drop_empty_columns(std::vector<RowWords>& rows) {
  if (rows.empty()) return;
  for (std::size_t c = rows.front().size(); c-- > 0;) {
    const bool empty =
        std::all_of(rows.begin(), rows.end(), [&](const RowWords& row) { return row[c].empty(); });
    if (!empty) continue;
    for (auto& row : rows) row.erase(row.begin() + static_cast<std::ptrdiff_t>(c));
  }
}

std::vector<LayoutBlock> blocks_of(std::vector<RowWords> rows) {
  std::vector<LayoutBlock> blocks;
  drop_empty_columns(rows);
  for (auto& row : rows) {
    LayoutBlock block;
    block.kind = BlockKind::table_row;
    block.bold = true;
    bool any = false;
    for (auto& cell : row) {
      for (const auto& word : cell) {
        any ? block.box.add(word.box) : static_cast<void>(block.box = word.box);
        any = true;
        block.size = word.size;
      }
      block.cells.push_back(cell_text(std::move(cell), block.bold));
    }
    if (any) blocks.push_back(std::move(block));
  }
  if (blocks.empty()) return blocks;
  blocks.front().starts_table = true;
  blocks.front().header = blocks.size() > 1 && blocks[0].bold && !blocks[1].bold;
  return blocks;
}

/// Drawings have crossing lines too, but little text in few of their squares.
bool is_table(const std::vector<RowWords>& rows) {
  std::size_t filled = 0, all = 0;
  bool has_row = false;
  for (const auto& row : rows) {
    const auto in_row = static_cast<std::size_t>(
        std::count_if(row.begin(), row.end(), [](const Words& cell) { return !cell.empty(); }));
    filled += in_row;
    if (in_row > 0) all += row.size();
    has_row = has_row || in_row > 1;
  }
  return has_row && filled * 4 >= all;
}

/// Splits the columns of a grid where white space goes through all rows. Gives the x positions of
/// all borders between columns, drawn or not.
std::vector<double> all_borders(const Grid& grid, const std::vector<Words>& squares,
                                bool& refined) {
  std::vector<double> borders;
  for (std::size_t c = 0; c < grid.columns(); ++c) {
    if (c > 0) borders.push_back(grid.xs[c]);
    std::vector<Words> column;
    for (std::size_t r = 0; r < grid.rows(); ++r) {
      const bool spans = c + 1 < grid.columns() && grid.cell_at(r, c) == grid.cell_at(r, c + 1);
      if (!spans) column.push_back(squares[r * grid.columns() + c]);
    }
    const auto size = usual_size(column);
    // Few lines between rows say little about where the rows are: look at the lines of text.
    if (grid.rows() <= 3) {
      std::vector<Words> lines;
      for (auto& words : column) {
        for (auto& line : lines_of(std::move(words))) lines.push_back(std::move(line));
      }
      column = std::move(lines);
    }
    const bool open = !grid.closed || grid.columns() == 1;
    if (!open || grid.rows() < 2 || column.size() < 3) continue;
    std::vector<std::vector<Box>> boxes;
    for (const auto& words : column) boxes.push_back(boxes_of(words));
    for (const double x : gutters_through(boxes, 0.9 * size)) {
      borders.push_back(x);
      refined = true;
    }
  }
  std::sort(borders.begin(), borders.end());
  return borders;
}

/// Whether a line of text has pieces in at least two columns of the table, one in each.
bool fits_columns(const Words& line, const std::vector<double>& borders) {
  std::set<std::size_t> cells;
  for (const auto& piece : covered(boxes_of(line), 0.5 * line.front().size)) {
    // Headings may be wider than the numbers below them; their middles tell where they belong.
    if (!cells.insert(cell_of(borders, (piece.from + piece.to) / 2)).second) return false;
  }
  return cells.size() >= 2;
}

/// Takes lines next to the edge `y` of a table out of `others`: upwards or downwards from it, as
/// long as they follow closely and fit its columns.
std::vector<Words> take_lines_beside(const Box& table, bool above,
                                     const std::vector<double>& borders, Words& others) {
  Words near, far;
  constexpr double kReach = 60;
  for (auto& word : others) {
    const bool within = word.box.x0 > table.x0 - 3 && word.box.x1 < table.x1 + 3;
    const bool beside = above ? word.baseline < table.y0 + 2 && word.baseline > table.y0 - kReach
                              : word.baseline > table.y1 && word.baseline < table.y1 + kReach;
    (within && beside ? near : far).push_back(std::move(word));
  }
  auto lines = lines_of(std::move(near));
  if (above) std::reverse(lines.begin(), lines.end());
  std::vector<Words> taken;
  double edge = above ? table.y0 : table.y1;
  for (auto& line : lines) {
    const double size = line.front().size;
    const double gap = above ? edge - line.front().baseline : line.front().baseline - size - edge;
    const bool follows = gap < 1.0 * size && taken.size() < 3;
    // A second line of a header may fill one cell only.
    const bool fits =
        fits_columns(line, borders) ||
        (!taken.empty() && above && covered(boxes_of(line), size).size() == 1 &&
         cell_of(borders, line.front().box.x0) == cell_of(borders, line.back().box.x1));
    if (follows && fits) {
      edge = above ? line.front().baseline - size : line.front().baseline;
      taken.push_back(std::move(line));
    } else {
      far.insert(far.end(), std::make_move_iterator(line.begin()),
                 std::make_move_iterator(line.end()));
      edge = above ? -1e9 : 1e9;  // nothing beyond it belongs to the table
    }
  }
  if (above) std::reverse(taken.begin(), taken.end());
  others = std::move(far);
  return taken;
}

}  // namespace

std::vector<double> gutters_through(const std::vector<std::vector<Box>>& rows, double min_width) {
  std::size_t with_text = 0;
  for (const auto& row : rows) with_text += row.empty() ? 0 : 1;
  const int allowed = with_text >= 8 ? static_cast<int>(with_text / 8) : 0;
  std::optional<Edges> fine;  // costs a sort, and most texts have no gutter
  std::vector<double> gutters;
  int depth = 0;
  double free_since = 0;
  bool free = false;
  for (const auto& [x, change] : edges_of(rows, min_width)) {
    const bool was_free = free;
    depth += change;
    free = depth <= allowed;
    if (!was_free && free) free_since = x;
    if (was_free && !free && x - free_since >= min_width) {
      if (!fine) fine = edges_of(rows, 0.3 * min_width);
      const double middle = freest(*fine, {free_since, x});
      if (rows_beside(rows, middle, true) >= 2 && rows_beside(rows, middle, false) >= 2) {
        gutters.push_back(middle);
      }
    }
  }
  return gutters;
}

std::vector<LayoutBlock> rows_of_text(std::vector<Word> words, const std::vector<double>& gutters,
                                      const std::vector<double>& row_tops) {
  std::vector<Words> lines;
  if (row_tops.empty()) {
    lines = rows_of_lines(lines_of(std::move(words)), gutters);
  } else {
    lines.resize(row_tops.size());
    for (auto& word : words) {
      const auto row = std::max<std::size_t>(1, cell_of(row_tops, word.baseline)) - 1;
      lines[row].push_back(std::move(word));
    }
  }
  std::vector<RowWords> rows;
  for (const auto& line : lines) rows.push_back(into_cells(line, gutters));
  return blocks_of(std::move(rows));
}

std::vector<LayoutBlock> rows_of_grid(const Grid& grid,
                                      const std::vector<std::vector<Word>>& squares,
                                      std::vector<Word>& others) {
  bool refined = false;
  const auto borders = all_borders(grid, squares, refined);
  if (borders.empty()) return {};
  std::vector<RowWords> rows;
  for (std::size_t r = 0; r < grid.rows(); ++r) {
    if (!refined) {
      const auto first = squares.begin() + static_cast<std::ptrdiff_t>(r * grid.columns());
      rows.emplace_back(first, first + static_cast<std::ptrdiff_t>(grid.columns()));
      continue;
    }
    Words words;
    for (std::size_t c = 0; c < grid.columns(); ++c) {
      const auto& square = squares[r * grid.columns() + c];
      words.insert(words.end(), square.begin(), square.end());
    }
    auto lines = lines_of(std::move(words));
    const bool split = lines_are_rows(lines, borders) || (grid.rows() <= 3 && lines.size() > 4);
    if (!split) {
      Words all;
      for (auto& line : lines) all.insert(all.end(), line.begin(), line.end());
      lines = {std::move(all)};
    } else {
      lines = rows_of_lines(std::move(lines), borders);
    }
    for (const auto& line : lines) rows.push_back(into_cells(line, borders));
  }
  if (!is_table(rows)) return {};
  if (refined) {
    Words header;
    for (const auto& line : take_lines_beside(grid.box(), true, borders, others)) {
      header.insert(header.end(), line.begin(), line.end());
    }
    if (!header.empty()) rows.insert(rows.begin(), into_cells(header, borders));
    for (const auto& line : take_lines_beside(grid.box(), false, borders, others)) {
      rows.push_back(into_cells(line, borders));
    }
  }
  return blocks_of(std::move(rows));
}

}  // namespace plangrade::extract
