// Where the paragraphs of RTF go: into cells and rows of a table while one is open, else onto the
// page; notes and text boxes wait until they do not tear the text.
#pragma once

#include <string>
#include <vector>

#include "extract/block_writer.h"

namespace plangrade::extract {

struct RtfParagraph {
  std::string text;
  int heading = 0;     ///< level from 1; 0: none
  int list_level = 0;  ///< from 1; 0: no list item
  bool bold = false;   ///< all of it
};

/// Writes blocks to a writer, which must outlive it.
class RtfLayout {
 public:
  explicit RtfLayout(BlockWriter& writer) : writer_(writer) {}

  void end_paragraph(RtfParagraph paragraph, bool in_table);
  void end_cell(RtfParagraph last);
  /// A row of one cell is a box around text, not a table.
  void end_row();
  /// Begins the definition of a row, which is no header row until said.
  void define_row() { header_row_ = false; }
  void make_header_row() { header_row_ = true; }
  void note(std::string text) { notes_.push_back(std::move(text)); }
  void box(std::string text) { boxes_.push_back(std::move(text)); }
  /// Writes what waits.
  void finish();

 private:
  using Cell = std::vector<RtfParagraph>;

  void write(const RtfParagraph& paragraph);
  void write_open_cell();
  void write_waiting(std::vector<std::string>& texts);

  BlockWriter& writer_;
  Cell cell_;
  std::vector<Cell> row_;
  bool header_row_ = false;
  bool after_row_ = false;  ///< the block before was a row of the same table
  std::vector<std::string> notes_, boxes_;
};

}  // namespace plangrade::extract
