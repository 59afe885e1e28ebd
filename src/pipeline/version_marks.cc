// Scanning of title pages for drafts, version numbers and dates.
#include "pipeline/version_marks.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace plangrade {
namespace {

constexpr std::size_t kShortLine = 12;       // words; a longer one is prose
constexpr std::size_t kShortHeading = 30;    // words of a heading, which may be a whole title
constexpr std::size_t kTitleBytes = 1500;    // that stand for a title page where there are no pages
constexpr std::size_t kLongestSpoken = 100;  // bytes of a mark that are quoted
constexpr int kFirstYear = 2000, kLastYear = 2099;
constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 6> kDraftPhrases{
    "consultation draft", "draft for consultation", "working draft", "this is a draft",
    "this draft",         "draft for comment"};

constexpr std::array<std::string_view, 7> kAims{"by",   "to",    "until", "since",
                                                "from", "after", "before"};
/// A year without a month that lies further ahead than this of one with it is an aim.
constexpr int kYearsAhead = 2;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// Number of the digits at `at`; empty if there are none or too many for a number.
std::optional<int> number_at(std::string_view text, std::size_t at) {
  int value = 0;
  const auto read =
      std::from_chars(text.data() + std::min(at, text.size()), text.data() + text.size(), value);
  if (read.ec != std::errc() || value < 0) return std::nullopt;
  return value;
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (at + count < text.size() && is_digit(text[at + count])) ++count;
  return count;
}

std::size_t words_in(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    words += !blank && !inside;
    inside = !blank;
  }
  return words;
}

/// Whether `word` stands in `text` with nothing of a word on either side.
bool has_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const auto end = at + word.size();
    const bool begins = at == 0 || (!is_letter(text[at - 1]) && !is_digit(text[at - 1]));
    if (begins && (end == text.size() || !is_letter(text[end]))) return true;
  }
  return false;
}

/// Lower case, one blank between words, dashes as '-'.
std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 3) == "\u2013" || text.substr(i, 3) == "\u2014") {
      out += '-';
      i += 2;
    } else if (text[i] == ' ' || text[i] == '\n' || text[i] == '\t') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += text[i];
    }
  }
  return base::lower_ascii(out);
}

/// "october", "oct", "sept": the month of a name, 0 if it is none.
int month_named(std::string_view word) {
  for (std::size_t month = 0; month < kMonths.size(); ++month) {
    const bool shortened = word.size() >= 3 && word.size() <= 4 && kMonths[month].starts_with(word);
    if (shortened || word == kMonths[month]) return static_cast<int>(month) + 1;
  }
  return 0;
}

/// The month that stands before a year: "October", "31 Oct,", "31/10/"; 0 if none does.
int month_before(std::string_view text, std::size_t year) {
  auto end = year;
  if (end >= 5 && text[end - 1] == '/' && is_digit(text[end - 2])) {
    const auto from = end - (is_digit(text[end - 3]) ? 3 : 2);
    const int month = number_at(text, from).value_or(0);
    const bool has_day = text[from - 1] == '/' && is_digit(text[from - 2]);
    return has_day && month <= 12 ? month : 0;
  }
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == ',')) --end;
  auto begin = end;
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  return month_named(text.substr(begin, end - begin));
}

/// Whether a year is one that is aimed at or looked back to: "by 2020", "since 2015".
bool is_aim(std::string_view text, std::size_t year) {
  const auto before = base::trimmed(text.substr(0, year));
  return std::ranges::any_of(kAims, [&](std::string_view aim) {
    const auto rest = before.size() - std::min(before.size(), aim.size());
    return before.ends_with(aim) && (rest == 0 || !is_letter(before[rest - 1]));
  });
}

/// What follows a year: nothing, the second half of a year such as 2016/17, or the end of a period.
enum class After { nothing, next_year, period };
struct Following {
  After what = After::nothing;
  std::size_t end = 0;  ///< behind it
};

Following following(std::string_view text, std::size_t end, int year) {
  auto at = end;
  while (at < text.size() && text[at] == ' ') ++at;
  if (text.substr(at, 3) == "to ") {
    at += 3;
  } else if (at < text.size() && (text[at] == '-' || text[at] == '/')) {
    ++at;
    while (at < text.size() && text[at] == ' ') ++at;
  } else {
    return {After::nothing, end};
  }
  const auto digits = digits_at(text, at);
  if (digits != 2 && digits != 4) return {After::nothing, end};
  const int number = number_at(text, at).value_or(0);
  const int last = digits == 2 ? year / 100 * 100 + number : number;
  if (last == year + 1) {
    const auto further = following(text, at + digits, last);  // 2015/16 to 2019/20
    return further.what == After::period ? further : Following{After::next_year, at + digits};
  }
  if (last > year + 1 && last <= kLastYear) return {After::period, at + digits};
  return {After::nothing, end};
}

std::string date_text(int year, int month) {
  if (month == 0) return std::to_string(year);
  return std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month);
}

/// The highest "version 0.3", "v0.3", "v.0.3" of a text.
std::string highest_version(const std::string& text) {
  std::string highest;
  std::pair<int, int> most{-1, -1};
  for (std::size_t at = text.find('v'); at != text.npos; at = text.find('v', at + 1)) {
    if (at > 0 && (is_letter(text[at - 1]) || is_digit(text[at - 1]))) continue;
    auto from = at + (text.compare(at, 7, "version") == 0 ? 7 : 1);
    while (from < text.size() && (text[from] == ' ' || text[from] == '.' || text[from] == ':')) {
      ++from;
    }
    const auto major = digits_at(text, from);
    const auto point = from + major;
    const auto minor = digits_at(text, point + 1);
    if (major == 0 || major > 2 || point >= text.size() || text[point] != '.') continue;
    if (minor == 0 || minor > 3) continue;
    const std::pair found{number_at(text, from).value_or(0),
                          number_at(text, point + 1).value_or(0)};
    if (found <= most) continue;
    most = found;
    highest = text.substr(from, major + 1 + minor);
  }
  return highest;
}

/// What may speak for the document: short lines and prose of its first page that has text.
struct TitlePage {
  std::vector<std::string> short_lines, prose;
  int number = 0;

  void add(std::string_view line, std::size_t short_line) {
    (words_in(line) <= short_line ? short_lines : prose).emplace_back(line);
  }
};

TitlePage title_page(const Document& document) {
  const auto has_text = [](const Page& page) { return !base::trimmed(page.text).empty(); };
  const auto page = std::ranges::find_if(document.pages, has_text);
  if (page == document.pages.end()) return {};
  TitlePage title;
  title.number = page->number;
  const std::size_t limit = page->number == 0 ? kTitleBytes : page->text.size();
  if (page->blocks.empty()) {
    for (const auto& line : base::split(page->text.substr(0, limit), '\n')) {
      title.add(line, kShortLine);
    }
  }
  for (const auto& block : page->blocks) {
    const bool part_of_many =
        block.kind == BlockKind::table_row || block.kind == BlockKind::list_item;
    if (block.span.begin >= limit || part_of_many) continue;
    title.add(block.span.in(page->text),
              block.kind == BlockKind::heading ? kShortHeading : kShortLine);
  }
  return title;
}

std::string quoted(std::string_view line) {
  std::string text;
  for (const char c : base::trimmed(line)) text += c == '\n' || c == '\t' ? ' ' : c;
  if (text.size() > kLongestSpoken) text = text.substr(0, text.rfind(' ', kLongestSpoken)) + " ...";
  return "\"" + base::valid_utf8(text) + "\"";
}

/// The line that calls the document a draft; empty if none does.
std::string draft_line(const TitlePage& title) {
  for (const auto& line : title.short_lines) {
    if (has_word(folded(line), "draft")) return line;
  }
  for (const auto& line : title.prose) {
    const auto plain = folded(line);
    for (const auto phrase : kDraftPhrases) {
      if (has_word(plain, phrase)) return std::string(phrase);
    }
  }
  return "";
}

std::string file_name(const std::string& path) {
  auto name = path.substr(path.find_last_of("/!") + 1);
  name = base::lower_ascii(name.substr(0, name.rfind('.')));
  std::ranges::replace(name, '_', ' ');
  return name;
}

}  // namespace

std::string latest_date(const std::string& text) {
  const auto plain = folded(text);
  std::pair<int, int> with_month{0, 0};
  int without = 0;
  for (std::size_t at = 0; at < plain.size();) {
    const auto digits = digits_at(plain, at);
    if (digits != 4) {
      at += std::max<std::size_t>(digits, 1);
      continue;
    }
    const int year = number_at(plain, at).value_or(0);
    const bool begins = at == 0 || !is_letter(plain[at - 1]);
    const auto after = following(plain, at + digits, year);
    const bool own = after.what != After::period && !is_aim(plain, at);
    if (begins && own && year >= kFirstYear && year <= kLastYear) {
      const int month = month_before(plain, at);
      if (month > 0) with_month = std::max(with_month, {year, month});
      if (month == 0) without = std::max(without, year);
    }
    at = after.end;
  }
  const bool aimed = with_month.first > 0 && without > with_month.first + kYearsAhead;
  if (without > with_month.first && !aimed) return date_text(without, 0);
  return with_month.first == 0 ? "" : date_text(with_month.first, with_month.second);
}

std::string spoken_date(const std::string& dated) {
  if (dated.size() < 7) return dated;
  std::string name(kMonths.at(static_cast<std::size_t>(number_at(dated, 5).value_or(1) - 1) % 12));
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name + " " + dated.substr(0, 4);
}

VersionMarks version_marks(const Document& document) {
  VersionMarks marks;
  const auto title = title_page(document);
  const auto name = file_name(document.path);
  const auto lines = folded(base::join(title.short_lines, " . "));
  marks.dated = latest_date(lines);
  marks.version = highest_version(lines);
  if (marks.version.empty()) marks.version = highest_version(name);
  if (const auto line = draft_line(title); !line.empty()) {
    marks.draft = quoted(line);
    if (title.number > 0) marks.draft += " on page " + std::to_string(title.number);
  } else if (marks.version.starts_with("0.")) {
    marks.draft = "version " + marks.version;
  } else if (has_word(name, "draft")) {
    marks.draft = "by the name of its file";
  }
  return marks;
}

}  // namespace plangrade
