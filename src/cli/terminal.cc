// Standard streams, spdlog for messages, POSIX signals.
#include "cli/terminal.h"

#include <fmt/format.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <set>
#include <tuple>

#include "base/problems.h"
#include "base/text.h"

namespace plangrade::cli {
namespace {

std::atomic<bool> stop_requested{false};
std::atomic<int> output_error{0};  ///< errno of the first write that was not refused by a reader

extern "C" void on_signal(int) {
  if (stop_requested.exchange(true)) ::_exit(kInterrupted);
}

bool wanted(const std::string& when, int fd) {
  if (when == "always") return true;
  return when == "auto" && ::isatty(fd) == 1;
}

bool color_wanted(const Typed& typed, int fd) {
  const auto when = typed.value("color");
  const char* no_color = std::getenv("NO_COLOR");
  if (when == "auto" && no_color != nullptr && *no_color != '\0') return false;
  return wanted(when, fd);
}

int terminal_width() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return 100;
}

long long now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

/// The message as a JSON string, for `--log-format json`.
class JsonMessage : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&,
              spdlog::memory_buf_t& out) override {
    const auto text = base::json_string({message.payload.data(), message.payload.size()});
    out.append(text.data(), text.data() + text.size());
  }
  std::unique_ptr<custom_flag_formatter> clone() const override {
    return std::make_unique<JsonMessage>();
  }
};

void set_json_pattern() {
  auto formatter = std::make_unique<spdlog::pattern_formatter>();
  formatter->add_flag<JsonMessage>('*').set_pattern(
      R"({"time":"%Y-%m-%dT%H:%M:%S%z","level":"%l","message":%*})");
  spdlog::set_formatter(std::move(formatter));
}

}  // namespace

Terminal make_terminal(const Typed& typed) {
  auto logger = std::make_shared<spdlog::logger>("plangrade",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
  spdlog::set_default_logger(logger);
  if (typed.value("log-format") == "json") {
    set_json_pattern();
  } else {
    spdlog::set_pattern("plangrade: %l: %v");
  }
  spdlog::set_level(typed.has("quiet")     ? spdlog::level::err
                    : typed.has("verbose") ? spdlog::level::debug
                                           : spdlog::level::warn);
  Terminal terminal;
  terminal.out_color = color_wanted(typed, STDOUT_FILENO);
  terminal.err_color = color_wanted(typed, STDERR_FILENO);
  terminal.quiet = typed.has("quiet");
  terminal.progress = !terminal.quiet && wanted(typed.value("progress"), STDERR_FILENO);
  terminal.width = terminal_width();
  return terminal;
}

bool write_out(std::string_view text) {
  while (!text.empty()) {
    const auto n = ::write(STDOUT_FILENO, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      if (errno != EPIPE) output_error = errno;
      return false;
    }
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

int checked_output(int exit_code) {
  if (output_error == 0) return exit_code;
  std::fprintf(stderr, "plangrade: error: standard output cannot be written: %s\n",
               std::strerror(output_error));
  return kCouldNotRun;
}

int report_problems(const Problems& problems, const Terminal& terminal) {
  Problems once;  // a table that two stages read gives its problems twice
  std::set<std::tuple<std::string, int, int, std::string>> seen;
  for (const auto& problem : problems) {
    const auto& at = problem.at;
    if (seen.emplace(at.file, at.line, at.column, problem.message).second) once.push_back(problem);
  }
  const auto text = base::render_problems(once, base::ProblemFormat::text, terminal.err_color);
  std::fwrite(text.data(), 1, text.size(), stderr);
  return kCouldNotRun;
}

void warn(const std::string& message) { spdlog::warn(message); }
void warn(const Problems& problems, const Terminal& terminal) {
  if (!terminal.quiet && !problems.empty()) report_problems(problems, terminal);
}
void inform(const std::string& message) { spdlog::info(message); }

const std::atomic<bool>& interrupted() { return stop_requested; }

void watch_signals() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file grown too long is a failed write like any other
  struct sigaction action {};
  action.sa_handler = on_signal;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  // A closed terminal ends the program too, unless nohup says that it should not.
  struct sigaction before {};
  if (::sigaction(SIGHUP, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) {
    ::sigaction(SIGHUP, &action, nullptr);
  }
}

Progress::Progress(const Terminal& terminal, std::string what, std::size_t total)
    : shown_(terminal.progress),
      width_(terminal.width),
      what_(std::move(what)),
      total_(total),
      started_ms_(now_ms()) {
  if (shown_) draw("");
}

Progress::~Progress() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

void Progress::step(const std::string& current) {
  if (!shown_) return;
  const std::scoped_lock lock(mutex_);
  ++done_;
  constexpr int kRedrawMs = 80;
  if (done_ < total_ && now_ms() - drawn_ms_ < kRedrawMs) return;
  draw(current);
}

void Progress::draw(const std::string& current) {
  drawn_ms_ = now_ms();
  constexpr std::size_t kBar = 24;
  const auto filled = total_ == 0 ? 0 : kBar * done_ / total_;
  std::string bar;
  for (std::size_t i = 0; i < kBar; ++i) bar += i < filled ? "━" : "╌";
  const double seconds = static_cast<double>(drawn_ms_ - started_ms_) / 1000.0;
  std::string rest;
  if (done_ > 0 && done_ < total_ && seconds > 1) {
    rest = fmt::format(", {:.0f} s left",
                       seconds / static_cast<double>(done_) * static_cast<double>(total_ - done_));
  }
  auto line = fmt::format("{} {} {}/{}{}", what_, bar, done_, total_, rest);
  const auto room = width_ - base::display_width(line) - 3;
  if (room > 12 && !current.empty()) {
    auto name = current.substr(current.rfind('/') + 1);
    std::replace_if(  // a name may hold what a terminal would obey
        name.begin(), name.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, '?');
    if (base::display_width(name) <= room) line += "  " + name;
  }
  std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
  std::fflush(stderr);
}

}  // namespace plangrade::cli
