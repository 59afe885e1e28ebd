// First the sections with a heading of a zone, then the shapes that stand anywhere.
#include "segment/zones.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "segment/zone_names.h"
#include "segment/zone_shapes.h"

namespace plangrade::segmenting {
namespace {

/// A range of sentences.
struct Range {
  std::uint32_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
};

class Zones {
 public:
  explicit Zones(SegmentedText& text) : text_(text), ranges_(text.sections.size()) {
    for (std::uint32_t i = 0; i < text.sentences.size(); ++i) {
      Range& range = ranges_[text.sentences[i].section];
      if (range.empty()) range.begin = i;
      range.end = i + 1;
    }
  }

  void find() {
    const auto sections = static_cast<std::uint32_t>(ranges_.size());
    for (std::uint32_t s = 0; s < sections; ++s) decide(s);
    find_tables();
    find_lines();
  }

  /// A note at the foot of a page, if it cites a publication.
  void find_note(std::uint32_t begin, std::uint32_t end) {
    const Span whole{text_.sentences[begin].span.begin, text_.sentences[end - 1].span.end};
    if (!is_left_out(zone_of(begin)) && is_citation(whole.in(text_.text)))
      part({begin, end}, "references");
  }

 private:
  std::string_view unit(std::uint32_t i) const { return text_.sentences[i].span.in(text_.text); }
  SentenceKind kind(std::uint32_t i) const { return text_.sentences[i].kind; }
  const std::string& zone_of(std::uint32_t i) const {
    return text_.sections[text_.sentences[i].section].zone;
  }

  bool has_shape(std::string_view zone, std::uint32_t i) const {
    if (zone == "contents") return is_contents_entry(unit(i));
    if (zone == "glossary") return is_definition(unit(i));
    if (zone == "references") return is_reference(unit(i));
    return is_control_entry(unit(i), kind(i));
  }

  std::uint32_t shaped(std::string_view zone, Range range) const {
    std::uint32_t count = 0;
    for (std::uint32_t i = range.begin; i < range.end; ++i) count += has_shape(zone, i) ? 1 : 0;
    return count;
  }

  /// The units of a section below its heading.
  Range below_heading(std::uint32_t section) const {
    Range range = ranges_[section];
    if (!range.empty() && kind(range.begin) == SentenceKind::heading) ++range.begin;
    return range;
  }

  void decide(std::uint32_t s) {
    const std::uint32_t parent = text_.sections[s].parent;
    const std::string around = parent == kNone ? "body" : text_.sections[parent].zone;
    const ZoneName name = zone_of_title(text_.sections[s].title);
    const Range range = below_heading(s);
    if (is_left_out(name.zone)) return leave_out(s, name, range, around);
    std::string& zone = text_.sections[s].zone;
    if (!name.zone.empty() && !is_left_out(around))
      zone = name.zone;
    else if (!is_left_out(around))
      zone = around;
    else if (!range.empty() && shaped(around, range) * 10 >= (range.end - range.begin) * 6)
      zone = around;
    else
      zone = name.zone.empty() ? "body" : std::string(name.zone);
  }

  /// A section with the heading of a zone that is left out; what does not look like it is body.
  void leave_out(std::uint32_t s, const ZoneName& name, Range range, const std::string& around) {
    const std::string outside = is_left_out(around) ? "body" : around;
    const std::uint32_t units = range.end - range.begin;
    const bool fits = !name.needs_shape || (units > 0 && shaped(name.zone, range) * 2 >= units) ||
                      (name.zone == "contents" && only_titles(range));
    if (!fits) {
      text_.sections[s].zone = outside;
      return;
    }
    text_.sections[s].zone = name.zone;
    const std::uint32_t end =
        name.zone == "contents" ? contents_end(range) : list_end(name.zone, range);
    if (end < range.end) part({end, range.end}, outside);
  }

  /// "What is in this plan", and then titles without page numbers.
  bool only_titles(Range range) const {
    constexpr std::uint32_t kFewest = 3;
    for (std::uint32_t i = range.begin; i < range.end; ++i)
      if (kind(i) == SentenceKind::row || !is_short_title(unit(i))) return false;
    return range.end - range.begin >= kFewest;
  }

  /// Where contents end: behind the last entry with a page number, if such entries prevail up to
  /// there; titles without numbers may follow.
  std::uint32_t contents_end(Range range) const {
    std::uint32_t end = range.begin, entries = 0;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      if (!is_contents_entry(unit(i))) continue;
      ++entries;
      if (entries * 2 >= i + 1 - range.begin) end = i + 1;
    }
    while (end < range.end && is_short_title(unit(end))) ++end;
    return end;
  }

  /// Where a list of a zone ends: before the prose that follows it.
  std::uint32_t list_end(std::string_view zone, Range range) const {
    std::uint32_t first_prose = kNone;  // of the paragraph before, if that is short prose
    for (std::uint32_t begin = range.begin; begin < range.end;) {
      std::uint32_t end = begin;
      while (end < range.end && text_.sentences[end].paragraph == text_.sentences[begin].paragraph)
        ++end;
      if (zone != "document_control" && is_wide_row(begin)) return begin;
      const Prose prose = prose_of(zone, {begin, end});
      if (prose == Prose::long_paragraph) return first_prose == kNone ? begin : first_prose;
      if (prose == Prose::paragraph && first_prose != kNone) return first_prose;
      first_prose = prose == Prose::paragraph ? begin : kNone;
      begin = end;
    }
    return range.end;
  }

  /// Lists of words and publications have two or three columns.
  bool is_wide_row(std::uint32_t i) const {
    const std::vector<Span>& cells = text_.sentences[i].cells;
    return std::count_if(cells.begin(), cells.end(), [](Span cell) { return !cell.empty(); }) > 3;
  }

  enum class Prose { no, paragraph, long_paragraph };

  Prose prose_of(std::string_view zone, Range paragraph) const {
    constexpr std::uint32_t kParagraph = 200, kLongParagraph = 300;
    if (kind(paragraph.begin) != SentenceKind::sentence) return Prose::no;
    const std::uint32_t units = paragraph.end - paragraph.begin;
    const std::uint32_t bytes =
        text_.sentences[paragraph.end - 1].span.end - text_.sentences[paragraph.begin].span.begin;
    if (units < 2 || bytes < kParagraph || shaped(zone, paragraph) * 3 >= units) return Prose::no;
    return units >= 3 && bytes >= kLongParagraph ? Prose::long_paragraph : Prose::paragraph;
  }

  /// Gives `range` a section of its own, inside that of its first sentence.
  void part(Range range, std::string_view zone) {
    const std::uint32_t around = text_.sentences[range.begin].section;
    constexpr std::size_t kLongestTitle = 300;  // longer ones are not worth a copy
    const std::string& title = text_.sections[around].title;
    const Section section{.title = title.size() <= kLongestTitle ? title : std::string(),
                          .level = text_.sections[around].level + 1,
                          .parent = around,
                          .zone = std::string(zone)};
    text_.sections.push_back(section);
    const auto number = static_cast<std::uint32_t>(text_.sections.size() - 1);
    for (std::uint32_t i = range.begin; i < range.end; ++i)
      if (text_.sentences[i].section == around) text_.sentences[i].section = number;
  }

  /// Tables that tell what they are by their header row or as lists of abbreviations, wherever they
  /// stand.
  void find_tables() {
    for (std::uint32_t i = 0; i < text_.sentences.size();) {
      if (kind(i) != SentenceKind::row || is_left_out(zone_of(i))) {
        ++i;
        continue;
      }
      const std::uint32_t table = text_.sentences[i].group;
      std::uint32_t end = i + 1;
      while (end < text_.sentences.size() && text_.sentences[end].group == table) ++end;
      const std::string_view announced = zone_of_header(text_, text_.sentences[i]);
      const bool letters = announced.empty() && spells_out({i, end});
      if (!announced.empty() || letters) part({i, end}, letters ? "glossary" : announced);
      i = end;
    }
  }

  /// Whether at least three rows, and half of all, are letters and what they stand for.
  bool spells_out(Range table) const {
    std::uint32_t count = 0;
    for (std::uint32_t i = table.begin; i < table.end; ++i) {
      const std::vector<Span>& cells = text_.sentences[i].cells;
      if (cells.size() == 2)
        count += segmenting::spells_out(cells[0].in(text_.text), cells[1].in(text_.text)) ? 1 : 0;
    }
    return count >= 3 && count * 2 >= table.end - table.begin;
  }

  /// Lines with leaders, and paragraphs of abbreviations.
  void find_lines() {
    for (std::uint32_t i = 0; i < text_.sentences.size();) {
      const std::uint32_t end = is_left_out(zone_of(i)) ? i : line_zone_end(i);
      if (end > i) part({i, end}, line_zone(i));
      i = std::max(end, i + 1);
    }
  }

  /// The zone of the run that begins at `i`.
  std::string_view line_zone(std::uint32_t i) const {
    if (has_leaders(unit(i))) return "contents";
    return begins_citations(unit(i)) ? "references" : "glossary";
  }

  /// The end of the run that begins at `i`, or `i` if none does.
  std::uint32_t line_zone_end(std::uint32_t i) const {
    const auto size = static_cast<std::uint32_t>(text_.sentences.size());
    std::uint32_t end = i;
    if (kind(i) == SentenceKind::heading) return i;
    while (end < size && text_.sentences[end].section == text_.sentences[i].section &&
           (has_leaders(unit(end)) || (end > i && is_contents_entry(unit(end)))))
      ++end;
    const bool starts_paragraph =
        i == 0 || text_.sentences[i - 1].paragraph != text_.sentences[i].paragraph;
    if (end > i || !starts_paragraph) return end;
    while (end < size && text_.sentences[end].paragraph == text_.sentences[i].paragraph) ++end;
    if (begins_abbreviations(unit(i))) return end;
    return begins_citations(unit(i)) && shaped("references", {i, end}) * 2 >= end - i ? end : i;
  }

  SegmentedText& text_;
  std::vector<Range> ranges_;  ///< of the sections that have headings
};

}  // namespace

void find_zones(SegmentedText& text, const std::vector<Item>& items,
                const std::vector<std::uint32_t>& item_of) {
  Zones zones(text);
  zones.find();
  for (std::uint32_t begin = 0; begin < item_of.size();) {
    std::uint32_t end = begin;
    while (end < item_of.size() && item_of[end] == item_of[begin]) ++end;
    if (items[item_of[begin]].note) zones.find_note(begin, end);
    begin = end;
  }
}

void demote_entries(SegmentedText& text) {
  std::unordered_map<std::string_view, int> uses;
  for (const Sentence& sentence : text.sentences)
    if (sentence.kind == SentenceKind::heading) ++uses[sentence.span.in(text.text)];
  bool in_contents = false;
  for (Sentence& sentence : text.sentences) {
    if (sentence.kind != SentenceKind::heading) {
      in_contents = in_contents && is_contents_entry(sentence.span.in(text.text));
      continue;
    }
    const std::string_view title = sentence.span.in(text.text);
    if (zone_of_title(title).zone == "contents") {
      in_contents = true;
      continue;
    }
    int& count = uses[title];
    const bool entry =
        has_leaders(title) || (in_contents && (is_contents_entry(title) || count > 1));
    --count;
    if (entry)
      sentence.kind = SentenceKind::sentence;
    else
      in_contents = false;
  }
}

}  // namespace plangrade::segmenting
