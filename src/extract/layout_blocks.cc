// Where a block ends. A line that ends although the next word would have fitted was ended on
// purpose; that, wider spacing, another font, a bullet or an indentation begin a new block.
#include "layout_blocks.h"

#include <cmath>

#include "text_marks.h"

namespace plangrade::extract {
namespace {

std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }

bool begins_item(const Line& line) {
  const auto word = first_word(line.text);
  return word.size() < line.text.size() && (is_bullet(word) || is_item_number(word));
}

/// The most common distance between lines that follow each other closely, relative to their size.
double usual_pitch(const std::vector<Line>& lines) {
  std::vector<double> pitches;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const double pitch = (lines[i].baseline - lines[i - 1].baseline) / lines[i].size;
    if (pitch > 0.7 && pitch < 2.2) pitches.push_back(pitch);
  }
  if (pitches.empty()) return 1.2;
  std::sort(pitches.begin(), pitches.end());
  return pitches[pitches.size() / 4];
}

/// Margins of the text that a line stands in, and its spacing.
struct Frame {
  double right = 0;
  double pitch = 1.2;
};

bool same_font(const Line& a, const Line& b) {
  return std::abs(a.size - b.size) <= 0.06 * std::max(a.size, b.size);
}

class BlockBuilder {
 public:
  explicit BlockBuilder(Frame frame) : frame_(frame) {}

  void add(const Line& line) {
    if (blocks_.empty() || begins_block(line)) {
      LayoutBlock block;
      block.kind = begins_item(line) ? BlockKind::list_item : BlockKind::paragraph;
      block.cells = {line.text};
      block.box = line.box;
      block.size = line.size;
      block.bold = line.bold;
      blocks_.push_back(std::move(block));
      text_x0_ = line.text_x0;
    } else {
      LayoutBlock& block = blocks_.back();
      block.cells[0] += '\n' + line.text;
      block.box.add(line.box);
      block.bold = block.bold && line.bold;
      ++block.lines;
      if (block.lines == 2 && block.kind == BlockKind::paragraph) text_x0_ = line.box.x0;
    }
    last_ = line;
  }

  std::vector<LayoutBlock> take() { return std::move(blocks_); }

 private:
  bool begins_block(const Line& line) const {
    const double pitch = (line.baseline - last_.baseline) / std::max(line.size, last_.size);
    if (pitch > frame_.pitch * 1.22 + 0.05 || pitch < -0.5) return true;
    if (!same_font(line, last_) || (line.bold != last_.bold && heading_like(line))) return true;
    const bool in_item = blocks_.back().kind == BlockKind::list_item;
    if (begins_item(line)) {
      // "and 3. ..." at the beginning of a continued line is not an item.
      return !(hangs(line) && !is_bullet(first_word(line.text)));
    }
    if (in_item) {
      // A continued item hangs below its text; what returns to the margin is not part of it.
      if (line.box.x0 < text_x0_ - 0.7 * line.size && ended_early(line)) return true;
      return false;
    }
    if (indented(line)) return true;
    return ended_early(line) && (ends_sentence(last_.text) || begins_high(line.text));
  }

  /// Bold changes within a paragraph too; only a whole bold line beside a line without any is
  /// another block, and only if the bold one ended early.
  bool heading_like(const Line& line) const { return ended_early(line); }

  bool hangs(const Line& line) const { return std::abs(line.box.x0 - text_x0_) < 0.3 * line.size; }

  bool indented(const Line& line) const {
    return line.box.x0 > last_.box.x0 + 0.9 * line.size && ends_sentence(last_.text) &&
           begins_high(line.text) && line.box.x0 < last_.box.x0 + 5 * line.size;
  }

  /// Whether the first word of `line` would have fitted on the line before it.
  bool ended_early(const Line& line) const {
    return last_.box.x1 + blank_width(last_.size) + line.first_word_width <
           frame_.right - 0.8 * last_.size;
  }

  Frame frame_;
  Line last_;
  double text_x0_ = 0;
  std::vector<LayoutBlock> blocks_;
};

}  // namespace

std::vector<LayoutBlock> make_blocks(const std::vector<Line>& lines) {
  Frame frame;
  for (const auto& line : lines) frame.right = std::max(frame.right, line.box.x1);
  frame.pitch = usual_pitch(lines);
  BlockBuilder builder(frame);
  for (const auto& line : lines) builder.add(line);
  return builder.take();
}

}  // namespace plangrade::extract
