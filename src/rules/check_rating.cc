// The rating table: every row can hold, and for every plan one does.
//
// With few criteria the question is answered by trying: every combination of levels of the criteria
// that rows name, times every band between the scores that rows ask for. The first row that holds
// for a combination is reached by it. A combination that cannot be (the score follows from the
// levels) may be tried too, so a row that is reported can certainly not be reached. Tables too
// large to try are compared row by row.
#include <algorithm>

#include "base/text.h"
#include "plangrade/model/plan_result.h"
#include "rules/checks.h"

namespace plangrade::rules {
namespace {

constexpr std::size_t kMaxCombinations = 200'000;

struct Dimension {
  std::string criterion;
  std::vector<std::string> levels;
};

class RatingTable {
 public:
  explicit RatingTable(const RuleSet& rules) : rules_(rules) {
    for (const auto& criterion : rules.criteria) {
      const bool named =
          std::any_of(rules.rating.begin(), rules.rating.end(),
                      [&](const auto& row) { return row.when.contains(criterion.id); });
      if (!named) continue;
      Dimension dimension{criterion.id, {}};
      for (const auto& level : criterion.levels) dimension.levels.push_back(level.level);
      dimension.levels.push_back(criterion.otherwise);
      dimensions_.push_back(std::move(dimension));
    }
    scores_.push_back(Fraction(-1));
    for (const auto& row : rules.rating) {
      if (row.at_least) scores_.push_back(*row.at_least);
    }
    std::sort(scores_.begin(), scores_.end());
    scores_.erase(std::unique(scores_.begin(), scores_.end()), scores_.end());
  }

  bool small_enough() const {
    std::size_t combinations = scores_.size();
    for (const auto& dimension : dimensions_) {
      combinations *= dimension.levels.size();
      if (combinations > kMaxCombinations) return false;
    }
    return combinations * rules_.rating.size() <= 10 * kMaxCombinations;
  }

  /// Which rows are reached; `uncovered` is a combination for which none holds, in words.
  std::vector<bool> reached(std::string& uncovered) const {
    std::vector<bool> rows(rules_.rating.size());
    std::vector<std::size_t> choice(dimensions_.size());
    const auto allowed = allowed_levels();
    do {
      for (const auto& score : scores_) {
        const auto row = first_row(allowed, choice, score);
        if (row < rows.size()) {
          rows[row] = true;
        } else if (uncovered.empty()) {
          uncovered = in_words(choice, score);
        }
      }
    } while (advance(choice));
    return rows;
  }

 private:
  /// [row][dimension][level]: may the level stand there?
  using Allowed = std::vector<std::vector<std::vector<bool>>>;

  Allowed allowed_levels() const {
    Allowed allowed;
    for (const auto& row : rules_.rating) {
      auto& of_row = allowed.emplace_back();
      for (const auto& dimension : dimensions_) {
        const auto when = row.when.find(dimension.criterion);
        auto& of_levels = of_row.emplace_back();
        for (const auto& level : dimension.levels) {
          of_levels.push_back(when == row.when.end() ||
                              std::find(when->second.begin(), when->second.end(), level) !=
                                  when->second.end());
        }
      }
    }
    return allowed;
  }

  std::size_t first_row(const Allowed& allowed, const std::vector<std::size_t>& choice,
                        const Fraction& score) const {
    for (std::size_t row = 0; row < allowed.size(); ++row) {
      bool holds = !rules_.rating[row].at_least || score >= *rules_.rating[row].at_least;
      for (std::size_t d = 0; holds && d < choice.size(); ++d) holds = allowed[row][d][choice[d]];
      if (holds) return row;
    }
    return allowed.size();
  }

  bool advance(std::vector<std::size_t>& choice) const {
    for (std::size_t d = choice.size(); d-- > 0;) {
      if (++choice[d] < dimensions_[d].levels.size()) return true;
      choice[d] = 0;
    }
    return false;
  }

  std::string in_words(const std::vector<std::size_t>& choice, const Fraction& score) const {
    std::vector<std::string> words;
    for (std::size_t d = 0; d < choice.size(); ++d) {
      words.push_back(dimensions_[d].criterion + "=" + dimensions_[d].levels[choice[d]]);
    }
    const auto above = std::upper_bound(scores_.begin(), scores_.end(), score);
    if (above != scores_.end()) {
      words.push_back("a score below " + rounded(*above * Fraction(100), Rounding::none, 0) + "%");
    }
    return base::join(words, ", ");
  }

  const RuleSet& rules_;
  std::vector<Dimension> dimensions_;
  std::vector<Fraction> scores_;
};

void check_row(const RatingRule& row, const RuleSet& rules, Problems& problems) {
  std::vector<std::string> ids;
  for (const auto& criterion : rules.criteria) ids.push_back(criterion.id);
  for (const auto& [id, levels] : row.when) {
    const auto criterion =
        std::find_if(rules.criteria.begin(), rules.criteria.end(),
                     [&, &wanted = id](const auto& c) { return c.id == wanted; });
    if (criterion == rules.criteria.end()) {
      problems.push_back({"R016",
                          "unknown criterion '" + id + "'",
                          row.at,
                          ids.empty() ? "" : base::did_you_mean(id, ids),
                          {}});
      continue;
    }
    std::vector<std::string> known;
    for (const auto& level : criterion->levels) known.push_back(level.level);
    known.push_back(criterion->otherwise);
    for (const auto& level : levels) {
      if (std::find(known.begin(), known.end(), level) != known.end()) continue;
      problems.push_back({"R017",
                          "criterion " + id + " has no level '" + level + "'",
                          row.at,
                          base::did_you_mean(level, known),
                          {}});
    }
  }
  if (row.rating == kNoPlan || row.rating == kNotAssessable) {
    problems.push_back({"R010",
                        "rating '" + row.rating + "' is given by the program alone",
                        row.at,
                        "choose another name",
                        {}});
  }
  if (!row.at_least) return;
  if (*row.at_least < Fraction(0) || *row.at_least > Fraction(1)) {
    problems.push_back(
        {"R038", "a score outside 0% to 100%", row.at, "write a share such as 70%", {}});
  }
  const bool scored =
      std::any_of(rules.criteria.begin(), rules.criteria.end(), [](const auto& criterion) {
        return std::any_of(criterion.levels.begin(), criterion.levels.end(),
                           [](const auto& level) { return level.points.has_value(); });
      });
  if (!scored) {
    problems.push_back({"R033",
                        "a rating by score, but no level has points",
                        row.at,
                        "give levels 'points', or rate by levels",
                        {}});
  }
}

/// Row by row: does everything that `later` asks for already satisfy `earlier`?
bool covers(const RatingRule& earlier, const RatingRule& later) {
  if (earlier.at_least && (!later.at_least || *later.at_least < *earlier.at_least)) return false;
  return std::all_of(earlier.when.begin(), earlier.when.end(), [&](const auto& asked) {
    const auto same = later.when.find(asked.first);
    if (same == later.when.end()) return false;
    return std::all_of(same->second.begin(), same->second.end(), [&](const auto& level) {
      return std::find(asked.second.begin(), asked.second.end(), level) != asked.second.end();
    });
  });
}

std::vector<bool> reached_by_comparison(const std::vector<RatingRule>& rows) {
  std::vector<bool> reached(rows.size(), true);
  for (std::size_t later = 0; later < rows.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      if (covers(rows[earlier], rows[later])) reached[later] = false;
    }
  }
  return reached;
}

}  // namespace

void check_rating(const RuleSet& rules, Problems& problems) {
  if (rules.rating.empty()) return;
  const auto before = problems.size();
  for (const auto& row : rules.rating) check_row(row, rules, problems);
  if (problems.size() != before) return;

  const RatingTable table(rules);
  std::string uncovered;
  const bool tried = table.small_enough();
  const auto reached = tried ? table.reached(uncovered) : reached_by_comparison(rules.rating);
  for (std::size_t i = 0; i < reached.size(); ++i) {
    if (reached[i]) continue;
    problems.push_back({"R034",
                        "this row of the rating table can never be reached",
                        rules.rating[i].at,
                        "rows before it hold for every plan that it holds for",
                        {}});
  }
  const auto& last = rules.rating.back();
  const bool open_end = last.when.empty() && !last.at_least;
  if (uncovered.empty() && (tried || open_end)) return;
  problems.push_back({"R035",
                      uncovered.empty()
                          ? "the rating table has no last row for all other plans"
                          : "no row of the rating table holds for a plan with " + uncovered,
                      last.at,
                      "end the table with a row without 'when', as in {rating: amber}",
                      {}});
}

}  // namespace plangrade::rules
