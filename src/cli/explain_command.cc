// `plangrade explain`: for one plan, every level that was tried and what held, with quotations.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/settings.h"
#include "plangrade/score.h"
#include "plangrade/segment.h"

namespace plangrade::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string place_of_evidence(const Evidence& evidence) {
  std::string place = evidence.page > 0 ? fmt::format("page {}", evidence.page) : "";
  if (!evidence.section.empty())
    place += (place.empty() ? "" : ", ") + ("under \"" + evidence.section + "\"");
  return place;
}

std::string evidence_text(const Evidence& evidence, const std::string& indent, bool color) {
  const bool taken = evidence.role == Role::suppressed;
  std::string text =
      fmt::format("{}{} \"{}\"\n", indent, taken ? "taken away:" : "found:", evidence.quote);
  text += fmt::format("{}  {}{}{}\n", indent, place_of_evidence(evidence),
                      evidence.term.empty() ? "" : "; terms " + evidence.term,
                      evidence.cue.empty() ? "" : "; cue " + evidence.cue);
  if (!evidence.carried.empty())
    text += fmt::format("{}  carried from: \"{}\"\n", indent, evidence.carried);
  return color && taken ? "\x1b[2m" + text + "\x1b[0m" : text;
}

std::string mark(bool held, bool color) {
  if (!color) return held ? "[yes]" : "[no] ";
  return held ? "\x1b[32m[yes]\x1b[0m" : "\x1b[31m[no] \x1b[0m";
}

std::string explanation_text(const Explanation& one, bool color) {
  auto text = fmt::format("{} {}: {}\n  {}\n", one.criterion, one.name,
                          one.applicable ? one.level : "not applicable", one.question);
  if (color)
    text = fmt::format("\x1b[1m{} {}: {}\x1b[0m\n  {}\n", one.criterion, one.name, one.level,
                       one.question);
  for (const auto& level : one.tried) {
    text += fmt::format("  {} level {}\n", mark(level.held, color), level.level);
    for (const auto& part : level.parts) {
      const std::string indent(static_cast<std::size_t>(4 + 2 * part.depth), ' ');
      text += fmt::format("{}{} {}\n", indent, mark(part.held, color), part.description);
      for (const auto& evidence : part.evidence)
        text += evidence_text(evidence, indent + "    ", color);
    }
  }
  return text + "\n";
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

Json explanation_json(const std::string& rule_set, const Explanation& one) {
  Json json = {{"rule_set", rule_set},     {"criterion", one.criterion},   {"name", one.name},
               {"question", one.question}, {"applicable", one.applicable}, {"level", one.level}};
  json["tried"] = Json::array();
  for (const auto& level : one.tried) {
    Json tried = {{"level", level.level}, {"held", level.held}, {"parts", Json::array()}};
    for (const auto& part : level.parts) {
      Json row = {{"description", part.description},
                  {"held", part.held},
                  {"depth", part.depth},
                  {"evidence", Json::array()}};
      for (const auto& evidence : part.evidence) row["evidence"].push_back(evidence_json(evidence));
      tried["parts"].push_back(std::move(row));
    }
    json["tried"].push_back(std::move(tried));
  }
  return json;
}

}  // namespace

int run_explain(const Typed& typed, const Terminal& terminal) {
  Gathered gathered;
  auto work = work_options(typed, gathered);
  work.jobs = 1;
  const auto wanted = round_options(typed, gathered);
  if (!typed.has("rules"))
    gathered.add("no rule set is given",
                 "--rules FILE, or the id of a shipped one such as ltp-2017-18");
  auto rules = gathered.take(compile_rules(rule_sets(typed, gathered)));
  auto figures = statistics(typed, gathered);
  std::optional<Round> round;
  if (!wanted.inputs.empty()) {
    round =
        gathered.take(find_round(wanted, figures.areas.areas.empty() ? nullptr : &figures.areas));
  }
  const auto criteria = typed.all("criterion");
  for (const auto& id : criteria) {
    if (!rules) break;
    const bool known = std::any_of(rules->sets.begin(), rules->sets.end(), [&](const RuleSet& set) {
      return std::any_of(set.criteria.begin(), set.criteria.end(),
                         [&](const Criterion& c) { return c.id == id; });
    });
    if (!known)
      gathered.add("no rule set here has a criterion '" + id + "'",
                   "`plangrade rules show` lists them");
  }
  if (!gathered.problems.empty() || !round || !rules)
    return report_problems(gathered.problems, terminal);

  Json all = Json::array();
  bool lost = false;
  const bool as_json = typed.value("format") == "json";
  read_round(*round, work, figures.areas, [&](const Plan& plan) {
    for (const auto& document : plan.documents) {
      lost = lost || could_not_be_assessed(document.status);
      if (document.status != DocumentStatus::readable)
        warn(document.path + ": " + document_status_name(document.status) + ": " +
             document.message);
    }
    const auto text = segment(plan.documents);
    const auto matches = rules->matcher.match(text, plan.entry.area_names);
    for (std::uint32_t i = 0; i < rules->sets.size(); ++i) {
      const ScoreInput input{plan,
                             text,
                             rules->sets[i],
                             i,
                             rules->matcher.patterns(),
                             matches,
                             plan.entry.area_type,
                             plan.entry.region};
      if (!as_json)
        write_out(fmt::format("{} under {}: {}\n\n", plan.entry.plan_id, rules->sets[i].id,
                              score_plan(input).rating));
      for (const auto& one : explain_plan(input)) {
        if (!criteria.empty() &&
            std::find(criteria.begin(), criteria.end(), one.criterion) == criteria.end())
          continue;
        if (as_json) {
          auto json = explanation_json(rules->sets[i].id, one);
          json["plan_id"] = plan.entry.plan_id;
          all.push_back(std::move(json));
        } else {
          write_out(explanation_text(one, terminal.out_color));
        }
      }
    }
    return true;
  });
  if (as_json) write_out(all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  return lost ? kNotAllAssessed : kDone;
}

}  // namespace plangrade::cli
