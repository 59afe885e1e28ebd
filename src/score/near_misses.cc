// A condition is relaxed in one place at a time and solved again:
//
//   all [abuse, risk, harm]   ->   all [risk, harm]    lacks abuse
//                                  all [abuse, harm]   lacks risk
//                                  all [abuse, risk]   lacks harm
//
// Of what is found, passages are ranked by their terms. A term counts the more the rarer it is in
// the plan, and the more of the alternatives ask for it: those that nearly all ask for are what the
// question is about. A page that names abuse says more about a question on abuse than one that says
// "risk" and "health".
#include "score/near_misses.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace plangrade::scoring {
namespace {

constexpr std::size_t kPerRelaxation = 60;
constexpr std::size_t kMaxNamed = 60;  // bytes of the parts of an `any` that are named

struct Candidate {
  NearMiss near;
  bool complete = false;  ///< all parts are there
  double weight = 0;
};

void lift_zones(Clause& clause) {
  clause.zones = {};
  for (Clause& part : clause.parts) lift_zones(part);
}

class Search {
 public:
  explicit Search(const MatchIndex& index) : index_(index), solver_(index, {}) {}

  /// `clause` is solved in stretches of its own; `opens` says so of those that hold it.
  void look_into(Clause clause, const Within& within) {
    if (!clause.opens) clause.within = within;
    clause.opens = true;
    switch (clause.op) {
      case Operator::term:
      case Operator::count:
        return relax_surroundings(clause);
      case Operator::any:
        for (Clause part : clause.parts) {
          part.none.insert(part.none.end(), clause.none.begin(), clause.none.end());
          look_into(std::move(part), clause.within);
        }
        return;
      case Operator::all:
      case Operator::at_least:
        if (clause.within.scope != Scope::document) return relax(clause);
        for (const Clause& part : clause.parts) {
          if (solver_.solve(part, index_.whole_text(), 1).empty()) look_into(part, clause.within);
        }
    }
  }

  std::vector<NearMiss> best(std::size_t limit) {
    for (Candidate& candidate : found_) candidate.weight = weight_of(candidate.near.holding);
    std::ranges::stable_sort(found_, [](const Candidate& a, const Candidate& b) {
      return a.complete != b.complete ? a.complete : a.weight > b.weight;
    });
    std::vector<NearMiss> out;
    std::vector<std::uint32_t> sentences;
    for (Candidate& candidate : found_) {
      const std::uint32_t sentence = candidate.near.holding.uses.front().match.sentence;
      if (out.size() >= limit) break;
      if (std::ranges::count(sentences, sentence) > 0) continue;
      sentences.push_back(sentence);
      out.push_back(std::move(candidate.near));
    }
    return out;
  }

 private:
  void relax(const Clause& clause) {
    std::set<std::uint32_t> terms;
    add_terms(clause, terms);
    for (const std::uint32_t term : terms) ++asked_for_[term];
    ++alternatives_;
    relax_surroundings(clause);
    if (clause.ordered) {
      Clause any_order = clause;
      any_order.ordered = false;
      any_order.gap = -1;
      add(any_order, "all parts are there, not in the order or as near as asked", true);
    }
    if (clause.op == Operator::at_least) {
      Clause fewer = clause;
      if (--fewer.n > 0) add(fewer, "lacks one more of " + in_few_words(clause, rules()), false);
      return;
    }
    for (std::size_t i = 0; clause.parts.size() > 1 && i < clause.parts.size(); ++i) {
      Clause rest = clause;
      rest.parts.erase(rest.parts.begin() + static_cast<std::ptrdiff_t>(i));
      rest.ordered = false;
      rest.gap = -1;
      add(rest, "lacks " + in_few_words(clause.parts[i], rules()), false);
    }
  }

  /// What stands beside the parts: `none`, and the zones.
  void relax_surroundings(const Clause& clause) {
    if (!clause.none.empty()) {
      Clause allowed = clause;
      allowed.none.clear();
      std::string named;
      for (const Clause& part : clause.none) {
        named += (named.empty() ? "" : " or ") + in_few_words(part, rules());
      }
      add(allowed, "stands beside " + named, true);
    }
    Clause anywhere = clause;
    lift_zones(anywhere);
    const std::size_t before = found_.size();
    add(anywhere, "", true);
    for (std::size_t i = before; i < found_.size(); ++i) {
      NearMiss& near = found_[i].near;
      near.reason = "stands in the zone " + zone_of(near.holding);
    }
  }

  /// The zone that keeps a holding from counting: the first that is not the body of the plan.
  std::string zone_of(const Holding& holding) const {
    for (const Use& use : holding.uses) {
      if (index_.zone(use.match.sentence) != "body") return index_.zone(use.match.sentence);
    }
    return "body";
  }

  void add(const Clause& clause, const std::string& reason, bool complete) {
    for (Holding& holding : solver_.solve(clause, index_.whole_text(), kPerRelaxation)) {
      found_.push_back({{std::move(holding), reason}, complete});
    }
  }

  static void add_terms(const Clause& clause, std::set<std::uint32_t>& terms) {
    if (clause.parts.empty()) terms.insert(clause.term);
    for (const Clause& part : clause.parts) add_terms(part, terms);
  }

  /// Bits of information in a holding's terms, as if each were spread evenly over sentences, times
  /// the share of alternatives that ask for them.
  double weight_of(const Holding& holding) const {
    const double sentences = static_cast<double>(index_.text().sentences.size());
    std::set<std::uint32_t> terms;
    double weight = 0;
    for (const Use& use : holding.uses) {
      if (!terms.insert(use.term).second) continue;
      const double matches = static_cast<double>(index_.of_term(use.term).size());
      const auto asked_for = asked_for_.find(use.term);
      if (asked_for == asked_for_.end()) continue;
      const double share = asked_for->second / static_cast<double>(alternatives_);
      weight += share * std::max(0.0, std::log2(sentences / std::max(matches, 1.0)));
    }
    return weight;
  }

  const RuleSet& rules() const { return index_.input().rules; }

  const MatchIndex& index_;
  Solver solver_;
  std::vector<Candidate> found_;
  std::map<std::uint32_t, int> asked_for_;  // term -> alternatives that ask for it
  int alternatives_ = 0;
};

std::string joined(const std::vector<Clause>& parts, const RuleSet& rules, const char* word) {
  std::string out;
  for (const Clause& part : parts) {
    const std::string next = in_few_words(part, rules);
    if (!out.empty() && out.size() + next.size() > kMaxNamed) return out + word + "...";
    out += (out.empty() ? "" : word) + next;
  }
  return out;
}

}  // namespace

std::string in_few_words(const Clause& clause, const RuleSet& rules) {
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

std::vector<NearMiss> near_misses(const MatchIndex& index, const Clause& clause,
                                  std::size_t limit) {
  Search search(index);
  search.look_into(clause, clause.within);
  return search.best(limit);
}

}  // namespace plangrade::scoring
