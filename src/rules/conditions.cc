// Trees of conditions to conditions: `use` put in, operators counted, numbers held to their bounds.
//
// A shared condition is built once and copied where it is used. Copies count, so that conditions
// which use each other twice over do not grow without bound.
#include <algorithm>

#include "base/text.h"
#include "rules/checks.h"
#include "rules/draft.h"
#include "rules/reader.h"
#include "rules/values.h"

namespace plangrade::rules {
namespace {

constexpr int kMaxConditions = 20'000;
constexpr int kMaxDepth = 64;
constexpr const char* kOperators[] = {"term", "all", "any", "at_least", "count", "use"};

struct Sized {
  Condition condition;
  int size = 1;
  int depth = 1;
};

class Builder {
 public:
  Builder(const Draft& draft, std::set<std::string>& used, Problems& problems)
      : used_(used), problems_(problems) {
    for (const auto& shared : draft.conditions) shared_.emplace(shared.name, &shared);
    for (const auto& term : draft.rules.terms) terms_.insert(term.name);
    for (const auto& context : draft.rules.contexts) contexts_.insert(context.name);
    for (const auto& zone : draft.rules.zones) zones_.insert(zone.name);
    zones_.insert(built_in_zones().begin(), built_in_zones().end());
  }

  Condition build(const YamlNode& node) { return build_sized(node).condition; }

  /// Builds a shared condition for its problems, whether it is used or not.
  void check(const SharedCondition& shared) { build_shared(shared.name, shared.at); }

 private:
  Sized build_sized(const YamlNode& node) {
    Sized built;
    built.condition.at = node.at;
    if (node.is(YamlKind::scalar)) {
      built.condition.term = node.text;
      return built;
    }
    if (!node.is(YamlKind::map)) return built;
    if (node.find("use") != nullptr) built = put_in(node);
    if (!check_operators(node)) return built;
    if (node.find("use") == nullptr) read_operator(node, built);
    read_context(node, built);
    return built;
  }

  void problem(const char* code, std::string message, const SourcePosition& at,
               std::string remedy) {
    problems_.push_back({code, std::move(message), at, std::move(remedy), {}});
  }

  bool check_operators(const YamlNode& node) {
    std::vector<std::string> found;
    for (const char* op : kOperators) {
      if (node.find(op) != nullptr) found.emplace_back(op);
    }
    if (found.size() == 1) {
      if (node.find("ordered") != nullptr && found.front() != "all") {
        problem("R036", "'ordered' stands without 'all'", node.at,
                "only the parts of 'all' have an order");
      }
      if (const auto* gap = node.find("gap"); gap != nullptr && !is_true(node, "ordered", false)) {
        problem("R036", "'gap' stands without 'ordered'", gap->at,
                "add 'ordered: true'; for words in any order use 'within: N words'");
      }
      return true;
    }
    if (found.size() > 1) {
      problem("R036", "a condition holds both '" + found[0] + "' and '" + found[1] + "'", node.at,
              "put each into a condition of its own: all: [{" + found[0] + ": ...}, {" + found[1] +
                  ": ...}]");
    } else if (node.find("none") != nullptr) {
      problem("R029", "absence alone would satisfy this condition", node.at,
              "put a positive part (all, any, term, ...) beside 'none'");
    } else {
      problem("R036", "a condition without what must be found", node.at,
              "name a term, or use all, any, at_least, count or use");
    }
    return false;
  }

  void read_operator(const YamlNode& node, Sized& built) {
    Condition& condition = built.condition;
    if (const auto* term = node.find("term")) {
      condition.term = term->text;
    } else if (node.find("all") != nullptr) {
      condition.op = Operator::all;
      condition.parts = build_parts(items_of(node, "all"), built);
    } else if (node.find("any") != nullptr) {
      condition.op = Operator::any;
      condition.parts = build_parts(items_of(node, "any"), built);
    } else if (const auto* at_least = node.find("at_least")) {
      condition.op = Operator::at_least;
      condition.n = whole_of(*at_least, "n");
      condition.parts = build_parts(items_of(*at_least, "of"), built);
      check_at_least(condition, *at_least);
    } else if (const auto* count = node.find("count")) {
      condition.op = Operator::count;
      condition.term = text_of(*count, "term");
      condition.n = whole_of(*count, "min");
      const auto distinct = text_of(*count, "distinct", "match");
      condition.distinct = distinct == "sentence" ? Distinct::sentence
                           : distinct == "page"   ? Distinct::page
                                                  : Distinct::match;
      if (condition.n == 0 && whole_number(text_of(*count, "min"))) {
        problem("R029", "a count of 0 is satisfied by absence", count->at,
                "give a 'min' of 1 or more");
      }
    }
  }

  void check_at_least(const Condition& condition, const YamlNode& node) {
    if (!whole_number(text_of(node, "n")) || condition.parts.empty()) return;
    if (condition.n == 0) {
      problem("R029", "at least 0 parts are satisfied by absence", node.at,
              "give an 'n' of 1 or more");
    } else if (condition.n > static_cast<int>(condition.parts.size())) {
      problem("R038",
              "at least " + std::to_string(condition.n) + " of " +
                  std::to_string(condition.parts.size()) + " parts can never hold",
              node.at, "lower 'n' or name more parts");
    }
  }

  std::vector<Condition> build_parts(const std::vector<YamlNode>& nodes, Sized& built) {
    std::vector<Condition> parts;
    for (const auto& node : nodes) {
      auto part = build_sized(node);
      built.size += part.size;
      built.depth = std::max(built.depth, part.depth + 1);
      parts.push_back(std::move(part.condition));
    }
    return parts;
  }

  /// What stands beside the operator; it is added to what a shared condition brings.
  void read_context(const YamlNode& node, Sized& built) {
    Condition& condition = built.condition;
    if (const auto* within = node.find("within")) {
      if (condition.within) {
        problem("R030",
                "the shared condition '" + text_of(node, "use") + "' has a scope of its own",
                within->at, "leave 'within' out here, or there");
      } else {
        condition.within = parse_within(within->text);
      }
    }
    condition.ordered = is_true(node, "ordered", condition.ordered);
    if (node.find("gap") != nullptr) condition.gap = whole_of(node, "gap");
    for (auto& part : build_parts(items_of(node, "none"), built))
      condition.none.push_back(std::move(part));
    check_contexts(node.find("unless"));
    check_contexts(node.find("only"));
    for (const char* key : {"unless", "only", "carry"}) check_parts(node.find(key), condition);
    for (const char* key : {"in", "not_in"}) check_zones(node.find(key));
    add_part_names(node.find("unless"), condition.unless);
    add_part_names(node.find("only"), condition.only);
    add_part_names(node.find("carry"), condition.carry);
    for (auto& around : texts_of(node, "from")) condition.from.push_back(std::move(around));
    for (auto& zone : texts_of(node, "in")) condition.in.push_back(std::move(zone));
    for (auto& zone : texts_of(node, "not_in")) condition.not_in.push_back(std::move(zone));
  }

  /// Every scalar under `node` (keys are parts) must be in `known`.
  void check_known(const YamlNode* node, const std::set<std::string>& known, const char* code,
                   const char* kind) {
    if (node == nullptr) return;
    for (const auto& item : node->items) check_known(&item, known, code, kind);
    if (!node->is(YamlKind::scalar) || known.contains(node->text)) return;
    const std::vector<std::string> names(known.begin(), known.end());
    problem(code, std::string("unknown ") + kind + " '" + node->text + "'", node->at,
            hint(node->text, names, "this rule set defines none"));
  }

  void check_contexts(const YamlNode* node) { check_known(node, contexts_, "R013", "context"); }
  void check_zones(const YamlNode* node) { check_known(node, zones_, "R014", "zone"); }

  /// In a map from parts to names, the parts must be terms of the condition.
  void check_parts(const YamlNode* node, const Condition& condition) {
    if (node == nullptr || !node->is(YamlKind::map)) return;
    References inside;
    add_references(condition, inside);
    const std::vector<std::string> parts(inside.terms.begin(), inside.terms.end());
    for (const auto& key : node->keys) {
      if (inside.terms.contains(key.name)) continue;
      problem("R037", "'" + key.name + "' is no part of this condition", key.at,
              hint(key.name, parts, "it has no parts"));
    }
  }

  static void add_part_names(const YamlNode* node, PartNames& names) {
    if (node == nullptr) return;
    const auto add = [&](const std::string& part, const YamlNode& list) {
      for (auto& name : texts_in(list)) {
        auto& known = names[part];
        if (std::find(known.begin(), known.end(), name) == known.end())
          known.push_back(std::move(name));
      }
    };
    if (node->is(YamlKind::list)) add("*", *node);
    for (std::size_t i = 0; i < node->keys.size(); ++i) add(node->keys[i].name, node->items[i]);
  }

  Sized put_in(const YamlNode& node) {
    const auto name = text_of(node, "use");
    used_.insert(name);
    Sized built = build_shared(name, node.at);
    built.condition.at = node.at;
    copied_ += built.size;
    if (copied_ <= kMaxConditions && built.depth <= kMaxDepth) return built;
    if (!too_large_) {
      problem("R041",
              "shared conditions grow beyond " + std::to_string(kMaxConditions) + " parts or " +
                  std::to_string(kMaxDepth) + " levels when they are put in",
              node.at, "use them less often");
    }
    too_large_ = true;
    return Sized{};
  }

  Sized build_shared(const std::string& name, const SourcePosition& at) {
    if (const auto done = built_.find(name); done != built_.end()) return done->second;
    const auto found = shared_.find(name);
    if (found == shared_.end()) {
      report_unknown(name, at);
      return {};
    }
    if (std::find(path_.begin(), path_.end(), name) != path_.end()) {
      problem("R021",
              "condition '" + name + "' uses itself: " + base::join(path_, " > ") + " > " + name,
              at, "break the circle");
      return {};
    }
    if (path_.size() >= static_cast<std::size_t>(kMaxDepth)) {
      problem("R041",
              "shared conditions use each other more than " + std::to_string(kMaxDepth) + " deep",
              at, "use fewer steps");
      return {};
    }
    path_.push_back(name);
    auto built = build_sized(found->second->tree);
    path_.pop_back();
    built.condition.name = name;
    return built_.emplace(name, std::move(built)).first->second;
  }

  void report_unknown(const std::string& name, const SourcePosition& at) {
    std::vector<std::string> known;
    for (const auto& [other, shared] : shared_) known.push_back(other);
    const auto remedy = terms_.contains(name) ? "it is a term: write its name without 'use'"
                                              : hint(name, known, "define it under 'conditions'");
    problem("R015", "unknown condition '" + name + "'", at, remedy);
  }

  std::set<std::string>& used_;
  Problems& problems_;
  std::map<std::string, const SharedCondition*> shared_;
  std::set<std::string> terms_, contexts_, zones_;
  std::map<std::string, Sized> built_;
  std::vector<std::string> path_;
  int copied_ = 0;
  bool too_large_ = false;
};

}  // namespace

void resolve_conditions(Draft& draft, std::set<std::string>& used, Problems& problems) {
  Builder builder(draft, used, problems);
  for (const auto& shared : draft.conditions) builder.check(shared);
  for (auto& [criterion, when] : draft.criteria) {
    for (std::size_t i = 0; i < criterion.levels.size(); ++i) {
      criterion.levels[i].when = builder.build(when[i]);
    }
  }
}

}  // namespace plangrade::rules
