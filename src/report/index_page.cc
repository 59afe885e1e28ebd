// The first page: headline, ratings, regions, figures, what the figures rest on, all areas.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "report/names.h"
#include "report/site.h"

namespace plangrade::report {
namespace {

using Counts = std::map<std::string, std::int64_t>;

std::vector<BarPart> parts_of(const Counts& counts) {
  std::vector<BarPart> parts;
  for (const auto& [rating, count] : counts) parts.push_back({rating, count});
  std::sort(parts.begin(), parts.end(),
            [](const BarPart& a, const BarPart& b) { return rating_before(a.rating, b.rating); });
  return parts;
}

std::string headlines(const Site& site, const std::string& rule_set) {
  std::string out;
  bool first = true;
  for (const auto& h : site.input().national.headlines) {
    if (h.rule_set != rule_set || h.measure == "criterion") continue;
    out += fmt::format("<p{}>{}</p>\n", first ? " class=\"lead\"" : "", esc(h.text));
    first = false;
  }
  return out;
}

std::string ratings(const Site& site, const std::string& rule_set) {
  Counts counts;
  std::string unit = "areas";
  for (const auto& area : site.input().national.areas) {
    if (area.rule_set == rule_set) ++counts[area.rating];
  }
  if (counts.empty()) {
    unit = "plans";
    for (const auto& result : site.input().results) {
      if (result.rule_set == rule_set) ++counts[result.rating];
    }
  }
  const auto parts = parts_of(counts);
  std::string out = stacked_bar(parts, "Ratings of " + unit, 48) + "<ul class=\"key\">";
  for (const auto& part : parts)
    out += fmt::format("<li>{} {} {}</li>", rating_badge(part.rating), part.count, unit);
  return out + "</ul>\n";
}

std::string region_row(const RegionResult& r) {
  const auto percent = r.failing.percent();
  std::string out = fmt::format("<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td>{}</td>",
                                r.region.empty() ? "(no region)" : esc(r.region), r.areas,
                                stacked_bar(parts_of(r.by_rating), r.region, 26));
  for (const auto& rating : common_ratings()) {
    const auto at = r.by_rating.find(rating);
    out += fmt::format("<td class=\"num\">{}</td>", at == r.by_rating.end() ? 0 : at->second);
  }
  out += fmt::format(
      "<td class=\"num\">{}</td><td class=\"num\">{} of {}</td><td class=\"num\">{}</td></tr>\n",
      percent.empty() ? "" : percent + "%", r.failing.numerator, r.failing.denominator,
      shown(r.estimated_children_failing));
  return out;
}

std::string regions(const Site& site, const std::string& rule_set) {
  std::string rows;
  for (const auto& r : site.input().national.regions) {
    if (r.rule_set == rule_set) rows += region_row(r);
  }
  if (rows.empty()) return "";
  std::string out =
      "<h2>Regions</h2>\n<div class=\"scroll\"><table><caption>Areas by rating. Children are "
      "estimated, "
      "not counted, in areas with a rating that the policy counts children in.</caption><thead><tr>"
      "<th scope=\"col\">Region</th><th scope=\"col\" class=\"num\">Areas</th><th "
      "scope=\"col\">Ratings</th>";
  for (const auto& rating : common_ratings()) {
    out += "<th scope=\"col\" class=\"num\">" + esc(spoken(rating)) + "</th>";
  }
  out +=
      "<th scope=\"col\" class=\"num\">Failing</th><th scope=\"col\" class=\"num\">Areas "
      "failing</th>"
      "<th scope=\"col\" class=\"num\">Estimated children</th></tr></thead><tbody>\n";
  return out + rows + "</tbody></table></div>\n";
}

std::optional<double> number_of(const std::string& text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

/// What a figure is about, for people: a criterion by its name.
std::string figure_name(const Site& site, const NationalFigure& f) {
  if (f.measure != "criterion")
    return esc(spoken(f.measure)) + (f.item.empty() ? "" : ": " + esc(spoken(f.item)));
  const auto equals = f.item.find('=');
  const auto id = f.item.substr(0, equals);
  const auto* criterion = site.criterion(f.rule_set, id);
  std::string name =
      esc(id) + (criterion == nullptr || criterion->name.empty() ? "" : " " + esc(criterion->name));
  return equals == std::string::npos ? name : name + ": " + esc(spoken(f.item.substr(equals + 1)));
}

std::string figure_row(const Site& site, const NationalFigure& f) {
  const auto percent = number_of(f.percent);
  const bool of_percent =
      percent && (!f.denominator || f.unit.find("children") == std::string::npos);
  std::string of = shown(f.numerator);
  if (f.denominator) of += (of.empty() ? "of " : " of ") + shown(f.denominator);
  std::string interval = f.low.empty() && f.high.empty() ? "" : esc(f.low) + " to " + esc(f.high);
  return fmt::format(
      "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td>{}</td><td "
      "class=\"num\">{}</td><td>{}</td>"
      "<td class=\"num\">{}</td><td>{}</td></tr>\n",
      figure_name(site, f), f.percent.empty() ? "" : esc(f.percent) + "%",
      percent ? percent_bar(*percent, of_percent ? number_of(f.low) : std::nullopt,
                            of_percent ? number_of(f.high) : std::nullopt)
              : "",
      of, esc(f.unit), interval, esc(f.note));
}

std::string figure_table(const Site& site, const std::string& rule_set, bool criteria,
                         const std::string& caption) {
  std::string rows;
  for (const auto& f : site.input().national.figures) {
    if (f.rule_set == rule_set && (f.measure == "criterion") == criteria)
      rows += figure_row(site, f);
  }
  if (rows.empty()) return "";
  return "<div class=\"scroll\"><table><caption>" + caption +
         "</caption><thead><tr><th scope=\"col\">Figure</th><th scope=\"col\" "
         "class=\"num\">Share</th>"
         "<th scope=\"col\"><span class=\"visually-hidden\">Share as a bar</span></th>"
         "<th scope=\"col\" class=\"num\">Count</th><th scope=\"col\">Of what</th><th "
         "scope=\"col\" class=\"num\">Interval</th>"
         "<th scope=\"col\">Note</th></tr></thead><tbody>\n" +
         rows + "</tbody></table></div>\n";
}

std::string figures(const Site& site, const std::string& rule_set) {
  const auto national =
      figure_table(site, rule_set, false, "Every share with what it is a share of");
  const auto criteria =
      figure_table(site, rule_set, true, "Levels of every criterion, as shares of plans analysed");
  std::string out;
  if (!national.empty()) out += "<h2>National figures</h2>\n" + national;
  if (!criteria.empty()) out += "<h2>Criteria</h2>\n" + criteria;
  return out;
}

std::string list(const std::vector<std::string>& lines) {
  std::string out = "<ul>\n";
  for (const auto& line : lines) out += "<li>" + esc(line) + "</li>\n";
  return out + "</ul>\n";
}

std::string coverage(const Site& site) {
  std::vector<std::string> lines;
  for (const auto& c : site.input().national.coverage) {
    for (const auto& statement : c.statements) {
      if (std::find(lines.begin(), lines.end(), statement) == lines.end())
        lines.push_back(statement);
    }
  }
  std::string out;
  if (!lines.empty()) out += "<h2>What the figures rest on</h2>\n" + list(lines);
  if (!site.input().national.warnings.empty())
    out += "<h3>To look into</h3>\n" + list(site.input().national.warnings);
  return out;
}

std::string unread(const Site& site) {
  std::string rows;
  for (const auto& d : site.input().documents) {
    if (d.status == DocumentStatus::readable) continue;
    rows += fmt::format("<tr><th scope=\"row\"><code>{}</code></th><td>{}</td><td>{}</td></tr>\n",
                        esc(d.path), esc(spoken(name_of(d.status))), esc(d.message));
  }
  if (rows.empty()) return "";
  return "<h2>Documents that were not assessed</h2>\n<div class=\"scroll\"><table><thead><tr><th "
         "scope=\"col\">File</th>"
         "<th scope=\"col\">Status</th><th scope=\"col\">Why, and what to "
         "do</th></tr></thead><tbody>\n" +
         rows + "</tbody></table></div>\n";
}

/// Text field and rating menu; hidden until the script is there to serve them.
std::string controls(const std::string& id, const std::vector<std::string>& ratings_found) {
  std::string out = fmt::format(
      "<div class=\"controls\" id=\"{0}-controls\" hidden><label>Find <input "
      "type=\"search\"></label>"
      "<label>Rating <select><option value=\"\">all</option>",
      id);
  for (const auto& rating : ratings_found) {
    out += fmt::format("<option value=\"{}\">{}</option>", esc(rating), esc(spoken(rating)));
  }
  return out + "</select></label><output aria-live=\"polite\"></output></div>\n";
}

/// Worst first when sorted.
std::string rating_cell(const std::string& rating) {
  const auto& common = common_ratings();
  const auto rank = std::find(common.begin(), common.end(), rating) - common.begin();
  return fmt::format("<td data-v=\"{}\">{}</td>", rating.empty() ? "" : std::to_string(rank),
                     rating_badge(rating));
}

std::vector<std::string> ratings_in(const std::vector<std::string>& all) {
  auto found = all;
  std::sort(found.begin(), found.end(), rating_before);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

/// The heads of the rating columns: one per rule set, named only if there are several.
std::string rating_heads(const Site& site) {
  if (site.rule_sets().size() == 1) return "<th scope=\"col\">Rating</th>";
  std::string out;
  for (const auto& id : site.rule_sets()) out += "<th scope=\"col\">" + esc(id) + "</th>";
  return out;
}

std::string area_row(const Site& site, const std::string& code, bool change) {
  const auto& rows = site.rows_of(code);
  const auto& first = *rows.front();
  std::string cells;
  std::vector<std::string> found;
  for (const auto& rule_set : site.rule_sets()) {
    const auto at = std::find_if(rows.begin(), rows.end(),
                                 [&](const AreaResult* r) { return r->rule_set == rule_set; });
    const std::string rating = at == rows.end() ? "" : (*at)->rating;
    cells += rating_cell(rating);
    if (!rating.empty()) found.push_back(rating);
  }
  std::string out = fmt::format(
      "<tr data-ratings=\"{}\"><th scope=\"row\"><a "
      "href=\"{}\">{}</a></th><td>{}</td><td>{}</td>{}",
      esc(base::join(found, " ")), site.area_page(code), esc(first.area_name), esc(first.area_code),
      esc(first.region), cells);
  if (change) out += "<td>" + esc(spoken(first.change)) + "</td>";
  const auto plan_page = site.plan_page(first.plan_id);
  out += plan_page.empty()
             ? "<td>" + esc(first.plan_id) + "</td>"
             : fmt::format("<td><a href=\"{}\">{}</a></td>", plan_page, esc(first.plan_id));
  return out +
         fmt::format("<td class=\"num\" data-v=\"{}\">{}</td></tr>\n",
                     first.estimated_children ? std::to_string(*first.estimated_children) : "",
                     shown(first.estimated_children));
}

std::string area_table(const Site& site) {
  if (site.area_codes().empty()) return "";
  const auto& areas = site.input().national.areas;
  const bool change = std::any_of(areas.begin(), areas.end(),
                                  [](const AreaResult& a) { return !a.change.empty(); });
  std::vector<std::string> found;
  for (const auto& area : areas) found.push_back(area.rating);
  std::string out = "<h2>Areas</h2>\n" + controls("areas", ratings_in(found));
  out +=
      "<div class=\"scroll\"><table class=\"sortable\" id=\"areas\"><caption>Every area, with a "
      "sheet of its own. "
      "Children are estimated, not counted.</caption><thead><tr><th scope=\"col\">Area</th><th "
      "scope=\"col\">Code</th>"
      "<th scope=\"col\">Region</th>" +
      rating_heads(site);
  if (change) out += "<th scope=\"col\">Since the previous round</th>";
  out +=
      "<th scope=\"col\">Plan</th><th scope=\"col\" class=\"num\">Estimated "
      "children</th></tr></thead><tbody>\n";
  for (const auto& code : site.area_codes()) out += area_row(site, code, change);
  return out + "</tbody></table></div>\n";
}

std::string plan_row(const Site& site, const std::string& id) {
  const auto& results = site.results_of(id);
  std::string cells;
  std::vector<std::string> found;
  for (const auto& rule_set : site.rule_sets()) {
    const auto at = std::find_if(results.begin(), results.end(),
                                 [&](const PlanResult* r) { return r->rule_set == rule_set; });
    const std::string rating = at == results.end() ? "" : (*at)->rating;
    cells += rating_cell(rating);
    if (!rating.empty()) found.push_back(rating);
  }
  const auto& plan = results.front()->plan;
  return fmt::format(
      "<tr data-ratings=\"{}\"><th scope=\"row\"><a href=\"{}\">{}</a></th><td>{}</td>{}"
      "<td class=\"num\">{}</td></tr>\n",
      esc(base::join(found, " ")), site.plan_page(id), esc(id), esc(plan.title), cells,
      results.front()->pages > 0 ? std::to_string(results.front()->pages) : "");
}

std::string plan_table(const Site& site) {
  if (site.plan_ids().empty()) return "";
  std::vector<std::string> found;
  for (const auto& result : site.input().results) found.push_back(result.rating);
  std::string out = "<h2>Plans</h2>\n" + controls("plans", ratings_in(found));
  out +=
      "<div class=\"scroll\"><table class=\"sortable\" id=\"plans\"><caption>Every plan, with all "
      "its decisions and "
      "quotations</caption><thead><tr><th scope=\"col\">Plan</th><th scope=\"col\">Title</th>" +
      rating_heads(site) + "<th scope=\"col\" class=\"num\">Pages</th></tr></thead><tbody>\n";
  for (const auto& id : site.plan_ids()) out += plan_row(site, id);
  return out + "</tbody></table></div>\n";
}

}  // namespace

std::string index_page(const Site& site) {
  const auto& ids = site.rule_sets();
  std::string body;
  for (const auto& id : ids) {
    body += fmt::format("<h1>{}</h1>\n", esc(site.rule_set_title(id)));
    body += headlines(site, id) + ratings(site, id) + regions(site, id) + figures(site, id);
  }
  body += coverage(site) + area_table(site) + plan_table(site) + unread(site);
  const std::string title =
      ids.size() == 1 ? site.rule_set_title(ids.front()) : "Ratings of local plans";
  return framed({title, "", body, true});
}

}  // namespace plangrade::report
