// In which order a file draws the words of a page. Poppler gives words with boxes in an order of
// its own making, and the text as it is drawn without boxes; here the one is found in the other.
//
// The idea: a pen goes through the text and needs for each piece of it a word that has just these
// characters. Where several have, the way that is the shortest over all steps tells (a beam
// search).
//
//   drawn    a b NEWLINE c d NEWLINE = NEWLINE a ...      "a" twice, and the pen
//   words    (a b) = (a ...                               starts at the nearer one
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plangrade::extract {

/// A word as the file has it, without blanks.
struct DrawnWord {
  std::string text;
  double x0 = 0, x1 = 0, baseline = 0, size = 0;
};

/// For each of `words` its turn in `drawn`, the page's text in the order of drawing, lines parted
/// by line feeds: 1 for what comes first. A word that is not found shares the turn of the word
/// before it. Empty if there are too many words for a page that is read.
std::vector<std::size_t> turns_in(std::string_view drawn, const std::vector<DrawnWord>& words);

}  // namespace plangrade::extract
