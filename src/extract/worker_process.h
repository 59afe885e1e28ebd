// The parent's side of a worker: starts the process, hands it one file at a time, holds it to its
// limits from outside (a worker may not change them), and says how it ended if it did.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <string>

#include "worker_protocol.h"

namespace plangrade::extract {

struct WorkerLimits {
  int wall_s = 120;              ///< for the file, and anew for each page that is recognised
  int cpu_s = 120;               ///< likewise, of processor time
  int memory_mb = 300;           ///< address space on top of what an idle worker has
  std::size_t answer_bytes = 0;  ///< a longer answer ends the worker
  const std::atomic<bool>* stop = nullptr;  ///< once true, the worker is ended within 0.1 s
};

enum class WorkerEnd {
  answered,
  not_started,  ///< detail says why
  timed_out,
  out_of_memory,
  answer_too_long,
  stopped,  ///< by WorkerLimits::stop
  died,     ///< detail names the signal or exit code
};

struct WorkerAnswer {
  WorkerEnd end = WorkerEnd::answered;
  std::string bytes;  ///< if answered
  std::string detail;
};

/// Owns at most one child process; the destructor kills and reaps it.
class WorkerProcess {
 public:
  explicit WorkerProcess(std::string program) : program_(std::move(program)) {}
  ~WorkerProcess() { stop(); }
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  /// Starts the worker if there is none, and waits for the answer. After any other end than
  /// `answered` the process is gone.
  WorkerAnswer ask(const WorkerRequest& request, int file, const WorkerLimits& limits);
  void stop();

  /// Answers of the running process.
  int answered() const { return answered_; }
  /// 0 if there is none.
  pid_t pid() const { return pid_; }

 private:
  std::string start();
  void set_limits(const WorkerLimits& limits);
  WorkerAnswer receive(const WorkerLimits& limits);
  WorkerAnswer end(WorkerEnd end, std::string detail);
  WorkerAnswer reap();

  std::string program_;
  pid_t pid_ = 0;
  int socket_ = -1;
  std::size_t idle_bytes_ = 0;  ///< address space before the first file
  int answered_ = 0;
};

}  // namespace plangrade::extract
