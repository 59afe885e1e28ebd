// The result folder: its tables, its round trip, and how it appears on disk.
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "base/file.h"
#include "plangrade/report.h"
#include "support/catch.h"
#include "unit/report/sample_round.h"

namespace plangrade {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// A directory of its own for one test.
class Scratch {
 public:
  Scratch() {
    std::string pattern = (fs::temp_directory_path() / "plangrade-report-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Scratch() {
    std::error_code ignored;
    fs::permissions(path_, fs::perms::owner_all, ignored);
    fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_), {}));
  }

 private:
  fs::path path_;
};

FolderFiles render(const ReportInput& input, const WriteOptions& options = {}) {
  return render_folder(input, options);
}

base::CsvTable table(const FolderFiles& files, const std::string& name) {
  auto parsed = base::parse_csv(files.at(name), name, {{}, {}, true});
  REQUIRE(parsed);
  return *parsed;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

TEST_CASE("every table has the columns of the contract in their order", "[report]") {
  const auto files = render(sample::round());
  CHECK(first_line(files.at("documents.csv")) ==
        "plan_id,path,sha256,format,pages,words,ocr_pages,status,message");
  CHECK(first_line(files.at("plans.csv")) ==
        "plan_id,title,round,rule_set,rating,points,points_available,score_percent,pages,words,C1,"
        "C2,D1");
  CHECK(first_line(files.at("criteria.csv")) ==
        "plan_id,rule_set,criterion,level,points,points_available,evidence_count,basis,fragile");
  CHECK(first_line(files.at("evidence.csv")) ==
        "plan_id,rule_set,criterion,level,role,page,page_label,section,left,quote,right,start,end,"
        "term,cue");
  CHECK(first_line(files.at("areas.csv")) ==
        "area_code,area_name,region,plan_id,rule_set,rating,basis,population,estimated_children,"
        "estimated_low,estimated_high,previous_rating,change");
  CHECK(first_line(files.at("regions.csv")) ==
        "region,rule_set,areas,with_plan,red,amber,green,no_plan,not_assessable,failing_numerator,"
        "failing_denominator,failing_percent,estimated_children,estimated_children_failing");
  CHECK(first_line(files.at("national.csv")) ==
        "rule_set,measure,item,numerator,denominator,unit,percent,published,low,high,note");
}

TEST_CASE("points are exact decimals, and twelve digits where they never end", "[report]") {
  const auto plans = table(render(sample::round()), "plans.csv");
  CHECK(plans.cell(plans.rows[0], "points") == "0.333333333333");
  CHECK(plans.cell(plans.rows[0], "points_available") == "2");
  CHECK(plans.cell(plans.rows[0], "score_percent") == "16.666666666667");
}

TEST_CASE(
    "a criterion of another rule set, one that does not apply and an absent number are empty cells",
    "[report]") {
  const auto files = render(sample::round());
  const auto plans = table(files, "plans.csv");
  CHECK(plans.cell(plans.rows[0], "D1").empty());
  CHECK(plans.cell(plans.rows[1], "C2").empty());
  CHECK(plans.cell(plans.rows[3], "C1").empty());
  CHECK(plans.cell(plans.rows[3], "D1") == "met");
  const auto areas = table(files, "areas.csv");
  CHECK(areas.cell(areas.rows[4], "population").empty());
  CHECK(areas.cell(areas.rows[4], "estimated_children").empty());
}

TEST_CASE("only supporting quotations are counted, and all are listed", "[report]") {
  const auto files = render(sample::round());
  const auto criteria = table(files, "criteria.csv");
  CHECK(criteria.cell(criteria.rows[0], "evidence_count") == "1");
  const auto evidence = table(files, "evidence.csv");
  REQUIRE(evidence.rows.size() == 3);
  CHECK(evidence.cell(evidence.rows[1], "role") == "suppressed");
  CHECK(evidence.cell(evidence.rows[1], "cue") == "ended: no longer");
}

TEST_CASE("a criterion that is called like a column of plans.csv gets a column of its own",
          "[report]") {
  auto input = sample::round();
  input.rule_sets[1].criteria[0].id = "title";
  input.results[3].criteria[0].criterion = "title";
  const auto plans = table(render(input), "plans.csv");
  CHECK(plans.cell(plans.rows[3], "criterion:title") == "met");
  CHECK(plans.cell(plans.rows[3], "title") == "Eastmere, plan \"for\" all");
}

TEST_CASE("with --excel tables begin with a BOM and no cell is a formula", "[report]") {
  const auto files = render(sample::round(), {.excel = true, .force = false});
  CHECK(files.at("plans.csv").starts_with("\xEF\xBB\xBFplan_id"));
  const auto plans = table(files, "plans.csv");
  CHECK(plans.cell(plans.rows[1], "title").starts_with("'=cmd"));
  CHECK_FALSE(render(sample::round()).at("plans.csv").starts_with("\xEF\xBB\xBF"));
}

TEST_CASE("evidence.jsonl holds the rows of evidence.csv with typed values", "[report]") {
  const auto files = render(sample::round());
  const auto& lines = files.at("evidence.jsonl");
  const auto first = json::parse(first_line(lines));
  CHECK(first.at("page") == 12);
  CHECK(first.at("cue").is_null());
  CHECK(first.at("quote") == "children who have been abused, \"and neglected\"");
  CHECK(first.at("path") == "plans/eastmere.pdf");
  CHECK(first.at("together") == 1);
  CHECK(first.at("part") == "needs_found");
  CHECK(std::count(lines.begin(), lines.end(), '\n') == 3);
}

TEST_CASE("national.json carries figures, headlines, coverage, policy and change", "[report]") {
  const auto root = json::parse(render_national_json(sample::round()));
  CHECK(root.at("headlines")[0].at("text") == "100% failing: 3 of 3 areas with a plan");
  CHECK(root.at("figures")[0].at("percent") == 100);
  CHECK(root.at("figures")[1].at("denominator").is_null());
  CHECK(root.at("policy").at("rounding") == "floor");
  CHECK(root.at("estimate") == "radford");
  CHECK(root.at("estimates")[0].at("bands")[0].at("rate") == "89/1000");
  CHECK(root.at("change")[0].at("improved") == 1);
  CHECK(root.at("coverage")[0].at("no_plan") == 1);
}

TEST_CASE("datapackage.json describes every table, column by column, with size and hash",
          "[report]") {
  const auto files = render(sample::round());
  const auto package = json::parse(files.at("datapackage.json"));
  std::size_t tables = 0;
  for (const auto& resource : package.at("resources")) {
    const auto path = resource.at("path").get<std::string>();
    if (path == "run.json") {
      CHECK_FALSE(resource.contains("hash"));
      continue;
    }
    CHECK(resource.at("bytes") == files.at(path).size());
    CHECK(resource.at("hash") == "sha256:" + base::sha256(files.at(path)));
    if (resource.at("profile") != "tabular-data-resource") continue;
    ++tables;
    std::vector<std::string> names;
    for (const auto& field : resource.at("schema").at("fields")) {
      names.push_back(field.at("name"));
      CHECK_FALSE(field.at("description").get<std::string>().empty());
    }
    CHECK(names == table(files, path).columns);
  }
  CHECK(tables == 7);
}

TEST_CASE("only run.json may differ between two runs over the same input", "[report]") {
  auto later = sample::round();
  later.run_json = "{\"version\": \"0.1.0\", \"seconds\": 3}\n";
  auto first = render(sample::round());
  auto second = render(later);
  CHECK(first.at("run.json") != second.at("run.json"));
  first.erase("run.json");
  second.erase("run.json");
  CHECK(first == second);
}

TEST_CASE("bytes that are not UTF-8 do not reach the tables", "[report]") {
  auto input = sample::round();
  input.documents[0].path = "plans/\xFF.pdf";
  const auto files = render(input);
  CHECK(table(files, "documents.csv").rows.size() == 3);
}

TEST_CASE("an unknown output format is refused by name", "[report]") {
  const auto files = render_extra(sample::round(), "xslx");
  REQUIRE_FALSE(files);
  CHECK(files.error()[0].code == "OUT006");
}

TEST_CASE("the extra formats hold all tables and have the same bytes every time", "[report]") {
  CHECK(extra_formats() == std::vector<std::string>{"sqlite", "xlsx"});
  for (const auto& format : extra_formats()) {
    const auto first = render_extra(sample::round(), format);
    const auto second = render_extra(sample::round(), format);
    REQUIRE(first);
    REQUIRE(second);
    CHECK(*first == *second);
    const auto& bytes = first->at("results." + format);
    CHECK(bytes.starts_with(format == "xlsx" ? "PK" : "SQLite format 3"));
  }
}

TEST_CASE("a result folder that is read back and written again has the same bytes", "[report]") {
  const Scratch scratch;
  for (const bool excel : {false, true}) {
    const auto files = render(sample::round(), {.excel = excel, .force = false});
    const std::string dir = scratch / (excel ? "excel" : "plain");
    REQUIRE(write_folder(dir, files, false));
    const auto folder = read_folder(dir);
    REQUIRE(folder);
    CHECK(folder->altered.empty());
    CHECK(folder->content.results == sample::round().results);
    CHECK(folder->content.areas.areas == sample::round().areas.areas);
    CHECK(render(folder->content, {.excel = excel, .force = false}) == files);
  }
}

TEST_CASE("a table that was changed by hand counts, and is reported as altered", "[report]") {
  const Scratch scratch;
  auto files = render(sample::round());
  auto& areas = files.at("areas.csv");
  areas.replace(areas.find("Dunfold"), 7, "Dunmore");
  REQUIRE(write_folder(scratch / "out", files, false));
  const auto folder = read_folder(scratch / "out");
  REQUIRE(folder);
  CHECK(folder->content.national.areas[3].area_name == "Dunmore");
  CHECK(folder->altered == std::vector<std::string>{"areas.csv"});
}

TEST_CASE("all cells of a folder that make no sense are reported at once with their places",
          "[report]") {
  const Scratch scratch;
  auto files = render(sample::round());
  auto& documents = files.at("documents.csv");
  documents.replace(documents.find(",41,"), 4, ",x1,");
  documents.replace(documents.find("no_text"), 7, "no_idea");
  files.at("evidence.jsonl") = "not json\n";
  REQUIRE(write_folder(scratch / "out", files, false));
  const auto folder = read_folder(scratch / "out");
  REQUIRE_FALSE(folder);
  REQUIRE(folder.error().size() == 3);
  CHECK(folder.error()[0].at.line == 2);
  CHECK(folder.error()[0].at.column == 5);
  CHECK(folder.error()[1].message == "'no_idea' is not a known name (column status)");
  CHECK(folder.error()[2].code == "RES003");
}

TEST_CASE("a folder without the tables is not a result folder", "[report]") {
  const Scratch scratch;
  const auto folder = read_folder(scratch / "nothing");
  REQUIRE_FALSE(folder);
  CHECK(folder.error()[0].code == "RES001");
}

TEST_CASE("an existing folder is replaced only with force, and then whole", "[report]") {
  const Scratch scratch;
  const std::string dir = scratch / "out";
  REQUIRE(write_folder(dir, {{"datapackage.json", "{}"}, {"old.csv", "old"}}, false));
  const auto refused = write_folder(dir, {{"datapackage.json", "{}"}}, false);
  REQUIRE_FALSE(refused);
  CHECK(refused.error()[0].code == "OUT002");
  CHECK(fs::exists(dir + "/old.csv"));
  REQUIRE(write_folder(dir + "/", {{"datapackage.json", "{}"}, {"report/a.html", "new"}}, true));
  CHECK_FALSE(fs::exists(dir + "/old.csv"));
  CHECK(*base::read_file(dir + "/report/a.html") == "new");
  CHECK(scratch.entries() == 1);
}

TEST_CASE("a folder that plangrade did not write is never replaced", "[report]") {
  const Scratch scratch;
  fs::create_directory(scratch / "home");
  REQUIRE(base::write_file(scratch / "home/thesis.doc", "years of work"));
  const auto refused = write_folder(scratch / "home", {{"a.csv", "a"}}, true);
  REQUIRE_FALSE(refused);
  CHECK(refused.error()[0].code == "OUT004");
  CHECK(fs::exists(scratch / "home/thesis.doc"));
}

TEST_CASE("a failure leaves neither a half-written folder nor a temporary one", "[report]") {
  const Scratch scratch;
  const auto escaped =
      write_folder(scratch / "out", {{"a.csv", "a"}, {"b/../../c.csv", "c"}}, false);
  REQUIRE_FALSE(escaped);
  const auto clash = write_folder(scratch / "out", {{"a", "file"}, {"a/b", "in a file"}}, false);
  REQUIRE_FALSE(clash);
  CHECK(scratch.entries() == 0);
  CHECK_FALSE(write_folder(scratch / "no/such/parent", {{"a.csv", "a"}}, false));
}

}  // namespace plangrade
