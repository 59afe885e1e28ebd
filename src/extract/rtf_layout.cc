// Paragraphs, cells and rows of RTF as blocks.
#include "extract/rtf_layout.h"

#include <utility>

namespace plangrade::extract {

void RtfLayout::end_paragraph(RtfParagraph paragraph, bool in_table) {
  if (in_table || !row_.empty()) {
    cell_.push_back(std::move(paragraph));
    return;
  }
  after_row_ = false;
  write_open_cell();  // of a row that never ended
  write(paragraph);
  write_waiting(boxes_);
}

void RtfLayout::end_cell(RtfParagraph last) {
  cell_.push_back(std::move(last));
  row_.push_back(std::exchange(cell_, {}));
}

void RtfLayout::end_row() {
  if (row_.size() == 1) {
    for (const auto& paragraph : row_.front()) write(paragraph);
  } else if (!row_.empty()) {
    std::vector<std::string> texts;
    bool bold = true;
    for (const auto& cell : row_) {
      texts.emplace_back();
      for (const auto& paragraph : cell) {
        texts.back() += paragraph.text + " ";
        bold = bold && (paragraph.bold || folded(paragraph.text, false).empty());
      }
    }
    writer_.table_row(texts, header_row_ || (bold && !after_row_));
    after_row_ = true;
  }
  row_.clear();
  write_open_cell();
}

void RtfLayout::finish() {
  end_row();
  write_waiting(boxes_);
  write_waiting(notes_);
}

void RtfLayout::write(const RtfParagraph& paragraph) {
  if (folded(paragraph.text, false).empty()) return;
  if (paragraph.heading > 0) {
    write_waiting(notes_);
    writer_.heading(paragraph.heading, paragraph.text);
  } else if (paragraph.list_level > 0) {
    writer_.list_item(paragraph.list_level, paragraph.text);
  } else if (paragraph.bold && reads_as_heading(paragraph.text)) {
    writer_.heading(0, paragraph.text);
  } else {
    writer_.paragraph(paragraph.text);
  }
}

void RtfLayout::write_open_cell() {
  for (const auto& paragraph : std::exchange(cell_, {})) write(paragraph);
}

void RtfLayout::write_waiting(std::vector<std::string>& texts) {
  for (const auto& text : std::exchange(texts, {})) writer_.paragraph(text);
}

}  // namespace plangrade::extract
