// One file of a rule set to a Draft, and Drafts to one.
#include "rules/draft.h"

#include <algorithm>
#include <array>
#include <type_traits>

#include "rules/reader.h"
#include "rules/values.h"

namespace plangrade::rules {
namespace {

std::vector<Naming> read_named_by(const YamlNode& term) {
  const auto* node = term.find("named");
  if (node == nullptr || !node->is(YamlKind::map)) return {};
  return {Naming{patterns_of(*node, "name"), texts_of(*node, "beside"),
                 text_of(*node, "within") == "paragraph", node->at}};
}

/// Whether a key that a term looks for something by is there; what it holds, check_shape judges.
bool looks_for_something(const YamlNode& term) {
  return std::ranges::any_of(std::array{"any", "include", "named"},
                             [&](const char* key) { return term.find(key) != nullptr; });
}

/// What `except` lists, and behind it what `except_own` does.
std::vector<Pattern> exceptions_of(const YamlNode& term) {
  auto out = patterns_of(term, "except");
  for (Pattern& pattern : patterns_of(term, "except_own")) {
    pattern.taken = kOwnOnly;
    out.push_back(std::move(pattern));
  }
  return out;
}

Term read_term(const YamlKey& key, const YamlNode& value, Problems& problems) {
  const auto node = in_full(value, "any");
  if (!looks_for_something(node)) {
    problems.push_back({"R008",
                        "term '" + key.name + "' looks for nothing",
                        key.at,
                        "add 'any', or 'include' a term",
                        {}});
  }
  return Term{.name = key.name,
              .any = patterns_of(node, "any"),
              .except = exceptions_of(node),
              .include = texts_of(node, "include"),
              .whole_words = is_true(node, "whole_words", true),
              .named = read_named_by(node),
              .at = key.at};
}

Context read_context(const YamlKey& key, const YamlNode& value) {
  const auto node = in_full(value, "cues");
  Context context;
  context.name = key.name;
  context.cues = patterns_of(node, "cues");
  context.pseudo = patterns_of(node, "pseudo");
  context.stop = patterns_of(node, "stop");
  context.unless = patterns_of(node, "unless");
  const auto direction = text_of(node, "direction", "before");
  context.direction = direction == "after"  ? Direction::after
                      : direction == "both" ? Direction::both
                                            : Direction::before;
  context.reach = parse_reach(text_of(node, "reach", "sentence")).value_or(0);
  context.carry = texts_of(node, "carry");
  context.title = text_of(node, "title");
  context.at = key.at;
  return context;
}

ZoneRule read_zone(const YamlKey& key, const YamlNode& value) {
  return ZoneRule{key.name, patterns_of(in_full(value, "headings"), "headings"), key.at};
}

SharedCondition read_shared(const YamlKey& key, const YamlNode& value) {
  return SharedCondition{key.name, value, key.at};
}

/// Reads a map from names to things.
template <typename Read>
auto read_named(const YamlNode& root, std::string_view key, Read read) {
  std::vector<std::invoke_result_t<Read, const YamlKey&, const YamlNode&>> things;
  const auto* node = root.find(key);
  if (node == nullptr || !node->is(YamlKind::map)) return things;
  for (std::size_t i = 0; i < node->items.size(); ++i) {
    things.push_back(read(node->keys[i], node->items[i]));
  }
  return things;
}

std::vector<RuleTest> read_tests(const YamlNode& criterion) {
  std::vector<RuleTest> tests;
  for (const auto& node : items_of(criterion, "tests")) {
    tests.push_back({text_of(node, "text"), text_of(node, "level"), text_of(node, "known_gap"),
                     text_of(node, "area"), node.at});
  }
  return tests;
}

DraftCriterion read_criterion(const YamlNode& node) {
  DraftCriterion draft;
  Criterion& criterion = draft.criterion;
  criterion.id = text_of(node, "id");
  criterion.name = text_of(node, "name");
  criterion.question = text_of(node, "question");
  criterion.section = text_of(node, "section");
  criterion.weight = number_of(node, "weight").value_or(1);
  criterion.max = number_of(node, "max");
  criterion.at = node.at;
  for (const auto& level : items_of(node, "levels")) {
    const auto* when = level.find("when");
    criterion.levels.push_back({text_of(level, "level"), {}, number_of(level, "points"), level.at});
    draft.when.push_back(when == nullptr ? YamlNode{} : *when);
  }
  if (const auto* otherwise = node.find("otherwise")) {
    const auto full = in_full(*otherwise, "level");
    criterion.otherwise = text_of(full, "level");
    criterion.otherwise_points = number_of(full, "points").value_or(0);
  }
  if (const auto* applies = node.find("applies")) {
    criterion.applies = {texts_of(*applies, "area_type"), texts_of(*applies, "region"),
                         texts_of(*applies, "round")};
  }
  criterion.tests = read_tests(node);
  return draft;
}

ScoreSection read_section(const YamlNode& node) {
  ScoreSection section{text_of(node, "id"),
                       text_of(node, "title"),
                       number_of(node, "weight").value_or(1),
                       {},
                       node.at};
  const auto* weights = node.find("weight_by_area_type");
  if (weights == nullptr) return section;
  for (std::size_t i = 0; i < weights->keys.size(); ++i) {
    const auto weight = Fraction::parse(weights->items[i].text);
    if (weight) section.weight_by_area_type[weights->keys[i].name] = *weight;
  }
  return section;
}

RatingRule read_rating(const YamlNode& node) {
  RatingRule rule{text_of(node, "rating"), {}, number_of(node, "at_least"), node.at};
  const auto* when = node.find("when");
  if (when == nullptr) return rule;
  for (std::size_t i = 0; i < when->keys.size(); ++i) {
    rule.when[when->keys[i].name] = texts_in(when->items[i]);
  }
  return rule;
}

const std::string& name_of(const Term& term) { return term.name; }
const std::string& name_of(const Context& context) { return context.name; }
const std::string& name_of(const ZoneRule& zone) { return zone.name; }
const std::string& name_of(const SharedCondition& condition) { return condition.name; }
const std::string& name_of(const ScoreSection& section) { return section.id; }
const std::string& name_of(const DraftCriterion& criterion) { return criterion.criterion.id; }

const SourcePosition& place_of(const ScoreSection& section) { return section.at; }
const SourcePosition& place_of(const DraftCriterion& criterion) { return criterion.criterion.at; }

std::string place_in_words(const SourcePosition& at) {
  return at.file + ":" + std::to_string(at.line);
}

/// Joins what an included file defines to what is there; a name may be defined once.
template <typename T>
void join(std::vector<T>& into, std::vector<T>&& more, const char* kind, Problems& problems) {
  std::map<std::string, SourcePosition> places;
  for (const auto& thing : into) places.emplace(name_of(thing), thing.at);
  for (auto& thing : more) {
    const auto known = places.find(name_of(thing));
    if (known == places.end()) {
      into.push_back(std::move(thing));
      continue;
    }
    problems.push_back({"R011",
                        std::string(kind) + " '" + name_of(thing) + "' is defined twice",
                        thing.at,
                        "the other is at " + place_in_words(known->second) + "; rename one",
                        {}});
  }
}

/// Lays things over those of the same name; others are added.
template <typename T>
void overlay(std::vector<T>& base, std::vector<T>&& own) {
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < base.size(); ++i) places.emplace(name_of(base[i]), i);
  for (auto& thing : own) {
    const auto same = places.find(name_of(thing));
    if (same == places.end()) {
      base.push_back(std::move(thing));
    } else {
      base[same->second] = std::move(thing);
    }
  }
}

/// Ids in a list may stand once; names in a map are held to that by check_shape.
template <typename T>
void report_doubles(const std::vector<T>& things, const char* kind, Problems& problems) {
  std::map<std::string, SourcePosition> places;
  for (const auto& thing : things) {
    const auto [first, added] = places.emplace(name_of(thing), place_of(thing));
    if (added || name_of(thing).empty()) continue;
    problems.push_back({"R011",
                        std::string(kind) + " '" + name_of(thing) + "' is defined twice",
                        place_of(thing),
                        "the other is at " + place_in_words(first->second) + "; rename one",
                        {}});
  }
}

}  // namespace

Draft read_draft(const YamlNode& root, Problems& problems) {
  Draft draft;
  RuleSet& rules = draft.rules;
  rules.id = text_of(root, "id");
  rules.title = text_of(root, "title");
  rules.version = text_of(root, "version");
  if (const auto* source = root.find("source")) {
    rules.citation = text_of(*source, "citation");
    rules.url = text_of(*source, "url");
  }
  rules.terms = read_named(root, "terms", [&](const YamlKey& key, const YamlNode& value) {
    return read_term(key, value, problems);
  });
  rules.contexts = read_named(root, "contexts", read_context);
  rules.zones = read_named(root, "zones", read_zone);
  draft.conditions = read_named(root, "conditions", read_shared);
  rules.default_not_in =
      root.find("not_in") != nullptr
          ? texts_of(root, "not_in")
          : std::vector<std::string>{"contents", "glossary", "references", "document_control"};
  for (const auto& node : items_of(root, "sections")) rules.sections.push_back(read_section(node));
  rules.empty_section =
      text_of(root, "empty_sections") == "zero" ? EmptySection::zero : EmptySection::rescale;
  for (const auto& node : items_of(root, "criteria"))
    draft.criteria.push_back(read_criterion(node));
  for (const auto& node : items_of(root, "rating")) rules.rating.push_back(read_rating(node));
  report_doubles(rules.sections, "section", problems);
  report_doubles(draft.criteria, "criterion", problems);
  return draft;
}

void include_draft(Draft& into, Draft&& included, Problems& problems) {
  join(into.rules.terms, std::move(included.rules.terms), "term", problems);
  join(into.rules.contexts, std::move(included.rules.contexts), "context", problems);
  join(into.rules.zones, std::move(included.rules.zones), "zone", problems);
  join(into.conditions, std::move(included.conditions), "condition", problems);
}

Draft extend_draft(Draft&& base, Draft&& own, const YamlNode& own_root) {
  const auto given = [&](std::string_view key) { return own_root.find(key) != nullptr; };
  base.rules.id = own.rules.id;
  base.rules.title = own.rules.title;
  base.rules.version = own.rules.version;
  if (given("source")) {
    base.rules.citation = own.rules.citation;
    base.rules.url = own.rules.url;
  }
  if (given("not_in")) base.rules.default_not_in = own.rules.default_not_in;
  if (given("empty_sections")) base.rules.empty_section = own.rules.empty_section;
  if (given("rating")) base.rules.rating = std::move(own.rules.rating);
  overlay(base.rules.terms, std::move(own.rules.terms));
  overlay(base.rules.contexts, std::move(own.rules.contexts));
  overlay(base.rules.zones, std::move(own.rules.zones));
  overlay(base.rules.sections, std::move(own.rules.sections));
  overlay(base.conditions, std::move(own.conditions));
  overlay(base.criteria, std::move(own.criteria));
  return std::move(base);
}

}  // namespace plangrade::rules
