// A rule set as its author wrote it: vocabulary, cues, criteria with their levels, ratings.
// docs/rules.md is the reference of the language; every struct here is one of its tables.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plangrade/model/fraction.h"
#include "plangrade/model/problem.h"

namespace plangrade {

/// An RE2 pattern as written, with placeholders ({number}, {area}, {TERM}) not yet expanded.
struct Pattern {
  std::string text;
  SourcePosition at;
  std::uint32_t taken = 0;  ///< of a term: the number of the term it is taken over from; 0: its own
  bool operator==(const Pattern&) const = default;
};

/// How a plan gives a name to what a term is about: in a sentence (or paragraph) in which all terms
/// of `beside` match, what a pattern of `names` finds is a name. From then on the name counts as a
/// match of the term wherever it stands in the plan.
struct Naming {
  std::vector<Pattern> names;       ///< as '{name} (?:project|service)'
  std::vector<std::string> beside;  ///< names of terms
  bool in_paragraph = false;        ///< `beside` may match in the whole paragraph
  SourcePosition at;
};

/// A named vocabulary. A match of `any`, or of a name that the plan gives to it, counts unless it
/// overlaps a match of `except`; an exception whose Pattern::taken is not 0 takes away only what
/// RuleSet::strikes says.
struct Term {
  std::string name;
  std::vector<Pattern> any;  ///< its own and those of included terms
  std::vector<Pattern> except;
  std::vector<std::string> include;  ///< names of terms whose any, except and named it takes over
  bool whole_words = true;
  std::vector<Naming> named{};  ///< its own and those of included terms
  SourcePosition at;
};

enum class Direction { before, after, both };  ///< where the cue stands relative to what it governs

/// A ConText context: cues that change what a match near them means (negated, planned, ...).
struct Context {
  std::string name;
  std::vector<Pattern> cues;
  std::vector<Pattern> pseudo;  ///< stretches that look like a cue and are none
  std::vector<Pattern> stop;    ///< words that end a cue's reach
  std::vector<Pattern> unless;  ///< if one of these is in the sentence, the cue is void
  Direction direction = Direction::before;
  int reach = 0;                   ///< words; 0 = to the end of the sentence
  std::vector<std::string> carry;  ///< surroundings whose cues govern too: "heading", "lead_in"...
  std::string title;               ///< for people: "the service is said to have ended"
  SourcePosition at;
};

/// A named part of plans, found by its heading, beside the built-in zones.
struct ZoneRule {
  std::string name;
  std::vector<Pattern> headings;
  SourcePosition at;
};

enum class Scope {
  sentence,
  row,
  list,
  table,
  paragraph,
  section,
  page,
  document,
  words,
  sentences,
  cell,
  bullet
};

/// A stretch of text: `within: sentence`, `within: 12 words`.
struct Within {
  Scope scope = Scope::sentence;
  int n = 0;  ///< for words and sentences
  bool operator==(const Within&) const = default;
};

enum class Operator { term, all, any, at_least, count };
enum class Distinct { match, sentence, page };

/// For one part of a condition (a term's name) or all of them ("*"): names of contexts or
/// surroundings.
using PartNames = std::map<std::string, std::vector<std::string>>;

/// One node of a criterion's condition tree.
struct Condition {
  Operator op = Operator::term;
  std::string term;              ///< op term, count
  std::string name{};            ///< of the shared condition that it was written as; or empty
  std::vector<Condition> parts;  ///< op all, any, at_least
  int n = 0;                     ///< at_least: how many parts; count: how many matches
  Distinct distinct = Distinct::match;  ///< count
  std::vector<Condition> none;          ///< must not hold in the same stretch
  std::optional<Within> within;         ///< empty: the stretch of the enclosing condition
  bool ordered = false;                 ///< parts must follow one another in the text
  std::optional<int> gap{};             ///< ordered: at most so many words between neighbours
  PartNames unless;                     ///< contexts that take a match away
  PartNames only;                       ///< contexts that a match must stand in
  PartNames carry;                      ///< surroundings in which a part may stand instead
  std::vector<std::string> from;        ///< surroundings: it must hold in one of them, not here
  std::vector<std::string> in;          ///< zones; empty: all that are not in the default not_in
  std::vector<std::string> not_in;
  SourcePosition at;
};

/// A passage with the level that a coder gives it.
struct RuleTest {
  std::string text;  ///< may hold line breaks: bullets, rows "a | b", headings "# "
  std::string level;
  std::string known_gap;  ///< why the rule set is known to fail here; empty: it must pass
  std::string area;       ///< name that {area} stands for; may be empty
  SourcePosition at;
};

struct Level {
  std::string level;  ///< "met", "partly", ...
  Condition when;
  std::optional<Fraction> points;
  SourcePosition at;
};

/// To which plans a criterion applies; empty lists mean "all".
struct Applies {
  std::vector<std::string> area_type, region, round;
};

struct Criterion {
  std::string id;  ///< column name in plans.csv
  std::string name;
  std::string question;
  std::string section;          ///< id of a ScoreSection; empty if there are none
  Fraction weight = 1;          ///< multiplies points
  std::optional<Fraction> max;  ///< points available; default: the best level's points
  std::vector<Level> levels;    ///< best first
  std::string otherwise;        ///< the level if none holds
  Fraction otherwise_points = 0;
  Applies applies;
  std::vector<RuleTest> tests;
  SourcePosition at;
};

/// A weighted part of a scorecard.
struct ScoreSection {
  std::string id, title;
  Fraction weight = 1;
  std::map<std::string, Fraction> weight_by_area_type;
  SourcePosition at;
};

/// What becomes of a section in which nothing is available to a plan.
enum class EmptySection { rescale, zero };

/// One row of the rating table; the first that holds is the rating.
struct RatingRule {
  std::string rating;
  std::map<std::string, std::vector<std::string>> when;  ///< criterion -> levels, all must hold
  std::optional<Fraction> at_least;                      ///< of the score, 0..1
  SourcePosition at;
};

struct RuleSet {
  std::string id, title, version;
  std::string citation, url;
  std::string file;    ///< the file it was loaded from
  std::string sha256;  ///< of that file and all it includes, in order
  std::vector<Term> terms;
  /// Of exceptions that other terms take over with a number: whose matches they take away, as
  /// numbers of terms, by the number of the term that they were written for. Numbers are those of
  /// Pattern::taken; what a term includes is among what its exceptions take away.
  std::map<std::uint32_t, std::vector<std::uint32_t>> strikes{};
  std::vector<Context> contexts;
  std::vector<ZoneRule> zones;
  std::vector<std::string> default_not_in;  ///< contents, glossary, references, document_control
  std::vector<ScoreSection> sections;
  EmptySection empty_section = EmptySection::rescale;
  std::vector<Criterion> criteria;
  std::vector<RatingRule> rating;
};

}  // namespace plangrade
