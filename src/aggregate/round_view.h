// One rule set's side of a round, prepared for counting: the areas that take part, what each was
// rated, and the units that the policy counts.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "plangrade/aggregate.h"

namespace plangrade::counting {

/// What the counting of one rule set reads. Views live as long as the AggregateInput.
struct RoundView {
  const AggregateInput& input;
  const Policy& policy;  ///< of the input, or a default that calls nothing failing
  bool has_policy = false;
  std::string rule_set;
  std::vector<const PlanResult*> results;         ///< by plan_id
  std::vector<Area> areas;                        ///< that take part in the round, by code
  std::map<std::string, std::string> successors;  ///< of every area of the register, by code
  const RuleSet* rules = nullptr;                 ///< null: not at hand
  std::vector<AreaResult> rows;                   ///< one per area, in the same order
};

/// One thing that counts: a plan, an area, or the children of an area (`weight` of them).
struct CountedUnit {
  std::string region, rating;
  std::int64_t weight = 1;
};

/// "2017-18" or "2017/18": the round that most plans name; "" if none does.
std::string round_of(const std::vector<PlanEntry>& plans, std::span<const PlanResult> results);

/// Areas of the register that take part in a round, by code: valid in its financial year (April to
/// March), and not merged into another area that takes part. Without a round all are valid.
std::vector<Area> areas_of_round(const AreaRegister& areas, const std::string& round);

/// Areas that the plans themselves name, for input without a register.
AreaRegister areas_of_plans(const AggregateInput& input);

/// The rows of areas.csv, without the comparison; two plans for an area and plans for unknown areas
/// are told in `warnings`.
std::vector<AreaResult> area_rows(const RoundView& view, std::vector<std::string>& warnings);

/// Adds previous_rating and change to the rows.
void add_changes(const RoundView& view, std::vector<AreaResult>& rows,
                 std::vector<std::string>& warnings);

/// Ratings of the previous round for this rule set, by area code of that round.
std::map<std::string, std::string> previous_ratings(const RoundView& view);

/// The code that took over from `code` and takes part in the round; "" if none does.
std::string successor_in(const RoundView& view, const std::string& code);

/// The type of the area that a plan is for, by plan_id; of the first by code for a joint plan.
std::map<std::string, std::string> area_types_of_plans(const RoundView& view);

/// The units of the policy with their ratings and regions.
std::vector<CountedUnit> units_of(const RoundView& view);

/// Whether a unit with this rating is in the denominator of the policy.
bool in_denominator(const Policy& policy, const std::string& rating);

/// The share of `units` whose rating is one of `ratings`, among those in the denominator.
Share share_of(const Policy& policy, std::span<const CountedUnit> units,
               const std::vector<std::string>& ratings);

/// "areas with a plan", "plans analysed", "children in all areas", ...: what a share is of.
std::string unit_name(const Policy& policy, std::span<const CountedUnit> units);

std::vector<RegionResult> region_rows(const RoundView& view, std::vector<std::string>& warnings);
std::vector<NationalFigure> national_figures(const RoundView& view);
void add_length_figures(const RoundView& view, std::vector<NationalFigure>& figures);
void add_length_figures(const RoundView& view, std::vector<NationalFigure>& figures);
void add_change_figures(const RoundView& view, std::vector<NationalFigure>& figures);

/// What is to be said about comparing this round's policy with the previous one's.
void warn_of_policies(const RoundView& view, std::vector<std::string>& warnings);
std::vector<Headline> headlines(const RoundView& view, const std::vector<NationalFigure>& figures);
Coverage coverage_of(const RoundView& view);

/// What a reader should know about the plans: older than the round, last round's text, text shared
/// with another plan.
void add_plan_statements(const RoundView& view, Coverage& coverage);

/// Ratings that rest on one quotation, pattern or cue, and what shares they could make.
std::vector<FragileArea> fragile_areas(const RoundView& view);
void add_fragile_figures(const RoundView& view, std::span<const FragileArea> fragile,
                         std::vector<NationalFigure>& figures);

/// Ranges from measured coder error, into `low` and `high` of the failing and criterion figures.
void add_coder_error(const RoundView& view, std::vector<NationalFigure>& figures,
                     std::vector<std::string>& warnings);

}  // namespace plangrade::counting
