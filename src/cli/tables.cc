// Tables on standard output.
#include "cli/tables.h"

#include <fmt/format.h>

namespace plangrade::cli {

TableFormat table_format(const Typed& typed) {
  const auto format = typed.value("format");
  if (format == "csv") return TableFormat::csv;
  if (format == "tsv") return TableFormat::tsv;
  if (format == "json") return TableFormat::json;
  if (format == "jsonl") return TableFormat::jsonl;
  return TableFormat::table;
}

void print_table(const Table& table, const Typed& typed, const Terminal& terminal) {
  write_out(render_table(table, table_format(typed), terminal.out_color, terminal.width));
}

std::string two_digits(const std::optional<double>& value) {
  return value ? fmt::format("{:.2f}", *value) : "";
}

}  // namespace plangrade::cli
