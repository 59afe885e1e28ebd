// Problems as text, JSON and SARIF.
#include "base/problems.h"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.h"

namespace plangrade::base {
namespace {

using Json = nlohmann::ordered_json;

/// Columns of a source line that are shown around the caret.
constexpr std::size_t kShownBefore = 100;
constexpr std::size_t kShownAfter = 60;

/// The characters of `text`, each as its bytes. Control characters and characters that turn the
/// direction of writing become U+FFFD, tabs become blanks.
std::vector<std::string> visible_characters(std::string_view text) {
  const std::string clean = valid_utf8(text);
  std::vector<std::string> characters;
  int32_t at = 0;
  const auto size = static_cast<int32_t>(clean.size());
  while (at < size) {
    const int32_t begin = at;
    UChar32 c = 0;
    U8_NEXT(clean.data(), at, size, c);
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
                         (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
    if (c == '\t') {
      characters.emplace_back(" ");
    } else if (control) {
      characters.emplace_back("\xEF\xBF\xBD");
    } else {
      characters.push_back(
          clean.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin)));
    }
  }
  return characters;
}

std::string visible(std::string_view text) { return join(visible_characters(text), ""); }

std::string painted(const std::string& text, const char* style, bool color) {
  return color ? fmt::format("\x1b[{}m{}\x1b[0m", style, text) : text;
}

std::string place(const SourcePosition& at) {
  if (at.file.empty()) return "";
  std::string text = visible(at.file);
  if (at.line > 0) text += fmt::format(":{}", at.line);
  if (at.line > 0 && at.column > 0) text += fmt::format(":{}", at.column);
  return text + ": ";
}

/// The line with a caret below the column; empty if there is no line.
std::string excerpt(const Problem& problem, bool color) {
  if (problem.source_line.empty() || problem.at.line <= 0) return "";
  const auto characters = visible_characters(problem.source_line);
  const auto column =
      std::min(static_cast<std::size_t>(std::max(problem.at.column, 1)) - 1, characters.size());
  const auto begin = column > kShownBefore ? column - kShownBefore : 0;
  const auto end = std::min(characters.size(), column + kShownAfter);
  std::string before = begin > 0 ? "..." : "";
  std::string after;
  for (std::size_t i = begin; i < end; ++i) (i < column ? before : after) += characters[i];
  if (end < characters.size()) after += "...";
  std::string text = fmt::format("{:>5} | {}{}\n", problem.at.line, before, after);
  if (problem.at.column > 0) {
    const auto blanks = static_cast<std::size_t>(display_width(before));
    text += fmt::format("      | {}{}\n", std::string(blanks, ' '), painted("^", "32;1", color));
  }
  return text;
}

std::string as_text(const Problems& problems, bool color) {
  std::string text;
  for (const auto& problem : problems) {
    const bool error = problem.severity == Severity::error;
    text += painted(place(problem.at), "1", color);
    text += painted(fmt::format("{}[{}]", error ? "error" : "warning", problem.code),
                    error ? "31;1" : "33;1", color);
    text += ": " + visible(problem.message) + "\n" + excerpt(problem, color);
    if (!problem.remedy.empty()) text += "      = " + visible(problem.remedy) + "\n";
  }
  return text;
}

const char* severity_name(const Problem& problem) {
  return problem.severity == Severity::error ? "error" : "warning";
}

std::string dumped(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string as_json(const Problems& problems) {
  Json list = Json::array();
  int errors = 0;
  for (const auto& problem : problems) {
    if (problem.severity == Severity::error) ++errors;
    list.push_back({{"code", problem.code},
                    {"severity", severity_name(problem)},
                    {"message", problem.message},
                    {"remedy", problem.remedy},
                    {"file", problem.at.file},
                    {"line", problem.at.line},
                    {"column", problem.at.column},
                    {"source_line", problem.source_line}});
  }
  return dumped({{"problems", list},
                 {"errors", errors},
                 {"warnings", static_cast<int>(problems.size()) - errors}});
}

/// A file name as a URI reference: what is not unreserved or a slash is percent-encoded.
std::string uri_of(const std::string& path) {
  std::string uri;
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

Json sarif_location(const Problem& problem) {
  Json location{{"artifactLocation", {{"uri", uri_of(problem.at.file)}}}};
  if (problem.at.line > 0) {
    location["region"]["startLine"] = problem.at.line;
    if (problem.at.column > 0) location["region"]["startColumn"] = problem.at.column;
    if (!problem.source_line.empty()) location["region"]["snippet"]["text"] = problem.source_line;
  }
  return {{"physicalLocation", location}};
}

Json sarif_rule(const std::string& code, std::span<const CodeMeaning> codes) {
  Json rule{{"id", code}};
  const auto known = std::ranges::find(codes, code, &CodeMeaning::code);
  if (known == codes.end()) return rule;
  rule["shortDescription"]["text"] = known->title;
  rule["fullDescription"]["text"] = known->meaning;
  rule["help"]["text"] = known->meaning;
  return rule;
}

std::string as_sarif(const Problems& problems, std::span<const CodeMeaning> known) {
  std::set<std::string> codes;
  Json results = Json::array();
  for (const auto& problem : problems) {
    codes.insert(problem.code);
    const auto remedy = problem.remedy.empty() ? "" : ": " + problem.remedy;
    Json result{{"ruleId", problem.code},
                {"level", severity_name(problem)},
                {"message", {{"text", problem.message + remedy}}}};
    if (!problem.at.file.empty()) result["locations"] = Json::array({sarif_location(problem)});
    results.push_back(std::move(result));
  }
  Json rules = Json::array();
  for (const auto& code : codes) rules.push_back(sarif_rule(code, known));
  const Json driver{{"name", "plangrade"}, {"version", PLANGRADE_VERSION}, {"rules", rules}};
  const Json run{
      {"tool", {{"driver", driver}}}, {"columnKind", "unicodeCodePoints"}, {"results", results}};
  return dumped({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                 {"version", "2.1.0"},
                 {"runs", Json::array({run})}});
}

}  // namespace

std::string render_problems(const Problems& problems, ProblemFormat format, bool color,
                            std::span<const CodeMeaning> codes) {
  switch (format) {
    case ProblemFormat::text:
      return as_text(problems, color);
    case ProblemFormat::json:
      return as_json(problems);
    case ProblemFormat::sarif:
      return as_sarif(problems, codes);
  }
  return "";
}

std::string problem_counts(const Problems& problems) {
  const auto errors = std::count_if(problems.begin(), problems.end(),
                                    [](const auto& p) { return p.severity == Severity::error; });
  const auto warnings = static_cast<long>(problems.size()) - errors;
  const auto counted = [](long n, const char* what) {
    return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
  };
  if (problems.empty()) return "no problems";
  if (warnings == 0) return counted(errors, "error");
  if (errors == 0) return counted(warnings, "warning");
  return counted(errors, "error") + ", " + counted(warnings, "warning");
}

}  // namespace plangrade::base
