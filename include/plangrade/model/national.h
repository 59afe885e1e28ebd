// The figures of a round: per area, per region, for the nation.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plangrade/model/fraction.h"
#include "plangrade/model/plan_result.h"

namespace plangrade {

/// One row of areas.csv of the result folder.
struct AreaResult {
  std::string area_code, area_name, region, plan_id, rule_set, rating;
  Basis basis = Basis::own;
  std::optional<std::int64_t> population;  ///< 0-17
  std::optional<std::int64_t> estimated_children, estimated_low, estimated_high;
  std::string previous_rating, change;  ///< improved, same, worse, new, lost, merged; empty
};

/// One row of regions.csv.
struct RegionResult {
  std::string region, rule_set;
  std::int64_t areas = 0, with_plan = 0;
  std::map<std::string, std::int64_t> by_rating;  ///< red, amber, green, no_plan, not_assessable
  Share failing;
  std::optional<std::int64_t> estimated_children, estimated_children_failing;
};

/// One row of national.csv: a figure with everything it needs to be quoted.
struct NationalFigure {
  std::string rule_set;
  std::string measure;  ///< "rating", "failing", "criterion", "children", ...
  std::string item;     ///< "red", "C1=met", ...
  std::optional<std::int64_t> numerator, denominator;
  std::string unit;
  std::string percent;    ///< by the policy's rounding; empty for counts
  std::string published;  ///< as printed, with complement applied; may be empty
  std::string low, high;
  std::string note;
};

/// A figure as a sentence that a press office could print.
struct Headline {
  std::string rule_set, measure, text;
};

/// Expected, found, readable: what the figures rest on.
struct Coverage {
  std::string rule_set;
  std::int64_t areas = 0, with_plan = 0, no_plan = 0, not_assessable = 0, without_population = 0;
  std::int64_t plans = 0, plans_assessed = 0;
  std::vector<std::string> statements;  ///< in plain English, each naming what it is about
};

/// One adjudicated level that took the place of the program's.
struct Correction {
  std::string rule_set, plan_id, criterion;
  std::string from_level, to_level, from_rating, to_rating;  ///< ratings: of the plan, all applied
  std::string coder, reason, date, document_sha256;
};

/// An area whose rating would change if one quotation, pattern or cue were doubted.
struct FragileArea {
  std::string rule_set, area_code, area_name, plan_id, rating;
  std::vector<std::string> could_be;  ///< ratings that one doubt leads to
  std::vector<std::string> reasons;   ///< "C1: one quotation", "C3: cue negated"
};

struct NationalSummary {
  std::vector<AreaResult> areas;
  std::vector<FragileArea> fragile;  ///< by rule set, then area; only where rules are at hand
  std::vector<RegionResult> regions;
  std::vector<NationalFigure> figures;
  std::vector<Headline> headlines;
  std::vector<Coverage> coverage;
  std::string policy, estimate;                ///< ids; empty if none was given
  std::vector<Correction> corrections;         ///< the correction log: by rule set, plan, criterion
  std::vector<std::string> correction_totals;  ///< sentences: each headline share before and after
  std::vector<std::string> warnings;  ///< stale codings, unknown areas, incomparable rounds
};

}  // namespace plangrade
