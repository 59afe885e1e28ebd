// The one table of keys: what may stand where in rule sets, policies and estimates.
//
// A row feeds the check of shapes (unknown, misplaced, missing keys and wrong types), the JSON
// Schema that editors use, and the tables of docs/rules.md. A new key is one row and its reader.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plangrade/model/problem.h"
#include "rules/yaml_tree.h"

namespace plangrade::rules {

/// What a value must look like. `Key::of` completes those marked (of).
enum class ValueType {
  text,
  name,     ///< a word of letters, digits, "_" and "-" that begins with a letter
  id,       ///< the same, and it may begin with a digit
  version,  ///< 1
  boolean,
  whole,   ///< 0, 1, 2, ...
  number,  ///< 2, 0.75, 3/7, 70%
  choice,  ///< (of) one of the words "a|b|c"
  within,  ///< sentence, ..., "12 words", "2 sentences"
  reach,   ///< "6 words" or sentence
  texts,   ///< a list of texts
  text_or_texts,
  choices,          ///< (of) a list of words of "a|b|c"
  patterns,         ///< a list of patterns
  object,           ///< (of) a map with the keys of another place
  objects,          ///< (of) a list of them
  short_or_object,  ///< (of) a map, or in short the value of the key that comes first in its place
  named_short,      ///< (of) a map from names to short_or_object
  shorts,           ///< (of) a list of short_or_object
  part_names,       ///< a list of names, or a map from parts to such lists; (of) as for choices
  numbers,          ///< a map from names to numbers
  levels,           ///< a map from criteria to a level or a list of levels
};

struct Key {
  std::string_view where;  ///< the place: "criterion", "condition", ...
  std::string_view key;
  ValueType type;
  std::string_view of;
  bool required;
  std::string_view doc;  ///< one sentence fragment for people
};

struct Place {
  std::string_view name;  ///< as in Key::where
  std::string_view doc;   ///< what stands there
  std::string_view also;  ///< another place whose keys are allowed here too
};

std::span<const Key> key_table();
std::span<const Place> places();

/// The keys allowed in a place, in the order of the table.
std::vector<const Key*> keys_of(std::string_view place);

/// "a|b|c" as its words.
std::vector<std::string> words_of(std::string_view alternatives);

/// The type in words: "a list of patterns".
std::string type_in_words(const Key& key);

/// Holds `node` to the table, as what may stand in `place`. Problems R004 to R010, R039. A key that
/// is one slip away from a known one is reported and then read as that one, so that one slip is
/// one problem.
void check_shape(YamlNode& node, std::string_view place, Problems& problems);

/// The tables of docs/rules.md, in Markdown.
std::string key_tables_markdown();

}  // namespace plangrade::rules
