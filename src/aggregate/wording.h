// English for headlines and coverage. One place, so that a figure reads the same everywhere.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "plangrade/model/fraction.h"
#include "plangrade/model/national.h"
#include "plangrade/model/policy.h"

namespace plangrade::counting {

/// "no plan" for "no_plan".
std::string in_words(const std::string& rating);

/// "red, amber or without a plan".
std::string list_of(const std::vector<std::string>& names, const std::string& last_separator);

/// "1 area", "2 areas".
std::string counted(std::int64_t number, const std::string& one, const std::string& many);

/// "rounded down", "rounded half up", ...
std::string rounding_in_words(Rounding rounding);

/// "red+amber": a group of ratings as an item of national.csv.
std::string item_of(const std::vector<std::string>& ratings);

/// Ratings in the order of the policy, then others by name, then no_plan and not_assessable.
std::vector<std::string> ratings_in_order(const Policy& policy, std::vector<std::string> found);

/// At most `most` names, then "and N more".
std::string names_of(const std::vector<std::string>& names, std::size_t most = 12);

/// "mid-2017 population" for the population years of the areas that take part.
std::string population_in_words(const std::vector<std::string>& years);

}  // namespace plangrade::counting
