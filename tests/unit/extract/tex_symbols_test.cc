// Signs of TeX's fonts, as The TeXbook's appendix F places them.
#include "extract/tex_symbols.h"

#include "support/catch.h"

namespace plangrade::extract {
namespace {

TEST_CASE("a prime is no zero in TeX's font of symbols, and is one everywhere else", "[extract]") {
  CHECK(tex_symbol("BIKXFS+CMSY10", '0') == "′");
  CHECK(tex_symbol("BIKXFS+CMSY8", 'k') == "‖");
  CHECK_FALSE(tex_symbol("BIKXFS+CMSY10", 'A'));  // calligraphic letters
  CHECK_FALSE(tex_symbol("BIKXFS+CMR10", '0'));
  CHECK_FALSE(tex_symbol("ABCDEF+ArialMT", '0'));
}

TEST_CASE("large operators are told from pieces of brackets", "[extract]") {
  CHECK(tex_symbol("YMYJLL+CMEX10", 'X') == "∑");
  CHECK(tex_symbol("YMYJLL+CMEX10", 'z') == "");
  CHECK_FALSE(tex_symbol("YMYJLL+CMEX10", U'∑'));  // Poppler knew
}

}  // namespace
}  // namespace plangrade::extract
