// Results of the smaller commands as tables in any of the formats.
#pragma once

#include <string>

#include "cli/options.h"
#include "cli/terminal.h"
#include "plangrade/report.h"

namespace plangrade::cli {

/// --format of a command that prints tables.
TableFormat table_format(const Typed& typed);

/// Prints a table to standard output in the format asked for.
void print_table(const Table& table, const Typed& typed, const Terminal& terminal);

/// 0.8333 as "0.83"; empty if there is none. Measures only, never a figure of the statistics.
std::string two_digits(const std::optional<double>& value);

}  // namespace plangrade::cli
