// Plans in parallel: reading through the cache, segmenting, matching, scoring; results in order.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <memory>

#include "base/text.h"
#include "base/text_sketch.h"
#include "pipeline/parallel.h"
#include "pipeline/version_marks.h"
#include "pipeline/wire.h"
#include "plangrade/aggregate.h"
#include "plangrade/match.h"
#include "plangrade/pipeline.h"
#include "plangrade/score.h"
#include "plangrade/segment.h"

namespace plangrade {
namespace {

/// A document and its content as JSON; either may have been left out for speed.
struct ReadFile {
  std::optional<Document> document;
  std::string content;
};

std::string cache_key(const PlanFile& file, const ExtractOptions& options) {
  const auto ocr = static_cast<int>(options.ocr);
  const auto extension = std::filesystem::path(file.file.path).extension().string();
  return file.sha256 + "|" + extractor_version() + "|ocr=" + std::to_string(ocr) + "|" +
         base::lower_ascii(extension);
}

/// What a slower machine or a smaller limit would change is not kept.
bool worth_keeping(DocumentStatus status) {
  return status == DocumentStatus::readable || status == DocumentStatus::no_text ||
         status == DocumentStatus::locked || status == DocumentStatus::unsupported;
}

class Reading {
 public:
  Reading(const WorkOptions& options)
      : options_(options),
        cache_(options.cache_dir),
        readers_(static_cast<std::size_t>(std::max(1, options.jobs))) {}

  /// Reads one file, from the cache if it can. With `parse`, the document is there; with
  /// `content`, its JSON is.
  ReadFile read(const PlanEntry& plan, const PlanFile& file, std::size_t thread, bool parse,
                bool content) {
    ReadFile out;
    if (file.preset != DocumentStatus::readable) {
      out.document = Document{
          plan.plan_id, file.file.path, file.sha256, "", file.preset, file.message, "", "", {}};
    } else if (const auto cached = find(file)) {
      if (parse) {
        if (auto document = parse_content(*cached)) out.document = std::move(*document);
      }
      if (!parse || out.document) out.content = *cached;
    }
    if (!out.document && out.content.empty()) out = read_anew(file, thread);
    if (out.document) {
      out.document->plan_id = plan.plan_id;
      out.document->path = file.file.path;
      out.document->sha256 = file.sha256;
      if (out.document->message.empty()) out.document->message = file.message;
      if (content && out.content.empty()) out.content = content_text(*out.document);
    }
    if (options_.on_file) options_.on_file(file.file.path);
    return out;
  }

  bool stopped() const { return options_.stop != nullptr && options_.stop->load(); }
  void finish() { cache_.prune(); }

 private:
  std::optional<std::string> find(const PlanFile& file) const {
    if (file.sha256.empty()) return std::nullopt;
    return cache_.find(cache_key(file, options_.extract));
  }

  ReadFile read_anew(const PlanFile& file, std::size_t thread) {
    auto& reader = readers_[thread];
    if (!reader) reader = std::make_unique<DocumentReader>(options_.extract);
    ReadFile out;
    out.document = reader->read(file.file);
    if (!file.sha256.empty() && worth_keeping(out.document->status) && !stopped()) {
      if (!cache_.dir().empty()) {
        out.content = content_text(*out.document);
        cache_.store(cache_key(file, options_.extract), out.content);
      }
    }
    return out;
  }

  const WorkOptions& options_;
  TextCache cache_;
  std::vector<std::unique_ptr<DocumentReader>> readers_;
};

/// Areas recognised by name on the title pages, where no table says them.
void guess_plan_areas(Plan& plan, const AreaRegister& areas) {
  if (!plan.entry.area_codes.empty() || plan.entry.plan_id.empty() || areas.areas.empty()) return;
  constexpr std::size_t kTitlePages = 2;
  constexpr std::size_t kTitleBytes = 6000;  // where a format has no pages
  std::string text;
  for (const auto& document : plan.documents) {
    text += document.title + "\n";
    for (std::size_t i = 0; i < std::min(kTitlePages, document.pages.size()); ++i) {
      text += document.pages[i].text.substr(0, kTitleBytes) + "\n";
    }
  }
  auto guessed = guess_areas(areas, text);
  plan.entry.area_codes = std::move(guessed.area_codes);
  plan.entry.areas_ambiguous = std::move(guessed.ambiguous);
  plan.entry.areas_guessed = !plan.entry.area_codes.empty();
  for (const auto& area : areas.areas) {
    const auto& codes = plan.entry.area_codes;
    if (std::find(codes.begin(), codes.end(), area.area_code) == codes.end()) continue;
    if (plan.entry.area_names.empty()) {
      plan.entry.area_type = area.area_type;
      plan.entry.region = area.region;
    }
    plan.entry.area_names.push_back(area.area_name);
    plan.entry.area_names.insert(plan.entry.area_names.end(), area.aliases.begin(),
                                 area.aliases.end());
  }
}

std::uint64_t words_of(std::string_view text) {
  std::uint64_t words = 0;
  bool inside = false;
  for (const unsigned char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '|';
    if (!blank && !inside) ++words;
    inside = !blank;
  }
  return words;
}

std::uint64_t words_of(const Document& document) {
  std::uint64_t words = 0;
  for (const auto& page : document.pages) {
    if (page.blocks.empty()) words += words_of(page.text);
    for (const auto& block : page.blocks) {
      if (block.kind != BlockKind::furniture) words += words_of(block.span.in(page.text));
    }
  }
  return words;
}

base::TextSketch sketch_of(const Document& document) {
  base::TextSketcher sketcher;
  for (const auto& page : document.pages) {
    if (page.blocks.empty()) sketcher.add(page.text);
    for (const auto& block : page.blocks) {
      if (block.kind != BlockKind::furniture) sketcher.add(block.span.in(page.text));
    }
  }
  return sketcher.sketch();
}

DocumentStatus status_of(const ReadFile& file) {
  return file.document ? file.document->status : content_status(file.content);
}

/// A plan with all its documents, its areas guessed where no table says them, versions settled.
Plan read_plan(Reading& reading, const PlanWork& work, std::size_t thread,
               const AreaRegister& areas) {
  Plan plan{work.entry, {}};
  for (const auto& file : work.files) {
    if (reading.stopped()) return plan;
    plan.documents.push_back(*reading.read(work.entry, file, thread, true, false).document);
  }
  guess_plan_areas(plan, areas);
  settle_versions(plan);
  return plan;
}

/// Turns plans into outputs on `jobs` threads; false if stopped or the sink had enough.
template <typename Output>
bool for_each_plan(const Round& round, Reading& reading, int jobs,
                   const std::function<Output(const PlanWork&, std::size_t)>& work,
                   const std::function<bool(Output&&)>& sink) {
  std::size_t next = 0;
  const bool finished = in_order<std::size_t, Output>(
      static_cast<std::size_t>(std::max(1, jobs)),
      [&]() -> std::optional<std::size_t> {
        if (reading.stopped() || next == round.plans.size()) return std::nullopt;
        return next++;
      },
      [&](std::size_t&& i, std::size_t thread) { return work(round.plans[i], thread); }, sink);
  reading.finish();
  return finished && !reading.stopped();
}

}  // namespace

bool could_not_be_assessed(DocumentStatus status) {
  return status != DocumentStatus::readable && status != DocumentStatus::duplicate &&
         status != DocumentStatus::superseded;
}

DocumentSummary summary_of(const Document& document) {
  DocumentSummary summary;
  summary.plan_id = document.plan_id;
  summary.path = document.path;
  summary.sha256 = document.sha256;
  summary.format = document.format;
  summary.status = document.status;
  summary.message = document.message;
  summary.pages = document.pages.empty() || document.pages.front().number == 0
                      ? 0
                      : static_cast<int>(document.pages.size());
  summary.words = words_of(document);
  summary.ocr_pages = static_cast<int>(std::count_if(document.pages.begin(), document.pages.end(),
                                                     [](const Page& page) { return page.ocr; }));
  summary.text_sketch = base::sketch_text(sketch_of(document));
  auto marks = version_marks(document);
  summary.draft = std::move(marks.draft);
  summary.version = std::move(marks.version);
  summary.dated = std::move(marks.dated);
  return summary;
}

bool extract_round(const Round& round, const WorkOptions& options, const AreaRegister& areas,
                   const std::function<bool(const std::vector<ExtractedLine>& lines)>& sink) {
  using Lines = std::vector<ExtractedLine>;
  Reading reading(options);
  return for_each_plan<Lines>(
      round, reading, options.jobs,
      [&](const PlanWork& work, std::size_t thread) {
        const bool guess = work.entry.area_codes.empty() && !areas.areas.empty();
        Plan plan{work.entry, {}};
        std::vector<ReadFile> files;
        for (const auto& file : work.files) {
          files.push_back(reading.read(work.entry, file, thread, guess, true));
          if (guess && files.back().document) plan.documents.push_back(*files.back().document);
        }
        Lines lines;
        if (reading.stopped()) return lines;
        if (guess) guess_plan_areas(plan, areas);
        for (std::size_t i = 0; i < files.size(); ++i) {
          lines.push_back({document_line_of(plan.entry, work.files[i].file.path,
                                            work.files[i].sha256, files[i].content),
                           could_not_be_assessed(status_of(files[i]))});
        }
        if (lines.empty()) lines.push_back({missing_plan_line(plan.entry), false});
        return lines;
      },
      [&](Lines&& lines) { return sink(lines); });
}

bool read_round(const Round& round, const WorkOptions& options, const AreaRegister& areas,
                const std::function<bool(const Plan&)>& sink) {
  Reading reading(options);
  return for_each_plan<Plan>(
      round, reading, options.jobs,
      [&](const PlanWork& work, std::size_t thread) {
        return read_plan(reading, work, thread, areas);
      },
      [&](Plan&& plan) { return sink(plan); });
}

Result<Rules> compile_rules(std::vector<RuleSet> sets) {
  auto matcher = Matcher::compile(sets);
  if (!matcher) return std::move(matcher).error();
  Rules rules{std::move(sets), std::move(*matcher), {}};
  for (const RuleSet& set : rules.sets) rules.conditions.emplace_back(set);
  return rules;
}

std::vector<PlanResult> score_documents(const Plan& plan, const Rules& rules) {
  const auto text = segment(plan.documents);
  const auto matches = rules.matcher.match(text, plan.entry.area_names, Matches::deciding);
  std::vector<DocumentSummary> summaries;
  for (const auto& document : plan.documents) summaries.push_back(summary_of(document));
  std::vector<PlanResult> results;
  for (std::uint32_t i = 0; i < rules.sets.size(); ++i) {
    auto result = score_plan({plan, text, rules.sets[i], i, rules.matcher.patterns(), matches,
                              plan.entry.area_type, plan.entry.region, &rules.conditions[i]});
    result.documents = summaries;
    result.pages = 0;
    result.words = 0;
    for (const auto& document : summaries) {
      if (document.status != DocumentStatus::readable) continue;
      result.pages += document.pages;
      result.words += document.words;
    }
    results.push_back(std::move(result));
  }
  return results;
}

Scored score_round(const Round& round, const Rules& rules, const WorkOptions& options,
                   const AreaRegister& areas) {
  struct Output {
    std::vector<PlanResult> results;
    std::vector<DocumentSummary> documents;
  };
  Reading reading(options);
  Scored scored;
  const bool finished = for_each_plan<Output>(
      round, reading, options.jobs,
      [&](const PlanWork& work, std::size_t thread) {
        const auto plan = read_plan(reading, work, thread, areas);
        Output output;
        if (reading.stopped()) return output;
        if (!plan.entry.plan_id.empty()) output.results = score_documents(plan, rules);
        if (!output.results.empty()) {
          output.documents = output.results.front().documents;
        } else {
          for (const auto& document : plan.documents) {
            output.documents.push_back(summary_of(document));
          }
        }
        return output;
      },
      [&](Output&& output) {
        for (auto& result : output.results) scored.results.push_back(std::move(result));
        for (auto& document : output.documents) scored.documents.push_back(std::move(document));
        return true;
      });
  scored.stopped = !finished;
  sort_scored(scored, rules.sets);
  return scored;
}

std::optional<Plan> cached_plan(const PlanResult& result, const WorkOptions& options) {
  const TextCache cache(options.cache_dir);
  Plan plan{result.plan, {}};
  for (const auto& summary : result.documents) {
    if (summary.status != DocumentStatus::readable) continue;
    PlanFile file;
    file.file.path = summary.path;
    file.sha256 = summary.sha256;
    const auto content = cache.find(cache_key(file, options.extract));
    if (!content) return std::nullopt;
    auto document = parse_content(*content);
    if (!document) return std::nullopt;
    document->plan_id = summary.plan_id;
    document->path = summary.path;
    document->sha256 = summary.sha256;
    plan.documents.push_back(std::move(*document));
  }
  return plan;
}

void sort_scored(Scored& scored, const std::vector<RuleSet>& sets) {
  const auto rank = [&](const PlanResult& result) {
    const auto at = std::find_if(sets.begin(), sets.end(),
                                 [&](const RuleSet& set) { return set.id == result.rule_set; });
    return at - sets.begin();
  };
  std::stable_sort(scored.results.begin(), scored.results.end(),
                   [&](const PlanResult& a, const PlanResult& b) {
                     const auto left = rank(a), right = rank(b);
                     if (left != right) return left < right;
                     if (a.rule_set != b.rule_set) return a.rule_set < b.rule_set;
                     return a.plan.plan_id < b.plan.plan_id;
                   });
  std::stable_sort(scored.documents.begin(), scored.documents.end(),
                   [](const DocumentSummary& a, const DocumentSummary& b) {
                     return a.path != b.path ? a.path < b.path : a.plan_id < b.plan_id;
                   });
}

}  // namespace plangrade
