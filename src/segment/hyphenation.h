// Whether a hyphen at the end of a line belongs to the word.
//
// "thera-" | "peutic" is one word that a typesetter broke; "looked-" | "after" is a compound that
// happened to fall there. The plan itself knows best: the spelling that it uses elsewhere decides,
// the more frequent one if it uses both. Where it uses neither, a first or second part that is
// usual in compounds ("self-", "-based", "fifty-"), or two parts that stand alone elsewhere in the
// plan ("kinship", "carer"), keep the hyphen, as do capitals and digits on either side. Anything
// else is joined.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace plangrade::segmenting {

/// What a line-end hyphen between two words stands for.
enum class LineEndHyphen {
  joined,     ///< "thera-" "peutic": therapeutic
  kept,       ///< "looked-" "after": looked-after
  suspended,  ///< "short-" "and long-term": the hyphen and a blank
};

class Hyphenation {
 public:
  /// Reads the spellings that the pages use, of those words only that have a line-end hyphen.
  explicit Hyphenation(std::span<const std::string_view> pages);

  /// `first` is the word before the hyphen, `rest` the text behind the line break.
  LineEndHyphen decide(std::string_view first, std::string_view rest) const;

 private:
  bool is_compound(const std::string& first, const std::string& second) const;
  std::uint32_t count(const std::string& word) const;
  void want(std::string_view page);
  void tally(std::string_view page);

  std::unordered_map<std::string, std::uint32_t> uses_;  ///< lower case; looked up, never listed
};

/// The run of letters that ends or begins `text`, apostrophes included, 40 bytes at most.
std::string_view last_word(std::string_view text);
std::string_view first_word(std::string_view text);

/// If the hyphen that begins `text` (`length` bytes) ends its line: the offset of the next line's
/// first visible byte, which may be text.size(). Else 0.
std::size_t next_line_after_hyphen(std::string_view text, std::size_t length);

}  // namespace plangrade::segmenting
