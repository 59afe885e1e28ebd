// From conditions as written to what is asked of the text before they are evaluated.

#include <algorithm>

#include "match/demand.h"

namespace plangrade::match {
namespace {

bool any_within(const Condition& condition) {
  const auto has = [](const Condition& part) {
    return part.within.has_value() || any_within(part);
  };
  return std::ranges::any_of(condition.parts, has) || std::ranges::any_of(condition.none, has);
}

using Carry = std::vector<const PartNames*>;

/// Where the conditions around a term let it stand instead.
unsigned surroundings_of(const Carry& carry, const std::string& term) {
  unsigned out = kNoSurrounding;
  for (const PartNames* part : carry) {
    for (const std::string& name : {std::string("*"), term}) {
      const auto found = part->find(name);
      if (found != part->end()) out |= surroundings_named(found->second);
    }
  }
  return out;
}

bool is_leaf(const Condition& condition) {
  return condition.op == Operator::term || condition.op == Operator::count;
}

/// The units of one rule set.
class Units {
 public:
  Units(const RuleSet& rules, const std::vector<TermNumber>& numbers,
        const std::vector<double>& commonness, std::vector<DemandUnit>& out)
      : rules_(rules), numbers_(numbers), commonness_(commonness), out_(out) {}

  void add_level(const Condition& condition) {
    if (condition.within || any_within(condition)) return add(condition, {});
    offer({node_of(condition, {}), Reach::sentence});
  }

 private:
  void add(const Condition& condition, Carry carry) {
    if (condition.within) {
      const auto n = static_cast<std::uint32_t>(std::clamp(condition.within->n, 1, 1'000'000));
      switch (condition.within->scope) {
        case Scope::sentence:
        case Scope::row:
        case Scope::cell:
          return offer({node_of(condition, carry), Reach::sentence});
        case Scope::words:
        case Scope::paragraph:
        case Scope::bullet:
          return offer({node_of(condition, carry), Reach::paragraph});
        case Scope::list:
        case Scope::table:
          return offer({node_of(condition, carry), Reach::group});
        case Scope::sentences:
          return offer({node_of(condition, carry), Reach::sentences, n});
        case Scope::section:
        case Scope::page:
        case Scope::document:
          break;
      }
    }
    if (is_leaf(condition)) return offer({node_of(condition, {}), Reach::sentence});
    carry.push_back(&condition.carry);
    for (const Condition& part : condition.parts) add(part, carry);
    for (const Condition& part : condition.none) add(part, {});
  }

  void offer(DemandUnit unit) {
    if (std::ranges::find(out_, unit) == out_.end()) out_.push_back(std::move(unit));
  }

  /// `from`: where all of the condition stands, if not in the stretch itself.
  DemandNode node_of(const Condition& condition, Carry carry, unsigned from = 0) const {
    carry.push_back(&condition.carry);
    from |= surroundings_named(condition.from);
    DemandNode node;
    for (const Condition& part : condition.parts) node.parts.push_back(node_of(part, carry, from));
    for (const Condition& part : condition.none) node.forbidden.push_back(node_of(part, {}, from));
    std::ranges::stable_sort(node.parts, {}, &DemandNode::commonness);
    if (is_leaf(condition)) {
      set_term(condition, carry, node);
      node.carry |= from;
    } else if (condition.op == Operator::all) {
      node.kind = DemandNode::Kind::all;
      if (!node.parts.empty()) node.commonness = node.parts.front().commonness;
    } else {
      const bool counted = condition.op == Operator::at_least;
      node.kind = counted ? DemandNode::Kind::at_least : DemandNode::Kind::any;
      if (counted) node.n = static_cast<std::size_t>(std::max(condition.n, 1));
      for (const DemandNode& part : node.parts) node.commonness += part.commonness;
    }
    return node;
  }

  void set_term(const Condition& condition, const Carry& carry, DemandNode& node) const {
    const auto found = std::ranges::find(rules_.terms, condition.term, &Term::name);
    if (found == rules_.terms.end()) {
      node.kind = DemandNode::Kind::any;  // of no parts: it never holds
      return;
    }
    node.term = numbers_[static_cast<std::size_t>(found - rules_.terms.begin())];
    node.carry = surroundings_of(carry, condition.term);
    node.commonness = commonness_[node.term];
  }

  const RuleSet& rules_;
  const std::vector<TermNumber>& numbers_;
  const std::vector<double>& commonness_;
  std::vector<DemandUnit>& out_;
};

}  // namespace

std::vector<DemandUnit> demand_units(std::span<const RuleSet> rule_sets,
                                     const std::vector<std::vector<TermNumber>>& numbers,
                                     const std::vector<double>& commonness) {
  std::vector<DemandUnit> out;
  for (std::size_t r = 0; r < rule_sets.size(); ++r) {
    Units units(rule_sets[r], numbers[r], commonness, out);
    for (const Criterion& criterion : rule_sets[r].criteria) {
      for (const Level& level : criterion.levels) units.add_level(level.when);
    }
  }
  return out;
}

}  // namespace plangrade::match
