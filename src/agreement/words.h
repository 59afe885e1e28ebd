// Words of a passage, for comparing and counting.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plangrade {

/// Letters and digits in a row, ASCII letters in lower case; everything else parts words.
/// An apostrophe within a word is dropped, so that "children's" is one word however it is set.
std::vector<std::string> words_of(std::string_view text);

}  // namespace plangrade
