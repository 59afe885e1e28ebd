// Codebooks as Markdown and HTML. What the author wrote is escaped: it is text, never markup.
#include <algorithm>

#include "base/text.h"
#include "plangrade/rules.h"
#include "rules/codebook.h"

namespace plangrade {
namespace rules {
namespace {

using Kind = CodebookBlock::Kind;

constexpr const char* kStyle =
    "body{max-width:50rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 "
    "system-ui,sans-serif;color:#1a1a1a;"
    "background:#fff}a{color:inherit;text-decoration-color:#999}ul{padding-left:1.3rem}h2{border-"
    "top:1px solid "
    "#ccc;padding-top:1rem}code{background:#f1f1f1;padding:0 .2em;"
    "overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}th,td{text-align:left;"
    "vertical-align:top;"
    "padding:.25rem .75rem .25rem 0;border-bottom:1px solid "
    "#ddd}blockquote{margin:0;font-size:1.15rem}summary{cursor:pointer}details "
    "code{display:table;margin:.15rem 0}td:nth-child(2):not(:last-child){white-space:nowrap}";

/// Text in HTML, its line breaks kept.
std::string html_lines(std::string_view text) {
  std::string out;
  for (const auto& line : base::split(text, '\n'))
    out += (out.empty() ? "" : "<br>") + base::escaped_html(line);
  return out;
}

/// Text in Markdown; in a cell, bars and line breaks would end it.
std::string escaped_markdown(std::string_view text, bool cell) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += cell ? " / " : " ";
    } else {
      if (std::string_view("\\`*_[]<>#|").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

/// A code span needs a fence that does not occur in it.
std::string code_markdown(const std::string& text) {
  std::size_t run = 0, longest = 0;
  for (const char c : text) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
  const std::string fence(longest + 1, '`');
  const std::string pad = longest > 0 ? " " : "";
  std::string body = text;
  std::replace(body.begin(), body.end(), '\n', ' ');
  return fence + pad + body + pad + fence;
}

std::string markdown(const Text& text, bool cell = false) {
  std::string out;
  for (const auto& run : text)
    out += run.code ? code_markdown(run.text) : escaped_markdown(run.text, cell);
  return out;
}

std::string html(const Text& text) {
  std::string out;
  for (const auto& run : text) {
    const auto words = html_lines(run.text);
    out += run.code ? "<code>" + words + "</code>"
           : !run.link.empty()
               ? "<a href=\"#" + base::escaped_html(run.link) + "\">" + words + "</a>"
               : words;
  }
  return out;
}

std::string markdown_row(const std::vector<Text>& cells) {
  std::string out = "|";
  for (const auto& cell : cells) out += " " + markdown(cell, true) + " |";
  return out + "\n";
}

std::string html_row(const std::vector<Text>& cells, const char* tag) {
  std::string out = "<tr>";
  for (const auto& cell : cells)
    out += std::string("<") + tag + ">" + html(cell) + "</" + tag + ">";
  return out + "</tr>\n";
}

bool is_table(Kind kind) { return kind == Kind::table_row || kind == Kind::table_header; }

/// ", such as abuse, neglect": of patterns that are plain words, the first.
std::string such_as(const Text& text) {
  constexpr std::size_t kMost = 5;
  std::vector<std::string> examples;
  for (const auto& run : text) {
    const auto forms = run.code ? plain_forms(run.text) : std::vector<std::string>{};
    if (!forms.empty() && examples.size() < kMost) examples.push_back(forms.back());
  }
  return examples.empty() ? "" : ", such as " + base::escaped_html(base::join(examples, ", "));
}

/// Of a bullet with patterns: its words, and behind them, to be opened, the patterns, one a line. A
/// few short ones are shown at once.
std::string html_bullet(const Text& text) {
  constexpr std::size_t kMostPatterns = 6, kMostBytes = 200;
  std::size_t patterns = 0, bytes = 0;
  for (const auto& run : text) {
    patterns += run.code;
    bytes += run.code ? run.text.size() : 0;
  }
  if (patterns == 0 || (patterns <= kMostPatterns && bytes <= kMostBytes)) return html(text);
  std::string out = "<details><summary>" + html({text.front()}) + std::to_string(patterns) +
                    (patterns == 1 ? " pattern" : " patterns") + such_as(text) + "</summary>";
  for (const auto& run : text) {
    if (run.code) out += html({run});
  }
  return out + "</details>";
}

/// Opens and closes lists and tables as blocks come and go.
class HtmlWriter {
 public:
  std::string body(const std::vector<CodebookBlock>& blocks) {
    for (const auto& block : blocks) write(block);
    close(0, false);
    return std::move(out_);
  }

 private:
  void close(int depth, bool table) {
    for (; depth_ > depth; --depth_) out_ += "</li></ul>\n";
    if (table_ && !table) {
      out_ += "</table>\n";
      table_ = false;
    }
  }

  void write(const CodebookBlock& block) {
    close(block.kind == Kind::bullet ? block.level : 0, is_table(block.kind));
    switch (block.kind) {
      case Kind::heading: {
        const auto tag = "h" + std::to_string(block.level);
        const auto id =
            block.anchor.empty() ? "" : " id=\"" + base::escaped_html(block.anchor) + "\"";
        out_ += "<" + tag + id + ">" + html(block.cells[0]) + "</" + tag + ">\n";
        return;
      }
      case Kind::paragraph:
        out_ += "<p>" + html(block.cells[0]) + "</p>\n";
        return;
      case Kind::quote:
        out_ += "<blockquote>" + html(block.cells[0]) + "</blockquote>\n";
        return;
      case Kind::bullet:
        write_bullet(block);
        return;
      case Kind::table_header:
        out_ += "<table>\n" + html_row(block.cells, "th");
        table_ = true;
        return;
      case Kind::table_row:
        out_ += html_row(block.cells, "td");
        return;
    }
  }

  void write_bullet(const CodebookBlock& block) {
    if (depth_ == block.level) {
      out_ += "</li>\n";
    } else {
      for (; depth_ < block.level; ++depth_) out_ += depth_ + 1 < block.level ? "<ul><li>" : "<ul>";
    }
    out_ += "<li>" + html_bullet(block.cells[0]);
  }

  std::string out_;
  int depth_ = 0;
  bool table_ = false;
};

std::string markdown_block(const CodebookBlock& block) {
  switch (block.kind) {
    case Kind::heading:
      return std::string(static_cast<std::size_t>(block.level), '#') + " " +
             markdown(block.cells[0], true) + "\n\n";
    case Kind::paragraph:
      return markdown(block.cells[0]) + "\n\n";
    case Kind::quote:
      return "> " + markdown(block.cells[0]) + "\n\n";
    case Kind::bullet:
      return std::string(static_cast<std::size_t>(block.level - 1) * 2, ' ') + "- " +
             markdown(block.cells[0]) + "\n";
    case Kind::table_header: {
      std::string rule = "|";
      for (std::size_t i = 0; i < block.cells.size(); ++i) rule += "---|";
      return markdown_row(block.cells) + rule + "\n";
    }
    case Kind::table_row:
      return markdown_row(block.cells);
  }
  return "";
}

bool runs_on(Kind kind) { return kind == Kind::bullet || is_table(kind); }

}  // namespace
}  // namespace rules

std::string show_markdown(const RuleSet& rule_set) {
  std::string out;
  bool open = false;
  for (const auto& block : rules::codebook(rule_set)) {
    if (open && !rules::runs_on(block.kind)) out += "\n";
    out += rules::markdown_block(block);
    open = rules::runs_on(block.kind);
  }
  return out;
}

std::string show_html(const RuleSet& rule_set) {
  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
         base::escaped_html(rule_set.title) + "</title>\n<style>" + rules::kStyle +
         "</style>\n</head>\n<body>\n<main>\n" +
         rules::HtmlWriter().body(rules::codebook(rule_set)) + "</main>\n</body>\n</html>\n";
}

}  // namespace plangrade
