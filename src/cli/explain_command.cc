// `plangrade explain`: for one plan, every level that was tried and what held, with quotations.
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/explain_text.h"
#include "cli/settings.h"
#include "plangrade/score.h"
#include "plangrade/segment.h"

namespace plangrade::cli {
namespace {

using Json = nlohmann::ordered_json;

/// On what alone a criterion's level rests; empty if on more.
std::string fragile_reason(const PlanResult& result, const std::string& criterion) {
  const auto found = std::find_if(result.criteria.begin(), result.criteria.end(),
                                  [&](const auto& one) { return one.criterion == criterion; });
  return found == result.criteria.end() ? "" : found->fragile_reason;
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
      const auto result = score_plan(input);
      if (!as_json)
        write_out(fmt::format("{} under {}{}\n\n", plan.entry.plan_id, rules->sets[i].id,
                              result.rating.empty() ? "" : ": " + result.rating));
      for (const auto& one : explain_plan(input, typed.has("parts"))) {
        if (!criteria.empty() &&
            std::find(criteria.begin(), criteria.end(), one.criterion) == criteria.end())
          continue;
        const auto fragile = fragile_reason(result, one.criterion);
        if (as_json) {
          auto json = explanation_json(rules->sets[i].id, one, fragile);
          json["plan_id"] = plan.entry.plan_id;
          all.push_back(std::move(json));
        } else {
          write_out(explanation_text(one, fragile, terminal.out_color));
        }
      }
    }
    return true;
  });
  if (as_json) write_out(all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  return lost ? kNotAllAssessed : kDone;
}

}  // namespace plangrade::cli
