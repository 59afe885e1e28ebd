// What a reader should know about the plans before quoting a share of them: their age, texts that
// are last round's or another area's, and their length, since long plans collect more matches.
#include <algorithm>
#include <map>
#include <set>

#include "aggregate/round_view.h"
#include "aggregate/wording.h"

namespace plangrade::counting {
namespace {

/// Fewer quotations than this are shared by chance: plans quote the same national guidance.
constexpr std::size_t kFewestQuotations = 5;
constexpr std::size_t kSharedPercent = 80;

void name_older(const RoundView& view, Coverage& coverage) {
  std::vector<std::string> names;
  for (const auto* result : view.results) {
    const auto& plan = result->plan;
    // A round is named by the year in which it begins; a refresh appears in that year or the next.
    if (plan.published.size() < 4 || plan.round.size() < 4) continue;
    if (plan.published.substr(0, 4) < plan.round.substr(0, 4)) {
      names.push_back(plan.plan_id + " (" + plan.published + ")");
    }
  }
  if (names.empty()) return;
  coverage.statements.push_back(
      counted(static_cast<std::int64_t>(names.size()), "plan is", "plans are") +
      " older than the round: " + names_of(names));
}

void name_repeated(const RoundView& view, Coverage& coverage) {
  std::vector<std::string> names;
  for (const auto* result : view.results) {
    for (const auto& document : result->documents) {
      const auto before = view.input.previous_documents.find(document.sha256);
      if (document.sha256.empty() || before == view.input.previous_documents.end()) continue;
      names.push_back(result->plan.plan_id);
      break;
    }
  }
  if (names.empty()) return;
  coverage.statements.push_back(
      counted(static_cast<std::int64_t>(names.size()), "plan has", "plans have") +
      " the very file of the previous round: " + names_of(names));
}

/// Plans that share a file, as lists of ids.
void name_same_file(const RoundView& view, Coverage& coverage) {
  std::map<std::string, std::set<std::string>> plans;
  for (const auto* result : view.results) {
    for (const auto& document : result->documents) {
      if (!document.sha256.empty()) plans[document.sha256].insert(result->plan.plan_id);
    }
  }
  std::set<std::vector<std::string>> groups;
  for (const auto& [hash, ids] : plans) {
    if (ids.size() > 1) groups.insert({ids.begin(), ids.end()});
  }
  for (const auto& ids : groups) {
    coverage.statements.push_back("the same file stands for several plans: " + names_of(ids));
  }
}

std::string squeezed(const std::string& text) {
  std::string plain;
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r') plain += c;
  }
  return plain;
}

std::set<std::string> quotations_of(const PlanResult& plan) {
  std::set<std::string> quotations;
  for (const auto& criterion : plan.criteria) {
    for (const auto& evidence : criterion.evidence) {
      if (evidence.role == Role::supports) quotations.insert(squeezed(evidence.quote));
    }
  }
  return quotations;
}

/// The texts are gone by now; what two plans are quoted with is not, and plans that are quoted with
/// the same sentences share them.
void name_shared_text(const RoundView& view, Coverage& coverage) {
  std::vector<const PlanResult*> plans;
  std::vector<std::set<std::string>> quotations;
  for (const auto* plan : view.results) {
    auto found = quotations_of(*plan);
    if (found.size() < kFewestQuotations) continue;
    plans.push_back(plan);
    quotations.push_back(std::move(found));
  }
  for (std::size_t i = 0; i < quotations.size(); ++i) {
    for (std::size_t j = i + 1; j < quotations.size(); ++j) {
      const auto &a = quotations[i], &b = quotations[j];
      const auto shared = static_cast<std::size_t>(
          std::ranges::count_if(a, [&](const std::string& quote) { return b.contains(quote); }));
      if (shared * 100 < std::max(a.size(), b.size()) * kSharedPercent) continue;
      coverage.statements.push_back("plans " + plans[i]->plan.plan_id + " and " +
                                    plans[j]->plan.plan_id + " share " + std::to_string(shared) +
                                    " of " + std::to_string(std::max(a.size(), b.size())) +
                                    " quotations: a joint or copied text");
    }
  }
}

}  // namespace

void add_plan_statements(const RoundView& view, Coverage& coverage) {
  name_older(view, coverage);
  name_repeated(view, coverage);
  name_same_file(view, coverage);
  name_shared_text(view, coverage);
}

void add_length_figures(const RoundView& view, std::vector<NationalFigure>& figures) {
  struct Length {
    std::int64_t quotations = 0, pages = 0;
  };
  std::map<std::string, Length> by_rating;
  for (const auto* plan : view.results) {
    if (plan->pages == 0) continue;
    auto& length = by_rating[plan->rating];
    length.pages += plan->pages;
    for (const auto& criterion : plan->criteria) {
      length.quotations += std::ranges::count(criterion.evidence, Role::supports, &Evidence::role);
    }
  }
  std::vector<std::string> ratings;
  for (const auto& [rating, length] : by_rating) ratings.push_back(rating);
  for (const auto& rating : ratings_in_order(view.policy, ratings)) {
    const auto& length = by_rating[rating];
    if (length.quotations == 0) continue;
    NationalFigure made;
    made.rule_set = view.rule_set;
    made.measure = "evidence per 10 pages";
    made.item = rating;
    made.numerator = length.quotations;
    made.denominator = length.pages;
    made.unit = "quotations per page";
    made.published =
        rounded(Fraction(length.quotations, length.pages) * Fraction(10), Rounding::half_up, 1);
    made.note = "published is per 10 pages: long plans collect more matches";
    figures.push_back(std::move(made));
  }
}

}  // namespace plangrade::counting
