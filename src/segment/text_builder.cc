// Runs of verbatim bytes share one origin; every repair has its own.
#include "segment/text_builder.h"

namespace plangrade::segmenting {

void TextBuilder::verbatim(std::uint32_t page, std::uint32_t source, std::string_view bytes) {
  if (page != expected_page_ || source != expected_source_)
    out_.origins.push_back({size(), page, source, true});
  out_.text += bytes;
  expected_page_ = page;
  expected_source_ = source + static_cast<std::uint32_t>(bytes.size());
}

void TextBuilder::repair(std::uint32_t page, std::uint32_t source, std::string_view bytes) {
  if (bytes.empty()) return;
  out_.origins.push_back({size(), page, source, false});
  out_.text += bytes;
  expected_page_ = kNone;
}

}  // namespace plangrade::segmenting
