// Names: what is referred to exists, and what the file defines is referred to.
#include <algorithm>

#include "base/text.h"
#include "rules/checks.h"
#include "rules/pattern_scan.h"

namespace plangrade::rules {
namespace {

/// Terms that conditions name.
class TermNames {
 public:
  TermNames(const RuleSet& rules, const Draft& draft, Problems& problems) : problems_(problems) {
    for (const auto& term : rules.terms) {
      list_.push_back(term.name);
      known_.insert(term.name);
    }
    for (const auto& shared : draft.conditions) conditions_.insert(shared.name);
  }

  void expect(const std::string& name, const SourcePosition& at) {
    if (name.empty() || known_.contains(name)) return;
    const auto remedy = conditions_.contains(name)
                            ? "it is a shared condition: write {use: " + name + "}"
                            : hint(name, list_, "this rule set defines none");
    problems_.push_back({"R012", "unknown term '" + name + "'", at, remedy, {}});
  }

  void check(const Condition& condition) {
    expect(condition.term, condition.at);
    for (const auto& part : condition.parts) check(part);
    for (const auto& part : condition.none) check(part);
  }

 private:
  std::vector<std::string> list_;
  std::set<std::string> known_, conditions_;
  Problems& problems_;
};

void warn_unused(const std::string& kind, const std::string& name, const SourcePosition& at,
                 Problems& problems) {
  problems.push_back({"R022",
                      kind + " '" + name + "' is used nowhere",
                      at,
                      "use it, or take it out",
                      {},
                      Severity::warning});
}

void add_names(const PartNames& parts, std::set<std::string>& names) {
  for (const auto& [part, list] : parts) names.insert(list.begin(), list.end());
}

/// Every name in the trees of shared conditions, so that an unused condition is one warning.
void add_scalars(const YamlNode& node, std::set<std::string>& names) {
  if (node.is(YamlKind::scalar)) names.insert(node.text);
  for (const auto& item : node.items) add_scalars(item, names);
}

}  // namespace

std::string hint(const std::string& given, const std::vector<std::string>& known,
                 const std::string& if_none) {
  constexpr std::size_t kShortEnough = 200, kTooMany = 1000;
  if (known.empty()) return if_none;
  if (known.size() > kTooMany) return "it is defined nowhere in this rule set or what it includes";
  auto nearest = base::did_you_mean(given, known);
  return nearest.size() <= kShortEnough
             ? nearest
             : "it is defined nowhere in this rule set or what it includes";
}

const std::vector<std::string>& built_in_zones() {
  static const std::vector<std::string> kZones{"body",        "contents",         "glossary",
                                               "references",  "document_control", "foreword",
                                               "action_plan", "finance",          "appendix"};
  return kZones;
}

void add_references(const Condition& condition, References& references) {
  if (!condition.term.empty()) references.terms.insert(condition.term);
  add_names(condition.unless, references.contexts);
  add_names(condition.only, references.contexts);
  references.zones.insert(condition.in.begin(), condition.in.end());
  references.zones.insert(condition.not_in.begin(), condition.not_in.end());
  for (const auto& part : condition.parts) add_references(part, references);
  for (const auto& part : condition.none) add_references(part, references);
}

void add_placeholders(const RuleSet& rules, References& references) {
  std::map<std::string, const Term*> terms;
  for (const auto& term : rules.terms) terms.emplace(term.name, &term);
  std::vector<std::string> open(references.terms.begin(), references.terms.end());
  const auto add = [&](const std::vector<Pattern>& patterns) {
    for (const auto& pattern : patterns) {
      for (const auto& placeholder : scan_pattern(pattern.text).placeholders) {
        if (references.terms.insert(placeholder.name).second) open.push_back(placeholder.name);
      }
    }
  };
  for (const auto& context : rules.contexts) {
    if (context.at.file != rules.file && !references.contexts.contains(context.name)) continue;
    for (const auto* patterns : {&context.cues, &context.pseudo, &context.stop, &context.unless}) {
      add(*patterns);
    }
  }
  for (const auto& zone : rules.zones) add(zone.headings);
  for (const auto& term : rules.terms) {
    if (term.at.file != rules.file || !references.terms.insert(term.name).second) continue;
    open.push_back(term.name);
  }
  while (!open.empty()) {
    const auto found = terms.find(open.back());
    open.pop_back();
    if (found == terms.end()) continue;
    add(found->second->any);
    add(found->second->except);
    for (const auto& naming : found->second->named) {
      add(naming.names);
      for (const auto& other : naming.beside) {
        if (references.terms.insert(other).second) open.push_back(other);
      }
    }
  }
}

void check_names(const RuleSet& rules, const Draft& draft, Problems& problems) {
  TermNames terms(rules, draft, problems);
  for (const auto& criterion : rules.criteria) {
    for (const auto& level : criterion.levels) terms.check(level.when);
  }
  const auto& reserved = built_in_placeholders();
  for (const auto& term : rules.terms) {
    for (const auto& other : term.include) terms.expect(other, term.at);
    for (const auto& naming : term.named) {
      for (const auto& other : naming.beside) terms.expect(other, naming.at);
    }
    if (std::find(reserved.begin(), reserved.end(), term.name) == reserved.end()) continue;
    problems.push_back({"R010",
                        "'" + term.name + "' is a placeholder of the language",
                        term.at,
                        "give the term another name",
                        {}});
  }
  std::vector<std::string> zones = built_in_zones();
  for (const auto& zone : rules.zones) zones.push_back(zone.name);
  for (const auto& zone : rules.default_not_in) {
    if (std::find(zones.begin(), zones.end(), zone) != zones.end()) continue;
    problems.push_back({"R014",
                        "unknown zone '" + zone + "' in 'not_in'",
                        {rules.file, 1, 0},
                        hint(zone, zones, ""),
                        {}});
  }
}

void check_unused(const RuleSet& rules, const Draft& draft,
                  const std::set<std::string>& used_conditions, Problems& problems) {
  References used;
  for (const auto& criterion : rules.criteria) {
    for (const auto& level : criterion.levels) add_references(level.when, used);
  }
  std::set<std::string> in_shared;
  for (const auto& shared : draft.conditions) {
    if (shared.at.file != rules.file) continue;
    add_scalars(shared.tree, in_shared);
    if (!used_conditions.contains(shared.name))
      warn_unused("condition", shared.name, shared.at, problems);
  }
  const auto is_own = [&](const auto& thing) { return thing.at.file == rules.file; };
  const auto use_placeholders = [&](const std::vector<Pattern>& patterns) {
    for (const auto& pattern : patterns) {
      for (const auto& other : scan_pattern(pattern.text).placeholders)
        used.terms.insert(other.name);
    }
  };
  for (const auto& term : rules.terms) {
    used.terms.insert(term.include.begin(), term.include.end());
    use_placeholders(term.any);
    use_placeholders(term.except);
    for (const auto& naming : term.named) {
      used.terms.insert(naming.beside.begin(), naming.beside.end());
      use_placeholders(naming.names);
    }
  }
  for (const auto& context : rules.contexts) {
    for (const auto* patterns : {&context.cues, &context.pseudo, &context.stop, &context.unless}) {
      use_placeholders(*patterns);
    }
    if (is_own(context) && !used.contexts.contains(context.name) &&
        !in_shared.contains(context.name)) {
      warn_unused("context", context.name, context.at, problems);
    }
  }
  for (const auto& term : rules.terms) {
    if (!is_own(term) || used.terms.contains(term.name) || in_shared.contains(term.name)) continue;
    warn_unused("term", term.name, term.at, problems);
  }
  used.zones.insert(rules.default_not_in.begin(), rules.default_not_in.end());
  for (const auto& zone : rules.zones) {
    const auto& built_in = built_in_zones();
    const bool known = std::find(built_in.begin(), built_in.end(), zone.name) != built_in.end();
    if (!is_own(zone) || known || used.zones.contains(zone.name) || in_shared.contains(zone.name))
      continue;
    warn_unused("zone", zone.name, zone.at, problems);
  }
}

}  // namespace plangrade::rules
