// Conditions in plain English, for people who dispute a rating.
//
// A term becomes its name in words, an operator a sentence with bullets under it:
//
//   In one sentence, all of these must be found:
//     - abuse
//     - harm to mind
//     It does not count where a cue says: negated
#include <algorithm>

#include "plangrade/model/surrounding.h"
#include "rules/codebook.h"
#include "rules/values.h"

namespace plangrade::rules {
namespace {

using Kind = CodebookBlock::Kind;

std::string scope_in_words(const Within& within) {
  switch (within.scope) {
    case Scope::sentence:
      return "in one sentence, bullet or table row";
    case Scope::bullet:
      return "in one bullet";
    case Scope::cell:
      return "in one cell of a table";
    case Scope::row:
      return "in one table row";
    case Scope::list:
      return "in one list";
    case Scope::table:
      return "in one table";
    case Scope::paragraph:
      return "in one paragraph";
    case Scope::section:
      return "in one section";
    case Scope::page:
      return "on one page";
    case Scope::document:
      return "anywhere in the plan";
    case Scope::words:
      return "within " + std::to_string(within.n) + " words";
    case Scope::sentences:
      return "within " + std::to_string(within.n) + " sentences in a row";
  }
  return "";
}

std::string counted(const Condition& condition) {
  switch (condition.distinct) {
    case Distinct::match:
      return "times";
    case Distinct::sentence:
      return "times, in different sentences";
    case Distinct::page:
      return "times, on different pages";
  }
  return "";
}

/// A name in words that leads to where it is explained: "term-" or "context-" and the name.
TextRun linked(const std::string& kind, const std::string& name) {
  return {in_words(name), false, kind + "-" + name};
}

Text listed(const std::string& kind, const std::vector<std::string>& names,
            const std::string& last) {
  Text text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text.push_back({i + 1 == names.size() ? " " + last + " " : ", "});
    text.push_back(kind.empty() ? TextRun{in_words(names[i])} : linked(kind, names[i]));
  }
  return text;
}

Text operator+(Text a, const Text& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

/// Nothing is said beside the operator and its parts.
bool is_bare(const Condition& condition) {
  return !condition.within && condition.none.empty() && condition.unless.empty() &&
         condition.only.empty() && condition.carry.empty() && condition.from.empty() &&
         condition.in.empty() && condition.not_in.empty();
}

/// A choice of terms, which fits in a line: "child abuse or violence at home".
bool is_choice_of_terms(const Condition& condition) {
  return condition.op == Operator::any && is_bare(condition) &&
         std::ranges::all_of(condition.parts, [](const Condition& part) {
           return part.op == Operator::term && is_bare(part);
         });
}

/// A choice of one thing, without anything else said about it, is that thing.
bool is_wrapper(const Condition& condition) {
  return condition.op != Operator::count && condition.parts.size() == 1 && is_bare(condition);
}

/// What must be found, up to the colon before the parts.
Text lead_in(const Condition& condition) {
  const std::string parts = std::to_string(condition.parts.size());
  switch (condition.op) {
    case Operator::term:
      return {linked("term", condition.term)};
    case Operator::all:
      if (!condition.ordered) return {{"all of these"}};
      return {
          {"all of these, in this order" +
           (condition.gap ? ", at most " + std::to_string(*condition.gap) + " words apart" : "")}};
    case Operator::any:
      return {{"one of these"}};
    case Operator::at_least:
      return {{"at least " + std::to_string(condition.n) + " of these " + parts}};
    case Operator::count:
      return {linked("term", condition.term),
              {", at least " + std::to_string(condition.n) + " " + counted(condition)}};
  }
  return {};
}

CodebookBlock bullet(Text text, int depth) {
  if (!text.empty() && !text[0].text.empty()) {
    char& first = text[0].text[0];
    if (first >= 'a' && first <= 'z') first = static_cast<char>(first - 'a' + 'A');
  }
  return {Kind::bullet, depth, {std::move(text)}, ""};
}

/// What a remark is about: the whole, or a part of it.
std::string subject_of(const std::string& part) {
  return part == "*" ? "It" : "\xE2\x80\x9C" + in_words(part) + "\xE2\x80\x9D";
}

void add_parts(const PartNames& parts, const std::string& what, const std::string& kind, int depth,
               std::vector<CodebookBlock>& blocks) {
  for (const auto& [part, names] : parts) {
    blocks.push_back(bullet(Text{{subject_of(part) + what}} + listed(kind, names, "or"), depth));
  }
}

/// Where something is carried over from, as seen from the sentence.
std::string surrounding_in_words(const std::string& name) {
  switch (surroundings_named({name})) {
    case kHeading:
      return "the heading above";
    case kHeadings:
      return "one of the headings above";
    case kLeadIn:
      return "the sentence that introduces the list or table";
    case kLeadParagraph:
      return "the paragraph that introduces the list or table";
    case kHeaderRow:
      return "the head of the table";
    case kRowHeader:
      return "the row above that names this one";
    case kPreviousSentence:
      return "the sentence before";
    case kNextSentence:
      return "the sentence behind";
    case kReference:
      return "the place that it names by number";
    default:
      return in_words(name);
  }
}

std::string surroundings_in_words(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += surrounding_in_words(names[i]);
  }
  return out;
}

void add_remarks(const Condition& condition, int depth, std::vector<CodebookBlock>& blocks) {
  add_parts(condition.unless, " does not count where a cue says: ", "context", depth, blocks);
  add_parts(condition.only, " counts only where a cue says: ", "context", depth, blocks);
  for (const auto& [part, names] : condition.carry) {
    blocks.push_back(bullet(
        {{subject_of(part) + " may stand instead in " + surroundings_in_words(names)}}, depth));
  }
  if (!condition.in.empty()) {
    blocks.push_back(bullet(
        Text{{"Only in these parts of the plan: "}} + listed("", condition.in, "and"), depth));
  }
  if (!condition.not_in.empty()) {
    blocks.push_back(bullet(
        Text{{"Not in these parts of the plan: "}} + listed("", condition.not_in, "and"), depth));
  }
}

}  // namespace

std::string in_words(const std::string& name) {
  std::string words = name;
  for (char& c : words) {
    if (c == '_') c = ' ';
  }
  return words;
}

std::vector<CodebookBlock> condition_in_words(const Condition& condition, int depth) {
  if (is_wrapper(condition)) return condition_in_words(condition.parts[0], depth);
  if (is_choice_of_terms(condition)) {
    std::vector<std::string> names;
    for (const auto& part : condition.parts) names.push_back(part.term);
    return {bullet(listed("term", names, "or"), depth)};
  }
  Text text = lead_in(condition);
  if (condition.within) text.push_back({", " + scope_in_words(*condition.within)});
  if (!condition.from.empty()) {
    text.push_back(
        {", not in the sentence itself but in " + surroundings_in_words(condition.from)});
  }
  if (!condition.parts.empty()) text.push_back({":"});
  std::vector<CodebookBlock> blocks{bullet(std::move(text), depth)};
  for (const auto& part : condition.parts) {
    for (auto& block : condition_in_words(part, depth + 1)) blocks.push_back(std::move(block));
  }
  add_remarks(condition, depth + 1, blocks);
  if (condition.none.empty()) return blocks;
  blocks.push_back(bullet({{"Unless one of these is found beside it:"}}, depth + 1));
  for (const auto& part : condition.none) {
    for (auto& block : condition_in_words(part, depth + 2)) blocks.push_back(std::move(block));
  }
  return blocks;
}

}  // namespace plangrade::rules
