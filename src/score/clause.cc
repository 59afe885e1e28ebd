// Inheritance of unless, only, carry and zones down the condition tree.
#include "score/clause.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "plangrade/model/segmented_text.h"

namespace plangrade::scoring {
namespace {

constexpr std::size_t kMaxNamed = 60;  // bytes of the parts of an `any` that are named

template <typename Named>
std::uint32_t index_of(const std::vector<Named>& list, const std::string& name) {
  const auto found = std::ranges::find(list, name, &Named::name);
  return found == list.end() ? kNone : static_cast<std::uint32_t>(found - list.begin());
}

/// What a condition hands down to its parts.
struct Inherited {
  std::vector<const PartNames*> unless, only, carry;
  Zones zones;
};

std::vector<std::string> names_for(const std::vector<const PartNames*>& maps,
                                   const std::string& term) {
  std::vector<std::string> out;
  for (const PartNames* map : maps) {
    for (const std::string& key : {std::string("*"), term}) {
      const auto found = map->find(key);
      if (found == map->end()) continue;
      for (const std::string& name : found->second) {
        if (std::ranges::count(out, name) == 0) out.push_back(name);
      }
    }
  }
  return out;
}

std::vector<std::uint32_t> contexts_named(const std::vector<std::string>& names,
                                          const RuleSet& rules) {
  std::vector<std::uint32_t> out;
  for (const std::string& name : names) out.push_back(index_of(rules.contexts, name));
  return out;
}

bool any_within(const Condition& condition) {
  const auto has = [](const Condition& part) {
    return part.within.has_value() || any_within(part);
  };
  return std::ranges::any_of(condition.parts, has) || std::ranges::any_of(condition.none, has);
}

std::string describe(const Condition& condition) {
  std::string out;
  switch (condition.op) {
    case Operator::term:
      out = condition.term;
      break;
    case Operator::all:
      out = condition.ordered ? "all, in order" : "all";
      if (condition.gap) out += fmt::format(", at most {} words apart", *condition.gap);
      break;
    case Operator::any:
      out = "any";
      break;
    case Operator::at_least:
      out = fmt::format("at least {} of {}", condition.n, condition.parts.size());
      break;
    case Operator::count:
      out = fmt::format("{} at least {} times", condition.term, condition.n);
      if (condition.distinct == Distinct::sentence) out += " in different sentences";
      if (condition.distinct == Distinct::page) out += " on different pages";
      break;
  }
  if (condition.within) out += " within " + within_text(*condition.within);
  if (!condition.from.empty()) out += fmt::format(", in the {}", fmt::join(condition.from, " or "));
  return out;
}

std::string joined(const std::vector<Clause>& parts, const RuleSet& rules, const char* word) {
  std::string out;
  for (const Clause& part : parts) {
    const std::string next = in_few_words(part, rules);
    if (!out.empty() && out.size() + next.size() > kMaxNamed) return out + word + "...";
    out += (out.empty() ? "" : word) + next;
  }
  return out;
}

Clause resolve_part(const Condition& condition, const RuleSet& rules, Inherited inherited);

void resolve_children(const Condition& condition, const RuleSet& rules, const Inherited& inherited,
                      Clause& clause) {
  for (const Condition& part : condition.parts) {
    clause.parts.push_back(resolve_part(part, rules, inherited));
  }
  Inherited for_none = inherited;
  for_none.carry.clear();  // what a heading says must not forbid what stands below it
  for_none.only.clear();
  for (const Condition& part : condition.none) {
    clause.none.push_back(resolve_part(part, rules, for_none));
  }
}

Clause resolve_part(const Condition& condition, const RuleSet& rules, Inherited inherited) {
  inherited.unless.push_back(&condition.unless);
  inherited.only.push_back(&condition.only);
  inherited.carry.push_back(&condition.carry);
  Zones& zones = inherited.zones;
  zones.in.insert(zones.in.end(), condition.in.begin(), condition.in.end());
  zones.not_in.insert(zones.not_in.end(), condition.not_in.begin(), condition.not_in.end());

  Clause clause{.op = condition.op,
                .term = index_of(rules.terms, condition.term),
                .n = condition.n,
                .distinct = condition.distinct,
                .ordered = condition.ordered,
                .gap = condition.gap.value_or(-1),
                .opens = condition.within.has_value(),
                .within = condition.within.value_or(Within{}),
                .unless = contexts_named(names_for(inherited.unless, condition.term), rules),
                .only = contexts_named(names_for(inherited.only, condition.term), rules),
                .carry = surroundings_named(names_for(inherited.carry, condition.term)),
                .from = surroundings_named(condition.from),
                .zones = zones,
                .parts = {},
                .none = {},
                .name = condition.name,
                .description = describe(condition)};
  resolve_children(condition, rules, inherited, clause);
  return clause;
}

}  // namespace

bool Zones::allows(const std::string& zone) const {
  if (std::ranges::count(not_in, zone) > 0) return false;
  if (!in.empty()) return std::ranges::count(in, zone) > 0;
  return std::ranges::count(default_not_in, zone) == 0;
}

std::string in_few_words(const Clause& clause, const RuleSet& rules) {
  if (!clause.name.empty()) return clause.name;
  switch (clause.op) {
    case Operator::term:
    case Operator::count:
      return clause.term < rules.terms.size() ? rules.terms[clause.term].name : "";
    case Operator::any:
    case Operator::at_least:
      return joined(clause.parts, rules, " or ");
    case Operator::all:
      return joined(clause.parts, rules, " with ");
  }
  return "";
}

std::string within_text(const Within& within) {
  constexpr std::array<const char*, 12> kNames{"sentence",  "row",       "list", "table",
                                               "paragraph", "section",   "page", "document",
                                               "words",     "sentences", "cell", "bullet"};
  const char* name = kNames.at(static_cast<std::size_t>(within.scope));
  return within.n > 0 ? fmt::format("{} {}", within.n, name) : name;
}

Clause resolve(const Condition& condition, const RuleSet& rules) {
  Inherited inherited;
  inherited.zones.default_not_in = rules.default_not_in;
  Clause clause = resolve_part(condition, rules, std::move(inherited));
  if (!clause.opens) {
    clause.opens = true;
    clause.within = {any_within(condition) ? Scope::document : Scope::sentence, 0};
    clause.description += " within " + within_text(clause.within);
  }
  return clause;
}

}  // namespace plangrade::scoring
