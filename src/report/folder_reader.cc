// Reads a result folder back.
//
// The CSV tables are what counts: they are what people open and check. What they cannot hold (exact
// points, the file of a quotation, dates and addresses) is added from the JSON files where those
// speak of the same row, and is simply missing where they do not.
#include <filesystem>
#include <map>

#include "base/csv.h"
#include "base/file.h"
#include "plangrade/report.h"
#include "report/cell_reader.h"
#include "report/given_tables.h"
#include "report/json_reader.h"
#include "report/names.h"
#include "report/schemas.h"

namespace plangrade {
namespace {

using report::CellReader;
using PlanKey = std::pair<std::string, std::string>;  // plan_id, rule_set

/// Files of a folder by name, read once; what is missing and may be is "".
struct Bytes {
  std::string dir;
  std::map<std::string, std::string> by_name;

  std::string path(const std::string& name) const {
    return (std::filesystem::path(dir) / name).string();
  }
};

/// With --excel, an apostrophe stands before cells that a spreadsheet would compute.
void undo_excel(base::CsvTable& table) {
  for (auto& row : table.rows) {
    for (auto& cell : row.cells) {
      if (cell.size() < 2 || cell[0] != '\'') continue;
      if (std::string_view("=+-@\t\r").find(cell[1]) != std::string_view::npos) cell.erase(0, 1);
    }
  }
}

base::CsvTable table_of(const Bytes& bytes, const std::string& name, Problems& problems) {
  base::CsvColumns columns;
  for (const auto& column : report::table_schema(name).columns)
    columns.required.push_back(column.name);
  columns.allow_others = name == "plans";
  const auto& text = bytes.by_name.at(name + ".csv");
  auto table = base::parse_csv(text, bytes.path(name + ".csv"), columns);
  if (!table) {
    problems.insert(problems.end(), table.error().begin(), table.error().end());
    return {};
  }
  if (text.starts_with("\xEF\xBB\xBF")) undo_excel(*table);
  return std::move(*table);
}

/// Calls `use(cells)` for every row of a table.
template <typename Use>
void each_row(const Bytes& bytes, const std::string& name, Problems& problems, Use use) {
  const auto table = table_of(bytes, name, problems);
  for (const auto& row : table.rows) {
    CellReader cells(table, row, problems);
    use(cells);
  }
}

DocumentSummary document_of(CellReader& cells) {
  DocumentSummary d;
  d.plan_id = cells.text("plan_id");
  d.path = cells.text("path");
  d.sha256 = cells.text("sha256");
  d.format = cells.text("format");
  d.status = cells.named("status", report::status_named, DocumentStatus::damaged);
  d.message = cells.text("message");
  d.pages = cells.small("pages");
  d.words = static_cast<std::uint64_t>(cells.small("words"));
  d.ocr_pages = cells.small("ocr_pages");
  return d;
}

/// The exact value of the JSON files if it is the one the table shows, else that of the table.
std::optional<Fraction> exact(const std::optional<Fraction>& shown,
                              const std::optional<Fraction>& exact) {
  if (!shown || !exact) return shown;
  return Fraction::parse(rounded(*exact, Rounding::none, 0)) == shown ? exact : shown;
}

PlanResult plan_of(CellReader& cells, const report::PlansByKey& more) {
  PlanResult r;
  const PlanKey key{cells.text("plan_id"), cells.text("rule_set")};
  if (const auto at = more.find(key); at != more.end()) r = at->second;
  r.plan.plan_id = key.first;
  r.plan.title = cells.text("title");
  r.plan.round = cells.text("round");
  r.rule_set = key.second;
  r.rating = cells.text("rating");
  r.points = exact(cells.number("points"), r.points);
  r.points_available = exact(cells.number("points_available"), r.points_available);
  const auto percent = cells.number("score_percent");
  const auto score_percent = r.score ? std::optional(*r.score * Fraction(100)) : std::nullopt;
  const auto kept = exact(percent, score_percent);
  r.score = kept ? std::optional(*kept / Fraction(100)) : std::nullopt;
  r.pages = cells.small("pages");
  r.words = static_cast<std::uint64_t>(cells.small("words"));
  return r;
}

CriterionResult criterion_of(CellReader& cells, const PlanResult& plan) {
  CriterionResult c;
  c.criterion = cells.text("criterion");
  for (const auto& known : plan.criteria) {
    if (known.criterion == c.criterion) c = known;
  }
  c.level = cells.text("level");
  c.points = exact(cells.number("points"), c.points);
  c.points_available = exact(cells.number("points_available"), c.points_available);
  c.basis = cells.named("basis", report::basis_named, Basis::own);
  c.fragile = cells.text("fragile") == "true";
  return c;
}

Evidence evidence_of(CellReader& cells) {
  Evidence e;
  e.level = cells.text("level");
  e.role = cells.named("role", report::role_named, Role::supports);
  e.page = cells.small("page");
  e.page_label = cells.text("page_label");
  e.section = cells.text("section");
  e.left = cells.text("left");
  e.quote = cells.text("quote");
  e.right = cells.text("right");
  e.span = {static_cast<std::uint32_t>(cells.small("start")),
            static_cast<std::uint32_t>(cells.small("end"))};
  e.term = cells.text("term");
  e.cue = cells.text("cue");
  return e;
}

AreaResult area_of(CellReader& cells) {
  AreaResult a;
  a.area_code = cells.text("area_code");
  a.area_name = cells.text("area_name");
  a.region = cells.text("region");
  a.plan_id = cells.text("plan_id");
  a.rule_set = cells.text("rule_set");
  a.rating = cells.text("rating");
  a.basis = cells.named("basis", report::basis_named, Basis::own);
  a.population = cells.count("population");
  a.estimated_children = cells.count("estimated_children");
  a.estimated_low = cells.count("estimated_low");
  a.estimated_high = cells.count("estimated_high");
  a.previous_rating = cells.text("previous_rating");
  a.change = cells.text("change");
  return a;
}

RegionResult region_of(CellReader& cells, const std::optional<Policy>& policy) {
  RegionResult r;
  r.region = cells.text("region");
  r.rule_set = cells.text("rule_set");
  r.areas = cells.count("areas").value_or(0);
  r.with_plan = cells.count("with_plan").value_or(0);
  for (const auto& rating : report::common_ratings()) {
    r.by_rating[rating] = cells.count(rating).value_or(0);
  }
  r.failing.numerator = cells.count("failing_numerator").value_or(0);
  r.failing.denominator = cells.count("failing_denominator").value_or(0);
  r.failing.unit = "areas";
  if (policy) {
    r.failing.rounding = policy->rounding;
    r.failing.digits = policy->digits;
  }
  r.estimated_children = cells.count("estimated_children");
  r.estimated_children_failing = cells.count("estimated_children_failing");
  return r;
}

NationalFigure figure_of(CellReader& cells) {
  NationalFigure f;
  f.rule_set = cells.text("rule_set");
  f.measure = cells.text("measure");
  f.item = cells.text("item");
  f.numerator = cells.count("numerator");
  f.denominator = cells.count("denominator");
  f.unit = cells.text("unit");
  f.percent = cells.text("percent");
  f.published = cells.text("published");
  f.low = cells.text("low");
  f.high = cells.text("high");
  f.note = cells.text("note");
  return f;
}

/// Gives plans their documents in full: plans.jsonl knows paths only.
void join_documents(ReportInput& content) {
  std::map<PlanKey, const DocumentSummary*> by_path;
  for (const auto& d : content.documents) by_path[{d.plan_id, d.path}] = &d;
  for (auto& r : content.results) {
    for (auto& d : r.documents) {
      const auto at = by_path.find({r.plan.plan_id, d.path});
      if (at != by_path.end()) d = *at->second;
      d.plan_id = r.plan.plan_id;
    }
  }
}

Problem orphan(const CellReader& cells, const std::string& file) {
  return {"RES004",
          "'" + cells.text("plan_id") + "' under '" + cells.text("rule_set") +
              "' is not in the table it belongs to",
          {file, 0, 0},
          "the tables of the folder do not fit together: run plangrade again",
          {}};
}

/// Results with their criteria and evidence, from three tables and two JSON files.
class ResultReader {
 public:
  ResultReader(const Bytes& bytes, std::vector<PlanResult>& results, Problems& problems)
      : bytes_(bytes), results_(results), problems_(problems) {}

  void read() {
    const auto more = report::read_plans_jsonl(bytes_.by_name.at("plans.jsonl"),
                                               bytes_.path("plans.jsonl"), problems_);
    each_row(bytes_, "plans", problems_, [&](CellReader& cells) {
      results_.push_back(plan_of(cells, more));
      place_[{results_.back().plan.plan_id, results_.back().rule_set}] = results_.size() - 1;
    });
    read_criteria();
    read_evidence();
  }

 private:
  PlanResult* result_of(const CellReader& cells, const std::string& table) {
    const auto at = place_.find({cells.text("plan_id"), cells.text("rule_set")});
    if (at != place_.end()) return &results_[at->second];
    problems_.push_back(orphan(cells, bytes_.path(table)));
    return nullptr;
  }

  void read_criteria() {
    std::map<std::size_t, std::vector<CriterionResult>> criteria;
    each_row(bytes_, "criteria", problems_, [&](CellReader& cells) {
      const auto* result = result_of(cells, "criteria.csv");
      if (result == nullptr) return;
      criteria[static_cast<std::size_t>(result - results_.data())].push_back(
          criterion_of(cells, *result));
    });
    for (std::size_t i = 0; i < results_.size(); ++i) results_[i].criteria = std::move(criteria[i]);
  }

  void read_evidence() {
    const auto more = report::read_evidence_jsonl(bytes_.by_name.at("evidence.jsonl"),
                                                  bytes_.path("evidence.jsonl"), problems_);
    std::size_t row = 0;
    each_row(bytes_, "evidence", problems_, [&](CellReader& cells) {
      auto evidence = evidence_of(cells);
      if (row < more.size() && more[row].page == evidence.page) {
        evidence.path = more[row].path;
        evidence.ocr = more[row].ocr;
        evidence.carried = more[row].carried;
        evidence.together = more[row].together;
        evidence.part = more[row].part;
      }
      ++row;
      auto* result = result_of(cells, "evidence.csv");
      if (result == nullptr) return;
      for (auto& c : result->criteria) {
        if (c.criterion != cells.text("criterion")) continue;
        c.evidence.push_back(std::move(evidence));
        return;
      }
      problems_.push_back(orphan(cells, bytes_.path("evidence.csv")));
    });
  }

  const Bytes& bytes_;
  std::vector<PlanResult>& results_;
  Problems& problems_;
  std::map<PlanKey, std::size_t> place_;
};

Result<Bytes> read_bytes(const std::string& dir) {
  Bytes bytes{dir, {}};
  std::vector<std::string> names{"national.json", "datapackage.json"};
  for (const auto& schema : report::table_schemas()) names.push_back(schema.name + ".csv");
  for (const auto& name : names) {
    auto read = base::read_file(bytes.path(name));
    if (!read) {
      auto problem = read.error().front();
      return Problem{"RES001",
                     "not a result folder: " + name + " " + problem.message,
                     {dir, 0, 0},
                     "name a folder that plangrade wrote",
                     {}};
    }
    bytes.by_name[name] = std::move(*read);
  }
  for (const char* name : {"documents.jsonl", "plans.jsonl", "evidence.jsonl", "run.json",
                           "register.csv", "codings.csv"}) {
    auto read = base::read_file(bytes.path(name));
    bytes.by_name[name] = read ? std::move(*read) : std::string();
  }
  return bytes;
}

std::vector<std::string> altered_files(const Bytes& bytes) {
  std::vector<std::string> altered;
  for (const auto& [name, hash] :
       report::read_package_hashes(bytes.by_name.at("datapackage.json"))) {
    const auto at = bytes.by_name.find(name);
    if (at != bytes.by_name.end() && "sha256:" + base::sha256(at->second) != hash)
      altered.push_back(name);
  }
  return altered;
}

}  // namespace

Result<ResultFolder> read_folder(const std::string& dir) {
  auto bytes = read_bytes(dir);
  if (!bytes) return std::move(bytes).error();
  ResultFolder folder;
  auto& content = folder.content;
  Problems problems;
  report::read_national_json(bytes->by_name.at("national.json"), bytes->path("national.json"),
                             content, problems);
  each_row(*bytes, "documents", problems,
           [&](CellReader& cells) { content.documents.push_back(document_of(cells)); });
  report::read_documents_jsonl(bytes->by_name.at("documents.jsonl"), bytes->path("documents.jsonl"),
                               content.documents, problems);
  ResultReader(*bytes, content.results, problems).read();
  join_documents(content);
  each_row(*bytes, "areas", problems,
           [&](CellReader& cells) { content.national.areas.push_back(area_of(cells)); });
  each_row(*bytes, "regions", problems, [&](CellReader& cells) {
    content.national.regions.push_back(region_of(cells, content.policy));
  });
  each_row(*bytes, "national", problems,
           [&](CellReader& cells) { content.national.figures.push_back(figure_of(cells)); });
  content.areas = report::read_register(bytes->by_name.at("register.csv"),
                                        bytes->path("register.csv"), problems);
  content.codings = report::read_codings_csv(bytes->by_name.at("codings.csv"),
                                             bytes->path("codings.csv"), problems);
  if (!problems.empty()) return problems;
  content.run_json = bytes->by_name.at("run.json");
  folder.altered = altered_files(*bytes);
  return folder;
}

}  // namespace plangrade
