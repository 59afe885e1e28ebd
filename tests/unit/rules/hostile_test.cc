// Files made to hurt the loader: each ends in problems, within a second or two of processor time
// and 300 MB, in a process of its own that the kernel holds to these limits.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "plangrade/rules.h"
#include "support/catch.h"
#include "unit/rules/rule_files.h"

using namespace plangrade;
using test_rules::criterion;
using test_rules::head;
using test_rules::RuleFiles;

namespace {

constexpr rlim_t kSeconds = 5;  // debug builds on a loaded machine; release needs one
constexpr rlim_t kBytes = 300u << 20;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kLimitMemory = false;  // sanitizers reserve terabytes
#else
constexpr bool kLimitMemory = true;
#endif

enum Outcome { loaded = 0, refused = 2, killed = -1 };

/// Loads in a child process under limits.
int load_limited(const std::string& path) {
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit time{kSeconds, kSeconds}, memory{kBytes, kBytes};
    ::setrlimit(RLIMIT_CPU, &time);
    if (kLimitMemory) ::setrlimit(RLIMIT_AS, &memory);
    ::_exit(load_rule_set(path) ? loaded : refused);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : killed;
}

std::string times(int n, const std::string& text) {
  std::string out;
  for (int i = 0; i < n; ++i) out += text;
  return out;
}

/// `line` with every # replaced by i and every @ by i + 1, for i below n.
std::string numbered(int n, const std::string& line) {
  std::string out;
  for (int i = 0; i < n; ++i) {
    for (const char c : line) {
      if (c == '#') {
        out += std::to_string(i);
      } else if (c == '@') {
        out += std::to_string(i + 1);
      } else {
        out += c;
      }
    }
  }
  return out;
}

struct Hostile {
  const char* what;
  std::string text;
};

std::vector<Hostile> hostile_files() {
  const std::string one_term = "terms: {a: [x]}\n";
  return {
      {"an alternation of ten megabytes",
       head() + "terms: {a: ['" + numbered(1'000'000, "word#|") + "z']}\n"},
      {"an alternation just below the limit of files",
       head() + "terms: {a: ['" + numbered(90'000, "word#|") + "z']}\n"},
      {"10,000 open brackets", head() + "terms: " + times(10'000, "[")},
      {"brackets in brackets", head() + "terms: " + times(900, "[") + times(900, "]")},
      {"maps in maps", head() + "terms: " + times(900, "{a: ") + "x" + times(900, "}")},
      {"half a million documents", times(500'000, "[]")},
      {"one word of a megabyte", times(100'000, "aaaaaaaaaa")},
      {"question marks", times(100'000, "? ")},
      {"45,000 unknown keys", head() + numbered(45'000, "k#: 1\n")},
      {"20,000 terms that stand for each other", head() + numbered(20'000, "t#: ['{t@}']\n")},
      {"a chain of terms",
       head() + "terms:\n" + numbered(8'000, "  t#: {any: [x], include: [t@]}\n")},
      {"a chain of conditions", head() + one_term + "conditions:\n" +
                                    numbered(10'000, "  c#: {use: c@}\n") + "  c10000: a\n" +
                                    criterion("{use: c0}")},
      {"conditions that double", head() + one_term + "conditions:\n" +
                                     numbered(40, "  c#: {any: [{use: c@}, {use: c@}]}\n") +
                                     "  c40: a\n" + criterion("{use: c0}")},
      {"terms that double", head() + "terms:\n" + numbered(40, "  t#: ['{t@} {t@}']\n") +
                                "  t40: [x]\n" + criterion("t0")},
      {"terms ten times as long as the last", head() + "terms:\n" +
                                                  numbered(30, "  t#: ['(?:{t@} ){9}{t@}']\n") +
                                                  "  t30: [x]\n" + criterion("t0")},
      {"terms of ten of the last", head() + "terms:\n" +
                                       numbered(30, "  t#: ['" + times(10, "{t@}") + "']\n") +
                                       "  t30: [x]\n" + criterion("t0")},
      {"groups in groups",
       head() + "terms: {a: ['" + times(900, "(") + "x" + times(900, ")") + "']}\n"},
      {"24,000 look-arounds", head() + "terms: {a: [" + numbered(24'000, "'(?=x#)', ") + "]}\n"},
      {"unknown terms by the thousand", head() + one_term + "criteria:\n" +
                                            numbered(4'000,
                                                     "  - {id: C#, name: n, question: q, levels: "
                                                     "[{level: met, when: b#}], otherwise: no}\n")},
      {"a rating table of thousands", head() + one_term + criterion("a") + "rating:\n" +
                                          numbered(8'000, "  - {rating: r#, when: {C1: met}}\n")},
  };
}

}  // namespace

TEST_CASE("hostile rule files are refused within bounds of time and memory", "[rules]") {
  for (const auto& file : hostile_files()) {
    DYNAMIC_SECTION(file.what) {
      RuleFiles files;
      CHECK(load_limited(files.add("r.yaml", file.text)) == refused);
    }
  }
}

TEST_CASE("an alias bomb is stopped where it grows, not when it has grown", "[rules]") {
  RuleFiles files;
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 0; i < 30; ++i) {
    const auto name = "*a" + std::to_string(i) + ", ";
    bomb += "a" + std::to_string(i + 1) + ": &a" + std::to_string(i + 1) + " [" + times(10, name) +
            "]\n";
  }
  CHECK(load_limited(files.add("r.yaml", bomb)) == refused);
}

TEST_CASE("a directory or a device in place of a rule set is refused", "[rules]") {
  RuleFiles files;
  const auto path = files.add("folder/r.yaml", "x");
  CHECK(load_limited(path.substr(0, path.rfind('/'))) == refused);
  CHECK(load_limited("/dev/zero") == refused);
}

TEST_CASE("a term may be taken from an alias, since small aliases are only a short way of writing",
          "[rules]") {
  RuleFiles files;
  const auto path =
      files.add("r.yaml", head() + "terms:\n  a: &words ['one', 'two']\n  b: *words\n" +
                              criterion("{all: [a, b]}"));
  const auto rules = load_rule_set(path);
  REQUIRE(rules);
  CHECK(rules->rules.terms[1].any.size() == 2);
}
