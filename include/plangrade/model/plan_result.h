// What a rule set decided about a plan, and the quotations it decided by.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plangrade/model/fraction.h"
#include "plangrade/model/plan.h"
#include "plangrade/model/span.h"

namespace plangrade {

/// The level and rating of what could not be read.
inline constexpr const char* kNotAssessable = "not_assessable";
inline constexpr const char* kNoPlan = "no_plan";

enum class Role { supports, suppressed };

/// How a decision came to be. Names are those of criteria.csv and areas.csv.
enum class Basis { own, inherited, override_, none };

/// One quotation, with its place. `quote` stands verbatim (white space aside) on `page` of `path`.
struct Evidence {
  std::string level;  ///< the level it supports, or would have supported
  Role role = Role::supports;
  std::string path;  ///< the document
  int page = 0;      ///< physical page from 1; 0 where the format has no pages
  std::string page_label;
  bool ocr = false;
  std::string section;  ///< heading above
  std::string left, quote, right;
  Span span;            ///< of the quote, bytes of the page's text
  std::string term;     ///< terms that matched, joined by "+"; a carried one is "term@heading"
  std::string cue;      ///< "negated: no longer" for suppressed evidence
  std::string carried;  ///< text of the heading, lead-in, ... that supplied a part; may be empty
  /// Quotations for one level with the same number suffice only together, one of each `part`; 0: by
  /// itself.
  int together = 0;
  std::string part{};  ///< what it is a part of then, in few words: "local_number_on_group"
  bool operator==(const Evidence&) const = default;
};

struct CriterionResult {
  std::string criterion;
  std::string level;
  std::optional<Fraction> points;  ///< empty if not applicable or not assessable
  std::optional<Fraction> points_available;
  bool applicable = true;
  Basis basis = Basis::own;
  bool fragile = false;
  std::string fragile_reason;  ///< "one quotation", "pattern ltp.yaml:12:9", "cue negated"
  std::vector<Evidence> evidence;
  bool operator==(const CriterionResult&) const = default;
};

/// What is kept of a document after its text is gone.
struct DocumentSummary {
  std::string plan_id, path, sha256, format;
  DocumentStatus status = DocumentStatus::readable;
  std::string message;
  int pages = 0;
  std::uint64_t words = 0;
  int ocr_pages = 0;
  std::string draft{};        ///< the words that call it a draft, and where; empty if none do
  std::string version{};      ///< that its title page names, "0.3"; may be empty
  std::string dated{};        ///< latest date on its title page: "2017-10" or "2017"; may be empty
  std::string text_sketch{};  ///< what tells how alike two texts are, in hex digits; empty: no text
  bool operator==(const DocumentSummary&) const = default;
};

/// One plan under one rule set.
struct PlanResult {
  PlanEntry plan;
  std::vector<DocumentSummary> documents;
  std::string rule_set;
  std::string rule_set_sha256;
  std::string rating;  ///< red, amber, green, no_plan, not_assessable, ...
  Basis basis = Basis::own;
  std::optional<Fraction> points, points_available;
  std::optional<Fraction> score;  ///< 0..1, exact; empty without points
  int pages = 0;
  std::uint64_t words = 0;
  std::vector<CriterionResult> criteria;  ///< in the order of the rule set
  bool operator==(const PlanResult&) const = default;
};

}  // namespace plangrade
