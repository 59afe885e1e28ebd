// Tables and summaries on a terminal.
#include "base/text.h"
#include "plangrade/report.h"
#include "support/catch.h"
#include "unit/report/sample_round.h"

namespace plangrade {

TEST_CASE("columns of a table are aligned by what they take on the terminal", "[report]") {
  const Table table{{"name", "areas"}, {{"Łódź", "7"}, {"日本", "12"}}};
  CHECK(render_table(table, TableFormat::table, false, 0) ==
        "name  areas\n"
        "Łódź      7\n"
        "日本     12\n");
}

TEST_CASE("a table never exceeds the terminal, and says where something is cut", "[report]") {
  const Table table{{"id", "text"},
                    {{"a", std::string(200, 'x')}, {"b", "短い説明短い説明短い説明短い説明"}}};
  const auto text = render_table(table, TableFormat::table, false, 24);
  for (const auto& line : base::split(text, '\n')) CHECK(base::display_width(line) <= 24);
  CHECK(text.find("…") != std::string::npos);
}

TEST_CASE("text of a plan cannot send escape sequences to the terminal", "[report]") {
  const Table table{{"quote"},
                    {{"a\x1b[2Jb\x07\xC2\x9B"
                      "c"}}};
  CHECK(render_table(table, TableFormat::table, false, 0) == "quote\na [2Jb c\n");
}

TEST_CASE("the same table comes out as CSV, TSV, JSON and JSON Lines", "[report]") {
  const Table table{{"area", "n"}, {{"A, B", "3"}, {"C", ""}}};
  CHECK(render_table(table, TableFormat::csv, false, 0) == "area,n\n\"A, B\",3\nC,\n");
  CHECK(render_table(table, TableFormat::tsv, false, 0) == "area\tn\nA, B\t3\nC\t\n");
  CHECK(render_table(table, TableFormat::jsonl, false, 0) ==
        "{\"area\":\"A, B\",\"n\":3}\n{\"area\":\"C\",\"n\":null}\n");
  CHECK(render_table(table, TableFormat::json, false, 0)
            .starts_with("[\n  {\n    \"area\": \"A, B\""));
}

TEST_CASE("the summary says the headline, ratings, regions and what could not be assessed",
          "[report]") {
  const auto text = render_summary(sample::round(), false, 100);
  CHECK(text.find("100% failing: 3 of 3 areas with a plan") != std::string::npos);
  CHECK(text.find("Ratings of 5 areas") != std::string::npos);
  CHECK(text.find("North") != std::string::npos);
  CHECK(text.find("plans/scan.pdf: no text (17 pages of images; install OCR)") !=
        std::string::npos);
  CHECK(text.find("Elmstead has no population") != std::string::npos);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(render_summary(sample::round(), true, 100).find("\x1b[33m") != std::string::npos);
}

TEST_CASE("long sentences of the summary are broken between words", "[report]") {
  auto input = sample::round();
  input.national.headlines[0].text =
      "one two three four five six seven eight nine ten eleven twelve";
  const auto text = render_summary(input, false, 40);
  CHECK(text.find("  one two three four five six seven\n  eight nine ten eleven twelve\n") !=
        std::string::npos);
}

TEST_CASE("the summary says how many plans reach the best level of a criterion", "[report]") {
  auto input = sample::round();
  input.national.figures.push_back(
      {"ltp-a", "criterion", "C1=met", 2, 3, "plans analysed", "66", "66", "", "", ""});
  input.national.headlines.push_back({"ltp-a", "criterion", "C1 met: 66%, 2 of 3 plans analysed"});
  const auto text = render_summary(input, false, 100);
  CHECK(text.find("C1         Criterion C1  met         2 of 3    66%") != std::string::npos);
  CHECK(text.find("C1 met: 66%") == std::string::npos);
}

}  // namespace plangrade
