// Commands on finished result folders: report, verify, merge.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/conclude.h"
#include "cli/tables.h"

namespace plangrade::cli {
namespace {

/// Blanks of any kind folded to one, so that line breaks do not matter.
std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
    if (!blank)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return out;
}

/// Whether a quotation stands on its page; one that runs over the foot of it may end on the next.
bool stands_there(const Evidence& evidence, const Document& document) {
  std::string text;
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    const auto number = document.pages[i].number;
    if (evidence.page == 0 || number == evidence.page || number == evidence.page + 1)
      text += document.pages[i].text + " ";
  }
  return folded(text).find(folded(evidence.quote)) != std::string::npos;
}

/// Which part of a run a result folder holds; nothing if it holds a run in one piece.
std::optional<std::pair<long, long>> shard_of(const std::string& run_json) {
  const auto run = nlohmann::json::parse(run_json, nullptr, false);
  const auto options = run.is_object() ? run.find("options") : run.end();
  if (options == run.end() || !options->is_object()) return std::nullopt;
  const auto shard = options->find("shard");
  if (shard == options->end() || !shard->is_array() || shard->empty()) return std::nullopt;
  return shard->front().is_string() ? parse_shard(shard->front().get<std::string>()) : std::nullopt;
}

/// The parts of a run that were given, and the folder of each.
class Parts {
 public:
  void add(const std::string& dir, const std::string& run_json, Gathered& gathered) {
    const auto shard = shard_of(run_json);
    if (!shard) return;
    const auto [number, of] = *shard;
    if (of_ != 0 && of != of_) {
      gathered.add(fmt::format("{} is part {} of {}, {} is one of {}", dir, number, of,
                               dirs_.begin()->second, of_),
                   "shards of one run are merged");
      return;
    }
    of_ = of;
    const auto [known, is_new] = dirs_.emplace(number, dir);
    if (!is_new)
      gathered.add(fmt::format("{} and {} are both part {} of {}", known->second, dir, number, of),
                   "give each part once");
  }

  /// "2, 3 of 3", at most ten of them; empty if none is missing.
  std::string missing() const {
    std::string text;
    int named = 0;
    for (long i = 1; i <= of_ && named <= 10; ++i) {
      if (dirs_.contains(i)) continue;
      text += (text.empty() ? "" : ", ") + (++named <= 10 ? std::to_string(i) : "...");
    }
    return text.empty() ? "" : fmt::format("{} of {}", text, of_);
  }

 private:
  long of_ = 0;
  std::map<long, std::string> dirs_;
};

}  // namespace

int run_report(const Typed& typed, const Terminal& terminal) {
  Gathered gathered;
  if (typed.operands.size() != 1) gathered.add("no result folder is given", "plangrade report DIR");
  std::optional<ResultFolder> folder;
  if (typed.operands.size() == 1) folder = gathered.take(read_folder(typed.operands.front()));
  if (!gathered.problems.empty()) return report_problems(gathered.problems, terminal);
  for (const auto& file : folder->altered) warn(file + " is not as the run wrote it");
  const auto out = typed.has("out") ? typed.value("out") : typed.operands.front() + "/report";
  const auto written = write_folder(out, render_pages(folder->content), true);
  if (!written) return report_problems(written.error(), terminal);
  write_out(fmt::format("Pages are in {}; begin with {}/index.html\n", out, out));
  return kDone;
}

int run_verify(const Typed& typed, const Terminal& terminal) {
  Gathered gathered;
  auto work = work_options(typed, gathered);
  if (typed.operands.size() < 2)
    gathered.add("a result folder and its plans are needed", "plangrade verify DIR PLANS...");
  std::optional<ResultFolder> folder;
  std::optional<Round> round;
  if (typed.operands.size() >= 2) {
    folder = gathered.take(read_folder(typed.operands.front()));
    auto operands = typed;
    operands.operands.erase(operands.operands.begin());
    round = gathered.take(find_round(round_options(operands, gathered), nullptr));
  }
  if (!gathered.problems.empty() || !round) return report_problems(gathered.problems, terminal);

  std::map<std::string, Document>
      documents;  // by the hash of their bytes: the plans may have moved
  read_round(*round, work, {}, [&](const Plan& plan) {
    for (const auto& document : plan.documents) documents.emplace(document.sha256, document);
    return true;
  });
  Table missing{{"plan_id", "criterion", "path", "page", "quote", "reason"}, {}};
  std::size_t count = 0;
  for (const auto& result : folder->content.results) {
    std::map<std::string, std::string> hashes;
    for (const auto& document : result.documents) hashes[document.path] = document.sha256;
    for (const auto& criterion : result.criteria) {
      for (const auto& evidence : criterion.evidence) {
        ++count;
        const auto document = documents.find(hashes[evidence.path]);
        std::string reason;
        if (document == documents.end())
          reason = "no plan here has the bytes that were judged";
        else if (!stands_there(evidence, document->second))
          reason = "not on that page";
        if (reason.empty()) continue;
        missing.rows.push_back({result.plan.plan_id, criterion.criterion, evidence.path,
                                evidence.page > 0 ? std::to_string(evidence.page) : "",
                                evidence.quote, reason});
      }
    }
  }
  if (!missing.rows.empty()) print_table(missing, typed, terminal);
  write_out(
      fmt::format("{} of {} quotations found at their page\n", count - missing.rows.size(), count));
  return missing.rows.empty() && folder->altered.empty() ? kDone : kConditionHolds;
}

int run_merge(const Typed& typed, const Terminal& terminal) {
  Gathered gathered;
  if (typed.operands.empty())
    gathered.add("no result folders are given", "plangrade merge DIR... --out DIR");
  if (!typed.has("out")) gathered.add("no result folder is given", "--out DIR");
  if (typed.has("out")) gathered.take(check_folder_target(typed.value("out"), typed.has("force")));
  Scored scored;
  std::vector<RuleSet> sets;
  auto figures = statistics(typed, gathered);  // what is given again; the folders know the rest
  bool had_previous = false;
  Parts parts;
  for (const auto& dir : typed.operands) {
    auto folder = gathered.take(read_folder(dir));
    if (!folder) continue;
    auto& content = folder->content;
    parts.add(dir, content.run_json, gathered);
    const auto ids = [](const std::vector<RuleSet>& of) {
      std::vector<std::string> out;
      for (const auto& set : of) out.push_back(set.id + " " + set.sha256);
      return out;
    };
    if (sets.empty()) {
      sets = content.rule_sets;
      figures.areas = content.areas;
      figures.policy = content.policy;
      figures.estimates = content.estimates;
      if (figures.codings.empty()) figures.codings = content.codings;
    } else if (ids(sets) != ids(content.rule_sets)) {
      gathered.add(dir + " was made with other rule sets than " + typed.operands.front(),
                   "shards of one run are merged");
    } else if ((figures.policy ? figures.policy->sha256 : "") !=
               (content.policy ? content.policy->sha256 : "")) {
      gathered.add(dir + " was made under another policy than " + typed.operands.front(),
                   "shards of one run are merged");
    }
    had_previous =
        had_previous || std::ranges::any_of(content.national.areas, [](const auto& area) {
          return !area.previous_rating.empty();
        });
    for (auto& result : content.results) scored.results.push_back(std::move(result));
    for (auto& document : content.documents) scored.documents.push_back(std::move(document));
  }
  if (had_previous && !figures.previous) {
    gathered.add("the shards were made with a previous round",
                 "give it again: --previous DIR, as in their runs");
  }
  if (!gathered.problems.empty()) return report_problems(gathered.problems, terminal);
  if (const auto missing = parts.missing(); !missing.empty())
    warn("parts are missing: " + missing + "; the plans in them count as not there");
  sort_scored(scored, sets);
  return conclude(std::move(scored), std::move(sets), std::move(figures), typed, terminal, {}, 0);
}

}  // namespace plangrade::cli
