// RTF: a stack of groups, each with a destination (where its text goes) and character properties.
// Text for the page is gathered paragraph by paragraph, and cell by cell in tables. Left out:
// field codes, deleted and hidden text, comments, pictures, heads and feet of pages, list
// numbers. RTF notes only where its author forced a new page, so there are no page numbers.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "base/text.h"
#include "extract/block_writer.h"
#include "extract/extractor.h"
#include "extract/formats_office.h"
#include "extract/rtf_layout.h"
#include "extract/rtf_lexer.h"
#include "extract/rtf_text.h"

namespace plangrade::extract {
namespace {

constexpr std::size_t kMaxGroups = 2000;

enum class Destination { body, skip, fonts, styles, info, title, created, note, box };

/// What a group inherits and its end restores.
struct State {
  Destination destination = Destination::body;
  Destination resume = Destination::body;  ///< within \upr and \shpinst: where text would go
  int code_page = 0;                       ///< of the font; 0: the document's
  int unicode_skip = 1;                    ///< \uc: characters that stand in for one \u
  bool hidden = false;
  bool deleted = false;
  bool bold = false;
  bool in_table = false;
  int style = 0;
  int outline = -1;
  int list_level = 0;  ///< from 1; 0: no list item
  int list_depth = 0;  ///< \ilvl
};

constexpr std::array<std::string_view, 48> kSkipped = {
    "colortbl",   "header",    "headerl",   "headerr",    "headerf",  "footer",   "footerl",
    "footerr",    "footerf",   "pict",      "nonshppict", "shprslt",  "listtext", "pntext",
    "xe",         "tc",        "tcn",       "rxe",        "txe",      "filetbl",  "author",
    "operator",   "subject",   "keywords",  "comment",    "doccomm",  "company",  "category",
    "manager",    "hlinkbase", "revtim",    "printim",    "buptim",   "fldinst",  "nonesttables",
    "annotation", "atnid",     "atnauthor", "atnref",     "template", "ftnsep",   "ftnsepc",
    "ftncn",      "aftnsep",   "aftnsepc",  "aftncn",     "objdata",  "listtable"};

struct CharacterWord {
  std::string_view word;
  std::string_view text;
};
constexpr std::array<CharacterWord, 13> kCharacterWords = {{{"tab", " "},
                                                            {"line", "\n"},
                                                            {"lbr", "\n"},
                                                            {"emdash", "\u2014"},
                                                            {"endash", "\u2013"},
                                                            {"lquote", "\u2018"},
                                                            {"rquote", "\u2019"},
                                                            {"ldblquote", "\u201C"},
                                                            {"rdblquote", "\u201D"},
                                                            {"bullet", "\u2022"},
                                                            {"emspace", " "},
                                                            {"enspace", " "},
                                                            {"qmspace", " "}}};

class Reader {
 public:
  Reader(std::string_view bytes, BlockWriter& writer) : lexer_(bytes), layout_(writer) {}

  /// Reads to the end; false if groups were still open there, as in a file that was cut off.
  bool read(Document& document) {
    bool closed = false;
    for (RtfToken token = lexer_.next(); token.kind != RtfKind::end && !closed;
         token = lexer_.next()) {
      take(token);
      closed = token.kind == RtfKind::group_end && states_.size() == 1;
    }
    states_.resize(1);
    end_paragraph();
    layout_.finish();
    document.title = folded(title_, false);
    if (year_ > 0) document.created = date();
    return closed;
  }

 private:
  State& state() { return states_.back(); }

  void take(const RtfToken& token) {
    switch (token.kind) {
      case RtfKind::end:
        break;
      case RtfKind::group_begin:
        unicode_pending_ = 0;
        begin_group();
        break;
      case RtfKind::group_end:
        unicode_pending_ = 0;
        end_group();
        break;
      case RtfKind::word:
        if (token.name != "u" && unicode_pending_ > 0) {
          --unicode_pending_;  // a control word counts as one character of the stand-in
        } else {
          word(token);
        }
        starred_ = false;
        break;
      case RtfKind::symbol:
        symbol(token.name.front());
        break;
      case RtfKind::byte:
        byte(token.byte);
        break;
    }
  }

  void begin_group() {
    starred_ = false;
    if (states_.size() > kMaxGroups) {
      ++too_deep_;
    } else {
      states_.push_back(states_.back());
    }
  }

  void end_group() {
    starred_ = false;
    if (too_deep_ > 0) {
      --too_deep_;
      return;
    }
    if (states_.size() < 2) return;
    const Destination ended = state().destination;
    const Destination outer = states_[states_.size() - 2].destination;
    if (ended != outer) end_destination(ended);
    if (ended == Destination::styles && outer == Destination::styles) end_style();
    states_.pop_back();
  }

  void end_destination(Destination ended) {
    if (ended == Destination::note) {
      layout_.note(note_.take());
    } else if (ended == Destination::box) {
      layout_.box(box_.take());
    } else if (ended == Destination::title) {
      title_ = other_.take();
    }
  }

  /// "heading 2" as a style's name, or its outline level.
  void end_style() {
    std::string name = base::lower_ascii(base::trimmed(other_.take()));
    if (name.ends_with(';')) name.pop_back();
    int level = state().outline;
    if (name.starts_with("heading ") && name.size() == 9 && name[8] >= '1' && name[8] <= '9') {
      level = name[8] - '1';
    }
    if (name == "title") level = 0;
    if (level >= 0 && level < 9) style_levels_[state().style] = level + 1;
  }

  bool reads_text() const {
    const State& now = states_.back();
    return too_deep_ == 0 && !now.hidden && !now.deleted;
  }

  /// Where text of the present destination goes, or nullptr.
  RtfCharacters* sink() {
    switch (state().destination) {
      case Destination::body:
        return &text_;
      case Destination::note:
        return &note_;
      case Destination::box:
        return &box_;
      case Destination::styles:
      case Destination::title:
        return &other_;
      case Destination::skip:
      case Destination::fonts:
      case Destination::info:
      case Destination::created:
        return nullptr;
    }
    return nullptr;
  }

  void byte(char c) {
    if (unicode_pending_ > 0) {
      --unicode_pending_;
      return;
    }
    RtfCharacters* target = sink();
    if (target == nullptr || !reads_text()) return;
    if (state().destination == Destination::body && c != ' ') see(state().bold);
    // Form feeds and line feeds by \'0c are blanks like any other.
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
    target->byte(c, state().code_page != 0 ? state().code_page : document_code_page_);
  }

  void characters(std::string_view text) {
    if (RtfCharacters* target = sink(); target != nullptr && reads_text()) target->utf8(text);
  }

  void see(bool bold) {
    all_bold_ = all_bold_ && bold;
    seen_ = true;
  }

  void symbol(char c) {
    if (c == '*') {
      starred_ = true;
    } else if (c == '~') {
      characters(" ");
    } else if (c == '_') {
      characters("\u2011");
    } else if (c == '\\' || c == '{' || c == '}') {
      byte(c);
    } else if (c == '\r' || c == '\n') {
      end_line();
    }
  }

  void word(const RtfToken& token) {
    if (too_deep_ > 0) return;
    if (destination_word(token) || state().destination == Destination::skip) return;
    if (state().destination == Destination::created) return created_word(token);
    const auto character =
        std::find_if(kCharacterWords.begin(), kCharacterWords.end(),
                     [&](const CharacterWord& row) { return row.word == token.name; });
    if (character != kCharacterWords.end()) {
      characters(character->text);
    } else if (token.name == "u") {
      unicode(token.number);
    } else if (!font_word(token) && !format_word(token)) {
      structure_word(token);
    }
  }

  void unicode(int unit) {
    unicode_pending_ = state().unicode_skip;
    RtfCharacters* target = sink();
    if (target == nullptr || !reads_text()) return;
    if (state().destination == Destination::body) see(state().bold);
    target->utf16(unit);
  }

  /// Words that begin a destination. Unknown ones are marked with \* and skipped.
  bool destination_word(const RtfToken& token) {
    State& now = state();
    const auto name = token.name;
    const bool skipping = now.destination == Destination::skip;
    if (name == "ud" || name == "shptxt" || name == "dptxbxtext") {
      now.destination = name == "ud"                      ? now.resume
                        : now.resume == Destination::body ? Destination::box
                                                          : Destination::skip;
    } else if (skipping) {
      return true;
    } else if (name == "upr" || name == "shpinst" || name == "do") {
      now.resume = now.destination;
      now.destination = Destination::skip;
    } else if (name == "fonttbl") {
      now.destination = Destination::fonts;
    } else if (name == "stylesheet") {
      now.destination = Destination::styles;
    } else if (name == "info") {
      now.destination = Destination::info;
    } else if (name == "title" && now.destination == Destination::info) {
      now.destination = Destination::title;
    } else if (name == "creatim" && now.destination == Destination::info) {
      now.destination = Destination::created;
    } else if (name == "footnote") {
      now = State{.destination = Destination::note,
                  .code_page = now.code_page,
                  .unicode_skip = now.unicode_skip};
    } else if (std::find(kSkipped.begin(), kSkipped.end(), name) != kSkipped.end()) {
      if ((name == "listtext" || name == "pntext") && states_.size() > 1) numbered_ = true;
      now.destination = Destination::skip;
    } else if (starred_ && name != "cs" && name != "nesttableprops") {
      now.resume = Destination::skip;
      now.destination = Destination::skip;
    } else {
      return false;
    }
    return true;
  }

  void created_word(const RtfToken& token) {
    if (token.name == "yr") year_ = token.number;
    if (token.name == "mo") month_ = token.number;
    if (token.name == "dy") day_ = token.number;
  }

  bool font_word(const RtfToken& token) {
    State& now = state();
    if (token.name == "f") {
      if (now.destination == Destination::fonts) {
        font_ = token.number;
      } else {
        const auto known = font_code_pages_.find(token.number);
        now.code_page = known == font_code_pages_.end() ? 0 : known->second;
      }
    } else if (token.name == "fcharset" && now.destination == Destination::fonts) {
      font_code_pages_[font_] = code_page_of_charset(token.number);
    } else if (token.name == "ansicpg") {
      document_code_page_ = token.number;
    } else if (token.name == "mac") {
      document_code_page_ = 10000;
    } else if (token.name == "pc") {
      document_code_page_ = 437;
    } else if (token.name == "pca") {
      document_code_page_ = 850;
    } else {
      return false;
    }
    return true;
  }

  bool format_word(const RtfToken& token) {
    State& now = state();
    const bool on = !token.has_number || token.number != 0;
    if (token.name == "b") {
      now.bold = on;
    } else if (token.name == "v") {
      now.hidden = on;
    } else if (token.name == "deleted") {
      now.deleted = on;
    } else if (token.name == "plain") {
      now.bold = now.hidden = now.deleted = false;
    } else if (token.name == "uc") {
      now.unicode_skip = std::clamp(token.number, 0, 16);
    } else if (token.name == "s") {
      now.style = token.number;
    } else if (token.name == "outlinelevel") {
      now.outline = token.number;
    } else if (token.name == "ls") {
      now.list_level = token.number > 0 ? 1 : 0;
    } else if (token.name == "ilvl") {
      now.list_depth = std::clamp(token.number, 0, 8);
    } else if (token.name == "intbl") {
      now.in_table = true;
    } else {
      return false;
    }
    return true;
  }

  void structure_word(const RtfToken& token) {
    State& now = state();
    if (token.name == "par" || token.name == "sect" || token.name == "page") {
      end_line();
    } else if (now.destination != Destination::body) {
      return;
    } else if (token.name == "pard") {
      now.in_table = false;
      now.style = now.list_level = now.list_depth = 0;
      now.outline = -1;
    } else if (token.name == "trowd") {
      layout_.define_row();
    } else if (token.name == "trhdr") {
      layout_.make_header_row();
    } else if (token.name == "cell") {
      layout_.end_cell(taken_paragraph());
    } else if (token.name == "nestcell") {
      end_paragraph();
    } else if (token.name == "row") {
      layout_.end_row();
    }
  }

  void end_line() {
    const Destination where = state().destination;
    if (where == Destination::body) end_paragraph();
    if (where == Destination::note) note_.utf8(" ");
    if (where == Destination::box) layout_.box(box_.take());
  }

  RtfParagraph taken_paragraph() {
    const State& now = state();
    RtfParagraph paragraph;
    paragraph.text = text_.take();
    paragraph.bold = seen_ && all_bold_;
    if (now.outline >= 0 && now.outline < 9) {
      paragraph.heading = now.outline + 1;
    } else if (const auto level = style_levels_.find(now.style); level != style_levels_.end()) {
      paragraph.heading = level->second;
    }
    if (now.list_level > 0 || numbered_) paragraph.list_level = now.list_depth + 1;
    numbered_ = false;
    all_bold_ = true;
    seen_ = false;
    return paragraph;
  }

  void end_paragraph() { layout_.end_paragraph(taken_paragraph(), state().in_table); }

  std::string date() const {
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    const bool valid =
        year_ >= 1900 && year_ < 10000 && month_ >= 1 && month_ <= 12 && day_ >= 1 && day_ <= 31;
    return valid ? std::to_string(year_) + "-" + two(month_) + "-" + two(day_) : "";
  }

  RtfLexer lexer_;
  RtfLayout layout_;
  std::vector<State> states_ = {State{}};
  std::size_t too_deep_ = 0;  ///< groups open beyond kMaxGroups
  bool starred_ = false;      ///< the word that comes was marked with \*
  int unicode_pending_ = 0;   ///< stand-in characters still to pass over

  int document_code_page_ = 1252;
  int font_ = 0;  ///< whose \fcharset is being read
  std::map<int, int> font_code_pages_;
  std::map<int, int> style_levels_;

  RtfCharacters text_, note_, box_, other_;
  bool all_bold_ = true;   ///< of the paragraph so far
  bool seen_ = false;      ///< the paragraph has a visible character
  bool numbered_ = false;  ///< the paragraph has a list number

  std::string title_;
  int year_ = 0, month_ = 0, day_ = 0;
};

}  // namespace

bool recognises_rtf(std::string_view bytes, std::string_view) {
  return bytes.starts_with("{\\rtf");
}

Document extract_rtf(std::string_view bytes, const ExtractOptions& options) {
  Document document;
  BlockWriter writer(document, false, std::size_t(options.max_output_mb) << 20);
  const bool complete = Reader(bytes, writer).read(document);
  finish(document, writer);
  if (!complete) {
    document.status = DocumentStatus::damaged;
    document.message = "the file is cut off: get it again from where it was published";
    document.pages.clear();
  }
  return document;
}

}  // namespace plangrade::extract
