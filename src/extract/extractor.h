// What every format's extractor is: bytes in, a Document's pages out. The table of formats is
// extractors.cc; a new format is one file and one row there. Extractors run inside a worker.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "plangrade/extract.h"
#include "plangrade/model/document.h"

namespace plangrade::extract {

/// One row of the table of formats.
struct Format {
  const char* name;                             ///< as in documents.csv: "pdf", "docx", ...
  /// Whether the bytes are of this format; judged by content first, by file name where content
  /// says nothing (text formats).
  bool (*recognises)(std::string_view bytes, std::string_view file_name);
  /// The pages, title, created, status and message of a document; plan_id, path and sha256 are
  /// the caller's. Damage is a status, never an exception out of here.
  Document (*extract)(std::string_view bytes, const ExtractOptions& options);
};

/// All formats, in the order in which they are asked.
std::span<const Format> formats();

/// The row that recognises the bytes, or nullptr.
const Format* format_of(std::string_view bytes, std::string_view file_name);

// One declaration per row; each is defined in <name>_extractor.cc.
Document extract_pdf(std::string_view bytes, const ExtractOptions& options);
Document extract_docx(std::string_view bytes, const ExtractOptions& options);
Document extract_odt(std::string_view bytes, const ExtractOptions& options);
Document extract_rtf(std::string_view bytes, const ExtractOptions& options);
Document extract_html(std::string_view bytes, const ExtractOptions& options);
Document extract_markdown(std::string_view bytes, const ExtractOptions& options);
Document extract_text(std::string_view bytes, const ExtractOptions& options);
/// Legacy .doc, spreadsheets, presentations, pictures: status unsupported, and what to do.
Document extract_unsupported(std::string_view bytes, const ExtractOptions& options);

}  // namespace plangrade::extract
