// Words with boxes are found in the text of a page as it is drawn.
#include "extract/drawing_order.h"

#include "support/catch.h"

namespace plangrade::extract {
namespace {

using Turns = std::vector<std::size_t>;

/// A word of size 10, each of its letters 5 points wide.
DrawnWord word(const std::string& text, double x, double y) {
  return {text, x, x + 5.0 * static_cast<double>(text.size()), y, 10};
}

TEST_CASE("words take their turns, whatever their order", "[extract]") {
  const std::vector<DrawnWord> words = {word("second", 0, 112), word("first", 0, 100),
                                        word("line", 28, 100)};
  CHECK(turns_in("first line\nsecond\n", words) == Turns{3, 1, 2});
}

TEST_CASE("of equal words the one is meant that the pen comes to", "[extract]") {
  // (a b; c d) = (b a; d c), by columns
  const std::vector<DrawnWord> words = {word("a", 0, 94),   word("c", 0, 106),  word("b", 15, 94),
                                        word("d", 15, 106), word("=", 30, 100), word("b", 45, 94),
                                        word("d", 45, 106), word("a", 60, 94),  word("c", 60, 106)};
  CHECK(turns_in("a b\nc d\n=\nb a\nd c\n", words) == Turns{1, 3, 2, 4, 5, 6, 8, 7, 9});
}

TEST_CASE("a letter within a word is not taken for the letter alone", "[extract]") {
  const std::vector<DrawnWord> words = {word("x", 70, 100), word("max", 0, 100),
                                        word("m", 40, 100)};
  CHECK(turns_in("max m\nx", words) == Turns{3, 1, 2});
}

TEST_CASE("a word that is not drawn comes after the one before it", "[extract]") {
  const std::vector<DrawnWord> words = {word("one", 0, 100), word("lost", 20, 100),
                                        word("two", 50, 100)};
  CHECK(turns_in("one?two", words) == Turns{1, 1, 2});
  CHECK(turns_in("", words) == Turns{1, 1, 1});
}

TEST_CASE("a page with more words than pages have is left alone", "[extract]") {
  CHECK(turns_in("a", std::vector<DrawnWord>(100'000, word("a", 0, 0))).empty());
}

}  // namespace
}  // namespace plangrade::extract
