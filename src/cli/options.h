// Step one of the command line: what was typed, from flags, environment and configuration file.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "plangrade/model/problem.h"

namespace plangrade::cli {

/// One row of the table of options: it feeds parsing, help, environment and configuration file.
struct OptionRow {
  const char* name;           ///< "jobs": --jobs, PLANGRADE_JOBS, and jobs: in plangrade.yaml
  const char* letter;         ///< "q" for -q; empty if there is none
  const char* argument;       ///< "N", "FILE"; empty for a switch
  const char* default_value;  ///< shown in help; empty if there is none
  const char* choices;        ///< "auto|off|force"; empty if anything goes
  bool repeats;               ///< may be given more than once
  const char* help;
};

const std::vector<OptionRow>& option_rows();

/// What was typed: option names to their values in order, and the operands.
struct Typed {
  std::map<std::string, std::vector<std::string>> values;
  std::vector<std::string> operands;

  bool has(const std::string& name) const { return values.contains(name); }
  /// The last value given, or the option's default.
  std::string value(const std::string& name) const;
  std::vector<std::string> all(const std::string& name) const;
};

/// Reads the arguments of a command that knows the options `allowed`. Flags win over the
/// environment, the environment over the file (--config, else plangrade.yaml found upwards).
/// Problems: all unknown options, missing arguments and values that are no choice, at once.
Result<Typed> read_arguments(const std::vector<std::string>& arguments,
                             const std::vector<std::string>& allowed);

/// The options of a command as help text, two columns. `formats`: what --format may be there, the
/// default first.
std::string options_help(const std::vector<std::string>& allowed, const std::string& formats);

}  // namespace plangrade::cli
