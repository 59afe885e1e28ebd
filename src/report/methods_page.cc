// How the plans were rated: rule sets, policy, estimate, and the words the pages use.
#include <fmt/format.h>

#include "base/text.h"
#include "report/names.h"
#include "report/rows.h"
#include "report/site.h"

namespace plangrade::report {
namespace {

std::string source(const std::string& citation, const std::string& url) {
  if (citation.empty()) return url.empty() ? "" : outer_link(url, url);
  return url.empty() ? esc(citation) : outer_link(url, citation);
}

std::string hash(const std::string& sha256) {
  return sha256.empty() ? "" : "<code>" + esc(sha256) + "</code>";
}

std::string levels_of(const Criterion& c) {
  std::vector<std::string> levels;
  for (const auto& level : c.levels) levels.push_back(level.level);
  if (!c.otherwise.empty()) levels.push_back(c.otherwise);
  return esc(spoken(base::join(levels, ", ")));
}

std::string rule_set_part(const RuleSet& rules) {
  std::string out = fmt::format("<h2>Rule set: {}</h2>\n<dl class=\"facts\">\n",
                                esc(rules.title.empty() ? rules.id : rules.title));
  out += fact("Identifier", "<code>" + esc(rules.id) + "</code>") +
         fact("Version", esc(rules.version)) + fact("Source", source(rules.citation, rules.url)) +
         fact("SHA-256", hash(rules.sha256)) + "</dl>\n";
  HtmlTable table{"Criteria", {{"Criterion"}, {"Question"}, {"Levels, best first"}}};
  for (const auto& c : rules.criteria) {
    table.rows.push_back({{{esc(c.id) + " " + esc(c.name)}, {esc(c.question)}, {levels_of(c)}}});
  }
  return out + html_table(std::move(table));
}

const char* words_for(Unit unit) {
  switch (unit) {
    case Unit::plan:
      return "plans";
    case Unit::area:
      return "areas; an area inherits the rating of its plan";
    case Unit::child:
      return "children in areas";
  }
  return "";
}

const char* words_for(Denominator denominator) {
  switch (denominator) {
    case Denominator::with_plan:
      return "only those with a plan that has a rating";
    case Denominator::all:
      return "all, with or without a plan";
  }
  return "";
}

std::string words_for(Rounding rounding, int digits) {
  const std::string places =
      digits == 0 ? "to whole percent" : fmt::format("to {} decimals", digits);
  switch (rounding) {
    case Rounding::floor:
      return "down " + places;
    case Rounding::half_up:
      return "halves up, " + places;
    case Rounding::half_even:
      return "halves to even, " + places;
    case Rounding::none:
      return "not rounded";
  }
  return "";
}

std::string spoken_list(std::vector<std::string> names) {
  for (auto& name : names) {
    for (char& c : name) c = c == '_' ? ' ' : c;
  }
  return esc(base::join(names, ", "));
}

std::string policy_part(const Policy& policy) {
  return fmt::format("<h2>Policy: {}</h2>\n<dl class=\"facts\">\n",
                     esc(policy.title.empty() ? policy.id : policy.title)) +
         fact("Identifier", "<code>" + esc(policy.id) + "</code>") +
         fact("Source", source(policy.citation, policy.url)) +
         fact("What is counted", words_for(policy.unit)) +
         fact("Failing", spoken_list(policy.failing)) +
         fact("Divided by", words_for(policy.denominator)) +
         fact("Rounding", words_for(policy.rounding, policy.digits)) +
         fact("Printed as 100 less the others", spoken_list({policy.complement})) +
         fact("Children are summed in areas rated", spoken_list(policy.children_in)) +
         fact("SHA-256", hash(policy.sha256)) + "</dl>\n";
}

/// "pop_0_10" as children of these ages.
std::string ages(const std::string& population) {
  const auto parts = base::split(population, '_');
  if (parts.size() != 3 || parts[0] != "pop") return esc(population);
  return "children aged " + esc(parts[1]) + " to " + esc(parts[2]);
}

std::string band_text(const EstimateBand& band) {
  const auto percent = [](const Fraction& rate) {
    return rounded(rate * Fraction(100), Rounding::none, 0) + "%";
  };
  std::string out = percent(band.rate) + " of " + ages(band.population);
  if (band.low && band.high) out += " (" + percent(*band.low) + " to " + percent(*band.high) + ")";
  return out;
}

std::string estimate_part(const Estimate& estimate) {
  std::vector<std::string> bands;
  for (const auto& band : estimate.bands) bands.push_back(band_text(band));
  return fmt::format("<h2>Estimate: {}</h2>\n",
                     esc(estimate.title.empty() ? estimate.id : estimate.title)) +
         "<p>A modelled number, never a count of known children: a survey's rates applied to the "
         "resident "
         "population of each area, each band rounded half up before adding.</p>\n<dl "
         "class=\"facts\">\n" +
         fact("Measure", esc(estimate.measure)) +
         fact("Source", source(estimate.citation, estimate.url)) +
         fact("Rates", base::join(bands, "; ")) +
         fact("Population", esc(estimate.population_source)) +
         fact("Interval", esc(estimate.interval)) + fact("SHA-256", hash(estimate.sha256)) +
         "</dl>\n";
}

constexpr const char* kWords =
    "<h2>Words</h2>\n<dl>\n"
    "<dt>Rating</dt><dd>Red, amber or green, by the table of the rule set; <em>no plan</em> if "
    "none was published, "
    "<em>not assessable</em> if the document could not be read. The last two say nothing about a "
    "plan's content.</dd>\n"
    "<dt>Evidence</dt><dd>Quotations from the plan, with the page they stand on. A quotation that "
    "<em>does not "
    "count</em> has the right words, but other words near it (a negation, a plan for the future) "
    "take it away.</dd>\n"
    "<dt>Inherited</dt><dd>The area's plan is a joint one; every area it is for has its "
    "rating.</dd>\n"
    "<dt>Override</dt><dd>A person looked at the passage and decided otherwise than the program, "
    "with a reason.</dd>\n"
    "<dt>Fragile</dt><dd>The decision rests on one quotation, or flips if one pattern or cue is "
    "taken away.</dd>\n"
    "</dl>\n";

}  // namespace

std::string methods_page(const Site& site) {
  const auto& input = site.input();
  std::string body =
      "<h1>How the plans were rated</h1>\n"
      "<p class=\"lead\">A program read every plan, looked for the passages that a rule set names, "
      "and decided "
      "each criterion with the quotations shown. The same documents and rules always give the same "
      "result.</p>\n"
      "<p class=\"notice\">Documents are rated, not services. A service can be good and its plan "
      "silent about it; a "
      "plan can promise what no child receives. A program also misses passages that a careful "
      "reader would find, "
      "and may take one for what it is not: every sheet says how to answer.</p>\n";
  for (const auto& rules : input.rule_sets) body += rule_set_part(rules);
  if (input.policy) body += policy_part(*input.policy);
  for (const auto& estimate : input.estimates) body += estimate_part(estimate);
  body += kWords;
  body +=
      "<h2>Checking</h2>\n<p>The tables behind these pages (<code>plans.csv</code>, "
      "<code>criteria.csv</code>, "
      "<code>evidence.csv</code>, <code>areas.csv</code>, <code>regions.csv</code>, "
      "<code>national.csv</code>) stand in "
      "the folder above; <code>datapackage.json</code> says what every column means and holds the "
      "SHA-256 of each file.</p>\n";
  return framed({"How the plans were rated", "", body, false});
}

}  // namespace plangrade::report
