// Areas: the places that plans are for, with their child populations.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plangrade {

/// One row of areas.csv. Populations are resident children; absent is absent, never 0.
struct Area {
  std::string area_code, area_name, area_type, region;
  std::optional<std::int64_t> pop_0_10, pop_11_17;
  std::string population_year;
  std::vector<std::string> aliases;
  std::string successor_code, valid_from, valid_to;
  std::vector<std::string> extra;  ///< values of columns that a policy groups by, see AreaRegister
  bool operator==(const Area&) const = default;
};

struct AreaRegister {
  std::vector<Area> areas;                 ///< in file order
  std::vector<std::string> extra_columns;  ///< names of Area::extra
  std::vector<std::string> warnings;       ///< what an import had to choose, or found odd
};

}  // namespace plangrade
