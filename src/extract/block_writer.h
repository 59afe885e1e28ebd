// Builds the pages of formats that say what their parts are (Markdown, HTML, office files):
// block after block is appended to the text of the current page with its span and role.
// Text given to it may hold what a reader sees as white space; it is folded to single blanks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "plangrade/model/document.h"

namespace plangrade::extract {

/// In text given to a BlockWriter: a line break that a reader sees, and the place where a new
/// page begins. All other control characters are blanks.
inline constexpr char kLineBreak = '\n';
inline constexpr char kPageBreak = '\f';

/// Appends blocks to the pages of a document, which must outlive the writer.
class BlockWriter {
 public:
  /// With `has_pages` pages are numbered from 1; otherwise all text is one page with number 0 and
  /// page breaks are ignored. Text beyond `max_bytes` is left out, see overflowed().
  BlockWriter(Document& document, bool has_pages, std::size_t max_bytes);

  /// Level 1 is the highest, 0 unknown.
  void heading(int level, std::string_view text);
  /// Two line breaks part paragraphs; a line that begins with a bullet becomes a list item.
  void paragraph(std::string_view text);
  /// Levels count from 1.
  void list_item(int level, std::string_view text);
  /// The next row begins a new table.
  void start_table();
  /// Rows without any text are left out.
  void table_row(const std::vector<std::string>& cells, bool header);
  void page_break();

  /// Whether text was left out; the caller turns this into a status.
  bool overflowed() const { return overflowed_; }
  bool wrote_text() const { return wrote_text_; }

 private:
  Page& page();
  /// Appends one block; page breaks within `text` part it into one block per page.
  void append(BlockKind kind, int level, std::string_view text);
  void add(BlockKind kind, int level, std::string_view clean);
  bool has_room(std::size_t bytes);
  void separate(BlockKind kind);

  Document& document_;
  bool has_pages_;
  std::size_t left_;
  bool table_starts_ = true;
  bool overflowed_ = false;
  bool wrote_text_ = false;
};

/// `text` as valid UTF-8 on one line: runs of blanks, no-break spaces and control characters are
/// one blank; soft hyphens and zero-width characters, which nobody sees, are gone. Line breaks
/// stay if `keep_breaks`.
std::string folded(std::string_view text, bool keep_breaks);

/// If `line` begins with a bullet character and a blank, the length of both; else 0.
std::size_t bullet_length(std::string_view line);

/// Whether a paragraph that is all in bold reads as a heading: short, on one line, and not ended
/// like a sentence or a lead-in to a list.
bool reads_as_heading(std::string_view text);

/// Sets status and message of a document whose extraction has ended: `no_text` if nothing was
/// written, `too_large` if text was left out.
void finish(Document& document, const BlockWriter& writer);

}  // namespace plangrade::extract
