// Overrides, aggregation, writing, and the words at the end.
#include "cli/conclude.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/file.h"

namespace plangrade::cli {
namespace {

/// What run.json says: versions, hashes, options, counts and times. The only file that may differ
/// between two runs over the same input.
std::string run_json(const ReportInput& report, const Typed& typed, double seconds) {
  nlohmann::ordered_json json;
  json["version"] = PLANGRADE_VERSION;
  json["extractor"] = extractor_version();
  for (const auto& set : report.rule_sets) {
    json["rule_sets"][set.id] = {
        {"file", set.file}, {"version", set.version}, {"sha256", set.sha256}};
  }
  for (const char* name : {"plans", "areas", "codings"}) {
    for (const auto& path : typed.all(name)) {
      const auto bytes = base::read_file(path);
      json["inputs"][name].push_back(
          {{"file", path}, {"sha256", bytes ? base::sha256(*bytes) : ""}});
    }
  }
  if (report.policy)
    json["policy"] = {{"id", report.policy->id}, {"sha256", report.policy->sha256}};
  for (const auto& estimate : report.estimates) {
    json["estimates"].push_back({{"id", estimate.id}, {"sha256", estimate.sha256}});
  }
  for (const auto& [name, values] : typed.values) {
    if (name != "command") json["options"][name] = values;
  }
  json["operands"] = typed.operands;
  json["counts"] = {{"documents", report.documents.size()},
                    {"plan_results", report.results.size()}};
  std::map<std::string, int> by_status;
  for (const auto& document : report.documents) ++by_status[document_status_name(document.status)];
  json["documents_by_status"] = by_status;
  json["failures"] = nlohmann::ordered_json::array();
  for (const auto& document : report.documents) {
    if (!could_not_be_assessed(document)) continue;
    json["failures"].push_back({{"path", document.path},
                                {"status", document_status_name(document.status)},
                                {"message", document.message}});
  }
  json["warnings"] = report.national.warnings;
  json["seconds"] = seconds;
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::map<std::string, std::string> previous_ratings(const ResultFolder& folder) {
  std::map<std::string, std::string> ratings;
  for (const auto& area : folder.content.national.areas)
    ratings[area.rule_set + "|" + area.area_code] = area.rating;
  return ratings;
}

}  // namespace

int conclude(Scored scored, std::vector<RuleSet> sets, Statistics statistics, const Typed& typed,
             const Terminal& terminal, const std::vector<FailCondition>& conditions,
             double seconds) {
  const bool whole = !typed.has("shard");  // what is between plans, and overrides, wait for merge
  if (whole) settle_versions(scored);
  ReportInput report;
  std::vector<std::string> warnings;
  std::map<std::string, std::string> area_types;  // by plan
  for (const auto& result : scored.results) area_types[result.plan.plan_id] = result.plan.area_type;
  std::set<std::string> ambiguous;  // once per plan, however many rule sets
  for (const auto& result : scored.results) {
    for (const auto& name : result.plan.areas_ambiguous) {
      ambiguous.insert("plan '" + result.plan.plan_id + "': the name '" + name +
                       "' fits several areas, so none was guessed; name them in plans.csv");
    }
  }
  warnings.insert(warnings.end(), ambiguous.begin(), ambiguous.end());
  AggregateInput input;
  input.results = scored.results;  // as the program decided
  input.plans = statistics.plans;
  input.areas = statistics.areas;
  input.rule_sets = sets;
  input.agreement = statistics.agreement;
  input.policy = statistics.policy;
  input.estimates = statistics.estimates;
  if (statistics.previous) {
    input.previous = previous_ratings(*statistics.previous);
    for (const auto& document : statistics.previous->content.documents) {
      if (!document.sha256.empty()) input.previous_documents[document.sha256] = document.plan_id;
    }
    input.previous_policy_rules = statistics.previous->content.policy;
    if (input.previous_policy_rules) input.previous_policy = input.previous_policy_rules->id;
  }
  std::vector<Correction> log;
  for (const auto& set : sets) {
    if (!whole) break;
    auto more = apply_codings(set, statistics.codings, scored.results, area_types, &log);
    warnings.insert(warnings.end(), more.begin(), more.end());
  }
  if (log.empty()) {
    report.national = aggregate(input);
  } else {
    const auto before = aggregate(input);
    input.results = scored.results;
    report.national = aggregate(input);
    add_correction_log(before, std::move(log), report.national);
  }
  report.national.warnings.insert(report.national.warnings.begin(), warnings.begin(),
                                  warnings.end());
  report.documents = std::move(scored.documents);
  report.results = std::move(scored.results);
  report.rule_sets = std::move(sets);
  report.areas = std::move(statistics.areas);
  report.policy = statistics.policy;
  report.estimates = statistics.estimates;
  report.codings = statistics.codings;
  report.run_json = run_json(report, typed, seconds);
  for (const auto& warning : report.national.warnings) warn(warning);

  const WriteOptions options{typed.has("excel"), typed.has("force")};
  auto files = render_folder(report, options);
  for (const auto& format : typed.all("also")) {
    auto extra = render_extra(report, format);
    if (!extra) return report_problems(extra.error(), terminal);
    files.merge(*extra);
  }
  describe_folder(report, files);
  if (typed.has("out")) {
    const auto written = write_folder(typed.value("out"), files, options.force);
    if (!written) return report_problems(written.error(), terminal);
  }
  const bool summary = typed.has("out") && typed.value("format") == "table";
  if (summary) {
    write_out(render_summary(report, terminal.out_color, terminal.width));
    write_out(fmt::format("\nTables are in {}; `plangrade report {}` makes pages to look at.\n",
                          typed.value("out"), typed.value("out")));
  } else {
    write_out(files.at("national.json"));
  }
  const auto holds = condition_that_holds(conditions, report);
  if (!holds.empty()) {
    warn("--fail-on " + holds + " holds");
    return kConditionHolds;
  }
  const bool lost =
      std::any_of(report.documents.begin(), report.documents.end(),
                  [](const DocumentSummary& one) { return could_not_be_assessed(one); });
  return lost ? kNotAllAssessed : kDone;
}

}  // namespace plangrade::cli
