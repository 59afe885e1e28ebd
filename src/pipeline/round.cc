// Which plans a round has and which files each consists of, from plans.csv or from the files alone.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "plangrade/aggregate.h"
#include "plangrade/pipeline.h"

namespace plangrade {
namespace {

namespace fs = std::filesystem;

/// FNV-1a: a hash that is the same on every machine, so that shards are too.
std::uint64_t stable_hash(const std::string& text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const unsigned char c : text) hash = (hash ^ c) * 1099511628211ULL;
  return hash;
}

bool same_file(const std::string& a, const std::string& b) {
  std::error_code error;
  return a == b || fs::equivalent(a, b, error);
}

/// Leaves each file once, however its path was spelt: `plans` and `./plans/a.pdf` share a file.
void leave_each_once(std::vector<FoundFile>& files) {
  std::set<std::pair<std::string, std::string>> seen;
  std::erase_if(files, [&](const FoundFile& file) {
    std::error_code ignored;
    const auto place = fs::absolute(file.file, ignored).lexically_normal().string();
    return !seen.emplace(place, file.member).second;
  });
}

std::string stem_of(const std::string& path) { return fs::path(path).stem().string(); }

/// The path without its extension, for files whose stems collide.
std::string id_from_path(const std::string& path) {
  return fs::path(path).replace_extension().lexically_normal().string();
}

/// Fills in the hash of every file.
void hash_files(std::vector<PlanWork>& plans, const std::atomic<bool>* stop) {
  for (auto& work : plans) {
    for (auto& file : work.files) file.sha256 = file_sha256(file.file, stop);
  }
}

/// Without a table, a file that has the bytes of an earlier one is a second file of that plan.
void join_same_bytes(std::vector<PlanWork>& plans) {
  std::map<std::string, PlanWork*> first;
  for (auto& work : plans) {
    auto& file = work.files.front();
    if (file.sha256.empty()) continue;
    auto& original = first.emplace(file.sha256, &work).first->second;
    if (original == &work) continue;
    original->entry.paths.push_back(file.file.path);
    original->files.push_back(std::move(file));
    work.files.clear();
  }
  std::erase_if(plans, [](const PlanWork& work) { return work.files.empty(); });
}

/// Marks the files of a plan whose bytes an earlier one has.
void mark_same_bytes(PlanWork& work) {
  std::map<std::string, std::string> first_path;
  for (auto& file : work.files) {
    if (file.sha256.empty() || file.preset != DocumentStatus::readable) continue;
    const auto [seen, is_new] = first_path.emplace(file.sha256, file.file.path);
    if (is_new) continue;
    file.preset = DocumentStatus::duplicate;
    const bool judged = !work.entry.plan_id.empty();
    file.message = "same bytes as " + seen->second + (judged ? ", which was judged" : "") +
                   (file.message.empty() ? "" : "; " + file.message);
  }
}

std::vector<PlanWork> plans_from_files(std::vector<FoundFile> files) {
  std::map<std::string, int> stems;
  for (const auto& file : files) ++stems[stem_of(file.path)];
  std::vector<PlanWork> plans;
  for (auto& file : files) {
    PlanWork work;
    const auto stem = stem_of(file.path);
    work.entry.plan_id = stems[stem] == 1 ? stem : id_from_path(file.path);
    work.entry.paths = {file.path};
    work.files.push_back({std::move(file), {}, DocumentStatus::readable, {}});
    plans.push_back(std::move(work));
  }
  std::set<std::string> ids;
  for (auto& work : plans) {  // a.pdf and a.docx in one folder: the file name tells them apart
    if (ids.insert(work.entry.plan_id).second) continue;
    const auto& path = work.files.front().file.path;
    work.entry.plan_id = path;
    // Names that are not UTF-8 may look the same once they can be written down.
    for (int n = 2; !ids.insert(work.entry.plan_id).second; ++n) {
      work.entry.plan_id = path + " (" + std::to_string(n) + ")";
    }
  }
  return plans;
}

/// A file that a row of plans.csv names: by its path below one of the inputs, or as it is.
const FoundFile* find_named(const std::vector<FoundFile>& files,
                            const std::vector<std::string>& inputs, const std::string& name) {
  const auto is = [&](const FoundFile& file, const std::string& path) {
    return fs::path(file.path).lexically_normal() == fs::path(path).lexically_normal();
  };
  for (const auto& input : inputs) {
    const auto below = (fs::path(input) / name).string();
    for (const auto& file : files) {
      if (is(file, below)) return &file;
    }
  }
  for (const auto& file : files) {
    if (is(file, name)) return &file;
  }
  return nullptr;
}

Result<std::vector<PlanWork>> plans_from_table(const std::vector<FoundFile>& files,
                                               const RoundOptions& options,
                                               const AreaRegister* areas) {
  auto entries = read_plans(options.plans_csv, areas);
  if (!entries) return std::move(entries).error();
  Problems problems;
  std::vector<PlanWork> plans;
  std::set<std::string> used;
  for (auto& entry : *entries) {
    PlanWork work;
    const auto add = [&](const std::string& name, DocumentStatus preset,
                         const std::string& message) {
      const auto* file = find_named(files, options.inputs, name);
      if (file == nullptr) {
        problems.push_back({"PLAN003",
                            "plan '" + entry.plan_id + "' names the file '" + name +
                                "', which is not among the plans",
                            {options.plans_csv, 0, 0},
                            "paths are relative to the plans directory; a plan that was never "
                            "published has the status 'missing' and no path",
                            {}});
        return;
      }
      used.insert(file->path);
      work.files.push_back({*file, {}, preset, message});
    };
    for (const auto& name : entry.paths) add(name, DocumentStatus::readable, "");
    for (const auto& name : entry.superseded_paths) {
      add(name, DocumentStatus::superseded, "plans.csv says that another version counts");
    }
    work.entry = std::move(entry);
    plans.push_back(std::move(work));
  }
  if (!problems.empty()) return problems;
  PlanWork others;
  for (const auto& file : files) {
    if (used.contains(file.path)) continue;
    others.files.push_back({file, {}, DocumentStatus::readable, "not in plans.csv, so not rated"});
  }
  if (!others.files.empty()) plans.push_back(std::move(others));
  return plans;
}

/// What {area} stands for in a plan's text, and what `applies` looks at.
void name_areas(PlanEntry& entry, const AreaRegister& areas) {
  for (const auto& code : entry.area_codes) {
    for (const auto& area : areas.areas) {
      if (area.area_code != code) continue;
      if (entry.area_names.empty()) {
        entry.area_type = area.area_type;
        entry.region = area.region;
      }
      entry.area_names.push_back(area.area_name);
      entry.area_names.insert(entry.area_names.end(), area.aliases.begin(), area.aliases.end());
      break;
    }
  }
}

}  // namespace

Result<Round> find_round(const RoundOptions& options, const AreaRegister* areas) {
  auto files = find_files(options.inputs);
  if (!files) return std::move(files).error();
  leave_each_once(*files);
  std::erase_if(*files, [&](const FoundFile& file) {
    return file.member.empty() &&
           std::any_of(options.not_plans.begin(), options.not_plans.end(), [&](const auto& table) {
             return !table.empty() && same_file(file.file, table);
           });
  });
  Round round;
  const bool listed = !options.plans_csv.empty();
  if (listed) {
    auto plans = plans_from_table(*files, options, areas);
    if (!plans) return std::move(plans).error();
    round.plans = std::move(*plans);
  } else {
    round.plans = plans_from_files(std::move(*files));
  }
  if (round.plans.empty()) {
    return Problem{"PLAN001",
                   "no plan found in " + base::join(options.inputs, ", "),
                   {},
                   "give a directory that holds PDF, DOCX, ODT, RTF, HTML, TXT or Markdown files, "
                   "or a ZIP of them",
                   {}};
  }
  std::sort(round.plans.begin(), round.plans.end(),
            [](const PlanWork& a, const PlanWork& b) { return a.entry.plan_id < b.entry.plan_id; });
  hash_files(round.plans, options.stop);
  if (!listed) join_same_bytes(round.plans);  // before the plans of other shards go
  for (auto& work : round.plans) mark_same_bytes(work);
  std::erase_if(round.plans, [&](const PlanWork& work) {
    return stable_hash(work.entry.plan_id) % options.shards != options.shard;
  });
  if (areas != nullptr) {
    for (auto& work : round.plans) name_areas(work.entry, *areas);
  }
  return round;
}

}  // namespace plangrade
