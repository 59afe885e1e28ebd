// The plans of a round as plans.csv lists them.
#pragma once

#include <string>
#include <vector>

#include "plangrade/model/document.h"

namespace plangrade {

/// One plan: its files and the areas it is for. Column names of plans.csv.
struct PlanEntry {
  std::string plan_id;
  std::vector<std::string> paths;       ///< files, relative to the plans directory; empty: missing
  std::vector<std::string> superseded_paths;   ///< files of it that do not count
  std::string title;
  std::vector<std::string> area_codes;  ///< more than one: a joint plan
  bool areas_guessed = false;           ///< recognised by name on the title pages
  std::vector<std::string> areas_ambiguous;   ///< names on them that fit several areas
  std::vector<std::string> area_names;  ///< names and aliases of those areas: what {area} stands for
  std::string area_type, region;        ///< of the first of them, for criteria that apply to some
  std::string round;                    ///< "2017-18"
  std::string published;                ///< ISO 8601 date; may be empty
  std::string url;
  bool missing = false;                 ///< no plan was published
  bool listed = false;                  ///< plans.csv names it; else its file alone does
  bool operator==(const PlanEntry&) const = default;
};

/// A plan with the documents that were read for it, in order.
struct Plan {
  PlanEntry entry;
  std::vector<Document> documents;
};

}  // namespace plangrade
