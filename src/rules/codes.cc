// The codes of problems with rule files. A code is never given another meaning.
#include "rules/codes.h"

#include <array>

#include "plangrade/rules.h"

namespace plangrade::rules {
namespace {

constexpr auto kCodes = std::to_array<CodeMeaning>({
    {"R001", "not YAML",
     "The file cannot be parsed, is empty, or uses tags. Check indentation, colons and quotes."},
    {"R002", "too large or too deep",
     "Files have at most 1 MB, 50,000 values and 64 levels; a rule set at most 64 files."},
    {"R003", "not UTF-8", "The file holds bytes that are no text in UTF-8. Save it as UTF-8."},
    {"R004", "unknown key", "The key is known nowhere; a near one is suggested."},
    {"R005", "misplaced key", "The key is known, but not here; the message says where it belongs."},
    {"R006", "key or name twice",
     "The same key stands twice in one map; only one of them would count."},
    {"R007", "wrong kind of value", "A list stands where a text is expected, or the like."},
    {"R008", "missing key", "A key that is required is not there."},
    {"R009", "unknown value", "The value is none of those the key takes, or no readable number."},
    {"R010", "not a name",
     "Names have letters, digits, _ and -, begin with a letter, and are not reserved."},
    {"R011", "defined twice", "Two things of one kind have the same name or id."},
    {"R012", "unknown term", "A condition or term refers to a term that is defined nowhere."},
    {"R013", "unknown context", "`unless` or `only` names a context that is defined nowhere."},
    {"R014", "unknown zone", "`in` or `not_in` names a zone that is neither built in nor defined."},
    {"R015", "unknown condition", "`use` names a condition that is defined nowhere."},
    {"R016", "unknown criterion",
     "The rating table names a criterion that the rule set does not have."},
    {"R017", "unknown level",
     "A test or the rating table names a level that the criterion does not have."},
    {"R018", "unknown or missing section",
     "In a rule set with sections, every criterion belongs to one."},
    {"R019", "file not readable", "A file that is included or extended cannot be read."},
    {"R020", "files in a circle", "Files include or extend each other in a circle."},
    {"R021", "names in a circle", "Conditions or terms refer to each other in a circle."},
    {"R022", "unused (warning)",
     "The file defines a term, context, zone or condition that nothing refers to."},
    {"R023", "look-around",
     "RE2, which matches in linear time, has none. Use `except` of the term or `unless` of the "
     "condition."},
    {"R024", "back-reference", "RE2 has none. Write the alternatives out."},
    {"R025", "matches the empty string", "Such a pattern matches everywhere and says nothing."},
    {"R026", "not a regular expression",
     "A bracket is not closed, or a repetition repeats nothing."},
    {"R027", "unknown placeholder",
     "{NAME} is neither a term nor number, money, percent, year or area."},
    {"R028", "term and exception overlap",
     "The same pattern stands in `any` and `except`; it can never count."},
    {"R029", "satisfied by absence",
     "A criterion is met by what a plan says, never by what it leaves out."},
    {"R030", "scope cannot be honoured",
     "An inner `within` must be narrower than the one around it."},
    {"R031", "scope missing",
     "Some parts have a scope and one beside them has none; say which is meant."},
    {"R032", "levels out of order", "Levels stand best first, with falling points."},
    {"R033", "points do not add up", "Points are missing on a level, or exceed what is available."},
    {"R034", "rating cannot be reached",
     "Rows before it hold for every plan that this row holds for."},
    {"R035", "ratings do not cover every plan",
     "For some plan no row holds; end the table with a row without `when`."},
    {"R036", "operators do not fit",
     "A condition has exactly one of term, all, any, at_least, count and use."},
    {"R037", "no part of this condition",
     "A map under `unless`, `only` or `carry` names a term that is not in the condition."},
    {"R038", "number out of range",
     "A number can never be satisfied, or is no share between 0 and 1."},
    {"R039", "unknown language version",
     "The file is written for another version of the rule language."},
    {"R040", "nothing of that name",
     "There is neither a file nor a shipped rule set, policy or estimate of that name."},
    {"R041", "grows without bound",
     "A pattern, or shared conditions or terms put into each other, grow too large."},
    {"R042", "pattern twice (warning)", "A term lists the same pattern twice."},
    {"R043", "unknown rating", "A policy names a rating that is not in its `rating_order`."},
    {"R044", "mixed case (warning)",
     "One capital letter makes a whole pattern mind its case: 'CAMHS team' does not find 'CAMHS "
     "Team'. Write 'CAMHS (?i:team)', or words and acronyms as two patterns."},
    {"R045", "level cannot be reached",
     "A better level holds wherever this one does: the conditions are the same, or this one is one "
     "of its alternatives."},
    {"R046", "reaches over the document (warning)",
     "Beside a condition with `within`, one without it is looked for in the whole document: in an "
     "`any` with `within` in one alternative alone, or with `ordered`. Say which is meant."},
    {"R047", "nothing stands here",
     "A condition whose parts all stand in surroundings (`from`) has no sentence of its own to be "
     "asked of. At least one part must be looked for in the stretch itself."},
    {"M001", "pattern too large",
     "As written, with its placeholders put in, or for the automaton of RE2: write fewer "
     "alternatives or smaller repetitions."},
    {"M002", "pattern not UTF-8", "Of a pattern on the command line; in files it is R003."},
    {"M003", "not a regular expression for RE2",
     "RE2 refuses what stands there, as `(`, `[z-a]` or `a{2000}`."},
    {"M004", "look-around", "Of a pattern on the command line; in files it is R023."},
    {"M005", "back-reference", "Of a pattern on the command line; in files it is R024."},
    {"M006", "unknown or unclosed placeholder",
     "Of a pattern on the command line; in files it is R027."},
    {"M007", "placeholders in a circle", "Terms put each other in by {NAME}; in files it is R021."},
    {"M008", "matches the empty string",
     "Such a pattern matches everywhere and says nothing; in files it is mostly R025."},
});

}  // namespace

std::string code_table_markdown() {
  std::string out = "| code | what | why, and what to do |\n|---|---|---|\n";
  for (const auto& row : kCodes) {
    out += "| `" + std::string(row.code) + "` | " + std::string(row.title) + " | " +
           std::string(row.meaning) + " |\n";
  }
  return out;
}

}  // namespace plangrade::rules

namespace plangrade {

std::span<const CodeMeaning> rule_codes() { return rules::kCodes; }

}  // namespace plangrade
