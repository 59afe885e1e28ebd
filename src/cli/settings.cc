// What was typed, made into what the stages take. Only this step opens files.
#include "cli/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "base/text.h"
#include "cli/agreement_json.h"
#include "plangrade/rules.h"

namespace plangrade::cli {
namespace {

namespace fs = std::filesystem;

std::optional<long> whole_number(const std::string& text) {
  if (text.empty() || text.size() > 9 ||
      text.find_first_not_of("0123456789") != std::string::npos) {
    return std::nullopt;
  }
  return std::stol(text);
}

std::int64_t count_of(const NationalSummary& national, const std::string& rating) {
  std::int64_t count = 0;
  for (const auto& area : national.areas) count += area.rating == rating;
  return count;
}

/// What a condition's name counts: plans or areas with a rating, or the failing share.
std::optional<Share> condition_share(const std::string& name, const ReportInput& report) {
  for (const auto& figure : report.national.figures) {
    if (figure.measure != name && !(figure.measure == "rating" && figure.item == name)) continue;
    if (!figure.numerator) continue;
    return Share{*figure.numerator, figure.denominator.value_or(0), figure.unit, Rounding::none, 0};
  }
  if (name == "unassessable" || name == "not_assessable") {
    std::int64_t count = 0;
    for (const auto& result : report.results) count += result.rating == kNotAssessable;
    return Share{count, static_cast<std::int64_t>(report.results.size()), "plans", Rounding::none,
                 0};
  }
  std::int64_t count = 0;
  for (const auto& result : report.results) count += result.rating == name;
  const auto areas = count_of(report.national, name);
  return Share{std::max(count, areas), static_cast<std::int64_t>(report.results.size()), "plans",
               Rounding::none, 0};
}

}  // namespace

std::vector<std::string> rules_dirs() {
  std::vector<std::string> dirs;
  if (const char* dir = std::getenv("PLANGRADE_RULES_DIR")) dirs.emplace_back(dir);
  dirs.emplace_back("rules");
  std::error_code error;
  const auto program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    const auto folder = program.parent_path();
    dirs.push_back((folder / "../share/plangrade/rules").lexically_normal().string());
    for (const char* built : {"../rules", "../../rules"}) {  // run from a build folder
      dirs.push_back((folder / built).lexically_normal().string());
    }
  }
  return dirs;
}

long number_option(const Typed& typed, const std::string& name, long least, Gathered& gathered) {
  const auto value = whole_number(typed.value(name));
  if (value && *value >= least) return *value;
  gathered.add(fmt::format("'{}' is no value of --{}", typed.value(name), name),
               fmt::format("a whole number of at least {}", least));
  return least;
}

WorkOptions work_options(const Typed& typed, Gathered& gathered) {
  WorkOptions options;
  options.jobs = static_cast<int>(number_option(typed, "jobs", 0, gathered));
  if (options.jobs == 0)
    options.jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  options.jobs = std::min(options.jobs, 256);
  options.cache_dir = typed.has("cache") ? typed.value("cache") : TextCache::default_dir();
  if (options.cache_dir == "off") options.cache_dir.clear();
  options.extract.timeout_s = static_cast<int>(number_option(typed, "timeout", 1, gathered));
  options.extract.max_memory_mb =
      static_cast<int>(number_option(typed, "max-memory", 32, gathered));
  const auto ocr = typed.value("ocr");
  options.extract.ocr = ocr == "off"     ? OcrMode::off
                        : ocr == "force" ? OcrMode::force
                                         : OcrMode::automatic;
  options.stop = &interrupted();
  options.extract.stop = &interrupted();
  return options;
}

std::vector<RuleSet> rule_sets(const Typed& typed, Gathered& gathered) {
  std::vector<RuleSet> sets;
  for (const auto& name : typed.all("rules")) {
    auto loaded = gathered.take(load_rule_set(name, rules_dirs()));
    if (!loaded) continue;
    gathered.warnings.insert(gathered.warnings.end(), loaded->warnings.begin(),
                             loaded->warnings.end());
    const auto same = std::find_if(sets.begin(), sets.end(),
                                   [&](const RuleSet& set) { return set.id == loaded->rules.id; });
    if (same == sets.end()) {
      sets.push_back(std::move(loaded->rules));
    } else {
      gathered.add("two rule sets have the id '" + same->id + "'", "give each its own id");
    }
  }
  return sets;
}

Statistics statistics(const Typed& typed, Gathered& gathered) {
  Statistics out;
  const auto given = [&](const char* name) { return typed.has(name); };
  if (given("areas")) {
    if (auto areas = gathered.take(read_areas(typed.value("areas")))) {
      for (const auto& warning : areas->warnings) warn(warning);
      out.areas = std::move(*areas);
    }
  }
  if (given("policy")) out.policy = gathered.take(load_policy(typed.value("policy"), rules_dirs()));
  for (const auto& name : typed.all("estimate")) {
    if (auto estimate = gathered.take(load_estimate(name, rules_dirs())))
      out.estimates.push_back(*estimate);
  }
  if (given("plans")) {
    const auto* areas = out.areas.areas.empty() ? nullptr : &out.areas;
    if (auto plans = gathered.take(read_plans(typed.value("plans"), areas)))
      out.plans = std::move(*plans);
  }
  for (const auto& path : typed.all("codings")) {
    if (auto codings = gathered.take(read_codings(path))) {
      out.codings.insert(out.codings.end(), codings->begin(), codings->end());
    }
  }
  if (given("agreement")) {
    if (auto read = gathered.take(read_agreement(typed.value("agreement")))) {
      out.agreement[read->rule_set] = std::move(read->agreement);
    }
  }
  if (given("previous")) out.previous = gathered.take(read_folder(typed.value("previous")));
  return out;
}

std::optional<std::pair<long, long>> parse_shard(const std::string& text) {
  const auto parts = base::split(text, '/');
  const auto i = parts.size() == 2 ? whole_number(parts[0]) : std::nullopt;
  const auto n = parts.size() == 2 ? whole_number(parts[1]) : std::nullopt;
  if (!i || !n || *i < 1 || *i > *n) return std::nullopt;
  return std::pair{*i, *n};
}

RoundOptions round_options(const Typed& typed, Gathered& gathered) {
  RoundOptions options;
  options.inputs = typed.operands;
  if (options.inputs.empty())
    gathered.add("no plans are given", "name a directory or files of plans");
  options.plans_csv = typed.value("plans");
  options.stop = &interrupted();
  for (const char* table : {"plans", "areas", "codings", "config"}) {
    for (const auto& path : typed.all(table)) options.not_plans.push_back(path);
  }
  if (typed.has("shard")) {
    if (const auto shard = parse_shard(typed.value("shard"))) {
      options.shard = static_cast<std::uint64_t>(shard->first - 1);
      options.shards = static_cast<std::uint64_t>(shard->second);
    } else {
      gathered.add("'" + typed.value("shard") + "' is no value of --shard",
                   "I/N, such as 1/4 to 4/4");
    }
  }
  return options;
}

std::vector<FailCondition> fail_conditions(const Typed& typed, Gathered& gathered) {
  std::vector<FailCondition> conditions;
  for (const auto& text : typed.all("fail-on")) {
    FailCondition condition{text, text, 0, 0, false};
    if (const auto at = text.find_first_of("<>"); at != std::string::npos) {
      const auto limit = Fraction::parse(text.substr(at + 1));
      condition.name = text.substr(0, at);
      condition.comparison = text[at];
      condition.percent = text.ends_with('%');
      if (limit) condition.limit = *limit;
      if (!limit)
        gathered.add("'" + text + "' is no condition for --fail-on",
                     "such as failing>80% or red>3");
    }
    if (condition.name.empty())
      gathered.add("'" + text + "' names nothing to count",
                   "such as red, unassessable, failing>80%");
    conditions.push_back(condition);
  }
  return conditions;
}

std::string condition_that_holds(const std::vector<FailCondition>& conditions,
                                 const ReportInput& report) {
  for (const auto& condition : conditions) {
    const auto share = condition_share(condition.name, report);
    if (!share) continue;
    if (condition.percent && share->denominator == 0) continue;
    const Fraction value = condition.percent ? Fraction(share->numerator, share->denominator)
                                             : Fraction(share->numerator);
    const bool holds = condition.comparison == '>'   ? value > condition.limit
                       : condition.comparison == '<' ? value < condition.limit
                                                     : share->numerator > 0;
    if (holds) return condition.text;
  }
  return "";
}

}  // namespace plangrade::cli
