// The words of headlines and coverage statements.
#include "aggregate/wording.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "plangrade/model/plan_result.h"

namespace plangrade::counting {

std::string in_words(const std::string& rating) {
  std::string words = rating;
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string list_of(const std::vector<std::string>& names, const std::string& last_separator) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " " + last_separator + " " : ", ";
    text += names[i] == kNoPlan ? "without a plan" : in_words(names[i]);
  }
  return text;
}

std::string counted(std::int64_t number, const std::string& one, const std::string& many) {
  return base::with_thousands(number) + " " + (number == 1 ? one : many);
}

std::string rounding_in_words(Rounding rounding) {
  switch (rounding) {
    case Rounding::floor:
      return "rounded down";
    case Rounding::half_up:
      return "rounded half up";
    case Rounding::half_even:
      return "rounded half to even";
    case Rounding::none:
      return "not rounded";
  }
  return "";
}

std::string item_of(const std::vector<std::string>& ratings) { return base::join(ratings, "+"); }

std::vector<std::string> ratings_in_order(const Policy& policy, std::vector<std::string> found) {
  const auto place = [&](const std::string& rating) {
    if (rating == kNoPlan) return policy.rating_order.size() + 1;
    if (rating == kNotAssessable) return policy.rating_order.size() + 2;
    const auto at = std::ranges::find(policy.rating_order, rating);
    return static_cast<std::size_t>(at - policy.rating_order.begin());
  };
  std::ranges::sort(found, [&](const std::string& a, const std::string& b) {
    return std::pair(place(a), a) < std::pair(place(b), b);
  });
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::string names_of(const std::vector<std::string>& names, std::size_t most) {
  if (names.size() <= most) return base::join(names, ", ");
  const std::vector<std::string> first(names.begin(), names.begin() + static_cast<long>(most));
  return base::join(first, ", ") + " and " + std::to_string(names.size() - most) + " more";
}

std::string population_in_words(const std::vector<std::string>& years) {
  std::set<std::string> distinct;
  for (const auto& year : years) {
    if (year.empty()) continue;
    const bool bare =
        year.size() == 4 && std::ranges::all_of(year, [](char c) { return c >= '0' && c <= '9'; });
    distinct.insert(bare ? "mid-" + year : year);
  }
  if (distinct.empty()) return "population of an unstated year";
  return list_of({distinct.begin(), distinct.end()}, "and") + " population";
}

}  // namespace plangrade::counting
