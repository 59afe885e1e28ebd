// Real office files and the gold plans in several formats: the same words in each. Needs the
// shared corpora, and says so when it cannot find them.
#include <cstdlib>
#include <filesystem>
#include <map>

#include "base/file.h"
#include "extract/extractor.h"
#include "outline.h"
#include "support/catch.h"

namespace plangrade::extract {
namespace {

namespace fs = std::filesystem;
using test::words;

/// The folder of shared test data, or an empty path after a warning.
fs::path shared() {
  const char* given = std::getenv("PLANGRADE_SHARED");
  const fs::path folder =
      given != nullptr ? fs::path(given) : fs::path(PLANGRADE_SOURCE_DIR) / "../shared";
  if (fs::is_directory(folder / "corpora")) return folder;
  WARN("skipped: no shared corpora; set PLANGRADE_SHARED");
  return {};
}

Document read(const fs::path& path, Document (*extract)(std::string_view, const ExtractOptions&)) {
  const auto bytes = base::read_file(path.string());
  REQUIRE(bytes);
  return extract(*bytes, {});
}

std::map<std::string, int> kinds(const Document& document) {
  std::map<std::string, int> counts;
  for (const auto& line : test::outline(document)) {
    if (!line.starts_with("--")) ++counts[line.substr(0, line.find(' '))];
  }
  return counts;
}

TEST_CASE("one text saved by word processors in five formats has the same words in each",
          "[extract]") {
  const auto folder = shared() / "corpora/office";
  if (!fs::exists(folder)) return;
  const auto expected = words(read(folder / "opf-lorem.txt", extract_text));
  REQUIRE(expected.size() > 600);
  CHECK(words(read(folder / "opf-lorem.docx", extract_docx)) == expected);
  CHECK(words(read(folder / "opf-lorem.odt", extract_odt)) == expected);
  CHECK(words(read(folder / "opf-lorem.rtf", extract_rtf)) == expected);
  CHECK(words(read(folder / "opf-lorem.htm", extract_html)) == expected);
  CHECK(read(folder / "opf-lorem.doc", extract_unsupported).format == "doc");
}

TEST_CASE("a council's page is its text, without the site around it", "[extract]") {
  const auto folder = shared() / "corpora/office";
  if (!fs::exists(folder)) return;
  const auto document = read(folder / "lp-council-page1.html", extract_html);
  REQUIRE(document.pages.size() == 1);
  const auto& text = document.pages[0].text;
  CHECK(text.starts_with("Sustainability Appraisal"));
  CHECK(text.find("cookie") == std::string::npos);
  CHECK(text.find("A to Z") == std::string::npos);
}

TEST_CASE(
    "a gold plan has the same words, headings, items and rows in DOCX and HTML as in Markdown",
    "[extract]") {
  const auto folder = shared() / "gold/plans";
  if (!fs::exists(folder)) return;
  int compared = 0;
  for (const auto* set : {"da", "db", "na", "nb"}) {
    const auto check = [&](const std::string& id, const char* extension, auto extract) {
      const auto rendered = folder / "rendered" / (id + extension);
      if (!fs::exists(rendered)) return;
      INFO(rendered.filename().string());
      const auto expected = read(folder / (id + ".md"), extract_markdown);
      const auto document = read(rendered, extract);
      CHECK(words(document) == words(expected));
      CHECK(kinds(document) == kinds(expected));
      ++compared;
    };
    check(std::string(set) + "03", ".docx", extract_docx);
    check(std::string(set) + "06", ".html", extract_html);
  }
  CHECK(compared == 8);
}

}  // namespace
}  // namespace plangrade::extract
