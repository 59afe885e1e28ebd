// What single words of a page tell by their characters: bullets, numbers of items, letters.
#pragma once

#include <string_view>

namespace plangrade::extract {

/// A bullet character standing alone, in Unicode or as symbol fonts encode it.
bool is_bullet(std::string_view word);

/// "1.", "(a)", "iv)", "3.": a number or letter with a bracket or full stop, as items are numbered.
bool is_item_number(std::string_view word);

/// "3", "3.1", "4.2.1": how deep a section number at the beginning of `text` is; 0 if there is
/// none that is followed by a blank and a letter.
int section_depth(std::string_view text);

bool has_letter(std::string_view text);
bool is_letter(std::string_view character);

/// Ends as sentences end: . ! ? : or ;, perhaps followed by a closing quote or bracket.
bool ends_sentence(std::string_view text);

/// Begins with a capital letter or a digit.
bool begins_high(std::string_view text);

/// Begins with a small letter.
bool begins_low(std::string_view text);

}  // namespace plangrade::extract
