// The table of subcommands; a new one is one file and one row in commands.cc.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"
#include "cli/terminal.h"

namespace plangrade::cli {

struct Command {
  const char* name;                  ///< "run", "rules check"
  const char* operands;              ///< for help: "PLANS..."
  const char* summary;               ///< one line
  std::vector<std::string> options;  ///< names in the table of options, besides the common ones
  int (*run)(const Typed& typed, const Terminal& terminal);
};

const std::vector<Command>& commands();

/// argv to exit code: finds the command, reads its arguments, runs it.
int run_program(const std::vector<std::string>& arguments);

// One function per row, each in <name>_command.cc.
int run_run(const Typed& typed, const Terminal& terminal);
int run_extract(const Typed& typed, const Terminal& terminal);
int run_score(const Typed& typed, const Terminal& terminal);
int run_aggregate(const Typed& typed, const Terminal& terminal);
int run_cache(const Typed& typed, const Terminal& terminal);

}  // namespace plangrade::cli
