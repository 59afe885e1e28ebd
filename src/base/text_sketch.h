// How alike two texts are, without keeping them.
//
// A text is the set of its sequences of four words, in lower case and without punctuation. Its
// sketch is the 256 smallest hashes of that set: a sample that any other text with the same
// sequences draws too. Of the 256 smallest hashes of two sketches together, the share that stands
// in both estimates how much of all sequences the texts have in common (the resemblance of Broder,
// "On the resemblance and containment of documents", 1997; bottom-k MinHash), within 0.05 at 0.8.
// Texts with fewer sequences than that are compared exactly. Example: two texts of 1,000 words of
// which 20 scattered ones differ share some 920 of 1,080 sequences, a resemblance of 0.85.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plangrade::base {

/// Texts of at least this resemblance are versions of one text. The 32 plans of a coded set, each
/// in two formats, resemble themselves at 0.61 to 0.99; no two different plans at more than 0.04.
inline constexpr double kNearlySame = 0.5;

/// Hashes in ascending order, at most 256; empty for a text of fewer than four words.
using TextSketch = std::vector<std::uint32_t>;

/// Collects the words of a text that comes in pieces; a piece ends a word, not a sequence.
class TextSketcher {
 public:
  void add(std::string_view text);
  TextSketch sketch() const;

 private:
  void add_word(std::uint64_t hash);
  std::vector<std::uint64_t> last_;       // hashes of the words before, at most three
  std::vector<std::uint32_t> sequences_;  // hashes, in order of the text
};

/// The estimated share of sequences in common, 0 to 1; 0 if either sketch is empty.
double resemblance(const TextSketch& a, const TextSketch& b);

/// A sketch as text, 8 hex digits for each hash, and back; what is no sketch is empty.
std::string sketch_text(const TextSketch& sketch);
TextSketch sketch_from(std::string_view text);

}  // namespace plangrade::base
