// What the JSON files of a result folder say beyond its CSV tables.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "plangrade/report.h"

namespace plangrade::report {

/// A plan result of plans.jsonl under its plan_id and rule set; its criteria have no evidence, and
/// its documents only paths.
using PlansByKey = std::map<std::pair<std::string, std::string>, PlanResult>;

/// Reads plans.jsonl. Problems: lines that are not JSON objects (RES003).
PlansByKey read_plans_jsonl(const std::string& text, const std::string& file, Problems& problems);

/// Reads documents.jsonl into the documents it speaks of.
void read_documents_jsonl(const std::string& text, const std::string& file,
                          std::vector<DocumentSummary>& documents, Problems& problems);

/// Reads evidence.jsonl: path, ocr, carried, together and part of every quotation, in order; the
/// other fields are those of evidence.csv and are left empty, except quote and page, by which the
/// rows are matched.
std::vector<Evidence> read_evidence_jsonl(const std::string& text, const std::string& file,
                                          Problems& problems);

/// Reads headlines, coverage, warnings, policy, estimates and rule sets of national.json into
/// `content`; the figures come from the CSV tables.
void read_national_json(const std::string& text, const std::string& file, ReportInput& content,
                        Problems& problems);

/// Paths and "sha256:..." hashes of the resources of datapackage.json; those without hash are left
/// out.
std::map<std::string, std::string> read_package_hashes(const std::string& text);

}  // namespace plangrade::report
