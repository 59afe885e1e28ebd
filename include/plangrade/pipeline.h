// The stages joined up: documents in parallel, results in input order, the cache, result folders.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plangrade/extract.h"
#include "plangrade/match.h"
#include "plangrade/model/area.h"
#include "plangrade/model/plan.h"
#include "plangrade/model/plan_result.h"
#include "plangrade/model/policy.h"
#include "plangrade/model/problem.h"
#include "plangrade/model/rule_set.h"
#include "plangrade/report.h"
#include "plangrade/score.h"

namespace plangrade {

/// One file of a plan: to be read, or already known not to be.
struct PlanFile {
  FoundFile file;
  std::string sha256;                                ///< empty if the file cannot be read
  DocumentStatus preset = DocumentStatus::readable;  ///< duplicate or superseded: it is not read
  std::string message;
};

/// One plan with its files, in order of path. An empty plan_id: files that belong to no plan.
struct PlanWork {
  PlanEntry entry;
  std::vector<PlanFile> files;
};

/// A round as found on disk and in plans.csv, plans in order of id.
struct Round {
  std::vector<PlanWork> plans;
  Problems warnings;
};

struct RoundOptions {
  std::vector<std::string> inputs;          ///< plans: files and directories
  std::string plans_csv;                    ///< empty: every file is a plan
  std::vector<std::string> not_plans;       ///< tables that may lie in a plans directory
  std::uint64_t shard = 0, shards = 1;      ///< keep the plans with hash(plan_id) % shards == shard
  const std::atomic<bool>* stop = nullptr;  ///< set by a signal: the round is not finished
};

/// Lists the round. Problems: nothing found, unknown area codes, files that plans.csv names and
/// nobody finds.
Result<Round> find_round(const RoundOptions& options, const AreaRegister* areas);

/// Texts of files that were read before, by content, extractor version and OCR mode.
/// Safe with concurrent runs and kill -9: an entry is whole, checked by its hash, or ignored.
class TextCache {
 public:
  /// `dir` empty: no cache. A cache that cannot be written is no error; nothing is kept.
  TextCache(std::string dir, std::uint64_t max_bytes = std::uint64_t{1} << 30);
  /// The JSON fragment that store() was given, if an intact entry exists.
  std::optional<std::string> find(const std::string& key) const;
  void store(const std::string& key, const std::string& content) const;
  /// Removes the entries used longest ago until the cache fits its bound.
  void prune() const;
  struct Info {
    std::uint64_t entries = 0, bytes = 0;
  };
  Info info() const;
  void clear() const;
  const std::string& dir() const { return dir_; }
  /// $PLANGRADE_CACHE, else $XDG_CACHE_HOME/plangrade, else ~/.cache/plangrade.
  static std::string default_dir();

 private:
  std::string path_of(const std::string& key) const;
  std::string dir_;
  std::uint64_t max_bytes_;
};

/// How work is done; nothing here changes a result.
struct WorkOptions {
  ExtractOptions extract;
  std::string cache_dir;  ///< empty: off
  int jobs = 1;
  std::function<void(const std::string& path)> on_file;  ///< after each file, from any thread
  const std::atomic<bool>* stop = nullptr;               ///< set by a signal: finish nothing more
};

/// A line of `plangrade extract`, and whether its document could not be assessed.
struct ExtractedLine {
  std::string text;
  bool not_assessable = false;
};

/// Reads the files of every plan in parallel and hands over the JSON lines of its documents, in
/// order. Returns false if stopped. See docs/pipeline.md for the lines.
bool extract_round(const Round& round, const WorkOptions& options, const AreaRegister& areas,
                   const std::function<bool(const std::vector<ExtractedLine>& lines)>& sink);

/// Reads the files of every plan in parallel and hands over the plans in order.
bool read_round(const Round& round, const WorkOptions& options, const AreaRegister& areas,
                const std::function<bool(const Plan&)>& sink);

/// Rule sets compiled together.
struct Rules {
  std::vector<RuleSet> sets;
  Matcher matcher;
  std::vector<Conditions> conditions;  ///< by rule set
};
Result<Rules> compile_rules(std::vector<RuleSet> sets);

/// What only compiled patterns show of a rule set, for load_rule_set: M001 to M008 for those that
/// RE2 refuses, R028 for plain patterns that the exceptions of their term always take away.
Problems check_compiled(const RuleSet& rules);

/// Results of one plan under all rule sets, in their order.
std::vector<PlanResult> score_documents(const Plan& plan, const Rules& rules);

struct Scored {
  std::vector<PlanResult> results;
  std::vector<DocumentSummary> documents;
  bool stopped = false;
};

/// The plan that a result was decided from, if the texts of all its readable documents are kept.
std::optional<Plan> cached_plan(const PlanResult& result, const WorkOptions& options);

/// Files of one plan that are versions of one text, by their words or their marks: one is left to
/// be judged, the others become superseded (it is newer, or they are drafts) or duplicate. Messages
/// say which, and why; also what a file that is judged says against itself: that it is a draft, or
/// older than the round.
void settle_versions(Plan& plan);

/// The same between plans. Plans that no table lists and that are for the same areas become one
/// plan; elsewhere texts that are nearly the same are named in the messages of both. Wants all
/// plans of a round: a shard is settled when it is merged.
void settle_versions(Scored& scored);

/// Puts results into the order of `sets`, then of plan ids; documents into the order of path.
void sort_scored(Scored& scored, const std::vector<RuleSet>& sets);

/// Reads and scores a round, plans in parallel; sorted as sort_scored() does.
Scored score_round(const Round& round, const Rules& rules, const WorkOptions& options,
                   const AreaRegister& areas);

// ---- Passages: embedded tests of rule sets, and files of coded passages ----

struct Passage {
  std::string id;
  std::uint32_t rule_set = 0;          ///< index into Rules::sets
  std::string criterion, text, level;  ///< the level that a coder gave
  std::string known_gap;               ///< why the rules are known to fail here
  std::string area;                    ///< what {area} stands for
  SourcePosition at;
};

std::vector<Passage> embedded_tests(const Rules& rules);
/// A CSV of passages: criterion,level,text and optionally id,pack,label,note,area,known_gap.
Result<std::vector<Passage>> read_passages(const std::string& path, const Rules& rules);

struct DecidedPassage {
  Passage passage;
  CriterionResult result;
  bool right() const { return result.level == passage.level; }
};
struct PassageReport {
  std::vector<DecidedPassage> decided;
  std::size_t patterns = 0;              ///< as written: a shared one counts once
  std::vector<PatternInfo> never_fired;  ///< those that match in no passage, in order of place
  struct Untested {
    std::string rule_set, criterion, level;
    SourcePosition at;
  };
  std::size_t levels = 0;          ///< of all criteria, `otherwise` among them
  std::vector<Untested> untested;  ///< levels that no passage asks for, in the order of rule sets
};
PassageReport decide_passages(const Rules& rules, std::span<const Passage> passages);

// ---- The lines of `plangrade extract` and `plangrade score` ----

/// One JSON object without a line break.
std::string document_line(const PlanEntry& plan, const Document& document);
std::string missing_plan_line(const PlanEntry& plan);
std::string plan_result_line(const PlanResult& result);
std::string document_summary_line(const DocumentSummary& document);

/// What a line of `plangrade extract` says. `document` is empty for a plan without one.
struct DocumentLine {
  PlanEntry plan;
  std::optional<Document> document;
};
Result<DocumentLine> parse_document_line(const std::string& line, const std::string& file,
                                         int number);

/// What a line of `plangrade score` says: a plan result, or a document that belongs to no plan.
struct ResultLine {
  std::optional<PlanResult> result;
  std::optional<DocumentSummary> document;
};
Result<ResultLine> parse_result_line(const std::string& line, const std::string& file, int number);

/// What is kept of a document: words are those of its blocks, furniture left out.
DocumentSummary summary_of(const Document& document);

/// Whether a status means that a plan lost text: not so for duplicates and superseded files.
bool could_not_be_assessed(DocumentStatus status);
inline bool could_not_be_assessed(const DocumentSummary& document) {
  return could_not_be_assessed(document.status);
}
const char* document_status_name(DocumentStatus status);

}  // namespace plangrade
