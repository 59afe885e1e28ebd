// The user's end: standard output, messages, colour, progress, and the signals that stop a run.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <string_view>

#include "cli/options.h"
#include "plangrade/model/problem.h"

namespace plangrade::cli {

/// Exit codes of the program; the contract fixes them.
enum ExitCode {
  kDone = 0,
  kConditionHolds = 1,
  kCouldNotRun = 2,
  kNotAllAssessed = 3,
  kInterrupted = 130
};

/// How this invocation talks. Made once from what was typed.
struct Terminal {
  bool out_color = false;
  bool err_color = false;
  bool progress = false;
  bool quiet = false;
  int width = 100;
};
Terminal make_terminal(const Typed& typed);

/// Writes to standard output. False once the reader has closed it: then end quietly.
bool write_out(std::string_view text);

/// `exit_code`, or kCouldNotRun with a message if standard output could not be written for another
/// reason than a reader who had enough: what came out is not whole then.
int checked_output(int exit_code);

/// Errors and warnings with place and remedy, on standard error. Returns kCouldNotRun.
int report_problems(const Problems& problems, const Terminal& terminal);
void warn(const std::string& message);
void warn(const Problems& problems, const Terminal& terminal);
void inform(const std::string& message);

/// True once SIGINT, SIGTERM or SIGHUP came; the first asks politely, the second ends the program.
const std::atomic<bool>& interrupted();
void watch_signals();

/// A line on standard error that is drawn over itself; silent unless it is wanted.
class Progress {
 public:
  Progress(const Terminal& terminal, std::string what, std::size_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// One more is done; from any thread.
  void step(const std::string& current);

 private:
  void draw(const std::string& current);
  const bool shown_;
  const int width_;
  const std::string what_;
  const std::size_t total_;
  std::size_t done_ = 0;
  long long started_ms_ = 0, drawn_ms_ = 0;
  std::mutex mutex_;
};

}  // namespace plangrade::cli
