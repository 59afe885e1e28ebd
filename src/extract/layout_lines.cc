// Lines are found by baseline, blanks by distance.
#include "layout_lines.h"

#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <tuple>

#include "text_marks.h"

namespace plangrade::extract {
namespace {

/// Characters may touch this much of the font size and still be of two words.
constexpr double kWordGap = 0.12;

std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

/// Whether both words are one word drawn twice, a little apart.
bool same_place(const Word& a, const Word& b) {
  const double near = 0.15 * a.size;
  return a.text == b.text && std::abs(a.box.x0 - b.box.x0) < near &&
         std::abs(a.baseline - b.baseline) < near;
}

/// Words of one line, in the order of reading.
using Row = std::vector<Word>;

/// A row while words are still added to it.
struct OpenRow {
  double baseline = 0, size = 0;
  Row words;
};

/// Whether `word` stands right beside a word of the row, not above or below it.
bool touches(const OpenRow& row, const Word& word) {
  const double near = 0.25 * row.size;
  return std::any_of(row.words.begin(), row.words.end(), [&](const Word& other) {
    return std::abs(word.box.x0 - other.box.x1) < near ||
           std::abs(other.box.x0 - word.box.x1) < near;
  });
}

/// How well the word fits into the row, less is better; none if it is not of that row. An index
/// beside a word may stand higher or lower than words that merely share a line.
std::optional<double> misfit(const OpenRow& row, const Word& word) {
  const double away = std::abs(word.baseline - row.baseline);
  const bool near = away < 0.45 * std::min(row.size, 1.6 * word.size);
  const bool may_be_index = word.size < 0.76 * row.size && away < 0.7 * row.size;
  if (may_be_index && touches(row, word)) return 0.5 * away;
  return near ? std::optional(away) : std::nullopt;
}

/// Rows of words whose baselines are close. Words of larger fonts come first, so that indices and
/// bullets of another size find the row that they stand in.
std::vector<Row> rows_of(std::vector<Word> words) {
  std::stable_sort(words.begin(), words.end(), [](const Word& a, const Word& b) {
    const double size_a = std::round(a.size), size_b = std::round(b.size);
    return std::tie(size_b, a.baseline) < std::tie(size_a, b.baseline);
  });
  std::multimap<double, OpenRow> rows;  // by baseline
  double largest = 0;
  for (auto& word : words) {
    largest = std::max(largest, word.size);
    OpenRow* best = nullptr;
    double least = std::numeric_limits<double>::max();
    for (auto at = rows.lower_bound(word.baseline - largest);
         at != rows.end() && at->first < word.baseline + largest; ++at) {
      const auto away = misfit(at->second, word);
      if (!away || *away >= least) continue;
      best = &at->second;
      least = *away;
    }
    if (best == nullptr)
      best = &rows.emplace(word.baseline, OpenRow{word.baseline, word.size, {}})->second;
    best->words.push_back(std::move(word));
  }
  std::vector<Row> out;
  for (auto& [baseline, row] : rows) out.push_back(std::move(row.words));
  return out;
}

bool part_of_previous(const Word& previous, const Word& word) {
  const double gap = word.box.x0 - previous.box.x1;
  const double size = std::min(previous.size, word.size);
  if (word.glued && gap < 0.25 * size && gap > -0.5 * size) return gap < kWordGap * size;
  return gap < 0.04 * size && gap > -0.3 * size && word.glued;
}

/// A run of single letters is one word, or several if some gaps are wider than the others.
/// Needs at least five letters, so that "a b c" in a table stays as it is.
void join_spaced_letters(Row& row) {
  constexpr std::size_t kMinLetters = 5;
  Row joined;
  for (std::size_t begin = 0; begin < row.size();) {
    std::size_t end = begin;
    while (end < row.size() && characters(row[end].text) == 1 && is_letter(row[end].text) &&
           std::abs(row[end].size - row[begin].size) < 0.1 &&
           (end == begin || row[end].box.x0 - row[end - 1].box.x1 < 1.5 * row[end].size)) {
      ++end;
    }
    if (end - begin < kMinLetters) {
      joined.push_back(std::move(row[begin]));
      ++begin;
      continue;
    }
    std::vector<double> gaps;
    for (auto i = begin + 1; i < end; ++i) gaps.push_back(row[i].box.x0 - row[i - 1].box.x1);
    std::vector<double> sorted = gaps;
    std::sort(sorted.begin(), sorted.end());
    const double usual = sorted[sorted.size() / 3];
    const double between_words = usual + 0.22 * row[begin].size;
    Word word = std::move(row[begin]);
    for (auto i = begin + 1; i < end; ++i) {
      if (gaps[i - begin - 1] > between_words) {
        joined.push_back(std::move(word));
        word = std::move(row[i]);
        word.glued = false;
      } else {
        word.text += row[i].text;
        word.box.add(row[i].box);
      }
    }
    joined.push_back(std::move(word));
    begin = end;
  }
  row = std::move(joined);
}

/// The words of a line, in the order of reading, as text.
Line line_of(const Row& row) {
  Line line;
  line.box = row.front().box;
  line.bold = true;
  std::map<double, std::size_t> by_size;
  double first_word_end = row.front().box.x1;
  bool first_word = true;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Word& word = row[i];
    const bool glued = i > 0 && part_of_previous(row[i - 1], word);
    if (i > 0 && !glued) {
      line.text += ' ';
      first_word = false;
    }
    if (first_word) first_word_end = word.box.x1;
    line.text += word.text;
    line.box.add(word.box);
    line.bold = line.bold && (word.bold || !has_letter(word.text));
    by_size[std::round(word.size * 10) / 10] += characters(word.text);
  }
  line.size = std::max_element(by_size.begin(), by_size.end(), [](const auto& a, const auto& b) {
                return a.second < b.second;
              })->first;
  const auto main = std::find_if(row.begin(), row.end(), [&](const Word& word) {
    return std::abs(word.size - line.size) < 0.1;
  });
  line.baseline = main == row.end() ? row.front().baseline : main->baseline;
  line.first_word_width = first_word_end - row.front().box.x0;
  const bool marked =
      row.size() > 1 && (is_bullet(row.front().text) || is_item_number(row.front().text));
  line.text_x0 = marked ? row[1].box.x0 : row.front().box.x0;
  line.bold = line.bold && has_letter(line.text);
  return line;
}

/// A line while the pen still writes it.
class DrawnLine {
 public:
  explicit DrawnLine(Word word)
      : top_(word.baseline), bottom_(word.baseline), left_(word.box.x0), words_{std::move(word)} {}

  bool goes_on_with(const Word& word) const {
    const double reach = kReach * std::min(word.size, words_.back().size);
    return word.baseline > top_ - reach && word.baseline < bottom_ + reach &&
           word.box.x0 > left_ - word.size;
  }

  void add(Word word) {
    top_ = std::min(top_, word.baseline);
    bottom_ = std::max(bottom_, word.baseline);
    const double away = std::abs(word.baseline - words_.back().baseline);
    if (away > kAbove * std::max(word.size, words_.back().size)) word.glued = false;
    words_.push_back(std::move(word));
  }

  Line line() && {
    words_.erase(std::unique(words_.begin(), words_.end(), same_place), words_.end());
    return line_of(words_);
  }

 private:
  /// Parts of the font size: lines are further apart than parts of a formula.
  static constexpr double kReach = 0.8;
  /// What stands so much higher or lower is no index but above or below.
  static constexpr double kAbove = 0.6;

  double top_, bottom_, left_;
  Row words_;
};

}  // namespace

std::vector<Line> make_lines(std::vector<Word> words) {
  std::vector<Line> lines;
  for (auto& row : rows_of(std::move(words))) {
    std::stable_sort(row.begin(), row.end(),
                     [](const Word& a, const Word& b) { return a.box.x0 < b.box.x0; });
    row.erase(std::unique(row.begin(), row.end(), same_place), row.end());
    join_spaced_letters(row);
    lines.push_back(line_of(row));
  }
  return lines;
}

std::vector<Line> make_lines_as_drawn(std::vector<Word> words) {
  std::stable_sort(words.begin(), words.end(),
                   [](const Word& a, const Word& b) { return a.turn < b.turn; });
  std::vector<DrawnLine> drawn;
  for (auto& word : words) {
    if (!drawn.empty() && drawn.back().goes_on_with(word)) {
      drawn.back().add(std::move(word));
    } else {
      drawn.emplace_back(std::move(word));
    }
  }
  std::vector<Line> lines;
  for (auto& line : drawn) lines.push_back(std::move(line).line());
  return lines;
}

}  // namespace plangrade::extract
