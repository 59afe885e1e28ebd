// Explanations as a person reads them.
#include "cli/explain_text.h"

#include "support/catch.h"

using namespace plangrade;
using namespace plangrade::cli;

namespace {

Evidence quotation(std::string quote, int page) {
  Evidence evidence;
  evidence.quote = std::move(quote);
  evidence.page = page;
  evidence.section = "Needs";
  return evidence;
}

Explanation explanation(std::vector<Finding> findings, bool held) {
  TriedLevel level{.level = "met",
                   .held = held,
                   .findings = std::move(findings),
                   .deciding = held ? 3u : 0u,
                   .never = held ? std::vector<std::string>{} : std::vector<std::string>{"risk"},
                   .parts = {}};
  return {.criterion = "C1",
          .name = "recognition",
          .question = "Does it?",
          .level = held ? "met" : "not_met",
          .tried = {level}};
}

}  // namespace

TEST_CASE("a level that holds is shown by its passages, page and words first", "[cli]") {
  const Finding found{.kind = Finding::Kind::decides,
                      .passage = {{quotation("Neglect causes distress.", 7)},
                                  {{"abuse", "Neglect"}, {"harm", "distress"}}},
                      .parts = {},
                      .reason = ""};
  CHECK(explanation_text(explanation({found}, true), "one quotation", false) ==
        "C1 recognition: met\n"
        "  Does it?\n"
        "  fragile: it rests on one quotation alone\n"
        "  level met: yes\n"
        "    found\n"
        "      page 7, under \"Needs\"\n"
        "        \"Neglect causes distress.\"\n"
        "        abuse \"Neglect\", harm \"distress\"\n"
        "    and 2 more that suffice\n"
        "\n");
}

TEST_CASE("parts that suffice only together are shown under one head", "[cli]") {
  const QuotedPassage count{{quotation("Of 40 children, 12 waited.", 3)}, {{"share", "12"}}};
  const QuotedPassage decision{{quotation("A nurse was therefore employed.", 9)},
                               {{"decided", "employed"}}};
  const Finding found{.kind = Finding::Kind::decides,
                      .passage = count,
                      .parts = {{"local_number", {count}, 4}, {"decided", {decision}, 1}},
                      .reason = ""};
  const auto one = explanation({found}, true);
  CHECK(explanation_text(one, "", false) ==
        "C1 recognition: met\n"
        "  Does it?\n"
        "  level met: yes\n"
        "    found, in passages that suffice only together\n"
        "      local_number:\n"
        "        page 3, under \"Needs\"\n"
        "          \"Of 40 children, 12 waited.\"\n"
        "          share \"12\"\n"
        "        and 3 more for this part\n"
        "      decided:\n"
        "        page 9, under \"Needs\"\n"
        "          \"A nurse was therefore employed.\"\n"
        "          decided \"employed\"\n"
        "    and 2 more that suffice\n"
        "\n");
  const auto json = explanation_json("ltp", one, "")["tried"][0]["findings"][0];
  CHECK(json["evidence"][0]["page"] == 3);
  CHECK(json["parts"][1]["name"] == "decided");
  CHECK(json["parts"][0]["found"] == 4);
  CHECK(json["parts"][1]["passages"][0]["evidence"][0]["page"] == 9);
}

TEST_CASE("a level that fails is shown by what came near and what is nowhere", "[cli]") {
  const Finding taken{.kind = Finding::Kind::taken_away,
                      .passage = {{quotation("No neglect here.", 0)}, {{"abuse", "neglect"}}},
                      .parts = {},
                      .reason = "denied (\"No\")"};
  const Finding near{.kind = Finding::Kind::nearly,
                     .passage = {{quotation("Neglect is common.", 2)}, {{"abuse", "Neglect"}}},
                     .parts = {},
                     .reason = "lacks harm"};
  const auto text = explanation_text(explanation({taken, near}, false), "", false);
  CHECK(text.find("taken away: denied (\"No\")\n      under \"Needs\"") != std::string::npos);
  CHECK(text.find("nearly: lacks harm\n      page 2") != std::string::npos);
  CHECK(text.find("nowhere in the plan: risk\n") != std::string::npos);
}

TEST_CASE("a criterion that is not asked has no level", "[cli]") {
  Explanation one = explanation({}, false);
  one.applicable = false;
  one.tried.clear();
  CHECK(explanation_text(one, "", false) == "C1 recognition: not applicable\n  Does it?\n\n");
}

TEST_CASE("colour is added, nothing else", "[cli]") {
  const Finding found{.kind = Finding::Kind::decides,
                      .passage = {{quotation("Neglect.", 7)}, {{"abuse", "Neglect"}}},
                      .parts = {},
                      .reason = ""};
  auto text = explanation_text(explanation({found}, true), "", true);
  REQUIRE(text.find("\x1b[") != std::string::npos);
  for (auto at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b')) {
    text.erase(at, text.find('m', at) - at + 1);
  }
  CHECK(text == explanation_text(explanation({found}, true), "", false));
}

TEST_CASE("JSON says what kind of passage each is", "[cli]") {
  const Finding near{.kind = Finding::Kind::nearly,
                     .passage = {{quotation("Neglect is common.", 2)}, {{"abuse", "Neglect"}}},
                     .parts = {},
                     .reason = "lacks harm"};
  const auto json = explanation_json("ltp", explanation({near}, false), "");
  const auto& level = json["tried"][0];
  CHECK(level["never"][0] == "risk");
  CHECK(level["findings"][0]["kind"] == "nearly");
  CHECK(level["findings"][0]["words"][0]["text"] == "Neglect");
  CHECK(level["findings"][0]["evidence"][0]["page"] == 2);
  CHECK_FALSE(level.contains("parts"));
}

TEST_CASE("a long quotation is shown around its words", "[cli]") {
  std::string filler;
  for (int i = 0; i < 40; ++i) filler += "filling ";
  const std::string quote = filler + "neglect " + filler + "distress " + filler;
  const auto cut = around_words(quote, {{"abuse", "neglect"}, {"harm", "distress"}}, 160);
  CHECK(cut.size() < 260);
  CHECK(cut.starts_with("... filling"));
  CHECK(cut.find("neglect") < cut.find(" ... "));
  CHECK(cut.find(" ... ") < cut.find("distress"));
  CHECK(cut.ends_with("filling ..."));
}

TEST_CASE("a quotation that is short, or holds none of the words, is cut at most at its end",
          "[cli]") {
  CHECK(around_words("Neglect is common.", {{"abuse", "Neglect"}}, 100) == "Neglect is common.");
  CHECK(around_words("One two three four", {{"abuse", "neglect"}}, 8) == "One two three ...");
  CHECK(around_words("One two three four", {}, 3) == "One ...");
}
