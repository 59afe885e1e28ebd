// How the letters of a pattern may be spelled: "neglect(?:ed)?" is "neglect" or "neglected".
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "match/pattern_syntax.h"

namespace plangrade::match {

/// In the reduced alphabet: a to z, '0' for any digit, '_', '~' for letters beyond ASCII.
using Forms = std::vector<std::string>;

/// A word in that alphabet that a text's word must equal, or begin with.
struct TriggerWord {
  std::string word;
  bool prefix = false;
  auto operator<=>(const TriggerWord&) const = default;
};

/// Any word with a letter beyond ASCII.
inline const TriggerWord kForeignWord{"\x01", false};

/// A character in that alphabet; 0 if it belongs to no word.
char reduced(char32_t c);

/// The word that a sign makes by itself: '|' '$' '%' ':' ';' '>', which stands for arrows too, 'P'
/// for the pound's and 'E' for the euro's; 0 for other characters.
char sign(char32_t c);

/// The sign that an atom without quantifier stands for; empty if it is none.
std::string sign_of(const Node& atom);

/// The characters a one-letter atom may stand for: itself, or a class of a few plain letters.
std::string letters_of(const Node& atom);

/// `forms` with each of `endings` behind each; empty if there are too many.
Forms joined(const Forms& forms, const Forms& endings);

/// The spellings of an atom that is one letter, whatever its quantifier.
Forms one_letter(const Node& atom);

/// All spellings of a node that consists of letters only; empty if it does not, or has too many.
Forms spellings(const Node& node);

}  // namespace plangrade::match
