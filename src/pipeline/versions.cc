// Which of several versions of a plan is judged, and what is said of it.
//
// Two texts are versions of one when at least half of their word sequences are the same
// (base/text_sketch.h), or, for the files of one area, when their own marks set them apart. Of two
// versions that one is judged which is of a later year, is no draft, has a higher version number,
// is of a later month, is longer, comes first by path: the first of these that parts them is the
// reason, and is told.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>

#include "base/text.h"
#include "base/text_sketch.h"
#include "pipeline/version_marks.h"
#include "plangrade/pipeline.h"

namespace plangrade {
namespace {

constexpr std::size_t kMostNamed = 3;

void add_note(std::string& message, const std::string& note) {
  if (message.find(note) != message.npos) return;  // of a folder that is merged once more
  if (!message.empty()) message += "; ";
  message += note;
}

std::string year_of(const DocumentSummary& document) { return document.dated.substr(0, 4); }

/// "0.12" before "1.2": version numbers by their parts.
std::pair<int, int> number_of(const std::string& version) {
  int major = 0, minor = 0;
  (void)std::sscanf(version.c_str(), "%d.%d", &major, &minor);
  return {major, minor};
}

/// Why one version is judged and another is not.
struct Preference {
  bool first = true;    ///< the first of the two is preferred
  bool newer = false;   ///< by their marks; else only by length or place
  std::string because;  ///< of the preferred one, "it is ..."
};

Preference by_marks(const DocumentSummary& a, const DocumentSummary& b) {
  const auto year_a = year_of(a), year_b = year_of(b);
  const bool both_dated = !a.dated.empty() && !b.dated.empty();
  const auto& newest = a.dated > b.dated ? a : b;
  const auto& oldest = a.dated > b.dated ? b : a;
  const auto later = fmt::format("it is dated {}, and this one {}", spoken_date(newest.dated),
                                 spoken_date(oldest.dated));
  if (both_dated && year_a != year_b) return {year_a > year_b, true, later};
  if (a.draft.empty() != b.draft.empty()) {
    const auto& draft = a.draft.empty() ? b.draft : a.draft;
    return {a.draft.empty(), true, "this one calls itself a draft (" + draft + ")"};
  }
  if (!a.version.empty() && !b.version.empty() && a.version != b.version) {
    const bool first = number_of(a.version) > number_of(b.version);
    return {first, true,
            fmt::format("it is version {}, and this one {}", first ? a.version : b.version,
                        first ? b.version : a.version)};
  }
  const bool both_months = a.dated.size() == b.dated.size() && a.dated.size() > 4;
  if (both_months && a.dated != b.dated) return {a.dated > b.dated, true, later};
  return {};
}

Preference preference(const DocumentSummary& a, const DocumentSummary& b) {
  auto marked = by_marks(a, b);
  if (marked.newer) return marked;
  if (a.words != b.words) {
    return {a.words > b.words, false,
            fmt::format("it is longer ({} words, and this one {})",
                        base::with_thousands(static_cast<long long>(std::max(a.words, b.words))),
                        base::with_thousands(static_cast<long long>(std::min(a.words, b.words))))};
  }
  return {a.path < b.path, false, "it comes first by name"};
}

double likeness(const DocumentSummary& a, const DocumentSummary& b) {
  return base::resemblance(base::sketch_from(a.text_sketch), base::sketch_from(b.text_sketch));
}

std::string in_common(double share) {
  return fmt::format("about {:.0f}% of word sequences in common", 100 * share);
}

/// One version that is not judged, and the one that is in its place.
struct Choice {
  std::size_t loser = 0, winner = 0;
  double share = 0;  ///< likeness of the two
  Preference why;
};

/// Which of some documents are versions of another one that is judged. With `marks_suffice`, two
/// texts that differ are versions too if their marks set them apart.
std::vector<Choice> choices_among(const std::vector<const DocumentSummary*>& versions,
                                  bool marks_suffice) {
  std::map<std::size_t, Choice> by_loser;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    for (std::size_t j = 0; j < i && !by_loser.contains(i); ++j) {
      if (by_loser.contains(j)) continue;
      const double share = likeness(*versions[i], *versions[j]);
      const auto why = preference(*versions[i], *versions[j]);
      if (share < base::kNearlySame && !(marks_suffice && why.newer)) continue;
      const auto loser = why.first ? j : i;
      by_loser[loser] = {loser, why.first ? i : j, share, why};
    }
  }
  std::vector<Choice> choices;
  for (auto& [loser, choice] : by_loser) {
    auto last = choice.winner;  // the winner may have lost to another one since
    while (by_loser.contains(last)) last = by_loser.at(last).winner;
    const auto why = preference(*versions[last], *versions[loser]);
    if (last != choice.winner && why.first) choice.why = why;
    choices.push_back({loser, last, likeness(*versions[last], *versions[loser]), choice.why});
  }
  return choices;
}

/// Another version of `loser` was judged: its status, and a message that says which and why.
void set_aside(DocumentSummary& loser, const std::string& winner, const Choice& choice) {
  const bool alike = choice.share >= base::kNearlySame;
  loser.status = choice.why.newer ? DocumentStatus::superseded : DocumentStatus::duplicate;
  loser.message = alike ? fmt::format("nearly the same text as {} ({}), which was judged: {}",
                                      winner, in_common(choice.share), choice.why.because)
                        : fmt::format("another plan for the same area was judged, {}: {}", winner,
                                      choice.why.because);
}

std::string note_of_winner(const std::string& loser) {
  return "judged rather than " + loser + ", another version";
}

/// What a document that is judged says against itself.
void note_own_marks(const DocumentSummary& document, const PlanEntry& plan, std::string& message) {
  if (!document.draft.empty()) {
    add_note(message, "calls itself a draft (" + document.draft + ")");
  }
  const auto year = year_of(document);
  if (!year.empty() && plan.round.size() >= 4 && year < plan.round.substr(0, 4)) {
    add_note(message, fmt::format("its title page is dated {}, before the round {}",
                                  spoken_date(document.dated), plan.round));
  }
}

/// Of every group of versions among the files of a plan leaves one readable.
void leave_one_version(std::vector<DocumentSummary>& documents) {
  std::vector<const DocumentSummary*> versions;
  for (const auto& document : documents) {
    if (document.status == DocumentStatus::readable) versions.push_back(&document);
  }
  const auto at = [&](std::size_t version) -> DocumentSummary& {
    return documents[static_cast<std::size_t>(versions[version] - documents.data())];
  };
  for (const auto& choice : choices_among(versions, false)) {
    set_aside(at(choice.loser), at(choice.winner).path, choice);
    add_note(at(choice.winner).message, note_of_winner(at(choice.loser).path));
  }
}

// ---- Between plans ----

/// A plan that no table lists, with the one text that it is judged by.
struct Unlisted {
  std::vector<std::string> areas;
  DocumentSummary document;
};

std::vector<Unlisted> unlisted_plans(const Scored& scored) {
  std::map<std::string, Unlisted> plans;
  for (const auto& result : scored.results) {
    if (result.plan.listed || result.plan.area_codes.empty()) continue;
    auto areas = result.plan.area_codes;
    std::ranges::sort(areas);
    for (const auto& document : result.documents) {
      if (document.status != DocumentStatus::readable) continue;
      plans.emplace(result.plan.plan_id, Unlisted{areas, document});
    }
  }
  std::vector<Unlisted> out;
  for (auto& [id, plan] : plans) out.push_back(std::move(plan));
  return out;
}

/// Calls `change(document)` for a document wherever the round holds it.
template <typename Change>
void change_document(Scored& scored, const DocumentSummary& which, Change change) {
  const auto plan_id = which.plan_id, path = which.path;  // `which` may be one that changes
  const auto visit = [&](std::vector<DocumentSummary>& documents) {
    for (auto& document : documents) {
      if (document.plan_id == plan_id && document.path == path) change(document);
    }
  };
  visit(scored.documents);
  for (auto& result : scored.results) {
    if (result.plan.plan_id == plan_id) visit(result.documents);
  }
}

/// Makes the files of one plan files of another, and takes away what was decided of it.
void join_plan(Scored& scored, const std::string& from, const std::string& to) {
  std::vector<DocumentSummary> moved;
  for (auto& document : scored.documents) {
    if (document.plan_id != from) continue;
    document.plan_id = to;
    moved.push_back(document);
  }
  std::erase_if(scored.results, [&](const PlanResult& r) { return r.plan.plan_id == from; });
  for (auto& result : scored.results) {
    if (result.plan.plan_id != to) continue;
    for (const auto& document : moved) {
      result.documents.push_back(document);
      result.plan.paths.push_back(document.path);
    }
  }
}

void settle_areas(Scored& scored) {
  std::map<std::vector<std::string>, std::vector<Unlisted>> by_areas;
  for (auto& plan : unlisted_plans(scored)) by_areas[plan.areas].push_back(std::move(plan));
  for (const auto& [areas, plans] : by_areas) {
    std::vector<const DocumentSummary*> versions;
    for (const auto& plan : plans) versions.push_back(&plan.document);
    for (const auto& choice : choices_among(versions, true)) {
      const auto &loser = *versions[choice.loser], &winner = *versions[choice.winner];
      change_document(scored, loser, [&](auto& one) { set_aside(one, winner.path, choice); });
      change_document(scored, winner,
                      [&](auto& one) { add_note(one.message, note_of_winner(loser.path)); });
      join_plan(scored, loser.plan_id, winner.plan_id);
    }
  }
}

/// "a.pdf (plan 'a', the same bytes)"
std::string other_place(const DocumentSummary& other, const std::string& how) {
  const auto plan = other.plan_id.empty() ? "not rated, " : "plan '" + other.plan_id + "', ";
  return fmt::format("{} ({}{})", other.path, plan, how);
}

/// Texts that stand in several plans are named in all of them.
void name_likenesses(Scored& scored) {
  std::vector<DocumentSummary*> documents;
  std::vector<base::TextSketch> sketches;
  for (auto& document : scored.documents) {
    if (document.status != DocumentStatus::readable) continue;
    documents.push_back(&document);
    sketches.push_back(base::sketch_from(document.text_sketch));
  }
  std::map<const DocumentSummary*, std::vector<std::string>> others;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    for (std::size_t j = i + 1; j < documents.size(); ++j) {
      auto &a = *documents[i], &b = *documents[j];
      if (a.plan_id == b.plan_id) continue;
      const double share = base::resemblance(sketches[i], sketches[j]);
      const bool same_bytes = !a.sha256.empty() && a.sha256 == b.sha256;
      if (share < base::kNearlySame && !same_bytes) continue;
      const auto how = same_bytes ? "the same bytes" : in_common(share);
      others[&a].push_back(other_place(b, how));
      others[&b].push_back(other_place(a, how));
    }
  }
  for (auto* document : documents) {
    auto found = others.find(document);
    if (found == others.end()) continue;
    auto& names = found->second;
    const auto more = names.size() > kMostNamed ? names.size() - kMostNamed : 0;
    names.resize(names.size() - more);
    const auto note = "nearly the same text as " + base::join(names, ", ") +
                      (more > 0 ? fmt::format(" and {} more", more) : "") +
                      (document->plan_id.empty() ? "" : ": each plan is judged");
    change_document(scored, *document, [&](DocumentSummary& one) { add_note(one.message, note); });
  }
}

}  // namespace

void settle_versions(Plan& plan) {
  if (plan.entry.plan_id.empty()) return;
  std::vector<DocumentSummary> summaries;
  for (const auto& document : plan.documents) summaries.push_back(summary_of(document));
  leave_one_version(summaries);
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    auto& summary = summaries[i];
    if (summary.status == DocumentStatus::readable) {
      note_own_marks(summary, plan.entry, summary.message);
    }
    plan.documents[i].status = summary.status;
    plan.documents[i].message = summary.message;
  }
}

void settle_versions(Scored& scored) {
  settle_areas(scored);
  name_likenesses(scored);
}

}  // namespace plangrade
