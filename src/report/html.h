// HTML from text: escaping, addresses of pages, the frame that every page stands in.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plangrade::report {

/// `text` for use between tags and in quoted attributes; control characters are dropped.
std::string esc(std::string_view text);

/// A link if `url` is http or https, else the text alone: a plan's address is not to be trusted.
std::string outer_link(const std::string& url, const std::string& text);

/// Gives every identifier a file name of its own: letters, digits and hyphens, no two the same.
class PageNames {
 public:
  /// The name for `id`; the same for the same id.
  std::string name(const std::string& id);

 private:
  std::map<std::string, std::string> names_;
  std::set<std::string> taken_;
};

struct PageFrame {
  std::string title;
  std::string root;       ///< "" for pages at the top, "../" for those in a folder
  std::string body;       ///< what stands in <main>
  bool sortable = false;  ///< adds the script that sorts and filters tables
};

/// A whole page. It needs no other file and no script; what the script adds is convenience. The
/// page's own policy lets a browser run nothing but that script.
std::string framed(const PageFrame& frame);

/// The rating as a badge: colour, sign and word, so that colour is never all there is.
std::string rating_badge(const std::string& rating);

/// A cell of a table, as HTML; `sort` is what it is sorted by if that is not its text.
struct HtmlCell {
  std::string html;
  std::optional<std::string> sort = std::nullopt;
};

struct HtmlColumn {
  std::string head;     ///< as HTML
  bool number = false;  ///< aligned right
};

struct HtmlRow {
  std::vector<HtmlCell> cells;         ///< the first names the row
  std::vector<std::string> ratings{};  ///< by which a sortable table is filtered
};

struct HtmlTable {
  std::string caption;  ///< as HTML
  std::vector<HtmlColumn> columns;
  std::vector<HtmlRow> rows{};
  std::string id{};  ///< given: the table can be sorted, and filtered by its rows' ratings
};

/// The table without columns in which every cell is empty; "" if it has no rows.
std::string html_table(HtmlTable table);

/// A count with thousands separators; "" if there is none.
std::string shown(const std::optional<std::int64_t>& count);

/// One segment of a bar.
struct BarPart {
  std::string rating;
  std::int64_t count = 0;
};

/// Counts by rating as one stacked bar of this size in pixels (inline SVG with a text alternative);
/// counts are written into segments that are wide enough.
std::string stacked_bar(const std::vector<BarPart>& parts, const std::string& label, int width,
                        int height);

/// A term and its description for a list of facts; "" if there is no description.
std::string fact(const std::string& name, const std::string& html);

/// Percent as a small horizontal bar; `low` and `high` draw its interval if given.
std::string percent_bar(double percent, std::optional<double> low, std::optional<double> high);

}  // namespace plangrade::report
