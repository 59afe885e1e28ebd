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

/// A count with thousands separators; "" if there is none.
std::string shown(const std::optional<std::int64_t>& count);

/// One segment of a bar.
struct BarPart {
  std::string rating;
  std::int64_t count = 0;
};

/// Counts by rating as one stacked bar (inline SVG with a text alternative).
std::string stacked_bar(const std::vector<BarPart>& parts, const std::string& label, int height);

/// Percent as a small horizontal bar; `low` and `high` draw its interval if given.
std::string percent_bar(double percent, std::optional<double> low, std::optional<double> high);

}  // namespace plangrade::report
