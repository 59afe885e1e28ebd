// Stretches of text: each is opened inside a wider one, or it cannot be honoured.
//
// A condition is evaluated in a stretch; `within` opens narrower ones. Stretches are ordered by
// what they can hold:
//
//   words < cell < sentence, row, bullet < paragraph < list, table, sentences < section, page
//     < document
//
// A page may hold parts of sections and a section parts of pages, so neither stands in the other.
#include <algorithm>

#include "rules/checks.h"
#include "rules/values.h"

namespace plangrade::rules {
namespace {

int width_of(Scope scope) {
  switch (scope) {
    case Scope::words:
      return 1;
    case Scope::cell:
      return 2;
    case Scope::sentence:
    case Scope::row:
    case Scope::bullet:
      return 3;
    case Scope::paragraph:
      return 4;
    case Scope::list:
    case Scope::table:
    case Scope::sentences:
      return 5;
    case Scope::section:
    case Scope::page:
      return 6;
    case Scope::document:
      return 7;
  }
  return 0;
}

bool fits(const Within& inner, const Within& outer) {
  if (inner.scope == outer.scope) return inner.n <= outer.n;
  const bool of_table = inner.scope == Scope::row || inner.scope == Scope::cell;
  if (of_table && (outer.scope == Scope::list || outer.scope == Scope::bullet)) return false;
  if (inner.scope == Scope::bullet && outer.scope == Scope::table) return false;
  return width_of(inner.scope) < width_of(outer.scope);
}

void check_inside(const Condition& condition, const Within& outer, Problems& problems) {
  if (condition.within && !fits(*condition.within, outer)) {
    problems.push_back({"R030",
                        "'within: " + to_text(*condition.within) +
                            "' cannot be honoured inside 'within: " + to_text(outer) + "'",
                        condition.at,
                        "an inner scope must be narrower than the one around it",
                        {}});
  }
  const Within own = condition.within.value_or(outer);
  for (const auto& part : condition.parts) check_inside(part, own, problems);
  for (const auto& part : condition.none) check_inside(part, own, problems);
}

/// Does the condition, or every way down from it, say its own stretch?
bool has_scope(const Condition& condition) {
  if (condition.within) return true;
  for (const auto& part : condition.parts) {
    if (has_scope(part)) return true;
  }
  return false;
}

/// Without a scope at the top, some parts with scopes of their own and some without: is a bare term
/// meant anywhere in the document? The author has to say.
void check_said(const Condition& top, Problems& problems) {
  if (top.within) return;
  const Condition* with = nullptr;
  const Condition* without = nullptr;
  for (const auto* parts : {&top.parts, &top.none}) {
    for (const auto& part : *parts) (has_scope(part) ? with : without) = &part;
  }
  if (with == nullptr || without == nullptr || top.op == Operator::any) return;
  problems.push_back({"R031",
                      "the scope of this part is missing: others beside it have one",
                      without->at,
                      "say 'within:' here, or beside '" +
                          std::string(top.op == Operator::all ? "all" : "at_least") +
                          "' (within: document, if it may stand anywhere)",
                      {}});
}

void warn_of_reach(const Condition& condition, const std::string& what, Problems& problems) {
  problems.push_back({"R046",
                      what + " over the whole document: it has no 'within', and others here have",
                      condition.at,
                      "say 'within: sentence', or 'within: document' if that is meant",
                      {},
                      Severity::warning});
}

/// Below a top without a stretch of its own, some of whose parts have one: what is looked for in
/// the whole document without anybody having said so?
void check_reach(const Condition& condition, Problems& problems) {
  if (condition.within || condition.parts.empty()) return;
  const bool together = condition.op != Operator::any && condition.parts.size() > 1;
  if (condition.ordered) {
    warn_of_reach(condition, "the parts of this 'all' may follow each other", problems);
  } else if (together && std::ranges::none_of(condition.parts, has_scope)) {
    warn_of_reach(condition, "the parts of this condition may be spread", problems);
  }
  for (const auto& part : condition.parts) check_reach(part, problems);
}

}  // namespace

void check_scopes(const Criterion& criterion, Problems& problems) {
  for (const auto& level : criterion.levels) {
    check_said(level.when, problems);
    if (has_scope(level.when)) check_reach(level.when, problems);
    check_inside(level.when, {Scope::document, 0}, problems);
  }
}

}  // namespace plangrade::rules
