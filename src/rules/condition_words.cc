// Conditions in plain English, for people who dispute a rating.
//
// A term becomes its name in words, an operator a sentence with bullets under it:
//
//   In one sentence, all of these must be found:
//     - abuse
//     - harm to mind
//     Does not count where it is negated.
#include "rules/codebook.h"
#include "rules/values.h"

namespace plangrade::rules {
namespace {

using Kind = CodebookBlock::Kind;

std::string scope_in_words(const Within& within) {
  switch (within.scope) {
    case Scope::sentence:
      return "in one sentence, bullet or table row";
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

/// What must be found, up to the colon before the parts.
std::string lead_in(const Condition& condition) {
  const std::string parts = std::to_string(condition.parts.size());
  switch (condition.op) {
    case Operator::term:
      return in_words(condition.term);
    case Operator::all:
      return condition.ordered ? "all of these, in this order" : "all of these";
    case Operator::any:
      return "one of these";
    case Operator::at_least:
      return "at least " + std::to_string(condition.n) + " of these " + parts;
    case Operator::count:
      return in_words(condition.term) + ", at least " + std::to_string(condition.n) + " " +
             counted(condition);
  }
  return "";
}

std::string listed(const std::vector<std::string>& names, const std::string& last) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " " + last + " " : ", ";
    text += in_words(names[i]);
  }
  return text;
}

/// A context by its title if it has one: "the service is said to have ended".
std::string context_in_words(const std::string& name, const RuleSet& rules) {
  for (const auto& context : rules.contexts) {
    if (context.name == name && !context.title.empty())
      return in_words(name) + " (" + context.title + ")";
  }
  return in_words(name);
}

std::string contexts_in_words(const std::vector<std::string>& names, const RuleSet& rules) {
  std::vector<std::string> words;
  for (const auto& name : names) words.push_back(context_in_words(name, rules));
  return listed(words, "or");
}

CodebookBlock bullet(std::string text, int depth) {
  return {Kind::bullet, depth, {{{std::move(text), false}}}, ""};
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

void add_parts(const PartNames& parts, const std::string& what, const RuleSet& rules, int depth,
               std::vector<CodebookBlock>& blocks) {
  for (const auto& [part, names] : parts) {
    const auto subject = part == "*" ? "It" : "\xE2\x80\x9C" + in_words(part) + "\xE2\x80\x9D";
    blocks.push_back(bullet(subject + what + contexts_in_words(names, rules), depth));
  }
}

void add_remarks(const Condition& condition, const RuleSet& rules, int depth,
                 std::vector<CodebookBlock>& blocks) {
  add_parts(condition.unless, " does not count where it is ", rules, depth, blocks);
  add_parts(condition.only, " counts only where it is ", rules, depth, blocks);
  add_parts(condition.carry, " may stand instead in the ", rules, depth, blocks);
  if (!condition.in.empty()) {
    blocks.push_back(
        bullet("Only in these parts of the plan: " + listed(condition.in, "and"), depth));
  }
  if (!condition.not_in.empty()) {
    blocks.push_back(
        bullet("Not in these parts of the plan: " + listed(condition.not_in, "and"), depth));
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

std::vector<CodebookBlock> condition_in_words(const Condition& condition, const RuleSet& rules,
                                              int depth) {
  std::string text = lead_in(condition);
  if (condition.within) text += ", " + scope_in_words(*condition.within);
  if (!condition.parts.empty()) text += ":";
  std::vector<CodebookBlock> blocks{bullet(capital(text), depth)};
  for (const auto& part : condition.parts) {
    for (auto& block : condition_in_words(part, rules, depth + 1))
      blocks.push_back(std::move(block));
  }
  add_remarks(condition, rules, depth + 1, blocks);
  if (condition.none.empty()) return blocks;
  blocks.push_back(bullet("Unless one of these is found beside it:", depth + 1));
  for (const auto& part : condition.none) {
    for (auto& block : condition_in_words(part, rules, depth + 2))
      blocks.push_back(std::move(block));
  }
  return blocks;
}

}  // namespace plangrade::rules
