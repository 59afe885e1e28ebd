// The parts of a page that show why: the document, the decisions, their quotations, the reply.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "base/csv.h"
#include "base/text.h"
#include "report/names.h"
#include "report/rows.h"
#include "report/site.h"

namespace plangrade::report {
namespace {

constexpr std::string_view kAnswerWithoutPlan =
    "<h2 id=\"answer\">How to answer</h2>\n"
    "<p>You answer for this area and there is a plan, or a version that can be read? Send its "
    "address "
    "or the file to whoever published these pages, with the date it was published. It is rated "
    "like "
    "every other, and the figures before and after are kept.</p>\n";

constexpr std::string_view kAnswer =
    "<h2 id=\"answer\">How to answer</h2>\n"
    "<p>You answer for this plan and think a decision is wrong? Say so, and a person looks at "
    "it:</p>\n"
    "<ol>\n<li>Check that the file above is the plan you published: its SHA-256 must be the "
    "same.</li>\n"
    "<li>Name the criterion, the level you think is right, and the page and words that show it. "
    "The "
    "words must stand in the plan itself: the plan is rated, not the service.</li>\n"
    "<li>Send this to whoever published these pages. A row of the table of corrections looks like "
    "this:</li>\n</ol>\n<pre>";

constexpr std::string_view kAfterAnswer =
    "</pre>\n<p>A correction that is accepted is marked in every table, with its reason, its date "
    "and "
    "who decided; the figures before and after are kept. One made for another version of the "
    "document is never applied in silence.</p>\n";

constexpr std::size_t kMostQuotations = 12;  // shown open; the others can be unfolded

std::string file_facts(const DocumentSummary& d) {
  std::string size;
  if (d.pages > 0) size += fmt::format("{} pages, ", d.pages);
  if (d.words > 0) size += base::with_thousands(static_cast<long long>(d.words)) + " words, ";
  if (d.ocr_pages > 0) size += fmt::format("{} pages by text recognition, ", d.ocr_pages);
  std::string out = fact("File", "<code>" + esc(d.path) + "</code>");
  if (!size.empty()) out += fact("Size", size.substr(0, size.size() - 2));
  out += fact("SHA-256", d.sha256.empty() ? "" : "<code>" + esc(d.sha256) + "</code>");
  std::string status = esc(spoken(name_of(d.status)));
  if (!d.message.empty()) status += ": " + esc(d.message);
  if (d.status != DocumentStatus::readable || !d.message.empty()) out += fact("Reading", status);
  return out;
}

std::string place_of(const Evidence& e, bool name_file) {
  std::vector<std::string> parts;
  if (e.page > 0) {
    std::string page = fmt::format("page {} of the file", e.page);
    if (!e.page_label.empty() && e.page_label != std::to_string(e.page))
      page += ", printed " + esc(e.page_label);
    parts.push_back(page);
  }
  if (name_file && !e.path.empty()) parts.push_back("<code>" + esc(e.path) + "</code>");
  if (!e.section.empty()) parts.push_back("under “" + esc(e.section) + "”");
  if (!e.carried.empty()) parts.push_back("read with “" + esc(e.carried) + "”");
  if (e.ocr) parts.push_back("recognised from an image");
  if (!e.term.empty()) parts.push_back("terms <code>" + esc(e.term) + "</code>");
  return base::join(parts, "; ");
}

/// Page text with words whole that were parted at the end of a line.
std::string unbroken(std::string_view text) {
  std::string out(base::trimmed(text));
  for (auto at = out.find("-\n"); at != std::string::npos; at = out.find("-\n", at)) {
    out.erase(at + 1, 1);
  }
  return out;
}

std::string quotation(const Evidence& e, bool name_file) {
  const bool suppressed = e.role == Role::suppressed;
  const char* left = e.left.empty() ? "" : "…";
  const bool ends = e.right.empty() || e.right.ends_with('.');
  const char* right = ends ? "" : "…";
  std::string out =
      fmt::format("<div class=\"quotation{}\"><blockquote>", suppressed ? " suppressed" : "");
  out += fmt::format(
      "<span class=\"around\">{}{} </span><mark>{}</mark><span class=\"around\"> {}{}</span>", left,
      esc(unbroken(e.left)), esc(unbroken(e.quote)), esc(unbroken(e.right)), right);
  out += "</blockquote>\n<p class=\"place\">";
  if (suppressed) out += "<strong>Does not count</strong> (" + esc(e.cue) + "); ";
  return out + place_of(e, name_file) + "</p></div>\n";
}

std::string quotations(const std::vector<const Evidence*>& list, bool name_file) {
  std::string out;
  for (std::size_t i = 0; i < list.size() && i < kMostQuotations; ++i)
    out += quotation(*list[i], name_file);
  if (list.size() <= kMostQuotations) return out;
  out += fmt::format("<details><summary>{} more</summary>\n", list.size() - kMostQuotations);
  for (std::size_t i = kMostQuotations; i < list.size(); ++i) out += quotation(*list[i], name_file);
  return out + "</details>\n";
}

/// Quotations that suffice only together, under the names of their parts.
std::string together(const std::vector<const Evidence*>& list, bool name_file) {
  std::vector<std::string> parts;
  for (const auto* e : list) {
    if (std::find(parts.begin(), parts.end(), e->part) == parts.end()) parts.push_back(e->part);
  }
  std::string out =
      "<div class=\"together\">\n<p class=\"note\">These passages suffice only together";
  out += parts.size() > 1 ? ", one of each part:</p>\n" : ":</p>\n";
  for (const auto& part : parts) {
    std::vector<const Evidence*> of_part;
    std::copy_if(list.begin(), list.end(), std::back_inserter(of_part),
                 [&](const Evidence* e) { return e->part == part; });
    out += "<p class=\"part\">" + esc(spoken(part)) + "</p>\n" + quotations(of_part, name_file);
  }
  return out + "</div>\n";
}

/// What supports a level: what suffices by itself, then what suffices together with others.
std::string supporting_quotations(const std::vector<const Evidence*>& list, bool name_file) {
  std::map<int, std::vector<const Evidence*>> by_number;
  for (const auto* e : list) by_number[e->together].push_back(e);
  std::string out;
  for (const auto& [number, quoted] : by_number)
    out += number == 0 ? quotations(quoted, name_file) : together(quoted, name_file);
  return out;
}

std::string level_cell(const CriterionResult& c) {
  if (!c.applicable) return "does not apply";
  return "<span class=\"level\">" + esc(spoken(c.level)) + "</span>";
}

/// Who decided otherwise than the program, why and when, as far as that is at hand.
std::string override_text(const Site& site, const std::string& plan_id, const CriterionResult& c) {
  const Coding* latest = nullptr;
  for (const auto& coding : site.input().codings) {
    const bool fits =
        coding.plan_id == plan_id && coding.criterion == c.criterion && coding.level == c.level;
    if (fits && (latest == nullptr || latest->date <= coding.date)) latest = &coding;
  }
  std::string out = "decided by a person, not by the program";
  if (latest == nullptr) return out;
  if (!latest->reason.empty()) out += ": " + esc(latest->reason);
  std::vector<std::string> who;
  if (!latest->coder.empty()) who.push_back(esc(latest->coder));
  if (!latest->date.empty()) who.push_back(esc(latest->date));
  return who.empty() ? out : out + " (" + base::join(who, ", ") + ")";
}

/// What a reader must know about a decision beside its level.
std::string remarks(const Site& site, const std::string& plan_id, const CriterionResult& c) {
  std::vector<std::string> parts;
  if (c.basis == Basis::override_) parts.push_back(override_text(site, plan_id, c));
  if (c.fragile) {
    parts.push_back("fragile" + (c.fragile_reason.empty() ? std::string()
                                                          : " (" + esc(c.fragile_reason) + ")"));
  }
  return base::join(parts, "; ");
}

/// Decimals where they are exact, else the fraction.
std::string points_text(const Fraction& points) {
  const auto decimals = number_cell(points);
  return Fraction::parse(decimals) == points ? decimals : exact_cell(points);
}

std::string points_cell(const CriterionResult& c) {
  if (!c.points) return "";
  if (!c.points_available) return points_text(*c.points);
  return points_text(*c.points) + " of " + points_text(*c.points_available);
}

std::int64_t supporting(const CriterionResult& c) {
  return std::count_if(c.evidence.begin(), c.evidence.end(),
                       [](const Evidence& e) { return e.role == Role::supports; });
}

std::string trimmed_line(const std::vector<std::string>& cells) {
  return std::string(base::trimmed(base::csv_line(cells)));
}

HtmlRow criterion_row(const Site& site, const PlanResult& result, const CriterionResult& c) {
  const auto* criterion = site.criterion(result.rule_set, c.criterion);
  const std::string name = criterion == nullptr ? "" : esc(criterion->name);
  return {{{esc(c.criterion) + " " + name},
           {level_cell(c)},
           {points_cell(c)},
           {std::to_string(supporting(c))},
           {remarks(site, result.plan.plan_id, c)}}};
}

std::string criteria_table(const Site& site, const PlanResult& result) {
  HtmlTable table{"Criteria and the level each was decided at",
                  {{"Criterion"}, {"Level"}, {"Points", true}, {"Quotations", true}, {"Remarks"}}};
  for (const auto& c : result.criteria) table.rows.push_back(criterion_row(site, result, c));
  return html_table(std::move(table));
}

std::string evidence_of(const Site& site, const PlanResult& result, const CriterionResult& c) {
  const auto* criterion = site.criterion(result.rule_set, c.criterion);
  std::string out = fmt::format("<h3>{} {}</h3>\n", esc(c.criterion),
                                criterion == nullptr ? "" : esc(criterion->name));
  if (criterion != nullptr && !criterion->question.empty())
    out += "<p>" + esc(criterion->question) + "</p>\n";
  out += "<p>Level: " + level_cell(c);
  if (const auto more = remarks(site, result.plan.plan_id, c); !more.empty())
    out += " <span class=\"note\">" + more + "</span>";
  out += "</p>\n";
  std::vector<const Evidence*> counts, set_aside;
  for (const auto& e : c.evidence) (e.role == Role::supports ? counts : set_aside).push_back(&e);
  const bool name_file = result.documents.size() > 1;
  if (counts.empty() && c.applicable && c.level != kNotAssessable) {
    out += "<p class=\"note\">No passage was found that supports a higher level.</p>\n";
  }
  out += supporting_quotations(counts, name_file);
  if (!set_aside.empty())
    out += "<p class=\"note\">Passages with the right words that do not count:</p>\n";
  return out + quotations(set_aside, name_file);
}

}  // namespace

std::string quotations_per_ten_pages(const PlanResult& result) {
  if (result.pages <= 0) return "";
  std::int64_t count = 0;
  for (const auto& c : result.criteria) count += supporting(c);
  return rounded(Fraction(10 * count, result.pages), Rounding::half_up, 1);
}

std::string document_facts(const Site& site, const std::string& plan_id) {
  const auto& results = site.results_of(plan_id);
  std::string out = "<dl class=\"facts\">\n";
  if (!results.empty()) {
    const auto& plan = results.front()->plan;
    out += fact("Title", esc(plan.title));
    out += fact("Round", esc(plan.round));
    out += fact("Published", plan.published.empty() ? "date not known" : esc(plan.published));
    out += fact("Address", plan.url.empty() ? "" : outer_link(plan.url, plan.url));
  }
  for (const auto* document : site.documents_of(plan_id)) out += file_facts(*document);
  return out + "</dl>\n";
}

std::string decisions(const Site& site, const PlanResult& result) {
  const bool decided = std::any_of(
      result.criteria.begin(), result.criteria.end(),
      [](const CriterionResult& c) { return c.applicable && c.level != kNotAssessable; });
  if (!decided) return "";
  std::string out = criteria_table(site, result);
  out +=
      "<h2>Evidence</h2>\n<p class=\"note\">Quotations are verbatim; the words the decision rests "
      "on are marked.</p>\n";
  for (const auto& c : result.criteria) {
    if (c.applicable) out += evidence_of(site, result, c);
  }
  return out;
}

std::string how_to_answer(const Site& site, const std::string& plan_id) {
  const auto& results = site.results_of(plan_id);
  const auto documents = site.documents_of(plan_id);
  const bool decided = !results.empty() && !results.front()->criteria.empty();
  if (!decided || documents.empty()) return std::string(kAnswerWithoutPlan);
  std::string out(kAnswer);
  out += esc(trimmed_line(
      {"plan_id", "criterion", "coder", "level", "reason", "document_sha256", "date"}));
  out += "\n";
  out += esc(
      trimmed_line({plan_id, results.front()->criteria.front().criterion, "your name", "LEVEL",
                    "page 12: the words that show it", documents.front()->sha256, "YYYY-MM-DD"}));
  return out + std::string(kAfterAnswer);
}

}  // namespace plangrade::report
