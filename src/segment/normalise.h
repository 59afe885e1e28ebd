// The characters of a page as a pattern expects them.
//
//   page                               text
//   the thera-⏎peutic “offer” ﬁnd       the therapeutic "offer" find
//
// Blanks and line breaks become one blank; hyphens and dashes '-'; quotes ' and "; ligatures,
// full-width and mathematical letters plain ones; accents composed (NFC). Soft hyphens and
// zero-width characters go. Superscripts stay: as plain digits they would grow into the word that
// they annotate. Letter-spaced words ("P a g e") are closed up. What is not UTF-8 becomes U+FFFD.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "plangrade/model/segmented_text.h"
#include "segment/hyphenation.h"
#include "segment/items.h"
#include "segment/text_builder.h"

namespace plangrade::segmenting {

class Normaliser {
 public:
  /// All arguments must outlive the normaliser.
  Normaliser(std::span<const std::string_view> pages, const Hyphenation& hyphenation,
             TextBuilder& out)
      : pages_(pages), hyphenation_(hyphenation), out_(out) {}

  /// Appends the text of `parts` read as one passage, without blanks at its ends; its span.
  Span append(std::span<const Part> parts);

  /// Appends a separator that stands for the end of what was appended last.
  void separate(std::string_view separator);

 private:
  void read(const Part& part, const Part* next);
  void flush_blank();
  std::uint32_t read_visible(const Part& part, const Part* next, std::uint32_t at);
  std::uint32_t read_hyphen(const Part& part, const Part* next, std::uint32_t at,
                            std::uint32_t length);
  std::uint32_t read_soft_hyphen(const Part& part, std::uint32_t at, std::uint32_t length);
  std::uint32_t read_composed(const Part& part, std::uint32_t at);
  std::uint32_t read_letter_spaced(const Part& part, std::uint32_t at);

  std::span<const std::string_view> pages_;
  const Hyphenation& hyphenation_;
  TextBuilder& out_;
  std::uint32_t begin_ = 0;     ///< of the passage that is being appended
  bool blank_ = false;          ///< a blank waits for the next visible character
  bool swallow_blank_ = false;  ///< a line-end hyphen ate the blank that comes next
  Part blank_at_;               ///< where that blank stands
  Part last_;                   ///< the part that was read last
};

}  // namespace plangrade::segmenting
