// One page from words to blocks; see layout.h for the idea.
#include "layout.h"

#include <cmath>

#include "layout_blocks.h"
#include "layout_columns.h"
#include "layout_lines.h"
#include "layout_rows.h"
#include "layout_tables.h"
#include "text_marks.h"

namespace plangrade::extract {
namespace {

void append(std::vector<LayoutBlock>& to, std::vector<LayoutBlock> from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

Item item_of(const Word& word, std::size_t index) {
  // From x-height to baseline, so that descenders and accents do not tie lines together.
  Item item{word.box, word.size, index};
  item.box.y0 = word.baseline - 0.5 * word.size;
  item.box.y1 = word.baseline;
  item.number = !has_letter(word.text);
  item.low = begins_low(word.text);
  item.bold = word.bold || item.number;
  item.bullet = is_bullet(word.text) || is_item_number(word.text);
  item.mark = (item.number && word.text.size() <= 8) || word.text.size() <= 2 || item.bullet;
  return item;
}

void put_back(std::vector<std::vector<Word>> squares, std::vector<Word>& words) {
  for (auto& square : squares) {
    words.insert(words.end(), std::make_move_iterator(square.begin()),
                 std::make_move_iterator(square.end()));
  }
}

struct Flow {
  std::vector<LayoutBlock> blocks;
  std::size_t beside = 1;  ///< columns of text
};

Flow flow(std::vector<Word> words, std::vector<std::vector<LayoutBlock>> tables,
          const std::vector<Box>& table_boxes);

/// A drawn box or a table of one column holds text that flows as on a page, cell after cell.
std::vector<LayoutBlock> boxes_of(std::vector<std::vector<Word>> squares) {
  std::vector<LayoutBlock> blocks;
  for (auto& words : squares) {
    if (!words.empty()) append(blocks, flow(std::move(words), {}, {}).blocks);
  }
  return blocks;
}

/// Whether `next`, the first block of a column, goes on where `last`, the last one of the column
/// before, broke off.
bool goes_on(const LayoutBlock& last, const LayoutBlock& next) {
  if (last.kind != BlockKind::paragraph && last.kind != BlockKind::list_item) return false;
  if (next.kind != BlockKind::paragraph || std::abs(last.size - next.size) > 0.3) return false;
  return !ends_sentence(last.cells[0]) && !begins_high(next.cells[0]) && has_letter(next.cells[0]);
}

/// Appends the blocks of the next column.
void append_column(std::vector<LayoutBlock>& blocks, std::vector<LayoutBlock> column) {
  if (!blocks.empty() && !column.empty() && goes_on(blocks.back(), column.front())) {
    blocks.back().cells[0] += '\n' + column.front().cells[0];
    blocks.back().lines += column.front().lines;
    column.erase(column.begin());
  }
  append(blocks, std::move(column));
}

/// Columns of words and tables, each column as blocks.
Flow flow(std::vector<Word> words, std::vector<std::vector<LayoutBlock>> tables,
          const std::vector<Box>& table_boxes) {
  std::vector<Item> items;
  for (std::size_t i = 0; i < words.size(); ++i) items.push_back(item_of(words[i], i));
  for (std::size_t t = 0; t < tables.size(); ++t) {
    items.push_back({table_boxes[t], 0, words.size() + t});
  }
  const auto columns = find_columns(std::move(items));
  Flow flow{{}, most_beside(columns)};
  for (const auto& column : columns) {
    std::vector<LayoutBlock> in_column;
    std::vector<Word> run;
    const auto end_run = [&] {
      if (!run.empty()) append(in_column, make_blocks(make_lines(std::move(run))));
      run.clear();
    };
    for (const auto& item : column.items) {
      if (item.index < words.size()) {
        run.push_back(std::move(words[item.index]));
      } else {
        end_run();
        append(in_column, std::move(tables[item.index - words.size()]));
      }
    }
    if (!column.gutters.empty()) {
      append(in_column, rows_of_text(std::move(run), column.gutters, column.row_tops));
      run.clear();
    }
    end_run();
    append_column(flow.blocks, std::move(in_column));
  }
  return flow;
}

}  // namespace

PageLayout lay_out(PageContent content) {
  PageLayout layout{content.width, content.height, {}, 1};
  std::vector<std::vector<LayoutBlock>> tables;
  std::vector<Box> boxes;
  for (const auto& grid : find_grids(content.rules)) {
    auto squares = take_words(grid, content.words);
    auto blocks = rows_of_grid(grid, squares, content.words);
    if (blocks.empty() && grid.closed && grid.columns() == 1) {
      blocks = boxes_of(std::move(squares));
    } else if (blocks.empty()) {
      put_back(std::move(squares), content.words);
    }
    if (blocks.empty()) continue;
    tables.push_back(std::move(blocks));
    boxes.push_back(grid.box());
  }
  if (content.in_order) {
    layout.blocks = make_blocks(make_lines_as_drawn(std::move(content.words)));
  } else {
    auto [blocks, beside] = flow(std::move(content.words), std::move(tables), boxes);
    layout.blocks = std::move(blocks);
    layout.beside = beside;
  }
  if (!content.sideways.empty())
    append(layout.blocks, make_blocks(make_lines(std::move(content.sideways))));
  return layout;
}

void write_page(const PageLayout& layout, Page& page) {
  const LayoutBlock* before = nullptr;
  for (const auto& block : layout.blocks) {
    if (before != nullptr) {
      const bool close = before->kind == block.kind && !block.starts_table &&
                         (block.kind == BlockKind::table_row || block.kind == BlockKind::list_item);
      page.text += close ? "\n" : "\n\n";
    }
    Block written;
    written.kind = block.kind;
    written.level = block.level;
    written.header = block.header;
    written.starts_table = block.starts_table;
    written.span.begin = static_cast<std::uint32_t>(page.text.size());
    for (std::size_t c = 0; c < block.cells.size(); ++c) {
      if (c > 0) page.text += " | ";
      const auto begin = static_cast<std::uint32_t>(page.text.size());
      page.text += block.cells[c];
      if (block.kind == BlockKind::table_row) {
        written.cells.push_back({begin, static_cast<std::uint32_t>(page.text.size())});
      }
    }
    written.span.end = static_cast<std::uint32_t>(page.text.size());
    page.blocks.push_back(std::move(written));
    before = &block;
  }
  if (!page.text.empty()) page.text += '\n';
}

}  // namespace plangrade::extract
