// Areas by name, as people write names: with or without "NHS" and "CCG", with "and", "&" or a
// comma.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "plangrade/aggregate.h"

namespace plangrade::counting {

/// An index of names and aliases. Built once for a register, which it does not refer to afterwards.
class AreaNames {
 public:
  explicit AreaNames(const std::vector<Area>& areas);

  /// Codes of the areas that are called exactly `name`; several if the name is ambiguous.
  std::vector<std::string> called(std::string_view name) const;

  /// Areas whose names stand in `text`; the longest name at a place counts.
  GuessedAreas found_in(std::string_view text) const;

 private:
  struct Named {
    std::vector<std::string> codes;
    std::string name;  ///< as the register writes it
  };
  std::map<std::string, Named, std::less<>> by_key_;
  std::size_t longest_ = 0;  ///< words
};

}  // namespace plangrade::counting
