// Each limit of a worker, and what it must not be able to do. The worker is the real program; its
// self-tests (worker.cc) try the forbidden thing.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>

#include "extract/document_codec.h"
#include "extract/worker_process.h"
#include "support/catch.h"

namespace plangrade::extract {
namespace {

/// Sanitizers need system calls and address space that a worker is refused elsewhere, so the filter
/// and the limit of memory cannot be tried under them.
bool sandboxed() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  WARN("SKIPPED: built with a sanitizer, whose workers have no sandbox");
  return false;
#else
  return true;
#endif
}

WorkerAnswer ask(WorkerProcess& worker, const std::string& task, WorkerLimits limits = {}) {
  if (limits.answer_bytes == 0) limits.answer_bytes = 1 << 20;
  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  WorkerRequest request;
  request.task = task;
  auto answer = worker.ask(request, nothing, limits);
  ::close(nothing);
  return answer;
}

WorkerAnswer ask_new(const std::string& task, WorkerLimits limits = {}) {
  WorkerProcess worker(PLANGRADE_BINARY);
  return ask(worker, task, limits);
}

bool exists(pid_t pid) { return ::kill(pid, 0) == 0 || errno != ESRCH; }

/// Whether a process ends within some seconds.
bool ends(pid_t pid) {
  for (int tries = 0; tries < 500; ++tries) {
    if (!exists(pid)) return true;
    ::poll(nullptr, 0, 10);
  }
  return false;
}

TEST_CASE("a worker that opens a file for writing is refused", "[extract]") {
  if (!sandboxed()) return;
  const std::string written = "/tmp/plangrade-worker-wrote-this";
  std::filesystem::remove(written);  // of a run whose workers had no filter
  const auto answer = ask_new("test-write");
  CHECK(answer.end == WorkerEnd::answered);
  CHECK(answer.bytes == "refused");
  CHECK_FALSE(std::filesystem::exists(written));
}

TEST_CASE("a worker that deletes a file is refused", "[extract]") {
  if (!sandboxed()) return;
  const std::string kept = "/tmp/plangrade-worker-keep-this";
  std::ofstream(kept) << "kept";
  CHECK(ask_new("test-delete").bytes == "refused");
  CHECK(std::filesystem::remove(kept));
}

TEST_CASE("a worker that turns to the network, forks or starts a program is killed", "[extract]") {
  if (!sandboxed()) return;
  for (const std::string task : {"test-connect", "test-fork", "test-exec"}) {
    INFO(task);
    const auto answer = ask_new(task);
    CHECK(answer.end == WorkerEnd::died);
    CHECK(answer.detail == "signal " + std::to_string(SIGSYS));
  }
}

TEST_CASE("a worker that wants more memory than allowed ends for that reason", "[extract]") {
  if (!sandboxed()) return;
  WorkerLimits limits;
  limits.memory_mb = 100;
  CHECK(ask_new("test-memory", limits).end == WorkerEnd::out_of_memory);
}

TEST_CASE("a worker that computes without end is stopped by its processor time", "[extract]") {
  WorkerLimits limits;
  limits.wall_s = 300;
  limits.cpu_s = 1;
  CHECK(ask_new("test-cpu", limits).end == WorkerEnd::timed_out);
}

TEST_CASE("a worker that waits without end is stopped by the clock", "[extract]") {
  WorkerLimits limits;
  limits.wall_s = 1;
  CHECK(ask_new("test-hang", limits).end == WorkerEnd::timed_out);
}

TEST_CASE("a worker that answers with too much is stopped", "[extract]") {
  CHECK(ask_new("test-long-answer").end == WorkerEnd::answer_too_long);
}

TEST_CASE("after a crash the next file gets a new worker", "[extract]") {
  WorkerProcess worker(PLANGRADE_BINARY);
  const auto crash = ask(worker, "test-crash");
  CHECK(crash.end == WorkerEnd::died);
  CHECK(crash.detail == "signal " + std::to_string(SIGABRT));
  CHECK(worker.pid() == 0);
  CHECK(ask(worker, "test-write").end == WorkerEnd::answered);
}

TEST_CASE("no worker outlives its owner", "[extract]") {
  pid_t pid = 0;
  {
    WorkerProcess worker(PLANGRADE_BINARY);
    REQUIRE(ask(worker, "test-write").end == WorkerEnd::answered);
    pid = worker.pid();
    REQUIRE(exists(pid));
  }
  CHECK_FALSE(exists(pid));
}

TEST_CASE("a busy worker dies with its parent, even if that is killed", "[extract]") {
  std::array<int, 2> pipe{};
  REQUIRE(::pipe2(pipe.data(), O_CLOEXEC) == 0);
  const pid_t parent = ::fork();
  if (parent == 0) {
    WorkerProcess worker(PLANGRADE_BINARY);
    ask(worker, "test-write");
    const pid_t pid = worker.pid();
    static_cast<void>(::write(pipe[1], &pid, sizeof pid));
    ask(worker, "test-hang");
    ::_exit(0);
  }
  pid_t worker = 0;
  REQUIRE(::read(pipe[0], &worker, sizeof worker) == static_cast<ssize_t>(sizeof worker));
  REQUIRE(exists(worker));
  ::kill(parent, SIGKILL);
  ::waitpid(parent, nullptr, 0);
  CHECK(ends(worker));
  ::close(pipe[0]);
  ::close(pipe[1]);
}

TEST_CASE("a program that is no worker is said to be the trouble", "[extract]") {
  WorkerProcess missing("/nonexistent/program");
  CHECK(ask(missing, "extract").end == WorkerEnd::not_started);
  WorkerProcess other("/bin/true");
  CHECK(ask(other, "extract").end == WorkerEnd::not_started);
}

Document sample() {
  Document document;
  document.format = "pdf";
  document.title = "A title";
  Page page;
  page.number = 3;
  page.label = "iii";
  page.text = "Heading\n\na | b\n";
  page.ocr = true;
  page.blocks.push_back({BlockKind::heading, {0, 7}, 2, {}, false, false});
  page.blocks.push_back({BlockKind::table_row, {9, 14}, 0, {{9, 10}, {13, 14}}, true, true});
  document.pages.push_back(page);
  return document;
}

TEST_CASE("a document comes out of its bytes as it went in", "[extract]") {
  const auto document = decode(encode(sample()));
  REQUIRE(document.has_value());
  CHECK(*document == sample());
}

TEST_CASE("an answer that breaks the promises of a document is refused", "[extract]") {
  const auto bytes = encode(sample());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CHECK_FALSE(decode(std::string_view(bytes).substr(0, size)).has_value());
  }
  CHECK_FALSE(decode(bytes + "x").has_value());
  auto outside = sample();
  outside.pages[0].blocks[1].span.end = 99;
  CHECK_FALSE(decode(encode(outside)).has_value());
  auto overlapping = sample();
  overlapping.pages[0].blocks[1].span.begin = 3;
  CHECK_FALSE(decode(encode(overlapping)).has_value());
  auto not_text = sample();
  not_text.pages[0].text[1] = '\xFF';
  CHECK_FALSE(decode(encode(not_text)).has_value());
}

}  // namespace
}  // namespace plangrade::extract
