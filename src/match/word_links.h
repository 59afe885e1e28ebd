// The words of a way that none can do without, in their order and with how far they may be apart.
//
//     (?:were|are) (?:\w+ ){0,3}(?:offered|given) (?:help|support)
//     "were" or "are", up to three words on "offered" or "given", right behind "help" or "support"
//
// A way has twenty steps, its links are few: where they do not stand like this, which is mostly so,
// it need not be walked.
#pragma once

#include <cstdint>
#include <vector>

#include "match/word_needs.h"

namespace plangrade::match {

struct WordLink {
  std::vector<TriggerWord> words;  ///< one of them stands there
  std::uint16_t gap = 0;           ///< so many words at most stand before it, behind the last link
  bool joined = false;             ///< it may stand in the same word as the last link
};

struct WordLinks {
  std::vector<WordLink> links;
  bool from_first = false;  ///< the first link is counted from the beginning of the sentence
  bool exact = false;       ///< where the links stand the way leads through
};

WordLinks word_links(const WordPath& path);

}  // namespace plangrade::match
