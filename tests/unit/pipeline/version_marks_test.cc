// Drafts, version numbers and dates on title pages.
#include "pipeline/version_marks.h"

#include "support/catch.h"

using namespace plangrade;

namespace {

/// A document whose first page has these lines, each a paragraph.
Document document(const std::vector<std::string>& lines, const std::string& path = "plan.pdf") {
  Document made;
  made.path = path;
  Page page;
  page.number = 1;
  for (const auto& line : lines) {
    const auto begin = static_cast<std::uint32_t>(page.text.size());
    page.text += line;
    page.blocks.push_back(
        {BlockKind::paragraph, {begin, static_cast<std::uint32_t>(page.text.size())}});
    page.text += "\n";
  }
  made.pages.push_back(page);
  return made;
}

}  // namespace

TEST_CASE("the latest own date of a text is found, periods and aims left out", "[pipeline]") {
  CHECK(latest_date("Refresh October 2015") == "2015-10");
  CHECK(latest_date("31 Oct, 2015") == "2015-10");
  CHECK(latest_date("approved on 31/10/2015") == "2015-10");
  CHECK(latest_date("2016/17 refresh") == "2016");
  CHECK(latest_date("Local Transformation Plan 2015-2020, refreshed October 2017") == "2017-10");
  CHECK(latest_date("Local Transformation Plan 2015 \u2013 2020") == "");
  CHECK(latest_date("Plan for 2015/16 to 2019/20") == "");
  CHECK(latest_date("35% of children by 2020, refresh 2017") == "2017");
  CHECK(latest_date("City Plan 2036, March 2020") == "2020-03");
  CHECK(latest_date("First made in October 2015, updated 2017") == "2017");
  CHECK(latest_date("Report 1998, tel. 20151020, \u00a32,016") == "");
  CHECK(latest_date("4/2016") == "2016");
  CHECK(latest_date("2016") == "2016");
  CHECK(latest_date("/1/2016") == "2016");
}

TEST_CASE("dates are spoken as people write them", "[pipeline]") {
  CHECK(spoken_date("2015-10") == "October 2015");
  CHECK(spoken_date("2015") == "2015");
}

TEST_CASE("short lines of the title page call a plan a draft, and prose does not", "[pipeline]") {
  const auto draft_of = [](const std::vector<std::string>& lines) {
    return version_marks(document(lines)).draft;
  };
  CHECK(draft_of({"Growing Up Well", "Consultation Draft"}) == "\"Consultation Draft\" on page 1");
  CHECK(draft_of({"DRAFT v0.6 - NOT YET APPROVED"}) ==
        "\"DRAFT v0.6 - NOT YET APPROVED\" on page 1");
  CHECK(draft_of({"Growing Up Well", "Version 0.3"}) == "version 0.3");
  CHECK(draft_of({"Growing Up Well", "Version 1.3"}) == "");
  CHECK(draft_of({"A first draft of this plan went to all schools in June and was then changed by "
                  "young people."}) == "");
  CHECK(draft_of({"This is a draft on which we would like to hear from every school and surgery in "
                  "the county by the end of June."}) == "\"this is a draft\" on page 1");
  CHECK(draft_of({"How we are drafting the next plan"}) == "");
}

TEST_CASE("the name of a file can call it a draft, and names a version", "[pipeline]") {
  CHECK(version_marks(document({"Plan"}, "plans/ltp_draft.pdf")).draft ==
        "by the name of its file");
  CHECK(version_marks(document({"Plan"}, "plans/drafty-corner.pdf")).draft == "");
  CHECK(version_marks(document({"Plan"}, "all.zip!ltp v0.4.docx")).version == "0.4");
  CHECK(version_marks(document({"Version 0.4, then 0.12 and version 0.12"})).version == "0.12");
}

TEST_CASE("a document without text says nothing about itself", "[pipeline]") {
  const auto marks = version_marks(Document{});
  CHECK(marks.draft.empty());
  CHECK(marks.version.empty());
  CHECK(marks.dated.empty());
}
