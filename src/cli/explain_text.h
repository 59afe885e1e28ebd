// Explanations as text for a terminal and as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "plangrade/score.h"

namespace plangrade::cli {

/// A criterion: its question, its level, and for every level tried the passages that speak for it.
/// `fragile` says on what alone the decision rests; it may be empty. Ends in an empty line.
std::string explanation_text(const Explanation& one, const std::string& fragile, bool color);

nlohmann::ordered_json explanation_json(const std::string& rule_set, const Explanation& one,
                                        const std::string& fragile);

/// A quotation of at most about `most` bytes around the words that matched in it: what is left out
/// is " ... ". Words that are not found are passed over.
std::string around_words(const std::string& quote,
                         const std::vector<std::pair<std::string, std::string>>& words,
                         std::size_t most);

}  // namespace plangrade::cli
