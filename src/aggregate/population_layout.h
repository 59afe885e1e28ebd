// Where a population table keeps what: header row, code, names, ages. Every producer lays its
// tables out differently; the layout is found from the header, never from the file's name.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "aggregate/sheet.h"

namespace plangrade::counting {

inline constexpr int kAdultAge = 18;
inline constexpr int kLastYoungAge = 10;  ///< the band pop_0_10 ends with it

/// Two columns that already hold the bands, with the mid-year in their names.
struct BandColumns {
  std::size_t young = 0, old = 0;
  std::string year;        ///< "2016"; "" if the names give none
  bool estimated = false;  ///< the producer says that the counts are estimates
};

/// Columns are indices into the cells of a row.
struct Layout {
  std::size_t header = 0;  ///< row of the header
  std::size_t code = 0;
  std::vector<std::size_t> names;  ///< more than one: names indented by level
  std::optional<std::size_t> region, year, all_ages;
  std::vector<std::size_t> ages;  ///< columns of ages 0, 1, ... ; empty: bands only
  std::vector<BandColumns> bands;
  std::vector<std::size_t> others;  ///< columns with a header that are none of these
};

/// The layout of a sheet, if it is a population table.
std::optional<Layout> find_layout(const Sheet& sheet);

/// "2015" from "Mid-2015", "mid2015", "mid 2015"; "" if there is none.
std::string mid_year_in(const std::string& text);

}  // namespace plangrade::counting
