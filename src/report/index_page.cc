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
  for (const auto& h : site.input().national.headlines) {
    if (h.rule_set != rule_set || h.measure == "criterion") continue;
    out += fmt::format("<p{}>{}</p>\n", out.empty() ? " class=\"lead\"" : "", esc(h.text));
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
  std::string out = stacked_bar(parts, "Ratings of " + unit, 720, 48) + "<ul class=\"key\">";
  for (const auto& part : parts) {
    // "1 area", "2 areas": the unit without its last letter is its singular.
    const auto counted = part.count == 1 ? unit.substr(0, unit.size() - 1) : unit;
    out += fmt::format("<li>{} {} {}</li>", rating_badge(part.rating), part.count, counted);
  }
  return out + "</ul>\n";
}

HtmlRow region_row(const RegionResult& r) {
  HtmlRow row{{{r.region.empty() ? "(no region)" : esc(r.region)},
               {std::to_string(r.areas)},
               {stacked_bar(parts_of(r.by_rating), r.region, 150, 16)}}};
  for (const auto& rating : common_ratings()) {
    const auto at = r.by_rating.find(rating);
    row.cells.push_back({std::to_string(at == r.by_rating.end() ? 0 : at->second)});
  }
  const auto percent = r.failing.percent();
  row.cells.push_back({percent.empty() ? "" : percent + "%"});
  row.cells.push_back({fmt::format("{} of {}", r.failing.numerator, r.failing.denominator)});
  row.cells.push_back({shown(r.estimated_children_failing)});
  return row;
}

/// What the policy counts: "Plans" or "Areas".
std::string counted_unit(const Site& site, const std::string& rule_set) {
  const auto failing = [&](const NationalFigure& f) {
    return f.rule_set == rule_set && f.measure == "failing" && f.unit.starts_with("plan");
  };
  const bool plans = std::ranges::any_of(site.input().national.figures, failing);
  return plans ? "Plans" : "Areas";
}

std::string regions(const Site& site, const std::string& rule_set) {
  const std::string unit = counted_unit(site, rule_set);
  HtmlTable table{unit +
                      " by rating. Children are estimated, not counted, in areas with a rating "
                      "that the policy counts children in.",
                  {{"Region"}, {"Areas", true}, {"Ratings"}}};
  for (const auto& rating : common_ratings()) table.columns.push_back({esc(spoken(rating)), true});
  table.columns.push_back({"Failing", true});
  table.columns.push_back({unit + " failing", true});
  table.columns.push_back({"Estimated children", true});
  for (const auto& r : site.input().national.regions) {
    if (r.rule_set == rule_set) table.rows.push_back(region_row(r));
  }
  const auto html = html_table(std::move(table));
  return html.empty() ? "" : "<h2>Regions</h2>\n" + html;
}

std::optional<double> number_of(const std::string& text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

/// What a figure is about, for people: a criterion by its name.
std::string figure_name(const Site& site, const NationalFigure& f) {
  if (f.measure != "criterion") {
    std::string item = spoken(f.item);
    for (auto at = item.find('+'); at != std::string::npos; at = item.find('+', at)) {
      item.replace(at, 1, ", ");
    }
    return esc(spoken(f.measure)) + (item.empty() ? "" : ": " + esc(item));
  }
  const auto equals = f.item.find('=');
  const auto id = f.item.substr(0, equals);
  const auto* criterion = site.criterion(f.rule_set, id);
  std::string name = esc(id);
  if (criterion != nullptr && !criterion->name.empty()) name += " " + esc(criterion->name);
  if (equals == std::string::npos) return name;
  return name + ": " + esc(spoken(f.item.substr(equals + 1)));
}

/// A bound as it is, or with thousands separators if it counts something.
std::string bound(const std::string& text) {
  const auto value = number_of(text);
  if (!value || text.find('.') != std::string::npos || text.size() > 15) return esc(text);
  return base::with_thousands(static_cast<long long>(*value));
}

/// Notes below a table, each once and numbered; rows refer to them.
class Footnotes {
 public:
  std::string mark(const std::string& note) {
    if (note.empty()) return "";
    auto at = std::find(notes_.begin(), notes_.end(), note);
    if (at == notes_.end()) at = notes_.insert(at, note);
    return "note&nbsp;" + std::to_string(at - notes_.begin() + 1);
  }

  std::string html() const {
    std::string out;
    for (const auto& note : notes_) out += "<li>" + esc(note) + "</li>\n";
    return out.empty() ? "" : "<ol class=\"note\" aria-label=\"Notes\">\n" + out + "</ol>\n";
  }

 private:
  std::vector<std::string> notes_;
};

HtmlRow figure_row(const Site& site, const NationalFigure& f, Footnotes& notes) {
  const auto percent = number_of(f.percent);
  // Bounds of children are numbers of children, not percent, and are no part of the bar.
  const bool counts_children = f.measure.starts_with("children");
  std::string bar;
  if (percent) {
    bar = percent_bar(*percent, counts_children ? std::nullopt : number_of(f.low),
                      counts_children ? std::nullopt : number_of(f.high));
  }
  std::string of = shown(f.numerator);
  if (f.denominator) of += (of.empty() ? "of " : " of ") + shown(f.denominator);
  const bool interval = !f.low.empty() || !f.high.empty();
  return {{{figure_name(site, f)},
           {f.percent.empty() ? "" : esc(f.percent) + "%"},
           {bar},
           {of},
           {esc(f.unit)},
           {interval ? bound(f.low) + " to " + bound(f.high) : ""},
           {notes.mark(f.note)}}};
}

std::string figure_table(const Site& site, const std::string& rule_set, bool criteria,
                         const std::string& caption) {
  HtmlTable table{caption,
                  {{"Figure"},
                   {"Share", true},
                   {"<span class=\"visually-hidden\">Share as a bar</span>"},
                   {"Count", true},
                   {"Of what"},
                   {"Interval", true},
                   {"Note"}}};
  Footnotes notes;
  for (const auto& f : site.input().national.figures) {
    const bool wanted = f.rule_set == rule_set && (f.measure == "criterion") == criteria;
    if (wanted) table.rows.push_back(figure_row(site, f, notes));
  }
  return html_table(std::move(table)) + notes.html();
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
  const auto& warnings = site.input().national.warnings;
  if (!warnings.empty()) out += "<h3>To look into</h3>\n" + list(warnings);
  return out;
}

std::string unread(const Site& site) {
  HtmlTable table{"", {{"File"}, {"Status"}, {"Why, and what to do"}}};
  for (const auto& d : site.input().documents) {
    if (d.status == DocumentStatus::readable) continue;
    table.rows.push_back({{{"<code>" + esc(d.path) + "</code>"},
                           {esc(spoken(name_of(d.status)))},
                           {esc(d.message)}}});
  }
  const auto html = html_table(std::move(table));
  return html.empty() ? "" : "<h2>Documents that were not assessed</h2>\n" + html;
}

/// Sorted worst first.
HtmlCell rating_cell(const std::string& rating) {
  if (rating.empty()) return {};
  const auto& common = common_ratings();
  const auto rank = std::find(common.begin(), common.end(), rating) - common.begin();
  return {rating_badge(rating), std::to_string(rank)};
}

/// Adds a rating per rule set, and what the row is filtered by; `rows` are of one area or plan.
template <typename Row>
void add_ratings(const Site& site, const std::vector<const Row*>& rows, HtmlRow& to) {
  for (const auto& rule_set : site.rule_sets()) {
    const auto at = std::find_if(rows.begin(), rows.end(),
                                 [&](const Row* row) { return row->rule_set == rule_set; });
    const std::string rating = at == rows.end() ? "" : (*at)->rating;
    to.cells.push_back(rating_cell(rating));
    if (!rating.empty()) to.ratings.push_back(rating);
  }
}

/// The rating columns: one per rule set, named only if there are several.
void add_rating_columns(const Site& site, HtmlTable& table) {
  const bool one = site.rule_sets().size() == 1;
  for (const auto& id : site.rule_sets()) table.columns.push_back({one ? "Rating" : esc(id)});
}

std::string link(const std::string& page, const std::string& text) {
  if (page.empty()) return esc(text);
  return fmt::format("<a href=\"{}\">{}</a>", page, esc(text));
}

HtmlRow area_row(const Site& site, const std::string& code) {
  const auto& rows = site.rows_of(code);
  const auto& first = *rows.front();
  HtmlRow row{{{link(site.area_page(code), first.area_name)}, {esc(code)}, {esc(first.region)}}};
  add_ratings(site, rows, row);
  row.cells.push_back({esc(spoken(first.change))});
  row.cells.push_back({link(site.plan_page(first.plan_id), first.plan_id)});
  row.cells.push_back(
      {shown(first.estimated_children),
       first.estimated_children ? std::to_string(*first.estimated_children) : std::string()});
  return row;
}

std::string area_table(const Site& site) {
  HtmlTable table{"Every area, with a sheet of its own. Children are estimated, not counted.",
                  {{"Area"}, {"Code"}, {"Region"}},
                  {},
                  "areas"};
  add_rating_columns(site, table);
  table.columns.push_back({"Since the previous round"});
  table.columns.push_back({"Plan"});
  table.columns.push_back({"Estimated children", true});
  for (const auto& code : site.area_codes()) table.rows.push_back(area_row(site, code));
  const auto html = html_table(std::move(table));
  return html.empty() ? "" : "<h2>Areas</h2>\n" + html;
}

HtmlRow plan_row(const Site& site, const std::string& id) {
  const auto& results = site.results_of(id);
  const auto& first = *results.front();
  HtmlRow row{{{link(site.plan_page(id), id)}, {esc(first.plan.title)}}};
  add_ratings(site, results, row);
  row.cells.push_back({first.pages > 0 ? std::to_string(first.pages) : ""});
  row.cells.push_back({quotations_per_ten_pages(first)});
  return row;
}

std::string plan_table(const Site& site) {
  HtmlTable table{
      "Every plan, with all its decisions and quotations. Long plans collect more "
      "quotations; see how many there are per 10 pages.",
      {{"Plan"}, {"Title"}},
      {},
      "plans"};
  add_rating_columns(site, table);
  table.columns.push_back({"Pages", true});
  table.columns.push_back({"Quotations per 10 pages", true});
  for (const auto& id : site.plan_ids()) table.rows.push_back(plan_row(site, id));
  const auto html = html_table(std::move(table));
  return html.empty() ? "" : "<h2>Plans</h2>\n" + html;
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
