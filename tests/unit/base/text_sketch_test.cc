// How alike two texts are, from samples of their word sequences.
#include "base/text_sketch.h"

#include <cmath>
#include <string>

#include "support/catch.h"

using namespace plangrade::base;

namespace {

/// Words 0, 1, ... with every `step`-th replaced (0: none).
std::string text_of(int words, int step) {
  std::string text;
  for (int i = 0; i < words; ++i) {
    text += (step > 0 && i % step == 0 ? "other" : "word") + std::to_string(i * i) + " ";
  }
  return text;
}

TextSketch sketch(const std::string& text) {
  TextSketcher sketcher;
  sketcher.add(text);
  return sketcher.sketch();
}

}  // namespace

TEST_CASE("a text is like itself, whatever its case, punctuation and line breaks", "[base]") {
  const auto plain = sketch("we will offer therapy to every child who needs it");
  CHECK(resemblance(plain, sketch("We will offer\ntherapy, to EVERY child (who needs it)!")) == 1);
  CHECK(resemblance(plain, sketch("no two sequences of words are shared with this")) == 0);
  CHECK(resemblance(plain, sketch("three words only")) == 0);
  CHECK(resemblance(sketch(""), sketch("")) == 0);
}

TEST_CASE("the resemblance of long texts is estimated within a twentieth", "[base]") {
  const auto whole = sketch(text_of(20000, 0));
  for (const int step : {10, 20, 50, 200}) {
    // A word replaced takes four sequences out of each text.
    const double lost = 4.0 / step;
    const double exact = (1 - lost) / (1 + lost);
    INFO("every " << step << "th word differs");
    CHECK(std::abs(resemblance(whole, sketch(text_of(20000, step))) - exact) < 0.08);
  }
}

TEST_CASE("pieces of a text give the sketch of the whole", "[base]") {
  TextSketcher pieces;
  pieces.add("we will offer");
  pieces.add("therapy to every child");
  CHECK(pieces.sketch() == sketch("we will offer therapy to every child"));
}

TEST_CASE("a sketch survives being written down, and nothing else is one", "[base]") {
  const auto made = sketch(text_of(500, 0));
  CHECK(made.size() == 256);
  CHECK(sketch_from(sketch_text(made)) == made);
  CHECK(sketch_from("").empty());
  for (const char* text : {"0000000", "0000000g", "0000000200000001", "-0000001"}) {
    CHECK(sketch_from(text).empty());
  }
}
