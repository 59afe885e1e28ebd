// What must hold of every document, whatever the bytes were.
#pragma once

#include <cstdlib>

#include "base/text.h"
#include "plangrade/model/document.h"

namespace plangrade::fuzz {

/// Aborts, which libFuzzer reports, if a span leaves its page, blocks overlap, or text is not
/// UTF-8.
inline void check(const Document& document) {
  for (const auto& page : document.pages) {
    if (base::invalid_utf8(page.text) != std::string::npos) std::abort();
    std::uint32_t at = 0;
    for (const auto& block : page.blocks) {
      if (block.span.begin < at || block.span.end > page.text.size()) std::abort();
      at = block.span.end;
      for (const auto& cell : block.cells) {
        if (!block.span.contains(cell)) std::abort();
      }
    }
  }
  if (document.status == DocumentStatus::readable && document.pages.empty()) std::abort();
  if (document.status != DocumentStatus::readable && document.message.empty()) std::abort();
}

}  // namespace plangrade::fuzz
