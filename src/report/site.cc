// Who belongs to whom, worked out once for all pages.
#include "report/site.h"

#include <algorithm>

namespace plangrade::report {
namespace {

void add_once(std::vector<std::string>& list, const std::string& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

template <typename T>
const std::vector<const T*>& entries(const std::map<std::string, std::vector<const T*>>& map,
                                     const std::string& key) {
  static const std::vector<const T*> none;
  const auto at = map.find(key);
  return at == map.end() ? none : at->second;
}

}  // namespace

Site::Site(const ReportInput& input) : input_(input) {
  for (const auto& rules : input.rule_sets) add_once(rule_sets_, rules.id);
  PageNames area_names, plan_names;
  for (const auto& area : input.national.areas) {
    add_once(rule_sets_, area.rule_set);
    auto& rows = rows_[area.area_code];
    if (rows.empty()) {
      area_codes_.push_back(area.area_code);
      area_pages_[area.area_code] = "areas/" + area_names.name(area.area_code) + ".html";
    }
    rows.push_back(&area);
  }
  for (const auto& result : input.results) {
    add_once(rule_sets_, result.rule_set);
    auto& results = results_[result.plan.plan_id];
    if (results.empty()) {
      plan_ids_.push_back(result.plan.plan_id);
      plan_pages_[result.plan.plan_id] = "plans/" + plan_names.name(result.plan.plan_id) + ".html";
    }
    results.push_back(&result);
  }
}

const std::vector<const AreaResult*>& Site::rows_of(const std::string& area_code) const {
  return entries(rows_, area_code);
}

const std::vector<const PlanResult*>& Site::results_of(const std::string& plan_id) const {
  return entries(results_, plan_id);
}

std::vector<const AreaResult*> Site::areas_of(const std::string& plan_id) const {
  std::vector<const AreaResult*> areas;
  for (const auto& code : area_codes_) {
    const auto& rows = rows_of(code);
    const auto at = std::find_if(rows.begin(), rows.end(),
                                 [&](const AreaResult* row) { return row->plan_id == plan_id; });
    if (at != rows.end()) areas.push_back(*at);
  }
  return areas;
}

std::vector<const DocumentSummary*> Site::documents_of(const std::string& plan_id) const {
  std::vector<const DocumentSummary*> documents;
  for (const auto& d : input_.documents) {
    if (d.plan_id == plan_id) documents.push_back(&d);
  }
  return documents;
}

const RuleSet* Site::rule_set(const std::string& id) const {
  const auto at = std::find_if(input_.rule_sets.begin(), input_.rule_sets.end(),
                               [&](const RuleSet& rules) { return rules.id == id; });
  return at == input_.rule_sets.end() ? nullptr : &*at;
}

std::string Site::rule_set_title(const std::string& id) const {
  const auto* rules = rule_set(id);
  if (rules != nullptr && !rules->title.empty()) return rules->title;
  return id.empty() ? "Ratings" : id;
}

const Criterion* Site::criterion(const std::string& rule_set_id, const std::string& id) const {
  const auto* rules = rule_set(rule_set_id);
  if (rules == nullptr) return nullptr;
  const auto at = std::find_if(rules->criteria.begin(), rules->criteria.end(),
                               [&](const Criterion& c) { return c.id == id; });
  return at == rules->criteria.end() ? nullptr : &*at;
}

std::string Site::area_page(const std::string& area_code) const {
  const auto at = area_pages_.find(area_code);
  return at == area_pages_.end() ? "" : at->second;
}

std::string Site::plan_page(const std::string& plan_id) const {
  const auto at = plan_pages_.find(plan_id);
  return at == plan_pages_.end() ? "" : at->second;
}

}  // namespace plangrade::report

namespace plangrade {

FolderFiles render_pages(const ReportInput& input) {
  const report::Site site(input);
  FolderFiles files;
  files["index.html"] = report::index_page(site);
  files["methods.html"] = report::methods_page(site);
  for (const auto& code : site.area_codes())
    files[site.area_page(code)] = report::area_page(site, code);
  for (const auto& id : site.plan_ids()) files[site.plan_page(id)] = report::plan_page(site, id);
  return files;
}

}  // namespace plangrade
