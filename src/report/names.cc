// One table per enumeration; the position of a name is the value it stands for.
#include "report/names.h"

#include <algorithm>
#include <array>

namespace plangrade::report {
namespace {

constexpr std::array<const char*, 9> kStatuses{"readable",    "no_text",   "locked",
                                               "damaged",     "timeout",   "too_large",
                                               "unsupported", "duplicate", "superseded"};
constexpr std::array<const char*, 2> kRoles{"supports", "suppressed"};
constexpr std::array<const char*, 4> kBases{"own", "inherited", "override", "none"};

template <typename Enum, std::size_t N>
std::string name_in(const std::array<const char*, N>& names, Enum value) {
  return names.at(static_cast<std::size_t>(value));
}

template <typename Enum, std::size_t N>
std::optional<Enum> value_in(const std::array<const char*, N>& names, std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Enum>(at - names.begin());
}

std::size_t rank(const std::string& rating) {
  const auto& common = common_ratings();
  return static_cast<std::size_t>(std::find(common.begin(), common.end(), rating) - common.begin());
}

}  // namespace

std::string name_of(DocumentStatus status) { return name_in(kStatuses, status); }
std::string name_of(Role role) { return name_in(kRoles, role); }
std::string name_of(Basis basis) { return name_in(kBases, basis); }

std::optional<DocumentStatus> status_named(std::string_view name) {
  return value_in<DocumentStatus>(kStatuses, name);
}
std::optional<Role> role_named(std::string_view name) { return value_in<Role>(kRoles, name); }
std::optional<Basis> basis_named(std::string_view name) { return value_in<Basis>(kBases, name); }

std::vector<std::string> status_names() { return {kStatuses.begin(), kStatuses.end()}; }
std::vector<std::string> basis_names() { return {kBases.begin(), kBases.end()}; }

const std::vector<std::string>& common_ratings() {
  static const std::vector<std::string> ratings{"red", "amber", "green", kNoPlan, kNotAssessable};
  return ratings;
}

bool rating_before(const std::string& a, const std::string& b) {
  const auto rank_a = rank(a);
  const auto rank_b = rank(b);
  return rank_a != rank_b ? rank_a < rank_b : a < b;
}

std::string spoken(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

}  // namespace plangrade::report
