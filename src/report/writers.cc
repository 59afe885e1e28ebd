// The table of output formats, and the result folder made from it.
#include "report/writers.h"

#include <algorithm>

#include "base/csv.h"
#include "base/text.h"
#include "report/given_tables.h"
#include "report/json_files.h"

namespace plangrade::report {

const std::vector<Writer>& writers() {
  static const std::vector<Writer> all{
      {"csv", "every table as CSV (RFC 4180)", true, write_csv},
      {"json", "national.json, documents.jsonl, plans.jsonl, evidence.jsonl", true, write_json},
      {"sqlite", "results.sqlite, a database of all tables", false, write_sqlite},
      {"xlsx", "results.xlsx, a workbook with a sheet per table", false, write_xlsx},
  };
  return all;
}

Result<FolderFiles> write_csv(const ReportInput& input, const std::vector<FilledTable>& tables,
                              const WriteOptions& options) {
  FolderFiles files;
  for (const auto& table : tables) {
    std::vector<std::string> header;
    for (const auto& column : table.schema.columns) header.push_back(column.name);
    std::string text = options.excel ? "\xEF\xBB\xBF" : "";
    text += base::csv_line(header, ',', options.excel);
    for (const auto& row : table.rows) text += base::csv_line(row, ',', options.excel);
    files[table.schema.name + ".csv"] = std::move(text);
  }
  auto areas = register_csv(input.areas, options.excel);
  if (!areas.empty()) files["register.csv"] = std::move(areas);
  auto codings = codings_csv(input.codings, options.excel);
  if (!codings.empty()) files["codings.csv"] = std::move(codings);
  return files;
}

Result<FolderFiles> write_json(const ReportInput& input, const std::vector<FilledTable>& tables,
                               const WriteOptions&) {
  return FolderFiles{{"national.json", national_json(input, tables)},
                     {"documents.jsonl", documents_jsonl(input)},
                     {"plans.jsonl", plans_jsonl(input)},
                     {"evidence.jsonl", evidence_jsonl(input, tables[3])}};
}

}  // namespace plangrade::report

namespace plangrade {

FolderFiles render_folder(const ReportInput& input, const WriteOptions& options) {
  const auto tables = report::filled_tables(input);
  FolderFiles files;
  for (const auto& writer : report::writers()) {
    // Those that are always written only put text together: they have nothing to fail at.
    if (writer.always) files.merge(std::move(writer.write(input, tables, options)).value());
  }
  files["run.json"] = input.run_json;
  describe_folder(input, files);
  return files;
}

void describe_folder(const ReportInput& input, FolderFiles& files) {
  const auto tables = report::filled_tables(input);
  std::vector<report::PackagedFile> packaged;
  for (const auto& table : tables) {
    const std::string path = table.schema.name + ".csv";
    packaged.push_back({path, files.at(path), &table, true});
  }
  for (const auto& [path, bytes] : files) {
    const bool table = path.ends_with(".csv") && path != "register.csv" && path != "codings.csv";
    if (table || path == "run.json" || path == "datapackage.json") continue;
    packaged.push_back({path, bytes, nullptr, true});
  }
  packaged.push_back({"run.json", input.run_json, nullptr, false});
  files["datapackage.json"] = report::datapackage_json(input, packaged);
}

std::vector<std::string> extra_formats() {
  std::vector<std::string> names;
  for (const auto& writer : report::writers()) {
    if (!writer.always) names.emplace_back(writer.name);
  }
  return names;
}

Result<FolderFiles> render_extra(const ReportInput& input, const std::string& format) {
  for (const auto& writer : report::writers()) {
    if (writer.always || writer.name != format) continue;
    return writer.write(input, report::filled_tables(input), {});
  }
  return Problem{"OUT006",
                 "unknown output format '" + format + "'",
                 {},
                 base::did_you_mean(format, extra_formats()),
                 {}};
}

}  // namespace plangrade
