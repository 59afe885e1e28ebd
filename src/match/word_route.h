// Walking the ways of patterns (word_path.h) through a sentence, at all places at once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "match/word_lists.h"
#include "match/word_needs.h"
#include "match/word_path.h"
#include "match/word_places.h"

namespace plangrade::match {

/// Ways with their words as a table of words has them, numbered from 0. All lie in a few vectors:
/// a sentence is asked of many, each of which would else be a place of its own in memory.
class Routes {
 public:
  /// Of each group of `needs` the way needs a word.
  void add(const WordPath& path, const TriggerGroups& needs, WordTable& table);

  /// A list that no way asks for.
  std::uint32_t add_list(const std::vector<TriggerWord>& words, WordTable& table) {
    return lists_.add(words, table);
  }

  std::uint32_t size() const { return static_cast<std::uint32_t>(routes_.size()); }
  const WordLists& lists() const { return lists_; }

  /// The groups of trigger words of a way, as lists, the rarest first.
  std::span<const std::uint32_t> groups(std::uint32_t route) const {
    const Route& of = routes_[route];
    return {groups_.data() + of.groups, groups_.data() + of.groups_end};
  }

  /// Whether the way leads through a sentence: false only if the pattern does not match there.
  bool leads_through(std::uint32_t route, WordPlaces& places) const;

 private:
  friend class Traveller;
  struct Step {
    PathStep::Kind kind = PathStep::Kind::sequence;
    bool optional = false, digits = false, letters = false;  // as in PathStep
    std::uint16_t n = 1;
    std::uint32_t end = 0;   // the next step
    std::uint32_t list = 0;  // of a word
  };
  struct Link {
    std::uint32_t list = 0;
    std::uint16_t gap = 0;
    bool joined = false;
  };
  struct Route {
    std::uint32_t steps = 0, steps_end = 0;
    std::uint32_t links = 0, links_end = 0;
    std::uint32_t groups = 0, groups_end = 0;
    bool from_first = false, exact = false;  // as in WordLinks
  };

  void add_steps(const WordPath& path, WordTable& table);
  bool links_stand(const Route& route, const WordPlaces& places) const;

  WordLists lists_;
  std::vector<Route> routes_;
  std::vector<Step> steps_;
  std::vector<Link> links_;
  std::vector<std::uint32_t> groups_;
};

}  // namespace plangrade::match
