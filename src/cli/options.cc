// The table of options, read through Boost.ProgramOptions.
#include "cli/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <cstdlib>
#include <filesystem>

#include "base/text.h"
#include "plangrade/rules.h"

namespace plangrade::cli {
namespace {

namespace po = boost::program_options;

constexpr const char* kConfigName = "plangrade.yaml";

const OptionRow* row_of(const std::string& name) {
  for (const auto& row : option_rows()) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

bool is_switch(const OptionRow& row) { return *row.argument == '\0'; }

Problem usage(std::string message, std::string remedy) {
  return Problem{"CLI001", std::move(message), {}, std::move(remedy), {}};
}

void check_choice(const OptionRow& row, const std::string& value, const std::string& source,
                  Problems& problems) {
  if (*row.choices == '\0') return;
  const auto choices = base::split(row.choices, '|');
  if (std::find(choices.begin(), choices.end(), value) != choices.end()) return;
  problems.push_back(usage(fmt::format("'{}' is no value of {}", value, source),
                           base::did_you_mean(value, choices)));
}

po::options_description describe(const std::vector<std::string>& allowed) {
  po::options_description description;
  for (const auto& name : allowed) {
    const auto* row = row_of(name);
    if (row == nullptr) continue;
    const auto full = *row->letter == '\0' ? name : name + "," + row->letter;
    if (is_switch(*row)) {
      description.add_options()(full.c_str(), row->help);
    } else {
      description.add_options()(full.c_str(), po::value<std::vector<std::string>>()->composing(),
                                row->help);
    }
  }
  return description;
}

void add_unknown(const std::vector<std::string>& unknown, const std::vector<std::string>& allowed,
                 Problems& problems) {
  for (const auto& token : unknown) {
    if (!token.starts_with("-")) continue;
    auto name = token.substr(0, token.find('='));
    name.erase(0, name.find_first_not_of('-'));
    problems.push_back(usage("unknown option '" + token + "'", base::did_you_mean(name, allowed)));
  }
}

Problems parse_flags(const std::vector<std::string>& arguments,
                     const std::vector<std::string>& allowed, Typed& typed) {
  Problems problems;
  try {
    const auto description = describe(allowed);
    const auto parsed =
        po::command_line_parser(arguments)
            .options(description)
            .style(po::command_line_style::unix_style & ~po::command_line_style::allow_guessing)
            .allow_unregistered()
            .run();
    std::vector<std::string> unknown;
    for (const auto& option : parsed.options) {
      if (option.unregistered) {
        unknown.insert(unknown.end(), option.original_tokens.begin(), option.original_tokens.end());
      } else if (option.position_key >= 0) {
        typed.operands.insert(typed.operands.end(), option.value.begin(), option.value.end());
      } else {
        auto& values = typed.values[option.string_key];
        if (option.value.empty()) values.emplace_back("true");
        for (const auto& value : option.value) {
          values.push_back(value);
          check_choice(*row_of(option.string_key), value, "--" + option.string_key, problems);
        }
      }
    }
    add_unknown(unknown, allowed, problems);
  } catch (const po::error& error) {
    problems.push_back(usage(error.what(), "see `plangrade COMMAND --help`"));
  }
  return problems;
}

std::string environment_name(std::string option) {
  std::replace(option.begin(), option.end(), '-', '_');
  std::transform(option.begin(), option.end(), option.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return "PLANGRADE_" + option;
}

void add_environment(const std::vector<std::string>& allowed, Typed& typed, Problems& problems) {
  for (const auto& name : allowed) {
    if (typed.has(name)) continue;
    const auto variable = environment_name(name);
    const char* value = std::getenv(variable.c_str());
    if (value == nullptr || *value == '\0') continue;
    const auto* row = row_of(name);
    if (is_switch(*row) && (std::string(value) == "0" || std::string(value) == "false")) continue;
    typed.values[name] = {is_switch(*row) ? "true" : value};
    check_choice(*row, value, variable, problems);
  }
}

/// The configuration file: named, or found upwards from the working directory.
std::string config_file(const Typed& typed) {
  if (typed.has("config")) return typed.value("config");
  std::error_code error;
  auto folder = std::filesystem::current_path(error);
  while (!error && !folder.empty()) {
    const auto file = folder / kConfigName;
    if (std::filesystem::is_regular_file(file, error)) return file.string();
    if (folder == folder.root_path()) break;
    folder = folder.parent_path();
  }
  return "";
}

void add_config(const std::vector<std::string>& allowed, Typed& typed, Problems& problems) {
  const auto path = config_file(typed);
  if (path.empty()) return;
  std::vector<std::string> known;
  for (const auto& row : option_rows()) known.emplace_back(row.name);
  auto settings = load_settings(path, known);
  if (!settings) {
    problems.insert(problems.end(), settings.error().begin(), settings.error().end());
    return;
  }
  for (const auto& [name, values] : *settings) {
    const bool wanted = std::find(allowed.begin(), allowed.end(), name) != allowed.end();
    if (!wanted || typed.has(name)) continue;
    const auto* row = row_of(name);
    if (is_switch(*row) && values == std::vector<std::string>{"false"}) continue;
    typed.values[name] = values;
    for (const auto& value : values) check_choice(*row, value, path + ": " + name, problems);
  }
}

}  // namespace

const std::vector<OptionRow>& option_rows() {
  static const std::vector<OptionRow> rows = {
      // name, letter, argument, default, choices, repeats, help
      {"rules", "", "FILE", "", "", true, "rule set: a file, or the id of a shipped one"},
      {"plans", "", "FILE", "", "", false,
       "plans.csv: which files are which plan, for which areas"},
      {"areas", "", "FILE", "", "", false,
       "areas.csv: the register of areas with child populations"},
      {"policy", "", "NAME", "", "", false, "how ratings become figures: a file, or a shipped id"},
      {"estimate", "", "NAME", "", "", true, "how children are estimated: a file, or a shipped id"},
      {"codings", "", "FILE", "", "", true,
       "human codings: adjudications, or what to compare with"},
      {"previous", "", "DIR", "", "", false, "result folder of the round before"},
      {"agreement", "", "FILE", "", "", false,
       "JSON of `evaluate`, for an interval from coder error"},
      {"passages", "", "FILE", "", "", true, "passages with criterion and level (CSV)"},
      {"coverage", "", "", "", "", false, "fail on a pattern that no test makes fire"},
      {"criterion", "", "ID", "", "", true, "only this criterion"},
      {"out", "o", "DIR", "", "", false, "result folder to write"},
      {"force", "", "", "", "", false, "replace an existing result folder"},
      {"excel", "", "", "", "", false,
       "tables for spreadsheets: BOM, and no cell read as a formula"},
      {"also", "", "FORMAT", "", "sqlite|xlsx", true,
       "write the tables as results.sqlite or results.xlsx too"},
      {"jobs", "j", "N", "0", "", false, "work in N processes; 0 is one per core"},
      {"shard", "", "I/N", "", "", false, "only the I-th of N parts of the plans"},
      {"cache", "", "DIR|off", "", "", false, "where extracted text is kept"},
      {"timeout", "", "SECONDS", "120", "", false, "wall-clock limit for one file"},
      {"max-memory", "", "MB", "300", "", false, "memory limit of a worker process"},
      {"ocr", "", "MODE", "auto", "auto|off|force", false, "recognise text on pages without any"},
      {"format", "f", "FORMAT", "table", "table|json|jsonl|csv|tsv|markdown|html|sarif", false,
       "how to print the result"},
      {"color", "", "WHEN", "auto", "auto|always|never", false, "colour on the terminal"},
      {"progress", "", "WHEN", "auto", "auto|always|never", false, "progress on standard error"},
      {"fail-on", "", "CONDITION", "", "", true,
       "exit 1 if it holds: red, unassessable, no_plan, failing>80% ..."},
      {"year", "", "YEAR", "", "", false, "which mid-year of a population table; else the latest"},
      {"later", "", "FILE", "", "", false,
       "register of the later round, to join with the imported one"},
      {"succession", "", "FILE", "", "", false, "table of what became of which area"},
      {"bootstrap", "", "N", "1000", "", false, "resamples for intervals; 0: none"},
      {"most", "", "N", "40", "", false, "how many to show"},
      {"parts", "", "", "", "", false, "every part of every condition by itself, too"},
      {"context", "C", "N", "60", "", false, "characters of context on each side"},
      {"config", "", "FILE", "", "", false,
       "options from this file; else plangrade.yaml found upwards"},
      {"quiet", "q", "", "", "", false, "only errors"},
      {"verbose", "v", "", "", "", false, "say what is done"},
      {"log-format", "", "FORMAT", "text", "text|json", false, "how messages are written"},
      {"help", "h", "", "", "", false, "this text"},
  };
  return rows;
}

std::string Typed::value(const std::string& name) const {
  const auto at = values.find(name);
  if (at != values.end() && !at->second.empty()) return at->second.back();
  const auto* row = row_of(name);
  return row == nullptr ? "" : row->default_value;
}

std::vector<std::string> Typed::all(const std::string& name) const {
  const auto at = values.find(name);
  return at == values.end() ? std::vector<std::string>{} : at->second;
}

Result<Typed> read_arguments(const std::vector<std::string>& arguments,
                             const std::vector<std::string>& allowed) {
  Typed typed;
  auto problems = parse_flags(arguments, allowed, typed);
  if (typed.has("help")) return typed;
  add_environment(allowed, typed, problems);
  add_config(allowed, typed, problems);
  for (const auto& [name, values] : typed.values) {
    if (values.size() > 1 && !row_of(name)->repeats && !is_switch(*row_of(name))) {
      problems.push_back(usage("--" + name + " is given more than once", "leave one out"));
    }
  }
  if (!problems.empty()) return problems;
  return typed;
}

std::string options_help(const std::vector<std::string>& allowed, const std::string& formats) {
  std::string text;
  for (const auto& name : allowed) {
    const auto* row = row_of(name);
    if (row == nullptr) continue;
    std::string left = *row->letter == '\0' ? "    " : fmt::format("-{}, ", row->letter);
    left += "--" + name;
    const bool format = name == "format";
    const std::string choices = format ? formats : row->choices;
    const std::string by_default =
        format ? formats.substr(0, formats.find('|')) : row->default_value;
    if (!is_switch(*row)) left += " " + (choices.empty() ? row->argument : choices);
    std::string right = row->help;
    if (!by_default.empty()) right += fmt::format(" [{}]", by_default);
    if (row->repeats) right += " (may be repeated)";
    constexpr std::size_t kColumn = 32;
    text += left.size() > kColumn ? fmt::format("  {}\n  {:<32} {}\n", left, "", right)
                                  : fmt::format("  {:<32} {}\n", left, right);
  }
  return text;
}

}  // namespace plangrade::cli
