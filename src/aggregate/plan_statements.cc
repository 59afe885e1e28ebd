// What a reader should know about the plans before quoting a share of them: their age, texts that
// are last round's or another area's, and their length, since long plans collect more matches.
#include <algorithm>
#include <map>
#include <set>

#include "aggregate/round_view.h"
#include "aggregate/wording.h"
#include "base/text_sketch.h"

namespace plangrade::counting {
namespace {

/// Fewer quotations than this are shared by chance: plans quote the same national guidance.
constexpr std::size_t kFewestQuotations = 5;
constexpr std::size_t kSharedPercent = 80;

/// The date of a plan, in words: that of its publication, or of its title page if that is of an
/// earlier year: a plan that was put up again is as old as it says.
std::string date_of(const PlanResult& result) {
  std::string dated;
  for (const auto& document : result.documents) {
    if (document.status == DocumentStatus::readable) dated = std::max(dated, document.dated);
  }
  const auto& published = result.plan.published;
  const bool older = published.empty() || dated.substr(0, 4) < published.substr(0, 4);
  return !dated.empty() && older ? dated + " on its title page" : published;
}

void name_older(const RoundView& view, Coverage& coverage) {
  std::vector<std::string> names;
  for (const auto* result : view.results) {
    const auto& plan = result->plan;
    const auto date = date_of(*result);
    // A round is named by the year in which it begins; a refresh appears in that year or the next.
    if (date.size() < 4 || plan.round.size() < 4) continue;
    if (date.substr(0, 4) < plan.round.substr(0, 4)) {
      names.push_back(plan.plan_id + " (" + date + ")");
    }
  }
  if (names.empty()) return;
  coverage.statements.push_back(
      counted(static_cast<std::int64_t>(names.size()), "plan is", "plans are") +
      " older than the round: " + names_of(names));
}

void name_drafts(const RoundView& view, Coverage& coverage) {
  std::vector<std::string> names;
  for (const auto* result : view.results) {
    for (const auto& document : result->documents) {
      if (document.status != DocumentStatus::readable || document.draft.empty()) continue;
      names.push_back(result->plan.plan_id + " (" + document.draft + ")");
      break;
    }
  }
  if (names.empty()) return;
  coverage.statements.push_back(counted(static_cast<std::int64_t>(names.size()),
                                        "plan that was judged calls itself a draft",
                                        "plans that were judged call themselves drafts") +
                                ": " + names_of(names));
}

/// Files that were not judged because another version of the plan was.
void name_versions(const RoundView& view, Coverage& coverage) {
  std::vector<std::string> names;
  for (const auto* result : view.results) {
    for (const auto& document : result->documents) {
      if (document.status != DocumentStatus::duplicate &&
          document.status != DocumentStatus::superseded) {
        continue;
      }
      names.push_back(document.path + " (" + document.message + ")");
    }
  }
  if (names.empty()) return;
  coverage.statements.push_back(
      counted(static_cast<std::int64_t>(names.size()), "file was", "files were") +
      " not judged, since another version was: " + names_of(names));
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

/// Plans of which each has a text that is nearly the same as that of another, as lists of ids.
std::vector<std::set<std::string>> plans_alike(const RoundView& view) {
  struct Text {
    std::string plan_id;
    base::TextSketch sketch;
  };
  std::vector<Text> texts;
  for (const auto* result : view.results) {
    for (const auto& document : result->documents) {
      if (document.status != DocumentStatus::readable || document.text_sketch.empty()) continue;
      texts.push_back({result->plan.plan_id, base::sketch_from(document.text_sketch)});
    }
  }
  std::vector<std::set<std::string>> groups;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (std::size_t j = i + 1; j < texts.size(); ++j) {
      const auto &a = texts[i], &b = texts[j];
      if (a.plan_id == b.plan_id || base::resemblance(a.sketch, b.sketch) < base::kNearlySame) {
        continue;
      }
      const auto known = std::ranges::find_if(groups, [&](const std::set<std::string>& group) {
        return group.contains(a.plan_id) || group.contains(b.plan_id);
      });
      auto& group = known == groups.end() ? groups.emplace_back() : *known;
      group.insert({a.plan_id, b.plan_id});
    }
  }
  return groups;
}

void name_alike(const std::vector<std::set<std::string>>& groups, Coverage& coverage) {
  for (const auto& group : groups) {
    coverage.statements.push_back(std::to_string(group.size()) +
                                  " plans have nearly the same text, and each is judged: " +
                                  names_of({group.begin(), group.end()}));
  }
}

bool in_one(const std::vector<std::set<std::string>>& groups, const std::string& a,
            const std::string& b) {
  return std::ranges::any_of(groups, [&](const std::set<std::string>& group) {
    return group.contains(a) && group.contains(b);
  });
}

/// Texts that differ may share what decides: plans that are quoted with the same sentences.
void name_shared_text(const RoundView& view, const std::vector<std::set<std::string>>& alike,
                      Coverage& coverage) {
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
      if (in_one(alike, plans[i]->plan.plan_id, plans[j]->plan.plan_id)) continue;
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
  const auto alike = plans_alike(view);
  name_older(view, coverage);
  name_drafts(view, coverage);
  name_repeated(view, coverage);
  name_versions(view, coverage);
  name_same_file(view, coverage);
  name_alike(alike, coverage);
  name_shared_text(view, alike, coverage);
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
