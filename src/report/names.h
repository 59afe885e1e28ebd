// The words that tables use for statuses, roles and bases; written and read back in one place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plangrade/model/document.h"
#include "plangrade/model/plan_result.h"

namespace plangrade::report {

std::string name_of(DocumentStatus status);
std::string name_of(Role role);
std::string name_of(Basis basis);

std::optional<DocumentStatus> status_named(std::string_view name);
std::optional<Role> role_named(std::string_view name);
std::optional<Basis> basis_named(std::string_view name);

/// All names, in the order of the enumeration.
std::vector<std::string> status_names();
std::vector<std::string> basis_names();

/// red, amber, green, no_plan, not_assessable first and in this order, then any others by name.
bool rating_before(const std::string& a, const std::string& b);

/// The ratings every round has, in the order in which they are shown.
const std::vector<std::string>& common_ratings();

/// A rating for people: "no_plan" is "no plan".
std::string spoken(std::string_view name);

}  // namespace plangrade::report
