// The codebook for people who dispute a rating.
#include "plangrade/rules.h"
#include "support/catch.h"
#include "unit/rules/rule_files.h"

using namespace plangrade;
using test_rules::head;
using test_rules::RuleFiles;

namespace {

RuleSet example() {
  RuleFiles files;
  const auto path = files.add(
      "r.yaml",
      head() +
          "terms:\n  child_abuse: {any: ['child abuse', 'neglect'], except: ['neglected "
          "`area`']}\n  harm: ['distress']\n"
          "contexts:\n  negated: {title: the plan denies it, cues: ['no'], reach: 6 words}\n"
          "criteria:\n  - id: C1\n    name: recognition\n    question: Is <b>abuse</b> seen as a "
          "cause | a risk?\n"
          "    levels:\n      - level: met\n        when:\n          all: [child_abuse, {any: "
          "[harm]}]\n"
          "          within: 12 words\n          unless: {harm: [negated]}\n          none: "
          "[{count: {term: harm, min: 3}}]\n"
          "    otherwise: not_met\n    tests:\n      - {text: \"Neglect | distress\", level: met, "
          "known_gap: \"a bar\"}\n"
          "rating:\n  - {rating: green, when: {C1: met}}\n  - {rating: red}\n");
  auto loaded = load_rule_set(path);
  REQUIRE(loaded);
  return loaded->rules;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a level is told in words: what, how close, and what takes a match away", "[rules]") {
  const auto page = show_markdown(example());
  CHECK(has(page, "## C1 recognition\n"));
  CHECK(has(page,
            "- All of these, within 12 words:\n  - Child abuse\n  - Harm\n"
            "  - \xE2\x80\x9Charm\xE2\x80\x9D does not count where a cue says: negated\n"
            "  - Unless one of these is found beside it:\n    - Harm, at least 3 times\n"));
  CHECK(has(page, "- Counts: `child abuse`, `neglect`\n"));
  CHECK(has(page, "| green | C1 is met |\n| red | otherwise |\n"));
  CHECK(has(page, "up to 6 words away"));
  CHECK(has(page, "it rates documents, not services"));
}

TEST_CASE("what an author wrote never becomes markup", "[rules]") {
  const auto markdown = show_markdown(example());
  CHECK(has(markdown, "> Is \\<b\\>abuse\\</b\\> seen as a cause \\| a risk?"));
  CHECK(has(markdown, "| Neglect \\| distress | met | known gap: a bar |"));
  CHECK(has(markdown, "`` neglected `area` ``"));
  const auto html = show_html(example());
  CHECK(has(html, "Is &lt;b&gt;abuse&lt;/b&gt; seen"));
  CHECK_FALSE(has(html, "<b>"));
}

TEST_CASE("every link of the page leads somewhere", "[rules]") {
  const auto html = show_html(example());
  const std::string begin = "href=\"#";
  std::size_t links = 0;
  for (auto at = html.find(begin); at != std::string::npos; at = html.find(begin, at + 1)) {
    const auto name = at + begin.size();
    const auto anchor = html.substr(name, html.find('"', name) - name);
    CAPTURE(anchor);
    CHECK(has(html, "id=\"" + anchor + "\""));
    ++links;
  }
  CHECK(links > 4);
}

TEST_CASE("it is told where a part may stand instead, and where a condition must hold", "[rules]") {
  RuleFiles files;
  const auto path = files.add(
      "r.yaml",
      head() +
          "terms:\n  abuse: ['abuse']\n  count: ['count']\n  service: ['clinic']\n"
          "criteria:\n  - id: C1\n    name: n\n    question: Q?\n    levels:\n"
          "      - {level: met, when: {all: [service, {all: [abuse, count], from: [reference, "
          "previous_sentence]}], within: sentence, carry: {service: [heading, lead_in, "
          "row_header]}}}\n"
          "    otherwise: not_met\nrating:\n  - {rating: green, when: {C1: met}}\n  - {rating: "
          "red}\n");
  const auto loaded = load_rule_set(path);
  REQUIRE(loaded);
  for (const auto& page : {show_markdown(loaded->rules), show_html(loaded->rules)}) {
    CHECK(has(page,
              "All of these, not in the sentence itself but in the place that it names by "
              "number or the sentence before:"));
    CHECK(has(page,
              "service\xE2\x80\x9D may stand instead in the heading above, the sentence that "
              "introduces the list or table or the row above that names this one"));
  }
}

TEST_CASE("a choice of terms is told in one line", "[rules]") {
  RuleSet rules = example();
  Condition& when = rules.criteria[0].levels[0].when;
  Condition either;
  either.op = Operator::any;
  either.parts = {when.parts[0], when.parts[1].parts[0]};
  when.parts[1] = either;
  CHECK(has(show_markdown(rules), "- Child abuse or harm\n"));
}

TEST_CASE("lists and tables of the page are closed in the order they were opened", "[rules]") {
  const auto html = show_html(example());
  const auto count = [&](const std::string& tag) {
    std::size_t n = 0;
    for (auto at = html.find(tag); at != std::string::npos; at = html.find(tag, at + 1)) ++n;
    return n;
  };
  CHECK(count("<ul>") == count("</ul>"));
  CHECK(count("<li>") == count("</li>"));
  CHECK(count("<table>") == count("</table>"));
  CHECK(has(html, "<html lang=\"en\">"));
}

TEST_CASE("the page begins with how ratings come about, and criteria with examples", "[rules]") {
  const auto page = show_markdown(example());
  CHECK(page.find("## Rating\n") < page.find("## C1 recognition\n"));
  CHECK(page.find("### Examples\n") < page.find("### met\n"));
}

TEST_CASE("long lists of patterns are to be opened, short ones stand there", "[rules]") {
  RuleSet rules = example();
  CHECK_FALSE(has(show_html(rules), "<details>"));
  rules.terms[0].any.push_back({"[ab]" + std::string(300, 'x'), {}});
  const auto page = show_html(rules);
  CHECK(has(page, "<summary>Counts: 3 patterns, such as child abuse, neglect</summary>"));
  CHECK(has(page, "</summary><code>child abuse</code><code>neglect</code>"));
}
