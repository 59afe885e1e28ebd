// Output formats of the tables: one row per format.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plangrade/report.h"
#include "report/rows.h"

namespace plangrade::report {

/// A way to write all tables. Every writer adds its files to the folder.
struct Writer {
  std::string_view name;
  std::string_view what;  ///< for --help
  bool always;            ///< part of every result folder
  Result<FolderFiles> (*write)(const ReportInput&, const std::vector<FilledTable>&,
                               const WriteOptions&);
};

/// The table of formats.
const std::vector<Writer>& writers();

// The functions the table names, one file each.
Result<FolderFiles> write_csv(const ReportInput&, const std::vector<FilledTable>&,
                              const WriteOptions&);
Result<FolderFiles> write_json(const ReportInput&, const std::vector<FilledTable>&,
                               const WriteOptions&);

Result<FolderFiles> write_sqlite(const ReportInput&, const std::vector<FilledTable>&,
                                 const WriteOptions&);
Result<FolderFiles> write_xlsx(const ReportInput&, const std::vector<FilledTable>&,
                               const WriteOptions&);
}  // namespace plangrade::report
