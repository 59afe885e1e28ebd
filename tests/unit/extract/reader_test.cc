// Every file becomes a Document with a status, through a real worker process.
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>

#include "base/csv.h"
#include "base/file.h"
#include "pdf_builder.h"
#include "plangrade/extract.h"
#include "support/catch.h"

namespace plangrade {
namespace {

namespace fs = std::filesystem;

/// A directory that is there as long as the object.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string name = (fs::temp_directory_path() / "plangrade-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TemporaryDirectory() { fs::remove_all(path_); }
  std::string write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return (path_ / name).string();
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

ExtractOptions options() {
  ExtractOptions given;
  given.worker_program = PLANGRADE_BINARY;
  given.ocr = OcrMode::off;
  return given;
}

FoundFile file(const std::string& path) { return {path, path, ""}; }

std::string small_pdf() {
  test::PdfBuilder builder;
  builder.page().text(72, 100, "The plan of Anywhere.");
  return builder.bytes();
}

/// The folder of test data that is not part of the project; empty if it is not there.
std::string shared(const std::string& part) {
  const char* given = std::getenv("PLANGRADE_SHARED");
  const auto root =
      given != nullptr ? fs::path(given) : fs::path(PLANGRADE_SOURCE_DIR) / "../shared";
  if (fs::exists(root / part)) return (root / part).string();
  WARN("skipped: no " << part << "; set PLANGRADE_SHARED");
  return "";
}

TEST_CASE("a file is read with its path, hash and format", "[extract]") {
  const TemporaryDirectory directory;
  const auto path = directory.write("plan.pdf", small_pdf());
  DocumentReader reader(options());
  const auto document = reader.read(file(path));
  CHECK(document.status == DocumentStatus::readable);
  CHECK(document.path == path);
  CHECK(document.format == "pdf");
  CHECK(document.sha256 == base::sha256(small_pdf()));
  CHECK(file_sha256(file(path)) == document.sha256);
  REQUIRE(document.pages.size() == 1);
  CHECK(document.pages[0].text == "The plan of Anywhere.\n");
}

TEST_CASE("files that cannot be read are documents that say why", "[extract]") {
  const TemporaryDirectory directory;
  DocumentReader reader(options());
  const auto missing = reader.read(file((directory.path() / "missing.pdf").string()));
  CHECK(missing.status == DocumentStatus::damaged);
  CHECK(missing.message.find("No such file") != std::string::npos);
  CHECK(missing.sha256.empty());

  const auto empty = reader.read(file(directory.write("empty.pdf", "")));
  CHECK(empty.status == DocumentStatus::damaged);
  CHECK_FALSE(empty.message.empty());
  CHECK(empty.sha256.size() == 64);

  const auto headless = reader.read(file(directory.write("headless.pdf", "no header at all")));
  CHECK(headless.status == DocumentStatus::damaged);

  const auto unknown = reader.read(file(directory.write("plan.xyz", std::string("\0\1\2\3", 4))));
  CHECK(unknown.status == DocumentStatus::unsupported);
  CHECK_FALSE(unknown.message.empty());
}

TEST_CASE("a named pipe does not hold up the reader", "[extract]") {
  const TemporaryDirectory directory;
  const auto path = (directory.path() / "pipe.pdf").string();
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  DocumentReader reader(options());
  CHECK(reader.read(file(path)).status == DocumentStatus::unsupported);
}

TEST_CASE("workers are replaced after their number of files", "[extract]") {
  const TemporaryDirectory directory;
  const auto path = directory.write("plan.pdf", small_pdf());
  auto given = options();
  given.recycle_after = 2;
  DocumentReader reader(given);
  for (int i = 0; i < 5; ++i) CHECK(reader.read(file(path)).status == DocumentStatus::readable);
}

TEST_CASE("without a worker program every file still gets its row", "[extract]") {
  const TemporaryDirectory directory;
  auto given = options();
  given.worker_program = "/nonexistent/program";
  DocumentReader reader(given);
  const auto document = reader.read(file(directory.write("plan.pdf", small_pdf())));
  CHECK(document.status == DocumentStatus::damaged);
  CHECK(document.message.find("worker") != std::string::npos);
}

TEST_CASE("a page tree of 100,000 pages is read or refused within the limits", "[extract]") {
  std::string kids;
  for (int i = 0; i < 100'000; ++i) kids += "3 0 R ";
  const std::string bytes =
      "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count "
      "100000/Kids[" +
      kids +
      "]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n"
      "trailer<</Root 1 0 R>>\n%%EOF\n";
  const TemporaryDirectory directory;
  auto given = options();
  given.timeout_s = 20;
  DocumentReader reader(given);
  const auto document = reader.read(file(directory.write("many.pdf", bytes)));
  CHECK(document.status != DocumentStatus::readable);
  CHECK_FALSE(document.message.empty());
}

TEST_CASE("scripts and files inside of a PDF are neither run nor read", "[extract]") {
  const std::string page = "BT /F1 12 Tf 20 60 Td (What the page says.) Tj ET";
  const std::string inner = "What the attachment says.";
  const std::string bytes =
      "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\); "
      "while \\(true\\) {})>>/Names<</EmbeddedFiles<</Names[(a.txt)6 0 "
      "R]>>/JavaScript<</Names[(b)<</"
      "S/JavaScript/JS(this.exportDataObject\\(\\))>>]>>>>>>endobj\n"
      "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F1 "
      "5 "
      "0 R>>>>/AA<</O<</S/Launch/F(/bin/true)>>>>>>endobj\n"
      "4 0 obj<</Length " +
      std::to_string(page.size()) + ">>stream\n" + page +
      "\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
      "6 0 obj<</Type/Filespec/F(a.txt)/EF<</F 7 0 R>>>>endobj\n"
      "7 0 obj<</Type/EmbeddedFile/Length " +
      std::to_string(inner.size()) + ">>stream\n" + inner +
      "\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
  const TemporaryDirectory directory;
  auto given = options();
  given.timeout_s = 20;
  DocumentReader reader(given);
  const auto document = reader.read(file(directory.write("active.pdf", bytes)));
  REQUIRE(document.status == DocumentStatus::readable);
  REQUIRE(document.pages.size() == 1);
  CHECK(document.pages[0].text.find("What the page says.") != std::string::npos);
  CHECK(document.pages[0].text.find("attachment") == std::string::npos);
  CHECK(document.pages[0].text.find("alert") == std::string::npos);
}

/// What expected.csv says of a file, as statuses that are right or better.
bool as_expected(const base::CsvTable& table, const base::CsvRow& row, const Document& document) {
  const auto opens = table.cell(row, "opens");
  const auto kind = table.cell(row, "kind");
  if (opens == "password") return document.status == DocumentStatus::locked;
  if (opens == "yes") {
    return document.status == DocumentStatus::readable ||
           document.status == DocumentStatus::no_text;
  }
  // Not a PDF by pdftotext: damaged, or of another format and read as that, or stopped.
  if (kind == "not-a-pdf") return document.format != "pdf";
  if (kind == "hang-or-bomb") return true;
  return document.status == DocumentStatus::damaged;
}

TEST_CASE("the files of the robustness corpus get the statuses that are expected", "[extract]") {
  const auto list = shared("corpora/expected.csv");
  if (list.empty()) return;
  const auto table =
      base::read_csv(list, {{"file", "pages", "opens", "text_chars", "kind"}, {}, true});
  REQUIRE(table.has_value());
  auto given = options();
  given.timeout_s = 10;
  DocumentReader reader(given);
  const auto root = fs::path(list).parent_path();
  for (const auto& row : table->rows) {
    const std::string name(table->cell(row, "file"));
    if (!name.starts_with("robustness/")) continue;
    const auto document = reader.read(file((root / name).string()));
    INFO(name << ": " << document.message);
    CHECK(as_expected(*table, row, document));
  }
}

/// Runs of ASCII letters and digits in lower case, and how often each is there.
std::map<std::string, int> words_of(std::string_view text) {
  std::map<std::string, int> words;
  std::string word;
  for (const char c : std::string(text) + " ") {
    const bool part = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (part) word += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    if (!part && !word.empty()) ++words[std::exchange(word, "")];
  }
  return words;
}

TEST_CASE("of a hundred words of a scan at least ninety-five are recognised", "[extract]") {
  const auto folder = shared("corpora/scanned");
  if (folder.empty()) return;
  auto given = options();
  given.ocr = OcrMode::automatic;
  DocumentReader reader(given);
  for (const std::string name : {"made-scan-noisy120", "made-scan-skew200"}) {
    const auto document = reader.read(file(folder + "/" + name + ".pdf"));
    std::string text;
    for (const auto& page : document.pages) text += page.text + "\n";
    auto found = words_of(text);
    int all = 0, right = 0;
    for (const auto& [word, count] : words_of(*base::read_file(folder + "/" + name + ".txt"))) {
      all += count;
      right += std::min(count, found[word]);
    }
    INFO(name << ": " << right << " of " << all);
    CHECK(all > 400);
    CHECK(right * 100 >= all * 95);
  }
}

}  // namespace
}  // namespace plangrade
