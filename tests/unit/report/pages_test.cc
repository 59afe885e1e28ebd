// The pages: what stands on them, that nothing from a plan becomes markup, that links lead
// somewhere.
#include <filesystem>
#include <regex>

#include "plangrade/report.h"
#include "report/html.h"
#include "support/catch.h"
#include "unit/report/sample_round.h"

namespace plangrade {
namespace {

bool holds(const std::string& page, const std::string& text) {
  return page.find(text) != std::string::npos;
}

/// Targets of all links to other pages, relative to the report.
std::vector<std::string> inner_links(const std::string& path, const std::string& page) {
  const std::regex link("href=\"([^\"#:]+)\"");
  std::vector<std::string> targets;
  for (std::sregex_iterator at(page.begin(), page.end(), link), end; at != end; ++at) {
    const auto target = std::filesystem::path(path).parent_path() / (*at)[1].str();
    targets.push_back(target.lexically_normal().string());
  }
  return targets;
}

}  // namespace

TEST_CASE("every area has a sheet and every plan a page", "[report]") {
  const auto files = render_pages(sample::round());
  for (const char* path : {"index.html", "methods.html", "areas/x01.html", "areas/x05.html",
                           "plans/eastmere.html", "plans/scan.html"}) {
    CHECK(files.contains(path));
  }
  CHECK(files.size() == 2 + 5 + 3);
}

TEST_CASE("a sheet shows rating, quotation with page, hash, date and how to answer", "[report]") {
  const auto sheet = render_pages(sample::round()).at("areas/x01.html");
  CHECK(holds(sheet, "badge amber"));
  CHECK(holds(sheet, "<mark>children who have been abused, &quot;and neglected&quot;</mark>"));
  CHECK(holds(sheet, "page 12 of the file, printed 11"));
  CHECK(holds(sheet, std::string(64, 'b')));
  CHECK(holds(sheet, "<dt>Published</dt><dd>2017-10-31</dd>"));
  CHECK(holds(sheet, "How to answer"));
  CHECK(holds(sheet, "eastmere,C1,your name,LEVEL"));
  CHECK(holds(sheet, "Does not count"));
  CHECK(holds(sheet, "ended: no longer"));
  CHECK(holds(sheet, "1/3 of 1"));
  CHECK(holds(sheet, "41 pages, 0.2 quotations per 10 pages"));
}

TEST_CASE("quotations that suffice only together are shown under one head, by part", "[report]") {
  auto input = sample::round();
  auto& evidence = input.results[0].criteria[0].evidence;
  auto decision = sample::evidence("plans/eastmere.pdf", 14, "a nurse was therefore employed");
  decision.together = 1;
  decision.part = "what_was_decided";
  auto alone = sample::evidence("plans/eastmere.pdf", 15, "it suffices by itself");
  evidence.push_back(decision);
  evidence.push_back(alone);
  const auto sheet = render_pages(input).at("areas/x01.html");
  const auto at = [&](const char* text) { return sheet.find(text); };
  REQUIRE(holds(sheet, "These passages suffice only together, one of each part:"));
  CHECK(at("it suffices by itself") < at("suffice only together"));
  CHECK(at("<p class=\"part\">needs found</p>") < at("<mark>children who have been abused"));
  CHECK(at("<mark>children who have been abused") < at("<p class=\"part\">what was decided</p>"));
  CHECK(at("<p class=\"part\">what was decided</p>") < at("a nurse was therefore employed"));
}

TEST_CASE("a decision of a person is shown with its reason, name and date", "[report]") {
  const auto sheet = render_pages(sample::round()).at("areas/x01.html");
  CHECK(holds(sheet,
              "decided by a person, not by the program: The service on page 9 has "
              "&lt;ended&gt; (A. Coder, 2018-02-01)"));
}

TEST_CASE("an area without a plan is told where to send one, and shown no decisions", "[report]") {
  const auto sheet = render_pages(sample::round()).at("areas/x05.html");
  CHECK(holds(sheet, "No plan was published"));
  CHECK(holds(sheet, "population not known"));
  CHECK_FALSE(holds(sheet, "<h2>Decisions</h2>"));
}

TEST_CASE("an area of a joint plan names the other areas", "[report]") {
  const auto sheet = render_pages(sample::round()).at("areas/x02.html");
  CHECK(holds(sheet, "also for <a href=\"../areas/x03.html\">Corley &lt;West&gt;</a>"));
  CHECK(holds(sheet, "inherited: the plan is a joint one"));
}

TEST_CASE("no text of a plan becomes markup, and no address but http is a link", "[report]") {
  auto input = sample::round();
  input.results[0].plan.url = "javascript:alert(1)";
  input.national.areas[0].area_name = "\"><img src=x onerror=alert(1)>";
  for (const auto& [path, page] : render_pages(input)) {
    CAPTURE(path);
    CHECK_FALSE(holds(page, "<script>alert"));
    CHECK_FALSE(holds(page, "<img"));
    CHECK_FALSE(holds(page, "href=\"javascript"));
    CHECK_FALSE(holds(page, "\x1b"));
  }
}

TEST_CASE("every link to another page leads to one", "[report]") {
  const auto files = render_pages(sample::round());
  std::size_t links = 0;
  for (const auto& [path, page] : files) {
    for (const auto& target : inner_links(path, page)) {
      CAPTURE(path, target);
      CHECK(files.contains(target));
      ++links;
    }
  }
  CHECK(links > 20);
}

TEST_CASE("pages load nothing from elsewhere and say so to the browser", "[report]") {
  const std::regex load("(src|srcset)=|@import|url\\(|<link", std::regex::icase);
  for (const auto& [path, page] : render_pages(sample::round())) {
    CAPTURE(path);
    CHECK_FALSE(std::regex_search(page, load));
    CHECK(holds(page, "default-src 'none'"));
  }
}

TEST_CASE("identifiers that look alike in an address get pages of their own", "[report]") {
  report::PageNames names;
  CHECK(names.name("A/B") == "a-b");
  CHECK(names.name("a b") == "a-b-2");
  CHECK(names.name("A/B") == "a-b");
  CHECK(names.name("../../etc") == "etc");
  CHECK(names.name("日本") == "unnamed");
}

TEST_CASE("results without a register give pages of plans alone", "[report]") {
  auto input = sample::round();
  input.national = {};
  const auto files = render_pages(input);
  CHECK(files.size() == 2 + 3);
  CHECK(holds(files.at("index.html"), "<li><span class=\"badge amber\">"));
  CHECK(holds(files.at("index.html"), "id=\"plans\""));
}

}  // namespace plangrade
