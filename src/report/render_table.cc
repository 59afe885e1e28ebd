// A table for a terminal or a pipe.
//
// Widths are terminal columns, not bytes: wide and combining characters are measured. What does not
// fit the terminal is cut with an ellipsis, widest column first. Control characters of the cells
// never reach the terminal: text from a plan must not be able to move the cursor.
#include <algorithm>
#include <numeric>

#include "base/csv.h"
#include "base/terminal_text.h"
#include "base/text.h"
#include "plangrade/report.h"
#include "report/json_files.h"

namespace plangrade::report {
namespace {

constexpr int kGap = 2;
constexpr int kNarrowest = 6;  // columns are not cut below this while others are wider

bool is_numeric(const Table& table, std::size_t column) {
  bool any = false;
  for (const auto& row : table.rows) {
    if (column >= row.size() || row[column].empty()) continue;
    std::string digits = row[column];
    std::erase(digits, ',');
    if (digits.ends_with('%')) digits.pop_back();
    if (!base::is_decimal_number(digits)) return false;
    any = true;
  }
  return any;
}

/// Takes columns off the widest until all fit `width`.
void shrink(std::vector<int>& widths, int width) {
  if (width <= 0 || widths.empty()) return;
  const int gaps = kGap * (static_cast<int>(widths.size()) - 1);
  int total = std::accumulate(widths.begin(), widths.end(), gaps);
  while (total > width) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kNarrowest) return;
    --*widest;
    --total;
  }
}

std::string text_row(const std::vector<std::string>& cells, const std::vector<int>& widths,
                     const std::vector<bool>& right) {
  std::string line;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (i > 0) line += std::string(kGap, ' ');
    line += base::padded(i < cells.size() ? cells[i] : "", widths[i], right[i]);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string text_table(const Table& table, bool color, int width) {
  const auto columns = table.columns.size();
  std::vector<int> widths(columns);
  std::vector<bool> right(columns);
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : table.rows) {
    auto& clean = rows.emplace_back();
    for (const auto& cell : row) clean.push_back(base::printable(cell));
  }
  for (std::size_t i = 0; i < columns; ++i) {
    widths[i] = base::display_width(table.columns[i]);
    right[i] = is_numeric(table, i);
    for (const auto& row : rows) {
      if (i < row.size()) widths[i] = std::max(widths[i], base::display_width(row[i]));
    }
  }
  shrink(widths, width);
  std::string out =
      base::styled(text_row(table.columns, widths, right), base::Style::bold, color) + "\n";
  for (const auto& row : rows) out += text_row(row, widths, right) + "\n";
  return out;
}

std::string separated(const Table& table, char separator) {
  std::string out = base::csv_line(table.columns, separator);
  for (const auto& row : table.rows) out += base::csv_line(row, separator);
  return out;
}

/// Columns have no declared types here: a column is a number if all its cells are.
FilledTable typed(const Table& table) {
  FilledTable filled;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const bool numeric = std::all_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
      return i >= row.size() || row[i].empty() || base::is_decimal_number(row[i]);
    });
    filled.schema.columns.push_back({table.columns[i], numeric ? "number" : "string", {}, {}, {}});
  }
  for (auto row : table.rows) {
    row.resize(table.columns.size());
    for (auto& cell : row) cell = base::valid_utf8(cell);
    filled.rows.push_back(std::move(row));
  }
  return filled;
}

}  // namespace

}  // namespace plangrade::report

namespace plangrade {

std::string render_table(const Table& table, TableFormat format, bool color, int width) {
  switch (format) {
    case TableFormat::table:
      return report::text_table(table, color, width);
    case TableFormat::csv:
      return report::separated(table, ',');
    case TableFormat::tsv:
      return report::separated(table, '\t');
    case TableFormat::json:
      return report::json_rows(report::typed(table), false);
    case TableFormat::jsonl:
      return report::json_rows(report::typed(table), true);
  }
  return {};
}

}  // namespace plangrade
