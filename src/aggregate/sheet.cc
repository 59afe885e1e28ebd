// Tells the formats of tables apart and reads CSV; XLS and XLSX have files of their own.
#include "aggregate/sheet.h"

#include <fmt/format.h>

#include <cmath>

#include "aggregate/messages.h"
#include "base/csv.h"
#include "base/file.h"

namespace plangrade::counting {
namespace {

Result<std::vector<Sheet>> read_csv_sheet(const std::string& path, const std::string& bytes) {
  auto table = base::parse_csv(bytes, path, {{}, {}, true});
  if (!table) return std::move(table).error();
  Sheet sheet;
  sheet.rows.push_back(std::move(table->columns));
  for (auto& row : table->rows) sheet.rows.push_back(std::move(row.cells));
  return std::vector<Sheet>{std::move(sheet)};
}

}  // namespace

std::string number_text(double number) {
  if (!std::isfinite(number)) return "";
  if (number == std::floor(number) && std::abs(number) < 1e15) {
    return fmt::format("{}", static_cast<long long>(number));
  }
  return fmt::format("{}", number);
}

Result<std::vector<Sheet>> read_sheets(const std::string& path) {
  auto bytes = base::read_file(path);
  if (!bytes) return std::move(bytes).error();
  if (bytes->starts_with("\xD0\xCF\x11\xE0")) return read_xls(path);
  if (bytes->starts_with("PK\x03\x04")) return read_xlsx(path, *bytes);
  return read_csv_sheet(path, *bytes);
}

}  // namespace plangrade::counting
