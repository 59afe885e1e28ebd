// The pages of a round: what is on which page, and the parts that several pages share.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "plangrade/report.h"
#include "report/html.h"

namespace plangrade::report {

/// Looks up what a page needs. Built once; refers to the input, which must outlive it.
class Site {
 public:
  explicit Site(const ReportInput& input);

  const ReportInput& input() const { return input_; }
  const std::vector<std::string>& rule_sets() const { return rule_sets_; }
  const std::vector<std::string>& area_codes() const { return area_codes_; }
  const std::vector<std::string>& plan_ids() const { return plan_ids_; }

  /// The rows of an area, one per rule set, in order.
  const std::vector<const AreaResult*>& rows_of(const std::string& area_code) const;
  /// The results of a plan, one per rule set, in order; none if it is unknown.
  const std::vector<const PlanResult*>& results_of(const std::string& plan_id) const;
  /// Areas that a plan is for, in order of the register.
  std::vector<const AreaResult*> areas_of(const std::string& plan_id) const;
  /// Files of a plan.
  std::vector<const DocumentSummary*> documents_of(const std::string& plan_id) const;

  const RuleSet* rule_set(const std::string& id) const;  ///< null if it is not at hand
  std::string rule_set_title(const std::string& id) const;
  const Criterion* criterion(const std::string& rule_set, const std::string& id) const;

  std::string area_page(const std::string& area_code) const;  ///< "areas/e38000001.html"
  std::string plan_page(const std::string& plan_id) const;    ///< "plans/eastmere.html"

 private:
  const ReportInput& input_;
  std::vector<std::string> rule_sets_, area_codes_, plan_ids_;
  std::map<std::string, std::vector<const AreaResult*>> rows_;
  std::map<std::string, std::vector<const PlanResult*>> results_;
  std::map<std::string, std::string> area_pages_, plan_pages_;
};

// One page each, as HTML.
std::string index_page(const Site& site);
std::string area_page(const Site& site, const std::string& area_code);
std::string plan_page(const Site& site, const std::string& plan_id);
std::string methods_page(const Site& site);

// Parts of the pages of areas and plans.

/// Title, date, address, files with hash and size of a plan.
std::string document_facts(const Site& site, const std::string& plan_id);

/// Supporting quotations for every ten pages, to one decimal; "" if the plan has no pages.
std::string quotations_per_ten_pages(const PlanResult& result);

/// Criteria with levels, then the quotations for each.
std::string decisions(const Site& site, const PlanResult& result);

/// How whoever answers for a plan can object, with a row to send back.
std::string how_to_answer(const Site& site, const std::string& plan_id);

}  // namespace plangrade::report
