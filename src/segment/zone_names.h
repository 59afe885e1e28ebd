// The zone that a heading announces.
#pragma once

#include <string>
#include <string_view>

namespace plangrade::segmenting {

struct ZoneName {
  std::string_view zone;     ///< empty: none; the views live forever
  bool needs_shape = false;  ///< prose may bear this heading too
};

/// The zone of a heading; numbering and "Annex B" before a name do not matter.
ZoneName zone_of_title(std::string_view title);

/// Whether sentences of this zone are left out unless a rule asks for them.
bool is_left_out(std::string_view zone);

}  // namespace plangrade::segmenting
