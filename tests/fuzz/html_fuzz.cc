// Fuzzes the readers of text formats: the first byte chooses which.
#include <cstddef>
#include <cstdint>

#include "check_document.h"
#include "extract/extractor.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace plangrade::extract;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto extract = data[0] == 'm'   ? extract_markdown
                       : data[0] == 't' ? extract_text
                                        : extract_html;
  plangrade::fuzz::check(extract(bytes, {}));
  return 0;
}
