// Policies and estimates: small YAML files, held to the same table of keys as rule sets.
#include <algorithm>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "plangrade/rules.h"
#include "rules/files.h"
#include "rules/reader.h"
#include "rules/values.h"

namespace plangrade {
namespace rules {
namespace {

constexpr int kMaxDigits = 6;

/// The values of a list under `key`, or what stands there already.
void read_texts(const YamlNode& map, std::string_view key, std::vector<std::string>& into) {
  if (map.find(key) != nullptr) into = texts_of(map, key);
}

Unit unit_of(const std::string& text) {
  if (text == "plan") return Unit::plan;
  return text == "child" ? Unit::child : Unit::area;
}

Rounding rounding_of(const std::string& text) {
  if (text == "floor") return Rounding::floor;
  if (text == "half_even") return Rounding::half_even;
  return text == "none" ? Rounding::none : Rounding::half_up;
}

Policy read_policy(const YamlNode& root) {
  Policy policy;
  policy.id = text_of(root, "id");
  policy.title = text_of(root, "title");
  if (const auto* source = root.find("source")) {
    policy.citation = text_of(*source, "citation");
    policy.url = text_of(*source, "url");
  }
  policy.unit = unit_of(text_of(root, "unit"));
  read_texts(root, "failing", policy.failing);
  policy.denominator =
      text_of(root, "denominator") == "all" ? Denominator::all : Denominator::with_plan;
  policy.rounding = rounding_of(text_of(root, "rounding"));
  policy.digits = whole_of(root, "digits");
  policy.complement = text_of(root, "complement");
  read_texts(root, "children_in", policy.children_in);
  policy.regions = text_of(root, "regions", policy.regions);
  if (const auto* comparison = root.find("comparison")) {
    read_texts(*comparison, "stagnant", policy.stagnant);
    read_texts(*comparison, "rating_order", policy.rating_order);
  }
  return policy;
}

/// A list of ratings: each known, none twice.
void check_ratings(const YamlNode& map, std::string_view key, const std::vector<std::string>& known,
                   Reading& reading) {
  std::set<std::string> seen;
  for (const auto& item : items_of(map, key)) {
    if (!seen.insert(item.text).second) {
      reading.problem("R011", "rating '" + item.text + "' is named twice", item.at,
                      "leave one out");
    }
    if (std::find(known.begin(), known.end(), item.text) != known.end()) continue;
    reading.problem("R043", "unknown rating '" + item.text + "'", item.at,
                    base::did_you_mean(item.text, known));
  }
}

void check_policy(const YamlNode& root, const Policy& policy, Reading& reading) {
  auto known = policy.rating_order;
  known.insert(known.end(), {"no_plan", "not_assessable"});
  check_ratings(root, "failing", known, reading);
  check_ratings(root, "children_in", known, reading);
  if (const auto* comparison = root.find("comparison")) {
    check_ratings(*comparison, "stagnant", known, reading);
    check_ratings(*comparison, "rating_order", policy.rating_order, reading);
  }
  const auto* complement = root.find("complement");
  if (complement != nullptr &&
      std::find(known.begin(), known.end(), policy.complement) == known.end()) {
    reading.problem("R043", "unknown rating '" + policy.complement + "'", complement->at,
                    base::did_you_mean(policy.complement, known));
  }
  if (policy.digits > kMaxDigits) {
    reading.problem("R038", "a percentage with " + std::to_string(policy.digits) + " decimals",
                    root.find("digits")->at, "give 0 to 6");
  }
}

Estimate read_estimate(const YamlNode& root) {
  Estimate estimate;
  estimate.id = text_of(root, "id");
  estimate.title = text_of(root, "title");
  if (const auto* source = root.find("source")) {
    estimate.citation = text_of(*source, "citation");
    estimate.url = text_of(*source, "url");
  }
  estimate.measure = text_of(root, "measure");
  estimate.interval = text_of(root, "interval");
  estimate.population_source = text_of(root, "population_source");
  for (const auto& node : items_of(root, "bands")) {
    estimate.bands.push_back({text_of(node, "population"), number_of(node, "rate").value_or(0),
                              number_of(node, "low"), number_of(node, "high")});
  }
  return estimate;
}

void check_band(const YamlNode& node, const EstimateBand& band, Reading& reading) {
  const auto share = [](const Fraction& value) {
    return value >= Fraction(0) && value <= Fraction(1);
  };
  if (!share(band.rate) || (band.low && !share(*band.low)) || (band.high && !share(*band.high))) {
    reading.problem("R038", "a rate outside 0 to 1", node.at, "write 8.9% or 0.089");
  }
  if (band.low.has_value() != band.high.has_value()) {
    reading.problem("R038", "a rate with one bound", node.at,
                    "give both 'low' and 'high', or neither");
  }
  if ((band.low && *band.low > band.rate) || (band.high && *band.high < band.rate)) {
    reading.problem("R038", "the rate is not between its bounds", node.at, "low <= rate <= high");
  }
}

void check_estimate(const YamlNode& root, const Estimate& estimate, Reading& reading) {
  std::set<std::string> seen;
  const auto& nodes = items_of(root, "bands");
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto& band = estimate.bands[i];
    check_band(nodes[i], band, reading);
    if (!seen.insert(band.population).second) {
      reading.problem("R011", "band '" + band.population + "' is defined twice", nodes[i].at,
                      "leave one out");
    }
    if (band.low && estimate.interval.empty()) {
      reading.problem("R008", "bounds without 'interval'", nodes[i].at,
                      "say where they come from, as in: interval: normal approximation");
    }
  }
}

/// Finds, reads, checks: the same for both kinds of file.
template <typename T>
Result<T> load(const std::string& name, const std::vector<std::string>& dirs,
               const std::string& folder, std::string_view place, T (*read)(const YamlNode&),
               void (*check)(const YamlNode&, const T&, Reading&)) {
  const auto path = find_file(name, dirs, folder);
  if (!path) return path.error();
  Reading reading;
  const auto root = read_yaml(*path, place, {}, reading);
  T thing = read(root);
  if (!reading.incomplete) check(root, thing, reading);
  thing.file = *path;
  thing.sha256 = base::sha256(reading.all_bytes);
  auto problems = finished(std::move(reading));
  if (!problems.empty()) return problems;
  return thing;
}

}  // namespace
}  // namespace rules

Result<Policy> load_policy(const std::string& path_or_id,
                           const std::vector<std::string>& rules_dirs) {
  return rules::load<Policy>(path_or_id, rules_dirs, "policies", "policy", rules::read_policy,
                             rules::check_policy);
}

Result<Estimate> load_estimate(const std::string& path_or_id,
                               const std::vector<std::string>& rules_dirs) {
  return rules::load<Estimate>(path_or_id, rules_dirs, "estimates", "estimate",
                               rules::read_estimate, rules::check_estimate);
}

}  // namespace plangrade
