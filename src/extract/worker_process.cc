// posix_spawn, prlimit and poll. The child gets /dev/null for standard streams, its socket, and no
// other descriptor of the parent.
#include "worker_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <memory>

#include "packed.h"

namespace plangrade::extract {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMegabyte = std::size_t{1} << 20;
constexpr std::size_t kFrameHeader = 5;
constexpr int kMaxProgress = 5000;

/// Total address space of a process in bytes; 0 if it cannot be known.
std::size_t address_space(pid_t pid) {
  const auto path = "/proc/" + std::to_string(pid) + "/statm";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "re"),
                                                             &std::fclose);
  unsigned long pages = 0;
  if (file == nullptr || std::fscanf(file.get(), "%lu", &pages) != 1) return 0;
  return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

/// Processor seconds that a process has used so far, rounded up.
rlim_t cpu_seconds(pid_t pid) {
  clockid_t clock{};
  timespec used{};
  if (::clock_getcpuclockid(pid, &clock) != 0 || ::clock_gettime(clock, &used) != 0) return 0;
  return static_cast<rlim_t>(used.tv_sec) + 1;
}

enum class Reading { complete, closed, late, stopped };

/// Until when an answer is waited for.
struct Patience {
  Clock::time_point deadline;
  const std::atomic<bool>* stop = nullptr;

  explicit Patience(const WorkerLimits& limits)
      : deadline(Clock::now() + std::chrono::seconds(limits.wall_s)), stop(limits.stop) {}
};

/// Waits until `socket` can be read: complete. A signal may reach any thread, so it is asked for.
Reading wait_for(int socket, const Patience& patience) {
  constexpr long long kAskEvery_ms = 100;
  for (;;) {
    if (patience.stop != nullptr && patience.stop->load()) return Reading::stopped;
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(patience.deadline - Clock::now());
    if (left.count() <= 0) return Reading::late;
    pollfd wanted{socket, POLLIN, 0};
    const int wait_ms = static_cast<int>(std::min<long long>(left.count() + 1, kAskEvery_ms));
    const int ready = ::poll(&wanted, 1, wait_ms);
    if (ready > 0) return Reading::complete;
    if (ready < 0 && errno != EINTR) return Reading::complete;  // the read that follows reports it
  }
}

/// Fills `bytes` from the socket.
Reading receive_all(int socket, char* bytes, std::size_t size, const Patience& patience) {
  while (size > 0) {
    const auto ready = wait_for(socket, patience);
    if (ready != Reading::complete) return ready;
    const auto n = ::recv(socket, bytes, size, 0);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return Reading::closed;
    bytes += n;
    size -= static_cast<std::size_t>(n);
  }
  return Reading::complete;
}

}  // namespace

std::string WorkerProcess::start() {
  std::array<int, 2> pair{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0) {
    return std::strerror(errno);
  }
  // dup2 onto itself would keep the close-on-exec mark.
  int child_end = pair[1];
  if (child_end <= kWorkerSocket) child_end = ::fcntl(pair[1], F_DUPFD_CLOEXEC, kWorkerSocket + 1);

  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_adddup2(&actions, child_end, kWorkerSocket);
  ::posix_spawn_file_actions_addclosefrom_np(&actions, kWorkerSocket + 1);

  // The parent may block signals in its threads; a worker begins with none blocked.
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  sigset_t none;
  ::sigemptyset(&none);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);

  const std::string program = program_.empty() ? "/proc/self/exe" : program_;
  std::string name = "plangrade";
  std::string command = "worker";
  std::array<char*, 3> arguments{name.data(), command.data(), nullptr};
  // No locale, no threads within libraries, and nothing of the user's surroundings.
  std::string threads = "OMP_THREAD_LIMIT=1";
  std::string locale = "LC_ALL=C";
  std::string home = "HOME=/nonexistent";
  std::string arena = "MALLOC_ARENA_MAX=1";
  std::array<char*, 5> environment{threads.data(), locale.data(), home.data(), arena.data(),
                                   nullptr};
  const int error = ::posix_spawn(&pid_, program.c_str(), &actions, &attributes, arguments.data(),
                                  environment.data());
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&actions);
  if (child_end != pair[1]) ::close(child_end);
  ::close(pair[1]);
  if (error != 0) {
    pid_ = 0;
    ::close(pair[0]);
    return std::strerror(error);
  }
  socket_ = pair[0];
  answered_ = 0;
  idle_bytes_ = 0;
  return "";
}

void WorkerProcess::set_limits(const WorkerLimits& limits) {
  if (idle_bytes_ > 0) {
    const rlim_t memory = idle_bytes_ + static_cast<std::size_t>(limits.memory_mb) * kMegabyte;
    const rlimit space{memory, RLIM_INFINITY};
    ::prlimit(pid_, RLIMIT_AS, &space, nullptr);
  }
  const rlim_t seconds = cpu_seconds(pid_) + static_cast<rlim_t>(limits.cpu_s);
  const rlimit cpu{seconds, RLIM_INFINITY};
  ::prlimit(pid_, RLIMIT_CPU, &cpu, nullptr);
}

WorkerAnswer WorkerProcess::ask(const WorkerRequest& request, int file,
                                const WorkerLimits& limits) {
  if (pid_ == 0) {
    const auto problem = start();
    if (!problem.empty()) return {WorkerEnd::not_started, "", problem};
    // A worker greets when it is ready, so that its size before any file is known.
    std::array<char, kFrameHeader> greeting;
    const auto reading = receive_all(socket_, greeting.data(), greeting.size(), Patience(limits));
    if (reading == Reading::stopped) return end(WorkerEnd::stopped, "");
    if (reading != Reading::complete) {
      return end(WorkerEnd::not_started, "the worker does not greet");
    }
    idle_bytes_ = address_space(pid_);
  }
  set_limits(limits);
  if (!send_request(socket_, request, file)) return reap();
  return receive(limits);
}

WorkerAnswer WorkerProcess::receive(const WorkerLimits& limits) {
  for (int progress = 0; progress < kMaxProgress; ++progress) {
    const Patience patience(limits);
    std::array<char, kFrameHeader> header;
    auto reading = receive_all(socket_, header.data(), header.size(), patience);
    WorkerAnswer answer;
    if (reading == Reading::complete && header[4] == static_cast<char>(FrameKind::answer)) {
      const std::size_t size = PackedReader({header.data(), 4}).number();
      if (size > limits.answer_bytes) return end(WorkerEnd::answer_too_long, "");
      answer.bytes.resize(size);
      reading = receive_all(socket_, answer.bytes.data(), size, patience);
    }
    if (reading == Reading::stopped) return end(WorkerEnd::stopped, "");
    if (reading == Reading::late) return end(WorkerEnd::timed_out, "");
    if (reading == Reading::closed) return reap();
    if (header[4] == static_cast<char>(FrameKind::progress)) {
      set_limits(limits);
      continue;
    }
    ++answered_;
    return answer;
  }
  return end(WorkerEnd::timed_out, "");
}

void WorkerProcess::stop() {
  if (pid_ == 0) return;
  ::close(socket_);
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  socket_ = -1;
  pid_ = 0;
}

WorkerAnswer WorkerProcess::end(WorkerEnd end, std::string detail) {
  stop();
  return {end, "", std::move(detail)};
}

WorkerAnswer WorkerProcess::reap() {
  // The socket is closed, so the process is ending; it is only asked how. One that closed the
  // socket and lives on is hostile.
  int status = 0;
  pid_t ended = 0;
  for (int tries = 0; tries < 200 && ended == 0; ++tries) {
    ended = ::waitpid(pid_, &status, WNOHANG);
    if (ended == 0) ::poll(nullptr, 0, 10);
  }
  if (ended != pid_) return end(WorkerEnd::died, "no answer");
  ::close(socket_);
  socket_ = -1;
  pid_ = 0;
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) return {WorkerEnd::timed_out, "", ""};
  if (WIFEXITED(status) && WEXITSTATUS(status) == kExitNoMemory) {
    return {WorkerEnd::out_of_memory, "", ""};
  }
  const auto detail = WIFSIGNALED(status) ? "signal " + std::to_string(WTERMSIG(status))
                                          : "exit code " + std::to_string(WEXITSTATUS(status));
  return {WorkerEnd::died, "", detail};
}

}  // namespace plangrade::extract
