// A condition is relaxed in one place at a time and solved again:
//
//   all [abuse, risk, harm]   ->   all [risk, harm]    lacks abuse
//                                  all [abuse, harm]   lacks risk
//                                  all [abuse, risk]   lacks harm
//
// What is found is weighed by its terms. A term counts the more the rarer it is in the plan, and
// the more of the alternatives ask for it: those that nearly all ask for are what the question is
// about. A page that names abuse says more about a question on abuse than one that says "risk" and
// "health".
//
// A passage is near if it holds what many alternatives ask for, if that weighs at least as much as
// what it lacks, and if parts whose order alone is wrong stand within a few lines. Distance takes
// off from its rank.
#include "score/near_misses.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace plangrade::scoring {
namespace {

constexpr std::size_t kPerRelaxation = 60;

constexpr std::uint32_t kMaxSpread = 300;  // bytes in which parts that are too far apart must stand
constexpr std::size_t kMaxReasons = 3;

struct Candidate {
  Holding holding;
  std::string reason;          ///< of a complete one: why it does not count
  std::size_t lacking = kAll;  ///< of others: index of the part that is not there
  double rank = 0;

  static constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();
  bool complete() const { return lacking == kAll; }
};

/// A part that is not there, and its name.
struct Lacking {
  Clause part;
  std::string words;
};

/// Bytes from the first to the last match.
std::uint32_t spread_of(const Holding& holding) {
  std::uint32_t begin = holding.uses.front().match.span.begin, end = begin;
  for (const Use& use : holding.uses) {
    begin = std::min(begin, use.match.span.begin);
    end = std::max(end, use.match.span.end);
  }
  return end - begin;
}

bool shares_sentence(const Holding& a, const Holding& b) {
  return std::ranges::any_of(a.uses, [&](const Use& use) {
    return std::ranges::any_of(
        b.uses, [&](const Use& other) { return other.match.sentence == use.match.sentence; });
  });
}

bool rests_on_part_of(const Holding& less, const Holding& more) {
  return std::ranges::all_of(less.uses, [&](const Use& use) {
    return std::ranges::any_of(
        more.uses, [&](const Use& other) { return other.match.span == use.match.span; });
  });
}

bool same_words(const Holding& a, const Holding& b, std::string_view text) {
  return std::ranges::equal(a.uses, b.uses, [&](const Use& x, const Use& y) {
    return x.term == y.term && x.match.span.in(text) == y.match.span.in(text);
  });
}

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
    std::erase_if(found_, [&](const Candidate& candidate) { return !is_near(candidate); });
    for (Candidate& candidate : found_) {
      candidate.rank =
          weight_of(candidate.holding) - std::log2(1 + spread_of(candidate.holding) / 100.0);
    }
    std::ranges::stable_sort(found_, [](const Candidate& a, const Candidate& b) {
      return a.complete() != b.complete() ? a.complete() : a.rank > b.rank;
    });
    std::vector<const Candidate*> chosen;
    for (const Candidate& candidate : found_) {
      if (chosen.size() >= limit) break;
      const auto repeats = [&](const Candidate* other) {
        return shares_sentence(candidate.holding, other->holding) ||
               same_words(candidate.holding, other->holding, index_.text().text);
      };
      if (std::ranges::none_of(chosen, repeats)) chosen.push_back(&candidate);
    }
    std::vector<NearMiss> out;
    for (const Candidate* candidate : chosen)
      out.push_back({candidate->holding, reason_of(*candidate)});
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
      add(any_order, "all parts are there, not in the order or as near as asked", kMaxSpread);
    }
    if (clause.op == Operator::at_least) {
      Clause fewer = clause;
      Clause one_more = clause;
      one_more.n = 1;
      if (--fewer.n > 0)
        add_lacking(fewer, one_more, "one more of " + in_few_words(clause, rules()));
      return;
    }
    for (std::size_t i = 0; clause.parts.size() > 1 && i < clause.parts.size(); ++i) {
      Clause rest = clause;
      rest.parts.erase(rest.parts.begin() + static_cast<std::ptrdiff_t>(i));
      rest.ordered = false;
      rest.gap = -1;
      add_lacking(rest, clause.parts[i], in_few_words(clause.parts[i], rules()));
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
      add(allowed, "stands beside " + named);
    }
    Clause anywhere = clause;
    lift_zones(anywhere);
    const std::size_t before = found_.size();
    add(anywhere, "");
    for (std::size_t i = before; i < found_.size(); ++i) {
      found_[i].reason = "stands in the zone " + zone_of(found_[i].holding);
    }
  }

  /// The zone that keeps a holding from counting: the first that is not the body of the plan.
  std::string zone_of(const Holding& holding) const {
    for (const Use& use : holding.uses) {
      if (index_.zone(use.match.sentence) != "body") return index_.zone(use.match.sentence);
    }
    return "body";
  }

  void add(const Clause& clause, const std::string& reason, std::uint32_t max_spread = kNone) {
    for (Holding& holding : solver_.solve(clause, index_.whole_text(), kPerRelaxation)) {
      if (spread_of(holding) > max_spread)
        too_far_.push_back(std::move(holding));
      else
        found_.push_back({.holding = std::move(holding), .reason = reason});
    }
  }

  void add_lacking(const Clause& rest, const Clause& part, std::string words) {
    for (Holding& holding : solver_.solve(rest, index_.whole_text(), kPerRelaxation)) {
      found_.push_back({.holding = std::move(holding), .reason = {}, .lacking = lacking_.size()});
    }
    lacking_.push_back({part, std::move(words)});
  }

  static void add_terms(const Clause& clause, std::set<std::uint32_t>& terms) {
    if (clause.parts.empty()) terms.insert(clause.term);
    for (const Clause& part : clause.parts) add_terms(part, terms);
  }

  bool is_near(const Candidate& candidate) const {
    if (candidate.complete()) return true;
    double share = 0, most = 0;
    for (const Use& use : candidate.holding.uses) share = std::max(share, share_of(use.term));
    for (const auto& [term, asked] : asked_for_) most = std::max(most, share_of(term));
    if (share < most / 2) return false;
    const auto holds_more = [&](const Holding& whole) {
      return rests_on_part_of(candidate.holding, whole);
    };
    return weight_of(candidate.holding) >= weight_of(lacking_[candidate.lacking].part, share) &&
           std::ranges::none_of(too_far_, holds_more);
  }

  /// Of a passage that lacks something: the parts any of which would do, those first that most
  /// alternatives ask for.
  std::string reason_of(const Candidate& candidate) const {
    if (candidate.complete()) return candidate.reason;
    std::vector<std::pair<double, std::string>> parts;
    for (const Candidate& other : found_) {
      if (other.complete() || !rests_on_part_of(other.holding, candidate.holding)) continue;
      const auto& [part, words] = lacking_[other.lacking];
      parts.emplace_back(greatest_share(part), words);
    }
    std::ranges::stable_sort(parts, std::greater{}, &std::pair<double, std::string>::first);
    // What another begins with says it already.
    for (auto part = parts.begin(); part != parts.end();) {
      const auto said = std::any_of(parts.begin(), part, [&](const auto& earlier) {
        return part->second.starts_with(earlier.second);
      });
      part = said ? parts.erase(part) : part + 1;
    }
    std::string reason = "lacks ";
    for (std::size_t i = 0; i < std::min(parts.size(), kMaxReasons); ++i)
      reason += (i > 0 ? "; or " : "") + parts[i].second;
    return reason + (parts.size() > kMaxReasons ? "; or ..." : "");
  }

  /// Of the alternatives, those that ask for a term.
  double share_of(std::uint32_t term) const {
    const auto asked_for = asked_for_.find(term);
    return asked_for == asked_for_.end() ? 0
                                         : asked_for->second / static_cast<double>(alternatives_);
  }

  double greatest_share(const Clause& part) const {
    std::set<std::uint32_t> terms;
    add_terms(part, terms);
    double share = 0;
    for (const std::uint32_t term : terms) share = std::max(share, share_of(term));
    return share;
  }

  /// Bits of information in a term, as if its matches were spread evenly over sentences.
  double bits_of(std::uint32_t term) const {
    if (term == kNone) return 0;
    const double sentences = static_cast<double>(index_.text().sentences.size());
    const double matches = static_cast<double>(index_.of_term(term).size());
    return std::log2(1 + sentences / std::max(matches, 1.0));
  }

  double weight_of(const Holding& holding) const {
    std::set<std::uint32_t> terms;
    double weight = 0;
    for (const Use& use : holding.uses) {
      if (terms.insert(use.term).second) weight += share_of(use.term) * bits_of(use.term);
    }
    return weight;
  }

  /// The least that would make a part hold, as if at least `share` of alternatives asked for it.
  double weight_of(const Clause& part, double share) const {
    if (part.parts.empty()) return std::max(share, share_of(part.term)) * bits_of(part.term);
    double sum = 0, least = std::numeric_limits<double>::max();
    for (const Clause& inner : part.parts) {
      const double weight = weight_of(inner, share);
      sum += weight;
      least = std::min(least, weight);
    }
    switch (part.op) {
      case Operator::any:
        return least;
      case Operator::at_least:
        return part.n * least;
      case Operator::term:
      case Operator::count:
      case Operator::all:
        break;
    }
    return sum;
  }

  const RuleSet& rules() const { return index_.input().rules; }

  const MatchIndex& index_;
  Solver solver_;
  std::vector<Candidate> found_;
  std::vector<Holding> too_far_;            // all parts are there, but nobody would call it near
  std::vector<Lacking> lacking_;            // what candidates lack
  std::map<std::uint32_t, int> asked_for_;  // term -> alternatives that ask for it
  int alternatives_ = 0;
};

}  // namespace

std::vector<NearMiss> near_misses(const MatchIndex& index, const Clause& clause,
                                  std::size_t limit) {
  Search search(index);
  search.look_into(clause, clause.within);
  return search.best(limit);
}

}  // namespace plangrade::scoring
