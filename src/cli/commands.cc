// The table of subcommands, help, and the way from argv to one of them.
#include "cli/commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "plangrade/extract.h"

namespace plangrade::cli {
namespace {

using Names = std::vector<std::string>;

const Names kCommon = {"config", "color", "progress", "quiet", "verbose", "log-format", "help"};
const Names kReading = {"jobs", "shard", "cache", "timeout", "max-memory", "ocr"};
const Names kFolder = {"out", "force", "excel", "also"};

Names operator+(Names a, const Names& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

std::string program_help() {
  std::string text =
      "plangrade grades a directory of plans against criteria, with quoted evidence.\n"
      "It rates documents, not services.\n\nusage: plangrade COMMAND [OPTIONS] ...\n\n";
  for (const auto& command : commands()) {
    text += fmt::format("  {:<16} {}\n", command.name, command.summary);
  }
  return text +
         "\n`plangrade COMMAND --help` tells more. Results go to standard output, all else to\n"
         "standard error. Exit codes: 0 done, 1 a --fail-on condition holds, 2 could not run,\n"
         "3 done but some documents could not be assessed, 130 interrupted.\n";
}

std::string command_help(const Command& command) {
  return fmt::format("usage: plangrade {} {} [OPTIONS]\n\n{}\n\n{}", command.name, command.operands,
                     command.summary, options_help(command.options + kCommon, command.formats));
}

/// The command that the first one or two words name.
const Command* find_command(const std::vector<std::string>& words, std::size_t& used) {
  for (used = std::min<std::size_t>(2, words.size()); used > 0; --used) {
    const auto name = used == 2 ? words[0] + " " + words[1] : words[0];
    for (const auto& command : commands()) {
      if (name == command.name) return &command;
    }
  }
  return nullptr;
}

int unknown_command(const std::vector<std::string>& words) {
  Names names;
  std::string group;
  for (const auto& command : commands()) {
    names.emplace_back(command.name);
    if (names.back().starts_with(words[0] + " "))
      group += (group.empty() ? "" : ", ") + names.back();
  }
  const auto remedy = group.empty() ? base::did_you_mean(words[0], names) : "one of: " + group;
  return report_problems(
      {{"CLI002", "there is no command '" + base::join(words, " ") + "'", {}, remedy, {}}}, {});
}

constexpr const char* kTables = "table|json|jsonl|csv|tsv";

/// Nothing, or why `format` cannot be had from this command.
Problems check_format(const Command& command, const Typed& typed) {
  const auto format = typed.value("format");
  const auto formats = base::split(command.formats, '|');
  if (!typed.has("format") || std::ranges::find(formats, format) != formats.end()) return {};
  return {{"CLI001",
           fmt::format("`{}` has no format '{}'", command.name, format),
           {},
           "one of: " + base::join(formats, ", "),
           {}}};
}

}  // namespace

const std::vector<Command>& commands() {
  static const std::vector<Command> table = {
      {"run", "PLANS...", "grade a directory of plans into a result folder",
       Names{"rules", "plans", "areas", "policy", "estimate", "codings", "previous", "agreement"} +
           kFolder + kReading + Names{"fail-on", "format"},
       run_run, "table|json"},
      {"extract", "PLANS...", "text of plans, as JSON lines", Names{"plans", "areas"} + kReading,
       run_extract},
      {"score",
       "[FILE|-]",
       "documents to plan results with evidence, as JSON lines",
       {"rules", "jobs"},
       run_score},
      {"aggregate", "[FILE|-]", "plan results, ratings or codings to tables and national figures",
       Names{"rules", "plans", "areas", "policy", "estimate", "codings", "previous", "agreement"} +
           kFolder + Names{"fail-on"},
       run_aggregate},
      {"report", "DIR", "pages to look at from a result folder", {"out"}, run_report},
      {"compare",
       "DIR_A DIR_B",
       "which areas moved between two result folders, and why",
       {"format", "cache", "ocr", "jobs", "timeout", "max-memory"},
       run_compare,
       kTables},
      {"explain", "PLAN...", "every level that was tried, what matched, what was taken away",
       Names{"rules", "criterion", "parts", "plans", "areas", "format"} + kReading, run_explain,
       "table|json"},
      {"search", "TERM|PATTERN PLANS...", "a term or pattern in context, with page",
       Names{"rules", "context", "format"} + kReading, run_search, kTables},
      {"verify", "DIR PLANS...", "re-find every quotation of a result folder in the plans",
       Names{"format"} + kReading, run_verify, kTables},
      {"merge", "DIR...", "result folders of shards to one",
       Names{"codings", "previous", "agreement"} + kFolder, run_merge},
      {"areas import",
       "FILE",
       "an ONS population table to an area register",
       {"year", "later", "succession"},
       run_areas_import},
      {"evaluate",
       "DIR|FILE",
       "results against human codings: agreement, errors, disagreements",
       {"rules", "codings", "bootstrap", "format"},
       run_evaluate,
       kTables},
      {"rules check",
       "RULES...",
       "every problem of rule sets, policies and estimates, with place and remedy",
       {"rules", "format"},
       run_rules_check,
       "table|json|sarif"},
      {"rules test",
       "RULES...",
       "embedded tests and coded passages against rule sets",
       {"rules", "passages", "criterion", "coverage", "format"},
       run_rules_test,
       kTables},
      {"rules show",
       "RULES...",
       "a rule set as a readable codebook",
       {"rules", "format"},
       run_rules_show,
       "markdown|html"},
      {"rules schema", "", "JSON Schema of rule set files, for editors", {}, run_rules_schema},
      {"rules profile", "RULES PLANS...",
       "patterns that cost and match most, criteria that every plan meets",
       Names{"rules", "most", "format"} + kReading, run_rules_profile, "table|json|csv|tsv"},
      {"rules suggest",
       "",
       "words that separate met from not met in coded passages",
       {"rules", "passages", "criterion", "most", "format"},
       run_rules_suggest,
       kTables},
      {"cache info", "", "how much extracted text is kept, and where", {"cache"}, run_cache},
      {"cache clear", "", "forget all extracted text", {"cache"}, run_cache},
  };
  return table;
}

int run_program(const std::vector<std::string>& arguments) {
  constexpr int kWorkerSocket = 3;
  if (arguments.size() == 1 && arguments[0] == "worker") return worker_main(kWorkerSocket);
  watch_signals();
  if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h" ||
      arguments[0] == "help") {
    write_out(program_help());
    return arguments.empty() ? kCouldNotRun : kDone;
  }
  if (arguments[0] == "--version") {
    write_out(
        fmt::format("plangrade {} (extraction {})\n", PLANGRADE_VERSION, extractor_version()));
    return kDone;
  }
  std::size_t used = 0;
  std::vector<std::string> words;
  for (const auto& word : arguments) {
    if (word.starts_with("-") || words.size() == 2) break;
    words.push_back(word);
  }
  if (words.empty()) words.push_back(arguments[0]);
  const auto* command = find_command(words, used);
  if (command == nullptr) return unknown_command({words[0]});
  auto typed = read_arguments({arguments.begin() + static_cast<long>(used), arguments.end()},
                              command->options + kCommon);
  if (!typed) return report_problems(typed.error(), make_terminal({}));
  if (typed->has("help")) {
    write_out(command_help(*command));
    return kDone;
  }
  const auto terminal = make_terminal(*typed);
  if (const auto problems = check_format(*command, *typed); !problems.empty())
    return report_problems(problems, terminal);
  // The second word of a two-word command decides within it.
  typed->values["command"] = {command->name};
  return command->run(*typed, terminal);
}

}  // namespace plangrade::cli
