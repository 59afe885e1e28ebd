// Names: what is referred to exists, and what the file defines is referred to.
#include <algorithm>

#include "base/text.h"
#include "rules/checks.h"
#include "rules/pattern_scan.h"

namespace plangrade::rules {
namespace {

const std::vector<std::string>& built_in_zones() {
  static const std::vector<std::string> kZones{"body", "contents", "glossary", "references",
                                               "document_control"};
  return kZones;
}

template <typename T>
std::vector<std::string> names_of(const std::vector<T>& things) {
  std::vector<std::string> names;
  for (const auto& thing : things) names.push_back(thing.name);
  return names;
}

/// Reports names that are not known. One kind of name at a time.
class NameCheck {
 public:
  NameCheck(const char* code, const char* kind, std::vector<std::string> known, Problems& problems)
      : code_(code),
        kind_(kind),
        list_(known),
        known_(known.begin(), known.end()),
        problems_(problems) {}

  bool knows(const std::string& name) const { return known_.contains(name); }

  void expect(const std::string& name, const SourcePosition& at, const std::string& remedy = "") {
    if (name.empty() || knows(name)) return;
    auto hint =
        list_.empty() ? std::string("this rule set defines none") : base::did_you_mean(name, list_);
    if (hint.size() > 200) hint = "it is defined nowhere in this rule set or what it includes";
    problems_.push_back({code_,
                         std::string("unknown ") + kind_ + " '" + name + "'",
                         at,
                         remedy.empty() ? hint : remedy,
                         {}});
  }

 private:
  const char* code_;
  const char* kind_;
  std::vector<std::string> list_;
  std::set<std::string> known_;
  Problems& problems_;
};

class ConditionNames {
 public:
  ConditionNames(const RuleSet& rules, const Draft& draft, Problems& problems)
      : terms_("R012", "term", names_of(rules.terms), problems),
        contexts_("R013", "context", names_of(rules.contexts), problems),
        zones_("R014", "zone", zone_names(rules), problems),
        problems_(problems) {
    for (const auto& shared : draft.conditions) conditions_.insert(shared.name);
  }

  NameCheck& zones() { return zones_; }
  NameCheck& terms() { return terms_; }

  void check(const Condition& condition) {
    expect_term(condition.term, condition.at);
    for (const auto& [part, names] : condition.unless) expect_contexts(part, names, condition);
    for (const auto& [part, names] : condition.only) expect_contexts(part, names, condition);
    for (const auto& [part, names] : condition.carry) expect_part(part, condition);
    for (const auto& zone : condition.in) zones_.expect(zone, condition.at);
    for (const auto& zone : condition.not_in) zones_.expect(zone, condition.at);
    for (const auto& part : condition.parts) check(part);
    for (const auto& part : condition.none) check(part);
  }

 private:
  static std::vector<std::string> zone_names(const RuleSet& rules) {
    auto names = names_of(rules.zones);
    names.insert(names.end(), built_in_zones().begin(), built_in_zones().end());
    return names;
  }

  void expect_term(const std::string& name, const SourcePosition& at) {
    const bool shared = conditions_.contains(name) && !terms_.knows(name);
    terms_.expect(name, at, shared ? "it is a shared condition: write {use: " + name + "}" : "");
  }

  void expect_contexts(const std::string& part, const std::vector<std::string>& names,
                       const Condition& condition) {
    expect_part(part, condition);
    for (const auto& name : names) contexts_.expect(name, condition.at);
  }

  void expect_part(const std::string& part, const Condition& condition) {
    if (part == "*") return;
    References inside;
    add_references(condition, inside);
    if (inside.terms.contains(part)) return;
    const std::vector<std::string> known(inside.terms.begin(), inside.terms.end());
    problems_.push_back({"R037",
                         "'" + part + "' is no part of this condition",
                         condition.at,
                         known.empty() ? "" : base::did_you_mean(part, known),
                         {}});
  }

  NameCheck terms_, contexts_, zones_;
  std::set<std::string> conditions_;
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
  }
}

void check_names(const RuleSet& rules, const Draft& draft, Problems& problems) {
  ConditionNames names(rules, draft, problems);
  for (const auto& criterion : rules.criteria) {
    for (const auto& level : criterion.levels) names.check(level.when);
  }
  for (const auto& zone : rules.default_not_in) names.zones().expect(zone, {rules.file, 0, 0});
  for (const auto& term : rules.terms) {
    for (const auto& other : term.include) names.terms().expect(other, term.at);
    const auto& reserved = built_in_placeholders();
    if (std::find(reserved.begin(), reserved.end(), term.name) == reserved.end()) continue;
    problems.push_back({"R010",
                        "'" + term.name + "' is a placeholder of the language",
                        term.at,
                        "give the term another name",
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
  for (const auto& term : rules.terms) {
    used.terms.insert(term.include.begin(), term.include.end());
    for (const auto* patterns : {&term.any, &term.except}) {
      for (const auto& pattern : *patterns) {
        for (const auto& other : scan_pattern(pattern.text).placeholders)
          used.terms.insert(other.name);
      }
    }
  }
  for (const auto& context : rules.contexts) {
    for (const auto* patterns : {&context.cues, &context.pseudo, &context.stop, &context.unless}) {
      for (const auto& pattern : *patterns) {
        for (const auto& other : scan_pattern(pattern.text).placeholders)
          used.terms.insert(other.name);
      }
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
