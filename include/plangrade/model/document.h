// A file as it was read: pages of text, the blocks on them, and what became of the reading.
// An unreadable file is a Document too, with a status that says why; it is counted, never dropped.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plangrade/model/span.h"

namespace plangrade {

/// What became of reading a file. Names are those of documents.csv.
enum class DocumentStatus {
  readable,
  no_text,      ///< images only, and OCR off or without result
  locked,       ///< needs a password
  damaged,      ///< not openable, or the reader died on it
  timeout,
  too_large,
  unsupported,  ///< a format that is not read; the message says what to do
  duplicate,    ///< the same bytes as another file of the round
  superseded,   ///< plans.csv says that another version counts
};

enum class BlockKind { heading, paragraph, list_item, table_row, furniture };

/// A stretch of a page with one role. Blocks are in reading order, do not overlap, and need not
/// cover white space.
struct Block {
  BlockKind kind = BlockKind::paragraph;
  Span span;                 ///< bytes of Page::text
  int level = 0;             ///< heading: 1 is the highest, 0 unknown; list_item: nesting from 1
  std::vector<Span> cells{}; ///< table_row: one span per cell (empty cells are empty spans)
  bool header = false;       ///< table_row: this is the header row of its table
  bool starts_table = false; ///< table_row: first row of its table on this page
  bool operator==(const Block&) const = default;
};

struct Page {
  int number = 0;            ///< physical page from 1; 0 where the format has no pages
  std::string label;         ///< printed page number, as the file declares it; may be empty
  std::string text;          ///< as extracted, UTF-8; table cells are parted by " | "
  std::vector<Block> blocks;
  bool ocr = false;          ///< the text was recognised from an image
  bool operator==(const Page&) const = default;
};

struct Document {
  std::string plan_id;       ///< the plan it is a file of; set from plans.csv or the file's stem
  std::string path;          ///< as given, `archive.zip!inner.pdf` for members of an archive
  std::string sha256;        ///< of the file's bytes, 64 hex digits; empty if it was unreadable
  std::string format;        ///< "pdf", "docx", "html", ...; empty if unknown
  DocumentStatus status = DocumentStatus::readable;
  std::string message;       ///< why the status is not readable, or a warning about the text
  std::string title;         ///< from the file's metadata; may be empty
  std::string created;       ///< ISO 8601 date from the metadata; may be empty
  std::vector<Page> pages;
  bool operator==(const Document&) const = default;
};

}  // namespace plangrade
