// Sets of sentences, and the words of a text by the sentences that have them.
#include "match/sentence_set.h"

#include "match/text_words.h"
#include "support/rule_builder.h"

namespace plangrade {
namespace {

match::SentenceSet set_of(std::size_t size, const std::vector<std::uint32_t>& members) {
  match::SentenceSet out(size);
  for (const std::uint32_t i : members) out.add(i);
  return out;
}

std::vector<std::uint32_t> members(const match::SentenceSet& set) {
  std::vector<std::uint32_t> out;
  set.each([&](std::uint32_t i) { out.push_back(i); });
  return out;
}

TEST_CASE("a set has no members beyond the sentences of its text", "[match]") {
  for (const std::size_t size : {0, 1, 63, 64, 65, 200}) {
    CHECK(match::SentenceSet(size, true).count() == size);
    CHECK(match::SentenceSet(size).empty());
  }
}

TEST_CASE("neighbours are found across 64 sentences, and only where they are asked for",
          "[match]") {
  const std::size_t size = 200;
  const match::SentenceSet all(size, true), some = set_of(size, {0, 62, 63, 64, 130, 199});
  for (const std::uint32_t n : {1U, 2U, 63U, 64U, 65U, 128U}) {
    std::vector<std::uint32_t> behind, before;
    for (std::uint32_t i = 0; i < size; ++i) {
      if (i >= n && some.has(i - n)) behind.push_back(i);
      if (i + n < size && some.has(i + n)) before.push_back(i);
    }
    match::SentenceSet found(size);
    found.add_behind(some, n, all);
    CHECK(members(found) == behind);
    found.clear();
    found.add_before(some, n, all);
    CHECK(members(found) == before);
  }
  match::SentenceSet found(size);
  found.add_behind(some, 1, set_of(size, {63}));
  CHECK(members(found) == std::vector<std::uint32_t>{63});
}

TEST_CASE("a word is known by its first eight letters in all sentences that have it", "[match]") {
  std::string passage;
  for (int i = 0; i < 70; ++i)
    passage += i % 2 == 0 ? "Maltreated.\n\n" : "Maltreatment|12 caf\xC3\xA9.\n\n";
  const SegmentedText text = segment_passage(passage);
  REQUIRE(text.sentences.size() == 70);
  const match::TextWords words(text);
  REQUIRE(words.words().size() == 4);
  match::SentenceSet found(70);
  words.add_sentences(words.of(0).front().word, found);
  CHECK(found.count() == 70);
  CHECK(words.of(1).size() == 4);
  CHECK(words.words()[words.of(1)[1].word].kinds == (match::kHasLetter | match::kSignAlone));
  CHECK(words.words()[words.of(1)[2].word].kinds == match::kHasDigit);
  CHECK(words.words()[words.of(1)[3].word].kinds == (match::kHasLetter | match::kBeyondAscii));
}

}  // namespace
}  // namespace plangrade
