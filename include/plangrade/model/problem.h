// What the program says when something is wrong: a Problem, shaped like a compiler's message,
// and Result<T>, a value or the list of all problems that prevented it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace plangrade {

/// A place in a file a person wrote. `line` and `column` count from 1; 0 means "not known".
struct SourcePosition {
  std::string file;
  int line = 0;
  int column = 0;
  bool operator==(const SourcePosition&) const = default;
};

enum class Severity { error, warning };

/// One thing that is wrong, with its place and its remedy.
struct Problem {
  std::string code;          ///< stable, such as "R012" or "CSV003"; listed in docs/messages.md
  std::string message;       ///< what is wrong, one sentence without a final full stop
  SourcePosition at;         ///< where; file may be empty for problems of the command line
  std::string remedy;        ///< what was expected or what to do: "did you mean 'within'?"
  std::string source_line;   ///< the line at `at`, for display; empty if not at hand
  Severity severity = Severity::error;
  bool operator==(const Problem&) const = default;
};

using Problems = std::vector<Problem>;

/// What a code stands for, for those who meet it.
struct CodeMeaning {
  std::string_view code;
  std::string_view title;    ///< what is wrong
  std::string_view meaning;  ///< why it matters and what to do
};

/// A value, or why there is none. Expected trouble is returned; exceptions mean a bug.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}                    // NOLINT: implicit by design
  Result(Problems problems) : state_(std::move(problems)) {}       // NOLINT
  Result(Problem problem) : state_(Problems{std::move(problem)}) {}  // NOLINT

  bool has_value() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return has_value(); }

  /// Requires has_value().
  T& value() & { return std::get<T>(state_); }
  const T& value() const& { return std::get<T>(state_); }
  T&& value() && { return std::get<T>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  /// Requires !has_value().
  const Problems& error() const& { return std::get<Problems>(state_); }
  Problems&& error() && { return std::get<Problems>(std::move(state_)); }

 private:
  std::variant<T, Problems> state_;
};

}  // namespace plangrade
