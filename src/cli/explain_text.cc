// An explanation is read from the top: the level, then the passages behind it, then how each of
// them speaks. What is long (every part of every condition) is only shown when it is asked for.
#include "cli/explain_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/terminal_text.h"
#include "base/text.h"

namespace plangrade::cli {
namespace {

using base::Style;
using base::styled;
using Json = nlohmann::ordered_json;
using Words = std::vector<std::pair<std::string, std::string>>;  // term, words that matched

constexpr std::size_t kMostQuote = 320;
constexpr std::size_t kMostNever = 8;

std::string place_of_evidence(const Evidence& evidence) {
  std::string place = evidence.page > 0 ? fmt::format("page {}", evidence.page) : "";
  if (evidence.page > 0 && !evidence.page_label.empty() &&
      evidence.page_label != std::to_string(evidence.page)) {
    place += " (printed " + evidence.page_label + ")";
  }
  if (!evidence.section.empty())
    place += (place.empty() ? "" : ", ") + ("under \"" + evidence.section + "\"");
  if (evidence.ocr) place += ", recognised from an image";
  return place.empty() ? "in the text" : place;
}

/// `child_abuse "neglect", harm_to_mind "distress"`; terms that matched the same words together.
std::string words_text(const Words& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (std::find(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(i), words[i]) !=
        words.begin() + static_cast<std::ptrdiff_t>(i)) {
      continue;
    }
    text += (text.empty() ? "" : ", ") + words[i].first + " \"" + words[i].second + "\"";
  }
  return text;
}

/// Quotations with their places, and the words that matched under them.
std::string passage_text(const QuotedPassage& passage, Finding::Kind kind, std::size_t depth,
                         bool color) {
  const std::string indent(depth, ' ');
  std::string text;
  for (const auto& evidence : passage.evidence) {
    auto kept = passage.words;  // what a quotation that is too long is cut around
    if (const auto at = evidence.cue.find(": "); at != std::string::npos)
      kept.emplace_back("", evidence.cue.substr(at + 2));
    text += fmt::format("{0}{1}\n{0}  \"{2}\"\n", indent, place_of_evidence(evidence),
                        around_words(evidence.quote, kept, kMostQuote));
    if (!evidence.carried.empty())
      text += fmt::format("{}  read with: \"{}\"\n", indent,
                          around_words(evidence.carried, passage.words, kMostQuote));
    if (kind == Finding::Kind::decides && !evidence.cue.empty())
      text += fmt::format("{}  by the cue {}\n", indent, evidence.cue);
  }
  return text + indent + "  " + styled(words_text(passage.words), Style::dim, color) + "\n";
}

std::string finding_text(const Finding& finding, bool color) {
  std::string head;
  switch (finding.kind) {
    case Finding::Kind::decides:
      head = styled("found", Style::green, color);
      break;
    case Finding::Kind::taken_away:
      head = styled("taken away", Style::red, color) + ": " + finding.reason;
      break;
    case Finding::Kind::nearly:
      head = "nearly: " + finding.reason;
      break;
  }
  if (finding.parts.empty())
    return "    " + head + "\n" + passage_text(finding.passage, finding.kind, 6, color);
  std::string text = "    " + head + ", in passages that suffice only together\n";
  for (const auto& part : finding.parts) {
    text += "      " + styled(part.name, Style::bold, color) + ":\n";
    for (const auto& passage : part.passages) text += passage_text(passage, finding.kind, 8, color);
    if (part.found > part.passages.size())
      text += fmt::format("        and {} more for this part\n", part.found - part.passages.size());
  }
  return text;
}

std::string part_text(const TriedPart& part, bool color) {
  const std::string indent(static_cast<std::size_t>(6 + 2 * part.depth), ' ');
  auto text = fmt::format(
      "{}{} {}\n", indent,
      part.held ? styled("[yes]", Style::green, color) : styled("[no] ", Style::red, color),
      part.description);
  for (const auto& evidence : part.evidence) {
    const bool taken = evidence.role == Role::suppressed;
    text += fmt::format("{}      {}, {}{}: \"{}\"\n", indent, taken ? "taken away" : "found",
                        place_of_evidence(evidence),
                        evidence.cue.empty() ? "" : ", cue " + evidence.cue, evidence.quote);
  }
  return text;
}

std::string level_text(const TriedLevel& level, bool color) {
  auto text = fmt::format(
      "  level {}: {}\n", level.level,
      level.held ? styled("yes", Style::green, color) : styled("no", Style::red, color));
  std::size_t shown = 0;
  for (const auto& finding : level.findings) {
    text += finding_text(finding, color);
    shown += finding.kind == Finding::Kind::decides;
  }
  if (level.deciding > shown) {
    const auto more = level.deciding - shown;
    text += fmt::format("    and {} more that {}\n", more, more == 1 ? "suffices" : "suffice");
  }
  if (!level.held && level.findings.empty()) text += "    no passage comes near\n";
  if (!level.never.empty()) {
    auto names = level.never;
    const auto more = names.size() > kMostNever ? names.size() - kMostNever : 0;
    names.resize(names.size() - more);
    text += "    nowhere in the plan: " + base::join(names, ", ") +
            (more > 0 ? fmt::format(" and {} more terms", more) : "") + "\n";
  }
  if (!level.parts.empty()) text += "    part by part, each over the whole plan:\n";
  for (const auto& part : level.parts) text += part_text(part, color);
  return text;
}

Json evidence_json(const Evidence& evidence) {
  return {{"role", evidence.role == Role::supports ? "supports" : "suppressed"},
          {"path", evidence.path},
          {"page", evidence.page},
          {"section", evidence.section},
          {"quote", evidence.quote},
          {"term", evidence.term},
          {"cue", evidence.cue},
          {"carried", evidence.carried}};
}

Json evidence_list(const std::vector<Evidence>& evidence) {
  Json list = Json::array();
  for (const auto& one : evidence) list.push_back(evidence_json(one));
  return list;
}

const char* kind_name(Finding::Kind kind) {
  switch (kind) {
    case Finding::Kind::decides:
      return "decides";
    case Finding::Kind::taken_away:
      return "taken_away";
    case Finding::Kind::nearly:
      return "nearly";
  }
  return "";
}

Json passage_json(const QuotedPassage& passage) {
  Json words = Json::array();
  for (const auto& [term, text] : passage.words) words.push_back({{"term", term}, {"text", text}});
  return {{"words", std::move(words)}, {"evidence", evidence_list(passage.evidence)}};
}

/// A finding in several parts has the first passage of each as its own, and all of them in `parts`.
Json finding_json(const Finding& finding) {
  Json json = {{"kind", kind_name(finding.kind)}, {"reason", finding.reason}};
  json.update(passage_json(finding.passage));
  if (finding.parts.empty()) return json;
  json["parts"] = Json::array();
  for (const auto& part : finding.parts) {
    Json passages = Json::array();
    for (const auto& passage : part.passages) passages.push_back(passage_json(passage));
    json["parts"].push_back(
        {{"name", part.name}, {"found", part.found}, {"passages", std::move(passages)}});
  }
  return json;
}

Json level_json(const TriedLevel& level) {
  Json json = {{"level", level.level},
               {"held", level.held},
               {"deciding", level.deciding},
               {"findings", Json::array()},
               {"never", level.never}};
  for (const auto& finding : level.findings) json["findings"].push_back(finding_json(finding));
  if (level.parts.empty()) return json;
  json["parts"] = Json::array();
  for (const auto& part : level.parts) {
    json["parts"].push_back({{"description", part.description},
                             {"held", part.held},
                             {"depth", part.depth},
                             {"evidence", evidence_list(part.evidence)}});
  }
  return json;
}

/// The stretch of a quotation that is kept around one match.
struct Kept {
  std::size_t begin = 0, end = 0;
};

/// Begins and ends moved to the ends of words.
Kept whole_words(const std::string& quote, Kept kept) {
  while (kept.begin > 0 && quote[kept.begin - 1] != ' ') --kept.begin;
  while (kept.end < quote.size() && quote[kept.end] != ' ') ++kept.end;
  return kept;
}

}  // namespace

std::string around_words(const std::string& quote, const Words& words, std::size_t most) {
  if (quote.size() <= most) return quote;
  std::vector<Kept> found;
  for (const auto& [term, text] : words) {
    const auto at = text.empty() ? std::string::npos : quote.find(text);
    if (at != std::string::npos) found.push_back({at, at + text.size()});
  }
  if (found.empty()) return quote.substr(0, whole_words(quote, {0, most}).end) + " ...";
  std::sort(found.begin(), found.end(),
            [](const Kept& a, const Kept& b) { return a.begin < b.begin; });
  const std::size_t each = std::max<std::size_t>(most / (2 * found.size()), 30);
  std::string out;
  std::size_t written = 0;  // up to here the quotation is in `out`
  for (const Kept& match : found) {
    const Kept kept = whole_words(quote, {match.begin > each ? match.begin - each : 0,
                                          std::min(quote.size(), match.end + each)});
    if (kept.end <= written) continue;
    const bool gap = kept.begin > written + 5;
    if (gap) out += out.empty() ? "... " : " ... ";
    out += quote.substr(gap ? kept.begin : written, kept.end - (gap ? kept.begin : written));
    written = kept.end;
  }
  return written < quote.size() ? out + " ..." : out;
}

std::string explanation_text(const Explanation& one, const std::string& fragile, bool color) {
  const auto head = fmt::format("{} {}: {}", one.criterion, one.name,
                                one.applicable ? one.level : "not applicable");
  std::string text = styled(head, Style::bold, color) + "\n  " + one.question + "\n";
  if (!fragile.empty()) text += "  fragile: it rests on " + fragile + " alone\n";
  for (const auto& level : one.tried) text += level_text(level, color);
  return text + "\n";
}

Json explanation_json(const std::string& rule_set, const Explanation& one,
                      const std::string& fragile) {
  Json json = {{"rule_set", rule_set},     {"criterion", one.criterion},   {"name", one.name},
               {"question", one.question}, {"applicable", one.applicable}, {"level", one.level},
               {"fragile", fragile}};
  json["tried"] = Json::array();
  for (const auto& level : one.tried) json["tried"].push_back(level_json(level));
  return json;
}

}  // namespace plangrade::cli
