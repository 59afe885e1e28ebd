// Of versions of a plan one is judged; which, and why, is told.
#include <string>

#include "plangrade/pipeline.h"
#include "support/catch.h"

using namespace plangrade;

namespace {

/// Some 300 words that are those of no other `seed`, and a last line.
std::string text_of(int seed, int words = 300) {
  std::string text;
  for (int i = 0; i < words; ++i) text += "w" + std::to_string(seed * 1000 + i) + " ";
  return text;
}

Document document(const std::string& path, const std::string& title, const std::string& text) {
  Document made;
  made.path = path;
  made.plan_id = "p";
  Page page;
  page.number = 1;
  page.text = title + "\n" + text;
  const auto end = static_cast<std::uint32_t>(title.size());
  page.blocks = {{BlockKind::heading, {0, end}},
                 {BlockKind::paragraph, {end + 1, static_cast<std::uint32_t>(page.text.size())}}};
  made.pages.push_back(page);
  return made;
}

Plan plan(std::vector<Document> documents, const std::string& round = "") {
  Plan made;
  made.entry.plan_id = "p";
  made.entry.round = round;
  made.documents = std::move(documents);
  settle_versions(made);
  return made;
}

PlanResult result(const std::string& id, const Document& document,
                  const std::vector<std::string>& areas) {
  PlanResult made;
  made.plan.plan_id = id;
  made.plan.area_codes = areas;
  made.plan.areas_guessed = !areas.empty();
  made.rule_set = "rules";
  made.documents = {summary_of(document)};
  made.documents[0].plan_id = id;
  return made;
}

Scored scored(const std::vector<PlanResult>& results) {
  Scored made;
  made.results = results;
  for (const auto& one : results) {
    made.documents.insert(made.documents.end(), one.documents.begin(), one.documents.end());
  }
  settle_versions(made);
  return made;
}

}  // namespace

TEST_CASE("of a draft and the final text of one plan the final text is judged", "[pipeline]") {
  const auto settled = plan({document("a-draft.pdf", "Plan, consultation draft", text_of(1, 400)),
                             document("b.pdf", "Plan", text_of(1))});
  CHECK(settled.documents[0].status == DocumentStatus::superseded);
  CHECK(settled.documents[0].message ==
        "nearly the same text as b.pdf (about 75% of word sequences in common), which was judged: "
        "this one calls itself a draft (\"Plan, consultation draft\" on page 1)");
  CHECK(settled.documents[1].status == DocumentStatus::readable);
  CHECK(settled.documents[1].message == "judged rather than a-draft.pdf, another version");
}

TEST_CASE("a later year counts for more than being no draft", "[pipeline]") {
  const auto settled = plan({document("new.pdf", "Plan, draft October 2017", text_of(1)),
                             document("old.pdf", "Plan, October 2015", text_of(1))});
  CHECK(settled.documents[0].status == DocumentStatus::readable);
  CHECK(settled.documents[1].status == DocumentStatus::superseded);
}

TEST_CASE("without marks the longer of two texts is judged, then the first by name", "[pipeline]") {
  auto settled =
      plan({document("a.pdf", "Plan", text_of(1)), document("b.docx", "Plan", text_of(1, 330))});
  CHECK(settled.documents[0].status == DocumentStatus::duplicate);
  CHECK(settled.documents[0].message.ends_with("it is longer (331 words, and this one 301)"));
  settled = plan({document("a.pdf", "Plan", text_of(1)), document("b.docx", "Plan", text_of(1))});
  CHECK(settled.documents[0].status == DocumentStatus::readable);
  CHECK(settled.documents[1].status == DocumentStatus::duplicate);
}

TEST_CASE("of many versions all others name the one that is judged", "[pipeline]") {
  const auto settled = plan({document("a.pdf", "Plan, version 0.9", text_of(1)),
                             document("b.pdf", "Plan, version 0.10", text_of(1)),
                             document("c.pdf", "Plan, version 1.0", text_of(1))});
  CHECK(settled.documents[2].status == DocumentStatus::readable);
  for (const int draft : {0, 1}) {
    const auto& document = settled.documents[static_cast<std::size_t>(draft)];
    CHECK(document.status == DocumentStatus::superseded);
    CHECK(document.message.find("as c.pdf (") != std::string::npos);
  }
}

TEST_CASE("a plan and its annex are both judged", "[pipeline]") {
  const auto settled = plan({document("plan.pdf", "Plan 2017", text_of(1)),
                             document("annex.pdf", "Annex, draft", text_of(2))});
  CHECK(settled.documents[0].status == DocumentStatus::readable);
  CHECK(settled.documents[1].status == DocumentStatus::readable);
  CHECK(settled.documents[1].message == "calls itself a draft (\"Annex, draft\" on page 1)");
}

TEST_CASE("a plan whose own date is older than its round says so", "[pipeline]") {
  const auto message_of = [](const std::string& title) {
    return plan({document("a.pdf", title, text_of(1))}, "2017-18").documents[0].message;
  };
  CHECK(message_of("Plan 2015-2020: refresh October 2015") ==
        "its title page is dated October 2015, before the round 2017-18");
  CHECK(message_of("Plan 2015-2020: refresh October 2017") == "");
  CHECK(message_of("Plan 2015-2020") == "");
}

TEST_CASE("unlisted plans for one area become one plan", "[pipeline]") {
  const auto old = document("old.pdf", "Plan, October 2015", text_of(1));
  const auto now = document("now.pdf", "Plan, October 2017", text_of(2));
  const auto settled = scored({result("now", now, {"A1"}), result("old", old, {"A1"})});
  REQUIRE(settled.results.size() == 1);
  CHECK(settled.results[0].plan.plan_id == "now");
  CHECK(settled.results[0].documents.size() == 2);
  CHECK(settled.documents[1].plan_id == "now");
  CHECK(settled.documents[1].status == DocumentStatus::superseded);
  CHECK(settled.documents[1].message ==
        "another plan for the same area was judged, now.pdf: it is dated October 2017, and this "
        "one October 2015");
}

TEST_CASE("what plans.csv lists, and different texts of one area, stay plans of their own",
          "[pipeline]") {
  const auto text = document("a.pdf", "Plan", text_of(1));
  auto first = result("a", text, {"A1"}), second = result("b", text, {"A1"});
  second.documents[0].path = "b.pdf";
  first.plan.listed = second.plan.listed = true;
  auto settled = scored({first, second});
  CHECK(settled.results.size() == 2);
  CHECK(settled.documents[0].message ==
        "nearly the same text as b.pdf (plan 'b', about 100% of word sequences in common): each "
        "plan is judged");
  settled = scored(
      {result("a", text, {"A1"}), result("b", document("b.pdf", "Annex", text_of(2)), {"A1"})});
  CHECK(settled.results.size() == 2);
  CHECK(settled.documents[0].message.empty());
}

TEST_CASE("one text for several areas is named in each plan, and each is judged", "[pipeline]") {
  std::vector<PlanResult> results;
  for (const char* id : {"a", "b", "c", "d", "e"}) {
    results.push_back(
        result(id, document(std::string(id) + ".pdf", std::string("Plan of ") + id, text_of(1)),
               {std::string("A") + id}));
  }
  const auto settled = scored(results);
  CHECK(settled.results.size() == 5);
  for (const auto& one : settled.documents) {
    CHECK(one.status == DocumentStatus::readable);
    CHECK(one.message.ends_with(" and 1 more: each plan is judged"));
  }
  Scored again = settled;
  settle_versions(again);
  CHECK(again.documents == settled.documents);
}
