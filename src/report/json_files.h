// The JSON files of the result folder.
#pragma once

#include <string>
#include <vector>

#include "plangrade/report.h"
#include "report/rows.h"

namespace plangrade::report {

/// A file that datapackage.json describes; `table` is null for files that are no tables.
struct PackagedFile {
  std::string path;
  std::string bytes;
  const FilledTable* table = nullptr;
  bool fixed = true;  ///< false: run.json, which differs from run to run and is named without hash
};

/// One quotation per line: evidence.csv and `path`, `ocr`, `carried`, `together`, `part`.
std::string evidence_jsonl(const ReportInput& input, const FilledTable& evidence);

/// One plan result per line, with exact fractions and without its quotations.
std::string documents_jsonl(const ReportInput& input);
std::string plans_jsonl(const ReportInput& input);

/// Figures, headlines, coverage, change, policy, estimates and rule sets; `tables` are all tables
/// of the input.
std::string national_json(const ReportInput& input, const std::vector<FilledTable>& tables);

/// A table as an array of objects, or one object per line; cells typed by their columns.
std::string json_rows(const FilledTable& table, bool lines);

/// A Frictionless Data Package (version 1) of the files.
std::string datapackage_json(const ReportInput& input, const std::vector<PackagedFile>& files);

}  // namespace plangrade::report
