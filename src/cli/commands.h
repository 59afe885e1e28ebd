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
  const char* formats = "";  ///< what --format may be here, the default first: "table|json"
};

const std::vector<Command>& commands();

/// argv to exit code: finds the command, reads its arguments, runs it.
int run_program(const std::vector<std::string>& arguments);

// One function per row, each in <name>_command.cc.
int run_run(const Typed& typed, const Terminal& terminal);
int run_extract(const Typed& typed, const Terminal& terminal);
int run_score(const Typed& typed, const Terminal& terminal);
int run_aggregate(const Typed& typed, const Terminal& terminal);
int run_rules_check(const Typed& typed, const Terminal& terminal);
int run_rules_test(const Typed& typed, const Terminal& terminal);
int run_rules_show(const Typed& typed, const Terminal& terminal);
int run_rules_schema(const Typed& typed, const Terminal& terminal);
int run_rules_profile(const Typed& typed, const Terminal& terminal);
int run_rules_suggest(const Typed& typed, const Terminal& terminal);
int run_evaluate(const Typed& typed, const Terminal& terminal);
int run_compare(const Typed& typed, const Terminal& terminal);
int run_explain(const Typed& typed, const Terminal& terminal);
int run_search(const Typed& typed, const Terminal& terminal);
int run_report(const Typed& typed, const Terminal& terminal);
int run_verify(const Typed& typed, const Terminal& terminal);
int run_merge(const Typed& typed, const Terminal& terminal);
int run_areas_import(const Typed& typed, const Terminal& terminal);
int run_cache(const Typed& typed, const Terminal& terminal);

}  // namespace plangrade::cli
