// Stage 5: plan results to areas, regions and national figures. Pure arithmetic on tables.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plangrade/model/agreement.h"
#include "plangrade/model/area.h"
#include "plangrade/model/coding.h"
#include "plangrade/model/national.h"
#include "plangrade/model/plan_result.h"
#include "plangrade/model/policy.h"
#include "plangrade/model/problem.h"
#include "plangrade/model/rule_set.h"

namespace plangrade {

/// Reads areas.csv. Problems: unknown or missing columns, duplicate codes, numbers that are none.
Result<AreaRegister> read_areas(const std::string& path);

/// An ONS population table by single year of age (CSV, XLS, XLSX) as an area register: persons of 0
/// to 10 and 11 to 17, summed. Tables that already hold the bands (..._0_10, ..._11_17) serve too.
/// `year` chooses among several mid-years; "" takes the latest and says so in `warnings`. Problems:
/// no population table, no such year, a code that stands twice.
Result<AreaRegister> import_population(const std::string& path, const std::string& year = {});

/// The areas of two rounds as one register: areas of `earlier` that are not in `later` get the
/// successor that the succession table (CSV, a column of codes for each of the two) names. An area
/// that was divided counts for the later area that most rows name, with a warning.
Result<AreaRegister> join_registers(const AreaRegister& earlier, const AreaRegister& later,
                                    const std::string& succession_path);

/// Reads plans.csv; rows of one plan_id are joined. Codes are checked against the register if
/// given.
Result<std::vector<PlanEntry>> read_plans(const std::string& path, const AreaRegister* areas);

/// Reads a table of codings (plan_id,criterion,level and optional columns).
Result<std::vector<Coding>> read_codings(const std::string& path);

/// Reads a table `plan_id,rating`, of codings, or of points as plan results; `rules` gives
/// sections, bands and levels where needed (may be null for ratings).
Result<std::vector<PlanResult>> read_result_table(const std::string& text, const std::string& name,
                                                  const RuleSet* rules,
                                                  const std::vector<PlanEntry>& plans);

/// Areas whose name or alias stands in `text` (title pages); ambiguous names are not guessed.
struct GuessedAreas {
  std::vector<std::string> area_codes;
  std::vector<std::string> ambiguous;  ///< names that fit several areas
};
GuessedAreas guess_areas(const AreaRegister& areas, const std::string& text);

/// Applies adjudicated levels and decides the ratings anew. Returns warnings: codings whose
/// document hash no longer fits (never applied), unknown plans, criteria or levels.
/// `area_types` gives the type of a plan's areas, for sections weighted by it. When two codings of
/// a criterion differ, the later date (then the later row) counts, with a warning. What is applied
/// is added to `log`, if given.
std::vector<std::string> apply_codings(const RuleSet& rules, std::span<const Coding> codings,
                                       std::vector<PlanResult>& results,
                                       const std::map<std::string, std::string>& area_types = {},
                                       std::vector<Correction>* log = nullptr);

struct AggregateInput {
  std::vector<PlanResult> results;  ///< any number of rule sets; order does not matter
  std::vector<PlanEntry> plans;     ///< including missing ones; may be empty
  AreaRegister areas;               ///< may be empty: then only plan figures
  std::optional<Policy> policy;
  std::vector<Estimate> estimates;              ///< the first is the headline's
  std::map<std::string, std::string> previous;  ///< "rule_set|area_code" -> rating of last round
  std::string previous_policy;                  ///< id of the policy of the previous round
  std::optional<Policy> previous_policy_rules;  ///< that policy, to count both rounds under it too
  std::vector<RuleSet> rule_sets;               ///< of the results; without them nothing is said of
                                                ///< fragile ratings and coder error
  std::map<std::string, Agreement> agreement;   ///< by rule set: measured coder error
  std::map<std::string, std::string> previous_documents;  ///< sha256 -> plan_id, previous round
};

NationalSummary aggregate(const AggregateInput& input);

/// Puts the correction log into `after`: what was applied, and every failing share before and
/// after. `before` is the summary of the same round without the codings.
void add_correction_log(const NationalSummary& before, std::vector<Correction> log,
                        NationalSummary& after);

/// One area in one run, with all that its figures were made from.
struct RunArea {
  AreaResult area;
  std::string document_sha256;  ///< of the documents of its plan, in order, joined by ";"
  std::string rule_set_sha256;
  std::string overrides;        ///< adjudicated levels in force: "C1=met;C3=partly"; empty: none
  std::string rescored_rating;  ///< rating of this run's text under the other run's rules, where
                                ///< the text was at hand; empty otherwise
};

struct RunSide {
  std::vector<RunArea> areas;
  std::optional<Policy> policy;
  std::string estimate;  ///< id of the estimate; empty: none
};

/// An area whose rating, standing (failing or not) or estimate differs between two runs.
struct AreaMove {
  std::string area_code, area_name, rule_set;
  std::string from_rating, to_rating;  ///< empty: not in that run
  std::optional<std::int64_t> from_children, to_children;
  std::vector<std::string> causes;  ///< document, rules, override, population, estimate, policy,
                                    ///< plan, area; "unexplained" if nothing differs that could
  std::string why;                  ///< the same as sentences
};

/// Why every area that differs between two runs does, by rule set and area code. Where more than
/// one thing changed, `rescored_rating` parts rules from text; without it all that changed are
/// named.
std::vector<AreaMove> explain_moves(const RunSide& before, const RunSide& after);

/// Children by an estimate's formula; empty if a band's population is absent.
struct EstimatedChildren {
  std::int64_t value = 0;
  std::optional<std::int64_t> low, high;
};
std::optional<EstimatedChildren> estimate_children(const Estimate& estimate, const Area& area);

}  // namespace plangrade
