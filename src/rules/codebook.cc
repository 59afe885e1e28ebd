// The pages of a codebook: questions, levels, tests, vocabulary, contexts, ratings.
#include "rules/codebook.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace plangrade::rules {
namespace {

using Kind = CodebookBlock::Kind;

class Page {
 public:
  explicit Page(const RuleSet& rules) : rules_(rules) {}

  std::vector<CodebookBlock> build() {
    heading(1, rules_.title + " (" + rules_.version + ")", "");
    introduction();
    contents();
    for (const auto& section : rules_.sections) score_section(section);
    rating_table();
    for (const auto& criterion : rules_.criteria) criterion_page(criterion);
    vocabulary();
    contexts();
    zones();
    return std::move(blocks_);
  }

 private:
  void add(Kind kind, int level, Text text) {
    blocks_.push_back({kind, level, {std::move(text)}, ""});
  }
  void heading(int level, const std::string& text, const std::string& anchor) {
    blocks_.push_back({Kind::heading, level, {{{text, false}}}, anchor});
  }
  void paragraph(const std::string& text) { add(Kind::paragraph, 1, {{text, false}}); }
  void bullet(const std::string& text, int level = 1) { add(Kind::bullet, level, {{text, false}}); }

  void row(Kind kind, const std::vector<std::string>& cells) {
    CodebookBlock block{kind, 1, {}, ""};
    for (const auto& cell : cells) block.cells.push_back({{cell, false}});
    blocks_.push_back(std::move(block));
  }

  void introduction() {
    paragraph("Rule set " + rules_.id +
              ". It decides from the text of a plan alone: it rates documents, not " + "services.");
    if (!rules_.citation.empty()) {
      paragraph("Source: " + rules_.citation + (rules_.url.empty() ? "" : ", " + rules_.url));
    }
    std::vector<std::string> zones;
    for (const auto& zone : rules_.default_not_in) zones.push_back(in_words(zone));
    if (!zones.empty()) paragraph("Never evidence: " + base::join(zones, ", ") + ".");
  }

  /// What the page holds: the questions, then what they refer to.
  void contents() {
    const auto more = [&](bool there, const char* name, const char* anchor) {
      if (there) add(Kind::bullet, 1, {{name, false, anchor}});
    };
    more(!rules_.rating.empty(), "Rating", "rating");
    for (const auto& criterion : rules_.criteria) {
      add(Kind::bullet, 1,
          {{criterion.id + " " + criterion.name, false, criterion.id},
           {": " + criterion.question}});
    }
    more(!rules_.terms.empty(), "Vocabulary", "vocabulary");
    more(!rules_.contexts.empty(), "What takes a match away, or is asked of it", "contexts");
  }

  void score_section(const ScoreSection& section) {
    if (&section == rules_.sections.data()) {
      heading(2, "Sections", "sections");
      row(Kind::table_header, {"section", "title", "weight", "criteria"});
    }
    std::vector<std::string> ids;
    for (const auto& criterion : rules_.criteria) {
      if (criterion.section == section.id) ids.push_back(criterion.id);
    }
    std::string weight = as_weight(section.weight);
    for (const auto& [type, other] : section.weight_by_area_type)
      weight += "; " + type + ": " + as_weight(other);
    row(Kind::table_row, {section.id, section.title, weight, base::join(ids, ", ")});
  }

  static std::string exact(const Fraction& value) {
    return value.denominator() == 1
               ? std::to_string(value.numerator())
               : std::to_string(value.numerator()) + "/" + std::to_string(value.denominator());
  }

  static std::string in_points(const Fraction& value) {
    return exact(value) + (value == Fraction(1) ? " point" : " points");
  }

  /// 3/20 as 15%; what is no whole percentage stays a fraction.
  static std::string as_weight(const Fraction& value) {
    const Fraction percent = value * Fraction(100);
    const bool share = value < Fraction(1) && percent.denominator() == 1;
    return share ? std::to_string(percent.numerator()) + "%" : exact(value);
  }

  void criterion_page(const Criterion& criterion) {
    heading(2, criterion.id + " " + criterion.name, criterion.id);
    add(Kind::quote, 1, {{criterion.question, false}});
    applies(criterion);
    std::string points = criterion.section.empty() ? "" : "Section " + criterion.section + ". ";
    if (criterion.weight != Fraction(1)) points += "Weight " + exact(criterion.weight) + ". ";
    if (criterion.max) points += "At most " + in_points(*criterion.max) + ". ";
    if (!points.empty()) paragraph(std::string(base::trimmed(points)));
    tests(criterion);
    for (const auto& level : criterion.levels) {
      const auto worth = level.points ? " (" + in_points(*level.points) + ")" : "";
      heading(3, in_words(level.level) + worth, criterion.id + "-" + level.level);
      for (auto& block : condition_in_words(level.when, 1)) blocks_.push_back(std::move(block));
    }
    heading(3, in_words(criterion.otherwise), criterion.id + "-" + criterion.otherwise);
    paragraph("Otherwise.");
  }

  void applies(const Criterion& criterion) {
    const auto say = [&](const char* what, const std::vector<std::string>& values) {
      if (!values.empty())
        paragraph(std::string("Asked only of ") + what + ": " + base::join(values, ", ") + ".");
    };
    say("area types", criterion.applies.area_type);
    say("regions", criterion.applies.region);
    say("rounds", criterion.applies.round);
  }

  void tests(const Criterion& criterion) {
    if (criterion.tests.empty()) return;
    heading(3, "Examples", criterion.id + "-examples");
    paragraph("Passages, with the level that a coder gives them.");
    row(Kind::table_header, {"passage", "level", ""});
    for (const auto& test : criterion.tests) {
      row(Kind::table_row, {test.text, in_words(test.level),
                            test.known_gap.empty() ? "" : "known gap: " + test.known_gap});
    }
  }

  void rating_table() {
    if (rules_.rating.empty()) return;
    heading(2, "Rating", "rating");
    paragraph("The first row that holds is the rating.");
    row(Kind::table_header, {"rating", "if"});
    for (const auto& rule : rules_.rating) {
      std::vector<std::string> needs;
      for (const auto& [criterion, levels] : rule.when) {
        std::vector<std::string> words;
        for (const auto& level : levels) words.push_back(in_words(level));
        needs.push_back(criterion + " is " + base::join(words, " or "));
      }
      if (rule.at_least) {
        needs.push_back("the plan has " +
                        rounded(*rule.at_least * Fraction(100), Rounding::none, 0) +
                        "% of the points or more");
      }
      row(Kind::table_row, {rule.rating, needs.empty() ? "otherwise" : base::join(needs, "; ")});
    }
  }

  void pattern_list(const std::string& lead, const std::vector<Pattern>& patterns) {
    if (patterns.empty()) return;
    Text text{{lead + " ", false}};
    for (std::size_t i = 0; i < patterns.size(); ++i) {
      if (i > 0) text.push_back({", ", false});
      text.push_back({patterns[i].text, true});
    }
    add(Kind::bullet, 1, std::move(text));
  }

  void vocabulary() {
    if (rules_.terms.empty()) return;
    heading(2, "Vocabulary", "vocabulary");
    paragraph(
        "Patterns are regular expressions: (a|b) is a or b, x? an optional x, \\w* any ending. "
        "Capitals do " +
        std::string(
            "not matter unless a pattern has one; a space is any run of blanks and line breaks."));
    for (const auto& term : rules_.terms) {
      heading(3, in_words(term.name), "term-" + term.name);
      pattern_list("Counts:", term.any);
      for (const auto& naming : term.named) {
        pattern_list("A name that the plan itself gives counts, too: where " +
                         in_words(base::join(naming.beside, " and ")) + " stand in one " +
                         (naming.in_paragraph ? "paragraph" : "sentence") + " with",
                     naming.names);
      }
      const auto of_its_own = [](const Pattern& pattern) { return pattern.taken == 0; };
      auto own = term.except;
      const auto taken = std::stable_partition(own.begin(), own.end(), of_its_own);
      pattern_list("Does not count where it overlaps:", {own.begin(), taken});
      pattern_list("What other vocabularies supply does not count where it overlaps their own:",
                   {taken, own.end()});
      if (!term.whole_words) bullet("Also inside words.");
    }
  }

  void contexts() {
    if (rules_.contexts.empty()) return;
    heading(2, "What takes a match away, or is asked of it", "contexts");
    for (const auto& context : rules_.contexts) {
      heading(3, in_words(context.name), "context-" + context.name);
      if (!context.title.empty()) paragraph(context.title + ".");
      bullet(std::string("Governs what stands ") + side(context.direction) + " the cue, " +
             (context.reach > 0 ? "up to " + std::to_string(context.reach) + " words away."
                                : "in its sentence."));
      pattern_list("Cues:", context.cues);
      pattern_list("Not a cue:", context.pseudo);
      pattern_list("Reach ends at:", context.stop);
      pattern_list("Void in a sentence with:", context.unless);
    }
  }

  static const char* side(Direction direction) {
    switch (direction) {
      case Direction::before:
        return "behind";
      case Direction::after:
        return "before";
      case Direction::both:
        return "on either side of";
    }
    return "";
  }

  void zones() {
    if (rules_.zones.empty()) return;
    heading(2, "Parts of plans", "zones");
    for (const auto& zone : rules_.zones)
      pattern_list(in_words(zone.name) + ", found by headings:", zone.headings);
  }

  const RuleSet& rules_;
  std::vector<CodebookBlock> blocks_;
};

}  // namespace

std::vector<CodebookBlock> codebook(const RuleSet& rules) { return Page(rules).build(); }

}  // namespace plangrade::rules
