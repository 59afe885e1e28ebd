// The table of keys and what is asked of it.
#include "rules/keys.h"

#include <array>

#include "base/text.h"

namespace plangrade::rules {
namespace {

using enum ValueType;

constexpr std::string_view kSurroundings =
    "heading|headings|lead_in|header_row|row_header|previous_sentence|next_sentence|reference|lead_"
    "paragraph";

constexpr auto kPlaces = std::to_array<Place>({
    {"rule set", "the top of a rule set", "vocabulary"},
    {"vocabulary", "the top of a file that rule sets include; these keys may stand in both", ""},
    {"source", "where a codebook, policy or estimate was published", ""},
    {"term", "a named vocabulary under `terms`; in short the list of `any`", ""},
    {"named", "how a plan gives names to what a term is about, the value of `named`", ""},
    {"context", "a kind of cue under `contexts`; in short the list of `cues`", ""},
    {"zone", "a named part of plans under `zones`; in short the list of `headings`", ""},
    {"condition", "what must be found in the text; in short the name of a term", ""},
    {"at_least", "the value of `at_least` in a condition", ""},
    {"count", "the value of `count` in a condition", ""},
    {"section", "a weighted part of a scorecard, under `sections`", ""},
    {"criterion", "a question that a coder answers, under `criteria`", ""},
    {"level", "a level of a criterion, under `levels`", ""},
    {"otherwise", "the level of a criterion if no other holds; in short its name", ""},
    {"applies", "the plans that a criterion is asked of; others shrink the denominator", ""},
    {"test", "a passage with the level that a coder gives it", ""},
    {"rating", "a row of the rating table; the first that holds is the rating", ""},
    {"policy", "the top of a policy", ""},
    {"comparison", "how two rounds are compared", ""},
    {"estimate", "the top of an estimate", ""},
    {"band", "an age band of an estimate", ""},
});

constexpr auto kKeys = std::to_array<Key>({
    {"rule set", "id", id, "", true, "name of the rule set in every table"},
    {"rule set", "title", text, "", true, "what it is, for people"},
    {"rule set", "version", text, "", true, "its own version; raise it when a rating may move"},
    {"rule set", "source", object, "source", false, "the codebook it puts into patterns"},
    {"rule set", "extends", text, "", false,
     "a rule set to take over; what has the same name or id is replaced"},
    {"vocabulary", "plangrade", version, "", true, "version of the rule language"},
    {"vocabulary", "include", texts, "", false,
     "files of terms, contexts, zones and conditions, relative to this file"},
    {"vocabulary", "terms", named_short, "term", false, "named vocabularies"},
    {"vocabulary", "contexts", named_short, "context", false,
     "named cues that change what a match near them means"},
    {"vocabulary", "zones", named_short, "zone", false, "named parts of plans, found by heading"},
    {"vocabulary", "conditions", named_short, "condition", false,
     "named conditions, to be shared by `use`"},
    {"rule set", "not_in", texts, "", false,
     "zones that are never evidence; default contents, glossary, references, document_control"},
    {"rule set", "sections", objects, "section", false, "weighted parts of a scorecard"},
    {"rule set", "empty_sections", choice, "rescale|zero", false,
     "a section with nothing available: weights of the others are rescaled, or it counts as zero"},
    {"rule set", "criteria", objects, "criterion", false,
     "the questions; required unless another rule set is extended"},
    {"rule set", "rating", objects, "rating", false, "the rating table, first row that holds"},

    {"source", "citation", text, "", true, "author, year, title"},
    {"source", "url", text, "", false, "where it can be read"},

    {"term", "any", patterns, "", false, "patterns, one of which must match"},
    {"term", "except", patterns, "", false,
     "false friends: a match of `any` that overlaps one of these does not count"},
    {"term", "except_own", patterns, "", false,
     "the same, but where another term includes this one, that one's other matches still count"},
    {"term", "named", object, "named", false,
     "names that the plan itself gives; they match wherever they stand in it"},
    {"term", "include", texts, "", false,
     "terms whose `any`, `except`, `except_own` and `named` are taken over"},
    {"term", "whole_words", boolean, "", false,
     "false lets patterns match inside words; default true"},

    {"named", "name", text_or_texts, "", true,
     "patterns of the name, as '{name} (?:project|service)'"},
    {"named", "beside", texts, "", true, "terms that must all match where the name is given"},
    {"named", "within", choice, "sentence|paragraph", false,
     "the stretch in which they must match; default sentence"},

    {"context", "cues", patterns, "", true, "patterns that announce the context"},
    {"context", "title", text, "", false, "what it says about a match, for people"},
    {"context", "pseudo", patterns, "", false, "look like a cue and are none"},
    {"context", "stop", patterns, "", false, "words that end a cue's reach"},
    {"context", "unless", patterns, "", false, "one of these in the sentence makes its cues void"},
    {"context", "direction", choice, "before|after|both", false,
     "where the cue stands relative to what it governs; default before"},
    {"context", "reach", reach, "", false, "how far a cue governs; default sentence"},
    {"context", "carry", choices, kSurroundings, false,
     "surroundings of a sentence whose cues govern it too"},

    {"zone", "headings", patterns, "", true, "headings that open the zone"},

    {"condition", "term", text, "", false, "a term must match"},
    {"condition", "all", shorts, "condition", false,
     "every part must hold in the same stretch, no two of them resting on the same words"},
    {"condition", "any", shorts, "condition", false, "one part must hold"},
    {"condition", "at_least", object, "at_least", false, "so many of the parts must hold"},
    {"condition", "count", object, "count", false, "a term must match so many times"},
    {"condition", "use", text, "", false, "a shared condition, by its name"},
    {"condition", "within", within, "", false,
     "the stretch of text in which it must hold; default: that of the enclosing condition"},
    {"condition", "ordered", boolean, "", false, "parts of `all` must follow one another"},
    {"condition", "gap", whole, "", false,
     "with `ordered`: at most so many words between a part and the next"},
    {"condition", "none", shorts, "condition", false,
     "conditions that must not hold in the same stretch; only beside a positive part"},
    {"condition", "unless", part_names, "", false, "contexts whose cues take a match away"},
    {"condition", "only", part_names, "", false, "contexts, one of whose cues must govern a match"},
    {"condition", "carry", part_names, kSurroundings, false,
     "surroundings in which a part may stand instead of in the stretch itself"},
    {"condition", "from", choices, kSurroundings, false,
     "surroundings of the stretch's sentences, in one of which all of it must hold, not in the "
     "stretch"},
    {"condition", "in", text_or_texts, "", false, "zones in which alone it is looked for"},
    {"condition", "not_in", text_or_texts, "", false, "zones in which it is not looked for"},

    {"at_least", "n", whole, "", true, "how many"},
    {"at_least", "of", shorts, "condition", true, "the parts"},
    {"count", "term", text, "", true, "the term"},
    {"count", "min", whole, "", true, "how many times at least"},
    {"count", "distinct", choice, "match|sentence|page", false,
     "what is counted: matches, or the sentences or pages they stand in; default match"},

    {"section", "id", id, "", true, "named by `section` of a criterion"},
    {"section", "title", text, "", true, "for people"},
    {"section", "weight", number, "", false, "its share of the points in 100; default 1"},
    {"section", "weight_by_area_type", numbers, "", false,
     "weights for the area types that are weighted differently"},

    {"criterion", "id", name, "", true, "column of plans.csv; never reused for another question"},
    {"criterion", "name", name, "", true, "one or two words, joined by hyphens"},
    {"criterion", "question", text, "", true, "the question as the codebook puts it"},
    {"criterion", "section", id, "", false, "id of the section it counts in"},
    {"criterion", "weight", number, "", false, "multiplies its points; default 1"},
    {"criterion", "max", number, "", false, "points available; default those of the best level"},
    {"criterion", "levels", objects, "level", true,
     "best first; the first that holds is the level"},
    {"criterion", "otherwise", short_or_object, "otherwise", true, "the level if none holds"},
    {"criterion", "applies", object, "applies", false, "the plans it is asked of; default all"},
    {"criterion", "tests", objects, "test", false, "passages that must come out as a coder says"},

    {"level", "level", name, "", true, "its name: met, partly, ..."},
    {"level", "when", short_or_object, "condition", true, "what must be found"},
    {"level", "points", number, "", false, "what it is worth"},
    {"otherwise", "level", name, "", true, "its name: not_met, ..."},
    {"otherwise", "points", number, "", false, "what it is worth; default 0"},

    {"applies", "area_type", text_or_texts, "", false, "types of area, as in areas.csv"},
    {"applies", "region", text_or_texts, "", false, "regions, as in areas.csv"},
    {"applies", "round", text_or_texts, "", false, "rounds, as in plans.csv"},

    {"test", "text", text, "", true,
     "the passage; lines may begin with `- ` (bullet), `# ` (heading) or part cells by ` | `"},
    {"test", "level", name, "", true, "the level that a coder gives it"},
    {"test", "known_gap", text, "", false, "why the rule set is known to fail here"},
    {"test", "area", text, "", false, "the name that {area} stands for"},

    {"rating", "rating", name, "", true, "red, amber, green, or a band of your own"},
    {"rating", "when", levels, "", false, "criteria with the level, or the levels, they must have"},
    {"rating", "at_least", number, "", false, "the score that is needed, such as 70%"},

    {"policy", "plangrade", version, "", true, "version of the rule language"},
    {"policy", "id", id, "", true, "the name that --policy takes"},
    {"policy", "title", text, "", true, "what it is, for people"},
    {"policy", "source", object, "source", false, "where the round's figures were published"},
    {"policy", "unit", choice, "plan|area|child", true, "what a share is a share of"},
    {"policy", "failing", texts, "", true, "the ratings that count as failing"},
    {"policy", "denominator", choice, "with_plan|all", true,
     "no_plan and not_assessable left out, or counted"},
    {"policy", "rounding", choice, "floor|half_up|half_even|none", true,
     "how a percentage is rounded"},
    {"policy", "digits", whole, "", false, "decimals that are printed, 0 to 6; default 0"},
    {"policy", "complement", name, "", false,
     "a rating whose share is printed as 100 less the others"},
    {"policy", "children_in", texts, "", false,
     "ratings whose children are summed for the headline; default red, amber, no_plan"},
    {"policy", "regions", text, "", false, "column of the register to group by; default region"},
    {"policy", "comparison", object, "comparison", false, "how two rounds are compared"},
    {"comparison", "stagnant", texts, "", false,
     "ratings that count as stagnant if an area has one in both rounds; default red, amber"},
    {"comparison", "rating_order", texts, "", false,
     "all ratings, worst first; default red, amber, green"},

    {"estimate", "plangrade", version, "", true, "version of the rule language"},
    {"estimate", "id", id, "", true, "the name that --estimate takes"},
    {"estimate", "title", text, "", true, "what it is, for people"},
    {"estimate", "source", object, "source", true, "the study the rates come from"},
    {"estimate", "measure", text, "", true, "what is estimated, as in a sentence"},
    {"estimate", "interval", text, "", false,
     "where the bounds come from; needed if there are any"},
    {"estimate", "population_source", text, "", true, "the population the rates are applied to"},
    {"estimate", "bands", objects, "band", true, "each is rounded half up, then they are added"},
    {"band", "population", choice, "pop_0_10|pop_11_17", true, "column of areas.csv"},
    {"band", "rate", number, "", true, "share of that population"},
    {"band", "low", number, "", false, "lower bound of the rate"},
    {"band", "high", number, "", false, "upper bound of the rate"},
});

std::string joined_alternatives(std::string_view alternatives) {
  return base::join(words_of(alternatives), ", ");
}

}  // namespace

std::span<const Key> key_table() { return kKeys; }
std::span<const Place> places() { return kPlaces; }

std::vector<const Key*> keys_of(std::string_view place) {
  std::string_view also;
  for (const auto& known : kPlaces) {
    if (known.name == place) also = known.also;
  }
  std::vector<const Key*> keys;
  for (const auto& row : kKeys) {
    if (row.where == place || (!also.empty() && row.where == also)) keys.push_back(&row);
  }
  return keys;
}

std::vector<std::string> words_of(std::string_view alternatives) {
  return base::split(alternatives, '|');
}

std::string type_in_words(const Key& key) {
  const std::string of(key.of);
  switch (key.type) {
    case text:
      return "text";
    case name:
      return "a name (letters, digits, _ and -)";
    case id:
      return "an id (letters, digits, _ and -)";
    case version:
      return "1";
    case boolean:
      return "true or false";
    case whole:
      return "a whole number";
    case number:
      return "a number (2, 0.75, 3/7, 70%)";
    case choice:
      return "one of " + joined_alternatives(key.of);
    case ValueType::within:
      return "sentence, bullet, row, cell, list, table, paragraph, section, page, document, "
             "N words or N sentences";
    case reach:
      return "N words or sentence";
    case texts:
      return "a list of texts";
    case text_or_texts:
      return "text or a list of texts";
    case choices:
      return "a list of " + joined_alternatives(key.of);
    case patterns:
      return "a list of patterns";
    case object:
      return "the keys of a " + of;
    case objects:
      return "a list, each with the keys of a " + of;
    case short_or_object:
      return "a " + of;
    case named_short:
      return "names, each with a " + of;
    case shorts:
      return "a list, each a " + of;
    case part_names:
      return (of.empty() ? std::string("a list of names")
                         : "a list of " + joined_alternatives(key.of)) +
             ", or part: list";
    case numbers:
      return "names, each with a number";
    case levels:
      return "criteria, each with a level or a list of levels";
  }
  return "";
}

std::string key_tables_markdown() {
  std::string out;
  for (const auto& place : kPlaces) {
    out += "### " + std::string(place.name) + "\n\n" + std::string(place.doc);
    if (!place.also.empty()) out += "; also the keys of *" + std::string(place.also) + "*";
    out += ".\n\n| key | value | meaning |\n|---|---|---|\n";
    for (const auto& row : kKeys) {
      if (row.where != place.name) continue;
      out += "| `" + std::string(row.key) + "`" + (row.required ? " (required)" : "") + " | " +
             type_in_words(row) + " | " + std::string(row.doc) + " |\n";
    }
    out += "\n";
  }
  return out;
}

}  // namespace plangrade::rules
