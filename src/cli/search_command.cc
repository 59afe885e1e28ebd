// `plangrade search`: a term or pattern in context, over documents, with page.
#include <fmt/format.h>

#include <algorithm>

#include "base/terminal_text.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/settings.h"
#include "cli/tables.h"
#include "plangrade/match.h"
#include "plangrade/segment.h"

namespace plangrade::cli {
namespace {

/// A rule set that holds one pattern as a term, for what is typed on the command line.
RuleSet set_of_pattern(const std::string& pattern) {
  RuleSet set;
  set.id = "search";
  Term term;
  term.name = "search";
  term.any = {{pattern, {"the command line", 1, 1}}};
  set.terms.push_back(std::move(term));
  return set;
}

/// One keyword in context.
struct Concordance {
  std::string plan_id, path, page, left, match, right;
};

/// `text` on one line, as a terminal may show it.
std::string folded(std::string_view text) {
  std::string out;
  for (const char c : base::printable(text)) {
    if (c != ' ' || out.empty() || out.back() != ' ') out += c;
  }
  return out;
}

bool inside_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

/// Up to `most` characters before a place.
std::string before(std::string_view text, std::size_t at, std::size_t most) {
  std::size_t begin = at;
  for (; most > 0 && begin > 0; --most) {
    do --begin;
    while (begin > 0 && inside_character(text, begin));
  }
  return folded(text.substr(begin, at - begin));
}

/// Up to `most` characters from a place on.
std::string behind(std::string_view text, std::size_t at, std::size_t most) {
  std::size_t end = at;
  for (; most > 0 && end < text.size(); --most) {
    do ++end;
    while (inside_character(text, end));
  }
  return folded(text.substr(at, end - at));
}

/// False once the reader has closed the output.
bool print_line(const Concordance& found, const Terminal& terminal, std::size_t width) {
  const auto left = base::padded(found.left, static_cast<int>(width), true);
  const auto place = found.path + (found.page.empty() ? "" : ":" + found.page);
  return write_out(terminal.out_color
                       ? fmt::format("\x1b[35m{}\x1b[0m: {}\x1b[1;31m{}\x1b[0m{}\n", place, left,
                                     found.match, found.right)
                       : fmt::format("{}: {}{}{}\n", place, left, found.match, found.right));
}

void warn_of_no_term(const std::string& wanted, const std::vector<RuleSet>& sets) {
  std::vector<std::string> terms;
  for (const auto& set : sets) {
    for (const auto& term : set.terms) terms.push_back(term.name);
  }
  auto hint = base::did_you_mean(wanted, terms);
  if (!hint.starts_with("did")) hint.clear();
  warn(fmt::format("'{}' is no term of the rules, it is looked for as a pattern{}{}", wanted,
                   hint.empty() ? "" : "; ", hint));
}

}  // namespace

int run_search(const Typed& typed, const Terminal& terminal) {
  Gathered gathered;
  auto work = work_options(typed, gathered);
  auto operands = typed;
  std::string wanted;
  if (operands.operands.empty()) {
    gathered.add("nothing to search for is given", "plangrade search TERM|PATTERN PLANS...");
  } else {
    wanted = operands.operands.front();
    operands.operands.erase(operands.operands.begin());
  }
  const auto round_wanted = round_options(operands, gathered);
  const auto width = static_cast<std::size_t>(number_option(typed, "context", 0, gathered));
  auto sets = rule_sets(typed, gathered);
  std::uint32_t set = 0, owner = 0;
  bool named = false;
  for (std::uint32_t i = 0; i < sets.size(); ++i) {
    for (std::uint32_t j = 0; j < sets[i].terms.size(); ++j) {
      if (sets[i].terms[j].name == wanted && !named) {
        set = i;
        owner = j;
        named = true;
      }
    }
  }
  if (!named && !sets.empty()) warn_of_no_term(wanted, sets);
  if (!named) sets = {set_of_pattern(wanted)};
  auto rules = gathered.take(compile_rules(std::move(sets)));
  std::optional<Round> round;
  if (!round_wanted.inputs.empty()) round = gathered.take(find_round(round_wanted, nullptr));
  if (!gathered.problems.empty() || !round || !rules)
    return report_problems(gathered.problems, terminal);

  Table table{{"plan_id", "path", "page", "left", "match", "right"}, {}};
  const bool lines = typed.value("format") == "table";
  bool lost = false;
  std::size_t count = 0;
  read_round(*round, work, {}, [&](const Plan& plan) {
    for (const auto& document : plan.documents)
      lost = lost || could_not_be_assessed(document.status);
    const auto text = segment(plan.documents);
    for (const auto& match : rules->matcher.match(text, {})) {
      const auto& info = rules->matcher.patterns()[match.pattern];
      const bool counts = info.role == PatternRole::any || info.role == PatternRole::named;
      if (info.rule_set != set || info.owner != owner || !counts) continue;
      const auto place = place_of(text, match.span);
      const auto& origin = text.pages[place.page];
      const auto& document = plan.documents[origin.document];
      const auto number = document.pages[origin.page].number;
      const Concordance found{plan.entry.plan_id,
                              document.path,
                              number > 0 ? std::to_string(number) : "",
                              before(text.text, match.span.begin, width),
                              folded(match.span.in(text.text)),
                              behind(text.text, match.span.end, width)};
      ++count;
      if (!lines) {
        table.rows.push_back(
            {found.plan_id, found.path, found.page, found.left, found.match, found.right});
      } else if (!print_line(found, terminal, width)) {
        return false;
      }
    }
    return !interrupted();
  });
  if (interrupted()) return kInterrupted;
  if (!lines) print_table(table, typed, terminal);
  inform(fmt::format("{} matches", count));
  return lost ? kNotAllAssessed : kDone;
}

}  // namespace plangrade::cli
