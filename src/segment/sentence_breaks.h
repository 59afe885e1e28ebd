// Where sentences end in a paragraph.
//
// ICU's sentence boundaries (Unicode Standard Annex 29), with what they do not know put right:
// abbreviations ("e.g.", "Dr."), initials and enumerators do not end a sentence; a stop without a
// blank behind it ("abuse.The") or with a note number ("abuse.12 The") does.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "plangrade/model/span.h"

namespace plangrade::segmenting {

class SentenceBreaker {
 public:
  SentenceBreaker();
  ~SentenceBreaker();
  SentenceBreaker(const SentenceBreaker&) = delete;
  SentenceBreaker& operator=(const SentenceBreaker&) = delete;

  /// Spans of the sentences in normalised `paragraph`, without blanks between them, in order.
  std::vector<Span> split(std::string_view paragraph);

 private:
  struct Iterator;
  std::unique_ptr<Iterator> iterator_;
};

}  // namespace plangrade::segmenting
