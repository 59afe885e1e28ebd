// Values of tables as JSON; private to this folder, and the only header here that names the
// library.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "report/schemas.h"

namespace plangrade::report {

using Json = nlohmann::ordered_json;

/// A cell by the type of its column; an empty cell is null.
Json json_cell(const Column& column, const std::string& cell);

/// A text, or null if it is empty.
Json json_text(const std::string& text);

/// `value` as text with a final LF; invalid UTF-8 is replaced. `indent` -1: on one line.
std::string json_dump(const Json& value, int indent);

}  // namespace plangrade::report
