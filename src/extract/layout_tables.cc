// Rules that touch form a group; the distinct positions of a group's rules are its grid; squares
// that no rule parts are one cell.
#include "layout_tables.h"

#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

namespace plangrade::extract {
namespace {

/// Lines that are meant to meet may miss each other by this much (points).
constexpr double kTouch = 3.0;
/// Lines nearer than this are one (a double line, or the two edges of a thin box).
constexpr double kSame = 4.0;
/// Shorter lines are underlines, tick marks or parts of pictures.
constexpr double kMinLength = 8.0;

/// Disjoint sets of numbers 0..n-1.
class Sets {
 public:
  explicit Sets(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), 0u); }
  std::size_t find(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    parent_[std::max(find(a), find(b))] = std::min(find(a), find(b));
  }

 private:
  std::vector<std::size_t> parent_;
};

/// Pieces of one line drawn one after the other become one rule.
std::vector<Rule> merged(std::vector<Rule> rules) {
  std::sort(rules.begin(), rules.end(), [](const Rule& a, const Rule& b) {
    return std::make_tuple(a.horizontal, std::round(a.at), a.from) <
           std::make_tuple(b.horizontal, std::round(b.at), b.from);
  });
  std::vector<Rule> out;
  for (const auto& rule : rules) {
    if (!out.empty() && out.back().horizontal == rule.horizontal &&
        std::abs(out.back().at - rule.at) < 1.1 && rule.from <= out.back().to + kTouch &&
        out.back().from <= rule.to + kTouch) {
      out.back().from = std::min(out.back().from, rule.from);
      out.back().to = std::max(out.back().to, rule.to);
    } else {
      out.push_back(rule);
    }
  }
  std::erase_if(out, [](const Rule& rule) { return rule.to - rule.from < kMinLength; });
  return out;
}

bool touch(const Rule& a, const Rule& b) {
  if (a.horizontal == b.horizontal) {
    return std::abs(a.at - b.at) < kSame && a.from <= b.to + kTouch && b.from <= a.to + kTouch;
  }
  return a.at >= b.from - kTouch && a.at <= b.to + kTouch && b.at >= a.from - kTouch &&
         b.at <= a.to + kTouch;
}

/// Distinct positions of the rules of one direction, ascending. Where the outermost lines are not
/// drawn (open sides, a table broken between pages) the ends of the lines across stand for them.
std::vector<double> positions(const std::vector<Rule>& rules, bool horizontal) {
  std::vector<double> all;
  double first = std::numeric_limits<double>::max();
  double last = std::numeric_limits<double>::lowest();
  for (const auto& rule : rules) {
    if (rule.horizontal == horizontal) {
      all.push_back(rule.at);
    } else {
      first = std::min(first, rule.from);
      last = std::max(last, rule.to);
    }
  }
  if (first > last) return {};
  const auto [lowest, highest] = std::minmax_element(all.begin(), all.end());
  const double low = all.empty() ? last : *lowest;
  const double high = all.empty() ? first : *highest;
  constexpr double kOpen = 2 * kSame;
  if (first < low - kOpen) all.push_back(first);
  if (last > high + kOpen) all.push_back(last);
  std::sort(all.begin(), all.end());
  std::vector<double> out;
  for (const double at : all) {
    if (out.empty() || at - out.back() > kSame) out.push_back(at);
  }
  return out;
}

/// Whether rules of one direction at `at` cover more than half of from..to.
bool parted(const std::vector<Rule>& rules, bool horizontal, double at, double from, double to) {
  std::vector<std::pair<double, double>> pieces;
  for (const auto& rule : rules) {
    if (rule.horizontal != horizontal || std::abs(rule.at - at) > kSame) continue;
    if (rule.from < to && rule.to > from) pieces.emplace_back(rule.from, rule.to);
  }
  std::sort(pieces.begin(), pieces.end());
  double covered = 0;
  double reached = from;
  for (const auto& [begin, end] : pieces) {
    const double more = std::min(end, to) - std::max(begin, reached);
    if (more <= 0) continue;
    covered += more;
    reached = std::min(end, to);
  }
  return covered > 0.5 * (to - from);
}

Grid grid_of(const std::vector<Rule>& rules) {
  Grid grid{positions(rules, false), positions(rules, true), {}, true};
  if (grid.xs.size() < 2 || grid.ys.size() < 2) return {};
  const auto columns = grid.columns();
  Sets sets(grid.rows() * columns);
  for (std::size_t r = 0; r < grid.rows(); ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      const auto square = r * columns + c;
      if (c + 1 < columns && !parted(rules, false, grid.xs[c + 1], grid.ys[r], grid.ys[r + 1])) {
        sets.join(square, square + 1);
      }
      if (r + 1 < grid.rows() && !parted(rules, true, grid.ys[r + 1], grid.xs[c], grid.xs[c + 1])) {
        sets.join(square, square + columns);
      }
    }
  }
  for (std::size_t i = 0; i < grid.rows() * columns; ++i) grid.cells.push_back(sets.find(i));
  grid.closed = parted(rules, false, grid.xs.front(), grid.ys.front(), grid.ys.back()) &&
                parted(rules, false, grid.xs.back(), grid.ys.front(), grid.ys.back());
  return grid;
}

bool inside(const Box& inner, const Box& outer) {
  return inner.x0 > outer.x0 - kSame && inner.x1 < outer.x1 + kSame &&
         inner.y0 > outer.y0 - kSame && inner.y1 < outer.y1 + kSame;
}

/// Grids of one column from horizontal rules alone, each group of rules from and to the same x.
std::vector<Grid> ladders(std::vector<Rule> rules) {
  std::stable_sort(rules.begin(), rules.end(), [](const Rule& a, const Rule& b) {
    return std::make_tuple(std::round(a.from / kSame), std::round(a.to / kSame), a.at) <
           std::make_tuple(std::round(b.from / kSame), std::round(b.to / kSame), b.at);
  });
  std::vector<Grid> grids;
  for (std::size_t begin = 0; begin < rules.size();) {
    std::size_t end = begin;
    std::vector<double> ys;
    while (end < rules.size() && std::abs(rules[end].from - rules[begin].from) < kSame &&
           std::abs(rules[end].to - rules[begin].to) < kSame) {
      if (ys.empty() || rules[end].at - ys.back() > kSame) ys.push_back(rules[end].at);
      ++end;
    }
    if (ys.size() >= 3) {
      Grid grid{{rules[begin].from, rules[begin].to}, ys, {}, false};
      for (std::size_t row = 0; row < grid.rows(); ++row) grid.cells.push_back(row);
      grids.push_back(std::move(grid));
    }
    begin = end;
  }
  return grids;
}

/// A frame around more than half of what is drawn is no box of its own.
bool is_frame(const Grid& grid, const std::vector<Grid>& grids) {
  if (grid.columns() > 1 || grid.rows() > 1) return false;
  return std::any_of(grids.begin(), grids.end(), [&](const Grid& other) {
    return &other != &grid && other.cells.size() > 1 && inside(other.box(), grid.box());
  });
}

/// Rules that touch each other, directly or through others.
std::vector<std::vector<Rule>> connected(const std::vector<Rule>& rules) {
  Sets sets(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    for (std::size_t j = i + 1; j < rules.size(); ++j) {
      if (touch(rules[i], rules[j])) sets.join(i, j);
    }
  }
  std::vector<std::vector<Rule>> groups(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) groups[sets.find(i)].push_back(rules[i]);
  return groups;
}

double area(const Grid& grid) { return grid.box().width() * grid.box().height(); }

/// Grids without frames around others and without those within others.
std::vector<Grid> outermost(std::vector<Grid> grids) {
  std::vector<Grid> real;
  for (const auto& grid : grids) {
    if (!is_frame(grid, grids)) real.push_back(grid);
  }
  std::stable_sort(real.begin(), real.end(),
                   [](const Grid& a, const Grid& b) { return area(a) > area(b); });
  std::vector<Grid> outer;
  for (auto& grid : real) {
    const bool nested = std::any_of(outer.begin(), outer.end(), [&](const Grid& other) {
      return inside(grid.box(), other.box());
    });
    if (!nested) outer.push_back(std::move(grid));
  }
  return outer;
}

std::vector<Grid> grids_of(const std::vector<Rule>& all_rules) {
  constexpr std::size_t kMaxRulesOfTables = 3000;
  constexpr std::size_t kMaxSquares = 20'000;
  const auto rules = merged(all_rules);
  if (rules.size() > kMaxRulesOfTables) return {};  // a drawing
  std::vector<Grid> grids;
  std::vector<Rule> alone;
  for (const auto& group : connected(rules)) {
    if (group.size() == 1 && group[0].horizontal) alone.push_back(group[0]);
    if (group.size() < 3) continue;
    auto grid = grid_of(group);
    if (!grid.cells.empty() && grid.cells.size() <= kMaxSquares) grids.push_back(std::move(grid));
  }
  for (auto& ladder : ladders(std::move(alone))) grids.push_back(std::move(ladder));
  return outermost(std::move(grids));
}

/// Position i with positions[i] <= at < positions[i + 1].
std::size_t interval(const std::vector<double>& positions, double at) {
  const auto above = std::upper_bound(positions.begin(), positions.end(), at);
  const auto i = static_cast<std::size_t>(above - positions.begin());
  return std::clamp<std::size_t>(i, 1, positions.size() - 1) - 1;
}

}  // namespace

std::vector<Grid> find_grids(const std::vector<Rule>& rules) {
  auto grids = grids_of(rules);
  std::stable_sort(grids.begin(), grids.end(), [](const Grid& a, const Grid& b) {
    return std::make_pair(a.ys.front(), a.xs.front()) < std::make_pair(b.ys.front(), b.xs.front());
  });
  return grids;
}

std::vector<std::vector<Word>> take_words(const Grid& grid, std::vector<Word>& words) {
  std::vector<std::vector<Word>> squares(grid.cells.size());
  std::vector<Word> outside;
  const Box box = grid.box();
  for (auto& word : words) {
    // A word stands where its x-height stands; boxes of fonts reach far beyond their letters.
    const double x = word.box.middle_x();
    const double y = word.baseline - 0.25 * word.size;
    if (x < box.x0 || x > box.x1 || y < box.y0 || y > box.y1) {
      outside.push_back(std::move(word));
      continue;
    }
    squares[grid.cell_at(interval(grid.ys, y), interval(grid.xs, x))].push_back(std::move(word));
  }
  words = std::move(outside);
  return squares;
}

}  // namespace plangrade::extract
