// Why an area moved between two runs.
//
// A rating is made from documents, rules and overrides; a standing from a rating and a policy; an
// estimate from a population and a formula. What differs among the makings of what moved is the
// cause. When both the text and the rules changed, the old text scored under the new rules lies
// between the two ratings:
//
//     old rating --rules--> old text, new rules --document--> new rating
//
// An area that moved although nothing differs is called unexplained: that is a bug or a manual
// edit.
#include <algorithm>
#include <map>
#include <set>

#include "aggregate/messages.h"
#include "aggregate/round_view.h"
#include "aggregate/wording.h"
#include "base/text.h"
#include "plangrade/aggregate.h"

namespace plangrade {
namespace {

using Key = std::pair<std::string, std::string>;  // rule set, area code
using Rows = std::map<Key, const RunArea*>;

std::set<std::string> rule_sets_of(const RunSide& side) {
  std::set<std::string> ids;
  for (const auto& row : side.areas) ids.insert(row.area.rule_set);
  return ids;
}

/// Two runs under one rule set each are compared though the rule sets' names differ.
Rows rows_of(const RunSide& side, const std::string& common_rule_set) {
  Rows rows;
  for (const auto& row : side.areas) {
    const auto& id = common_rule_set.empty() ? row.area.rule_set : common_rule_set;
    rows[{id, row.area.area_code}] = &row;
  }
  return rows;
}

std::string short_hash(const std::string& sha256) {
  return sha256.empty() ? "none" : sha256.substr(0, 12);
}

bool is_failing(const std::optional<Policy>& policy, const std::string& rating) {
  return policy && counting::in_denominator(*policy, rating) &&
         std::ranges::count(policy->failing, rating) > 0;
}

struct Comparison {
  const RunSide& before_side;
  const RunSide& after_side;
  const RunArea& before;
  const RunArea& after;
  AreaMove& move;
  std::vector<std::string> sentences;

  void cause(const std::string& name, const std::string& sentence) {
    if (std::ranges::count(move.causes, name) == 0) move.causes.push_back(name);
    sentences.push_back(sentence);
  }

  bool rating_moved() const { return before.area.rating != after.area.rating; }

  std::string documents() const {
    return "another document (" + short_hash(before.document_sha256) + " before, " +
           short_hash(after.document_sha256) + " now)";
  }
  std::string rules() const {
    return "other rules (" + short_hash(before.rule_set_sha256) + " before, " +
           short_hash(after.rule_set_sha256) + " now)";
  }
  std::string step(const std::string& from, const std::string& to) const {
    return from == to ? "changed nothing (" + counting::in_words(from) + ")"
                      : "moved " + counting::in_words(from) + " to " + counting::in_words(to);
  }

  /// Parts the effects when the old text was scored under the new rules.
  void parted_by_rescoring() {
    const auto& between = before.rescored_rating;
    const auto other = [&](const std::string& name, const std::string& what,
                           const std::string& from, const std::string& to) {
      if (from != to) {
        cause(name, what + " " + step(from, to));
      } else {
        sentences.push_back(what + " " + step(from, to));
      }
    };
    other("rules", rules(), before.area.rating, between);
    other("document", documents(), between, after.area.rating);
  }

  void explain_rating() {
    const bool document = before.document_sha256 != after.document_sha256;
    const bool rules_differ = before.rule_set_sha256 != after.rule_set_sha256;
    const bool overrides = before.overrides != after.overrides;
    if (before.area.plan_id != after.area.plan_id) {
      cause("plan", "another plan counts (" + counting::in_quotes(before.area.plan_id) +
                        " before, " + counting::in_quotes(after.area.plan_id) + " now)");
    }
    if (document && rules_differ && !overrides && !before.rescored_rating.empty()) {
      parted_by_rescoring();
      return;
    }
    if (document) cause("document", documents());
    if (rules_differ) cause("rules", rules());
    if (overrides) {
      const auto shown = [](const std::string& text) { return text.empty() ? "none" : text; };
      cause("override", "overrides (" + shown(before.overrides) + " before, " +
                            shown(after.overrides) + " now)");
    }
    if (move.causes.empty()) {
      cause("unexplained", "document, rules and overrides are the same in both runs");
    }
  }

  void explain_standing() {
    if (!before_side.policy || !after_side.policy || rating_moved()) return;
    const bool was = is_failing(before_side.policy, before.area.rating);
    const bool is = is_failing(after_side.policy, after.area.rating);
    if (was == is) return;
    cause("policy", counting::in_words(after.area.rating) + " is " + (is ? "" : "not ") +
                        "failing under policy " + counting::in_quotes(after_side.policy->id) +
                        " and was " + (was ? "" : "not ") + "under " +
                        counting::in_quotes(before_side.policy->id));
  }

  void explain_children() {
    if (before.area.estimated_children == after.area.estimated_children) return;
    bool known = false;
    if (before.area.population != after.area.population) {
      const auto shown = [](const std::optional<std::int64_t>& people) {
        return people ? base::with_thousands(*people) : std::string("none");
      };
      cause("population", "another population (" + shown(before.area.population) + " before, " +
                              shown(after.area.population) + " now)");
      known = true;
    }
    if (before_side.estimate != after_side.estimate) {
      cause("estimate", "another estimate (" + before_side.estimate + " before, " +
                            after_side.estimate + " now)");
      known = true;
    }
    // Equal totals can hide bands that moved against each other.
    if (!known) cause("population", "the age bands of the population, or the rates, differ");
  }
};

AreaMove identified(const AreaResult& area, const std::string& rule_set) {
  AreaMove move;
  move.area_code = area.area_code;
  move.area_name = area.area_name;
  move.rule_set = rule_set;
  return move;
}

std::optional<AreaMove> compare(const RunSide& before_side, const RunSide& after_side,
                                const RunArea& before, const RunArea& after,
                                const std::string& rule_set) {
  auto move = identified(after.area, rule_set);
  move.from_rating = before.area.rating;
  move.to_rating = after.area.rating;
  move.from_children = before.area.estimated_children;
  move.to_children = after.area.estimated_children;
  Comparison comparison{before_side, after_side, before, after, move, {}};
  if (comparison.rating_moved()) comparison.explain_rating();
  comparison.explain_standing();
  comparison.explain_children();
  if (move.causes.empty()) return std::nullopt;
  move.why = base::join(comparison.sentences, "; ");
  return move;
}

AreaMove one_sided(const AreaResult& area, const std::string& rule_set, bool is_new) {
  auto move = identified(area, rule_set);
  (is_new ? move.to_rating : move.from_rating) = area.rating;
  (is_new ? move.to_children : move.from_children) = area.estimated_children;
  move.causes = {"area"};
  move.why = is_new ? "the area is only in the later run" : "the area is only in the earlier run";
  return move;
}

}  // namespace

std::vector<AreaMove> explain_moves(const RunSide& before, const RunSide& after) {
  const auto ids_before = rule_sets_of(before), ids_after = rule_sets_of(after);
  const bool one_each = ids_before.size() == 1 && ids_after.size() == 1;
  const std::string common = one_each ? *ids_after.begin() : "";
  const auto rows_before = rows_of(before, common), rows_after = rows_of(after, common);
  std::set<Key> keys;
  for (const auto& [key, row] : rows_before) keys.insert(key);
  for (const auto& [key, row] : rows_after) keys.insert(key);
  std::vector<AreaMove> moves;
  for (const auto& key : keys) {
    const auto old_row = rows_before.find(key), new_row = rows_after.find(key);
    if (old_row == rows_before.end()) {
      moves.push_back(one_sided(new_row->second->area, key.first, true));
    } else if (new_row == rows_after.end()) {
      moves.push_back(one_sided(old_row->second->area, key.first, false));
    } else if (auto move = compare(before, after, *old_row->second, *new_row->second, key.first)) {
      moves.push_back(std::move(*move));
    }
  }
  return moves;
}

}  // namespace plangrade
