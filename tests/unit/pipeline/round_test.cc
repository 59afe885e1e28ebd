// Which plans a round has, whatever the files are called and however it is split.
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "plangrade/pipeline.h"
#include "support/catch.h"

namespace fs = std::filesystem;
using namespace plangrade;

namespace {

struct Plans {
  std::string path = (fs::temp_directory_path() / "plangrade-round-XXXXXX").string();
  Plans() { REQUIRE(::mkdtemp(path.data()) != nullptr); }
  ~Plans() { fs::remove_all(path); }
  Plans(const Plans&) = delete;
  Plans& operator=(const Plans&) = delete;
  void add(const std::string& name, const std::string& text) const {
    std::ofstream(fs::path(path) / name, std::ios::binary) << text;
  }
};

Round round_of(const RoundOptions& options) {
  auto round = find_round(options, nullptr);
  REQUIRE(round);
  return std::move(*round);
}

}  // namespace

TEST_CASE("every file is a plan of its own, also where names cannot be told apart", "[pipeline]") {
  const Plans plans;
  for (const char* name : {"a.txt", "a.md", "b\xff.txt", "b\xfe.txt", "b\xfd.txt", "c\nd.txt"}) {
    plans.add(name, name);
  }
  std::set<std::string> ids;
  for (const auto& work :
       round_of({.inputs = {plans.path, plans.path}, .plans_csv = {}, .not_plans = {}}).plans) {
    ids.insert(work.entry.plan_id);
    CHECK(work.files.size() == 1);
  }
  CHECK(ids.size() == 6);
}

TEST_CASE("shards share out the plans and agree on what is a duplicate", "[pipeline]") {
  const Plans plans;
  for (int i = 0; i < 24; ++i)
    plans.add("plan-" + std::to_string(i) + ".txt", std::to_string(i / 3));
  RoundOptions options{.inputs = {plans.path}, .plans_csv = {}, .not_plans = {}};
  std::set<std::string> whole, parts;
  const auto describe = [](const PlanWork& work) {
    std::string text = work.entry.plan_id;
    for (const auto& file : work.files) text += " " + file.file.path + " " + file.message;
    return text;
  };
  int duplicates = 0;
  for (const auto& work : round_of(options).plans) {
    whole.insert(describe(work));
    for (const auto& file : work.files) duplicates += file.preset == DocumentStatus::duplicate;
  }
  CHECK(duplicates == 16);
  CHECK(whole.size() == 8);
  options.shards = 3;
  for (options.shard = 0; options.shard < 3; ++options.shard) {
    for (const auto& work : round_of(options).plans) CHECK(parts.insert(describe(work)).second);
  }
  CHECK(parts == whole);
}
