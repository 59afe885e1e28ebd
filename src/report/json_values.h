// Values of tables as JSON; private to this folder, and the only header here that names the
// library.
#pragma once

#include <array>
#include <nlohmann/json.hpp>
#include <string>

#include "report/schemas.h"

namespace plangrade::report {

using Json = nlohmann::ordered_json;

/// Names of Unit, Denominator, EmptySection and Rounding, in the order of the enumerations.
inline constexpr std::array<const char*, 3> kUnits{"plan", "area", "child"};
inline constexpr std::array<const char*, 2> kDenominators{"with_plan", "all"};
inline constexpr std::array<const char*, 2> kEmptySections{"rescale", "zero"};
inline constexpr std::array<const char*, 4> kRoundings{"floor", "half_up", "half_even", "none"};

/// A cell by the type of its column; an empty cell is null.
Json json_cell(const Column& column, const std::string& cell);

/// A text, or null if it is empty.
Json json_text(const std::string& text);

/// `value` as text with a final LF; invalid UTF-8 is replaced. `indent` -1: on one line.
std::string json_dump(const Json& value, int indent);

}  // namespace plangrade::report
