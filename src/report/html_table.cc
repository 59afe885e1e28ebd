// Tables of the pages. A sortable one gets a search field and a menu of ratings, which stay hidden
// until the script is there to serve them.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "report/html.h"
#include "report/names.h"

namespace plangrade::report {
namespace {

void drop_empty_columns(HtmlTable& table) {
  for (std::size_t i = table.columns.size(); i-- > 1;) {
    const bool used = std::any_of(table.rows.begin(), table.rows.end(),
                                  [&](const HtmlRow& row) { return !row.cells[i].html.empty(); });
    if (used) continue;
    table.columns.erase(table.columns.begin() + static_cast<long>(i));
    for (auto& row : table.rows) row.cells.erase(row.cells.begin() + static_cast<long>(i));
  }
}

std::string controls(const HtmlTable& table) {
  std::vector<std::string> ratings;
  for (const auto& row : table.rows) {
    ratings.insert(ratings.end(), row.ratings.begin(), row.ratings.end());
  }
  std::sort(ratings.begin(), ratings.end(), rating_before);
  ratings.erase(std::unique(ratings.begin(), ratings.end()), ratings.end());
  std::string out = fmt::format(
      "<div class=\"controls\" id=\"{}-controls\" hidden><label>Find <input "
      "type=\"search\"></label>"
      "<label>Rating <select><option value=\"\">all</option>",
      table.id);
  for (const auto& rating : ratings) {
    out += fmt::format("<option value=\"{}\">{}</option>", esc(rating), esc(spoken(rating)));
  }
  return out + "</select></label><output aria-live=\"polite\"></output></div>\n";
}

std::string cell_html(const HtmlCell& cell, const HtmlColumn& column, bool names_row) {
  std::string out = names_row ? "<th scope=\"row\"" : "<td";
  if (column.number) out += " class=\"num\"";
  if (cell.sort) out += " data-v=\"" + esc(*cell.sort) + "\"";
  return out + ">" + cell.html + (names_row ? "</th>" : "</td>");
}

std::string row_html(const HtmlTable& table, const HtmlRow& row) {
  std::string out = "<tr";
  if (!table.id.empty()) out += " data-ratings=\"" + esc(base::join(row.ratings, " ")) + "\"";
  out += ">";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    out += cell_html(row.cells[i], table.columns[i], i == 0);
  }
  return out + "</tr>\n";
}

}  // namespace

std::string html_table(HtmlTable table) {
  if (table.rows.empty()) return "";
  for (auto& row : table.rows) row.cells.resize(table.columns.size());
  drop_empty_columns(table);
  std::string out = table.id.empty() ? "" : controls(table);
  out += "<div class=\"scroll\"><table";
  if (!table.id.empty()) out += fmt::format(" class=\"sortable\" id=\"{}\"", table.id);
  out += ">";
  if (!table.caption.empty()) out += "<caption>" + table.caption + "</caption>";
  out += "<thead><tr>";
  for (const auto& column : table.columns) {
    out += fmt::format("<th scope=\"col\"{}>{}</th>", column.number ? " class=\"num\"" : "",
                       column.head);
  }
  out += "</tr></thead><tbody>\n";
  for (const auto& row : table.rows) out += row_html(table, row);
  return out + "</tbody></table></div>\n";
}

}  // namespace plangrade::report
