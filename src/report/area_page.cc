// The sheet of one area, and the page of one plan: rating, document, decisions, evidence, reply.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "report/names.h"
#include "report/site.h"

namespace plangrade::report {
namespace {

/// Other areas of a joint plan, as links.
std::string shared_with(const Site& site, const AreaResult& row) {
  std::vector<std::string> links;
  for (const auto* other : site.areas_of(row.plan_id)) {
    if (other->area_code == row.area_code) continue;
    links.push_back(fmt::format("<a href=\"../{}\">{}</a>", site.area_page(other->area_code),
                                esc(other->area_name)));
  }
  return base::join(links, ", ");
}

std::string rating_facts(const AreaResult& row) {
  std::string out = fact("Rating", rating_badge(row.rating));
  if (row.basis == Basis::inherited)
    out += fact("Basis", "inherited: the plan is a joint one of several areas");
  if (row.basis == Basis::override_)
    out += fact("Basis", "changed by a decision of a person, with reason and date");
  if (!row.previous_rating.empty())
    out += fact("Previous round", rating_badge(row.previous_rating));
  out += fact("Change", esc(spoken(row.change)));
  return out;
}

std::string children_facts(const Site& site, const AreaResult& row) {
  std::string out = fact("Children aged 0 to 17",
                         row.population ? shown(row.population) : "population not known");
  if (!row.estimated_children) return out;
  const auto& estimates = site.input().estimates;
  std::string text = shown(row.estimated_children);
  if (!estimates.empty()) text += " " + esc(estimates.front().measure);
  text += " <span class=\"note\">(estimated, not counted";
  if (row.estimated_low && row.estimated_high) {
    text += fmt::format("; {} to {}", shown(row.estimated_low), shown(row.estimated_high));
  }
  out += fact("Estimated children", text + ")</span>");
  return out;
}

std::string score_text(const PlanResult& result) {
  if (!result.score) return "";
  return rounded(*result.score * Fraction(100), Rounding::half_up, 1) + "% of the points available";
}

/// Long plans collect more quotations: the length stands beside every rating.
std::string length_text(const PlanResult& result) {
  const auto density = quotations_per_ten_pages(result);
  if (density.empty()) return "";
  return fmt::format("{} pages, {} quotations per 10 pages", result.pages, density);
}

const PlanResult* result_under(const Site& site, const std::string& plan_id,
                               const std::string& rule_set) {
  for (const auto* result : site.results_of(plan_id)) {
    if (result->rule_set == rule_set) return result;
  }
  return nullptr;
}

std::string no_plan_text(const AreaResult& row) {
  if (row.rating == kNoPlan) {
    return "<p class=\"notice\">No plan was published for this area, or none was found. If there "
           "is one, "
           "send its address to whoever published these pages.</p>\n";
  }
  return "<p class=\"notice\">The plan could not be assessed. This says nothing about its content; "
         "the "
         "reading of the document, below, says why.</p>\n";
}

std::string area_part(const Site& site, const AreaResult& row, bool several) {
  std::string out;
  if (several) out += "<h2>" + esc(site.rule_set_title(row.rule_set)) + "</h2>\n";
  out += "<dl class=\"facts\">\n" + rating_facts(row);
  const auto* result = result_under(site, row.plan_id, row.rule_set);
  if (result != nullptr)
    out += fact("Score", score_text(*result)) + fact("Length", length_text(*result));
  out += "</dl>\n";
  if (row.rating == kNoPlan || row.rating == kNotAssessable) out += no_plan_text(row);
  return out;
}

}  // namespace

std::string area_page(const Site& site, const std::string& area_code) {
  const auto& rows = site.rows_of(area_code);
  const auto& first = *rows.front();
  const bool several = rows.size() > 1;
  std::string body = fmt::format("<h1>{}</h1>\n", esc(first.area_name));
  body += "<dl class=\"facts\">\n" + fact("Area code", esc(first.area_code)) +
          fact("Region", esc(first.region)) + children_facts(site, first) + "</dl>\n";
  for (const auto* row : rows) body += area_part(site, *row, several);
  if (!first.plan_id.empty() && !site.plan_page(first.plan_id).empty()) {
    body += "<h2>The document</h2>\n" + document_facts(site, first.plan_id);
    const auto shared = shared_with(site, first);
    if (!shared.empty()) body += "<p>A joint plan, also for " + shared + ".</p>\n";
    for (const auto* row : rows) {
      const auto* result = result_under(site, row->plan_id, row->rule_set);
      const auto html = result == nullptr ? "" : decisions(site, *result);
      if (html.empty()) continue;
      body += several
                  ? fmt::format("<h2>Decisions: {}</h2>\n", esc(site.rule_set_title(row->rule_set)))
                  : "<h2>Decisions</h2>\n";
      body += html;
    }
  }
  body += how_to_answer(site, first.plan_id);
  return framed({first.area_name + ": rating and evidence", "../", body, false});
}

std::string plan_page(const Site& site, const std::string& plan_id) {
  const auto& results = site.results_of(plan_id);
  const auto& plan = results.front()->plan;
  const std::string title = plan.title.empty() ? plan_id : plan.title;
  std::string body = fmt::format("<h1>{}</h1>\n<dl class=\"facts\">\n", esc(title));
  body += fact("Plan", "<code>" + esc(plan_id) + "</code>");
  std::vector<std::string> areas;
  for (const auto* area : site.areas_of(plan_id)) {
    areas.push_back(fmt::format("<a href=\"../{}\">{}</a>", site.area_page(area->area_code),
                                esc(area->area_name)));
  }
  std::string guessed =
      plan.areas_guessed ? " <span class=\"note\">(guessed from the title pages)</span>" : "";
  body += fact("Areas", areas.empty() ? "" : base::join(areas, ", ") + guessed) + "</dl>\n";
  body += "<h2>The document</h2>\n" + document_facts(site, plan_id);
  for (const auto* result : results) {
    body += fmt::format("<h2>{}</h2>\n<dl class=\"facts\">\n{}{}{}</dl>\n",
                        esc(site.rule_set_title(result->rule_set)),
                        fact("Rating", rating_badge(result->rating)),
                        fact("Score", score_text(*result)), fact("Length", length_text(*result)));
    body += decisions(site, *result);
  }
  body += how_to_answer(site, plan_id);
  return framed({title + ": rating and evidence", "../", body, false});
}

}  // namespace plangrade::report
