// A web page saved as HTML: finds the encoding that it declares and hands the text on.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "extract/block_writer.h"
#include "extract/charset.h"
#include "extract/extractor.h"
#include "extract/formats_office.h"
#include "extract/html_blocks.h"

namespace plangrade::extract {
namespace {

/// The value after "charset=" or, in an XML declaration, "encoding=" near the start of the page.
std::string declared_charset(std::string_view bytes) {
  constexpr std::size_t kNearStart = 4096;
  const std::string start = base::lower_ascii(bytes.substr(0, kNearStart));
  auto at = start.find("charset=");
  if (at == start.npos && start.starts_with("<?xml")) {
    at = start.find("encoding=");
    if (at != start.npos) ++at;  // "encoding=" is one byte longer than "charset="
  }
  if (at == start.npos) return "";
  at = start.find_first_not_of("\"' ", at + std::string_view("charset=").size());
  if (at == start.npos) return "";
  return start.substr(at, start.find_first_of("\"' ;/>?", at) - at);
}

}  // namespace

bool recognises_html(std::string_view bytes, std::string_view file_name) {
  constexpr std::size_t kNearStart = 2048;
  const auto extension = extension_of(file_name);
  if (!looks_like_text(bytes)) return false;
  if (extension == "html" || extension == "htm" || extension == "xhtml") return true;
  if (extension == "md" || extension == "markdown") return false;
  const std::string start = base::lower_ascii(decoded(bytes.substr(0, kNearStart)));
  const auto first = start.find_first_not_of(" \t\r\n");
  return first != start.npos && start[first] == '<' &&
         (start.find("<!doctype html") != start.npos || start.find("<html") != start.npos);
}

Document extract_html(std::string_view bytes, const ExtractOptions& options) {
  Document document;
  const std::size_t limit = std::size_t(options.max_output_mb) << 20;
  if (bytes.size() > limit) {
    document.status = DocumentStatus::too_large;
    document.message = "the page is larger than may be read from one file";
    return document;
  }
  BlockWriter writer(document, false, limit);
  const auto found = write_html(decoded(bytes, declared_charset(bytes)), writer);
  document.title = found.title;
  document.created = found.created;
  finish(document, writer);
  if (document.status == DocumentStatus::no_text) {
    document.message =
        "the page has no text of its own (it may be made by scripts): save it as PDF";
  }
  return document;
}

}  // namespace plangrade::extract
