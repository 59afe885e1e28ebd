// What {number}, {money}, {percent} and {year} stand for, and how area names become patterns.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plangrade::match {

/// RE2 text that matches nothing.
inline constexpr std::string_view kNothing = "[^\\x00-\\x{10FFFF}]";

/// The definition of a built-in placeholder in the pattern language itself; empty if `name` is
/// none. {area} is none: it is known only when a plan is matched.
std::string_view placeholder_pattern(std::string_view name);

/// Names of all built-in placeholders, {area} included, for "did you mean".
std::vector<std::string> placeholder_names();

/// RE2 text that matches any of `names`, as written or in capitals, "&" and "and" being the same;
/// longest names first. With no names, text that matches nothing.
std::string area_alternatives(std::span<const std::string> names);

}  // namespace plangrade::match
