// Stage 6: results to tables, JSON, pages and the summary on a terminal.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plangrade/model/agreement.h"
#include "plangrade/model/area.h"
#include "plangrade/model/coding.h"
#include "plangrade/model/national.h"
#include "plangrade/model/plan_result.h"
#include "plangrade/model/policy.h"
#include "plangrade/model/problem.h"
#include "plangrade/model/rule_set.h"

namespace plangrade {

/// Everything a result folder is written from. All in final order: plans by id, areas by code.
struct ReportInput {
  std::vector<DocumentSummary> documents;  ///< every file seen
  std::vector<PlanResult> results;         ///< by rule set, then plan_id
  std::vector<RuleSet> rule_sets;
  NationalSummary national;
  AreaRegister areas;
  std::optional<Policy> policy;
  std::vector<Estimate> estimates;
  std::vector<Coding> codings;  ///< human decisions given to the run, applied or not
  std::string run_json;         ///< the finished text of run.json
};

struct WriteOptions {
  bool excel = false;  ///< UTF-8 BOM, and cells that begin with = + - @ neutralised
  bool force = false;  ///< replace an existing folder, atomically
};

/// A file of the result folder: its name and its bytes.
using FolderFiles = std::map<std::string, std::string>;

/// All tables and JSON files of the result folder, rendered. Same input, same bytes.
FolderFiles render_folder(const ReportInput& input, const WriteOptions& options);

/// Formats that may be added to the result folder, each holding all tables: "sqlite", "xlsx".
std::vector<std::string> extra_formats();

/// The files of one of them, to be added to those of render_folder.
/// Problems: an unknown format (OUT006); a table that the format cannot hold (OUT007).
Result<FolderFiles> render_extra(const ReportInput& input, const std::string& format);

/// Makes datapackage.json anew for all files of a result folder: after render_extra has added some.
void describe_folder(const ReportInput& input, FolderFiles& files);

/// A register of areas as areas.csv, further columns included.
std::string render_register(const AreaRegister& areas);

/// national.json: figures, headlines, coverage, policy, estimates, rule sets.
std::string render_national_json(const ReportInput& input);

/// Whether `dir` may be written: asked before the work begins, and again by write_folder.
/// Problems: it exists and `force` is off (OUT002); its parent cannot be written (OUT003); it holds
/// other things than results (OUT004), which is refused even with `force`.
Result<bool> check_folder_target(const std::string& dir, bool force);

/// Writes a folder so that it appears whole or not at all (a sibling temporary directory, renamed).
/// Problems: those of check_folder_target; it cannot be written, with the reason.
Result<bool> write_folder(const std::string& dir, const FolderFiles& files, bool force);

/// A result folder as it was read back.
struct ResultFolder {
  ReportInput content;               ///< rule sets hold what pages need: criteria, levels, sources
  std::vector<std::string> altered;  ///< files that are not as datapackage.json says, in order
};

/// Reads a result folder: its CSV tables, and from the JSON files what those cannot hold (exact
/// points, dates and addresses of plans, paths of quotations, rule sets, policy, estimates).
/// Reading and rendering again gives the same bytes. `areas` stays empty: register.csv is read by
/// read_areas. Problems: not a result folder (RES001); cells and lines that cannot be understood
/// (RES002-RES005).
Result<ResultFolder> read_folder(const std::string& dir);

/// The readable summary: headline, ratings, regions, what could not be assessed.
std::string render_summary(const ReportInput& input, bool color, int width);

/// The pages of `plangrade report`: relative path to bytes, to be written below DIR/report.
FolderFiles render_pages(const ReportInput& input);

/// A table in one of the output formats: table, csv, tsv, json, jsonl.
struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};
enum class TableFormat { table, csv, tsv, json, jsonl };
std::string render_table(const Table& table, TableFormat format, bool color, int width);

}  // namespace plangrade
