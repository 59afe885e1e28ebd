// Fuzzes the readers of office files. The first byte chooses: 'r' an RTF file, 'z' a package as
// it stands (which tests the archive), 'd' and 'o' the XML of a DOCX or ODT, which is packed here,
// because no mutation of packed bytes would get past the checksums.
#include <cstddef>
#include <cstdint>
#include <string>

#include "../unit/extract/office_files.h"
#include "check_document.h"
#include "extract/extractor.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace plangrade::extract;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string xml(bytes);
  if (data[0] == 'r') {
    plangrade::fuzz::check(extract_rtf(bytes, {}));
  } else if (data[0] == 'z') {
    plangrade::fuzz::check(extract_docx(bytes, {}));
    plangrade::fuzz::check(extract_odt(bytes, {}));
  } else if (data[0] == 'd') {
    plangrade::fuzz::check(extract_docx(
        plangrade::test::zip_of({{"word/document.xml", xml}, {"word/styles.xml", xml}}), {}));
  } else {
    plangrade::fuzz::check(
        extract_odt(plangrade::test::zip_of({{"content.xml", xml}, {"styles.xml", xml}}), {}));
  }
  return 0;
}
