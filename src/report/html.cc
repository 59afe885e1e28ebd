// Escaping, page names and the frame of a page.
#include "report/html.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

#include "base/text.h"
#include "report/names.h"
#include "report/page_style.h"

namespace plangrade::report {
namespace {

/// The script's hash as a Content-Security-Policy names it.
std::string script_hash() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(kScript.data(), kScript.size(), digest.data(), &size, EVP_sha256(), nullptr);
  std::array<unsigned char, 2 * EVP_MAX_MD_SIZE> text{};
  const int length = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(size));
  return "sha256-" + std::string(text.begin(), text.begin() + length);
}

std::string security_policy(bool script) {
  std::string policy =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  if (script) policy += "; script-src '" + script_hash() + "'";
  return policy;
}

const char* sign_of(const std::string& rating) {
  if (rating == "red") return "▼";
  if (rating == "amber") return "◆";
  if (rating == "green") return "▲";
  if (rating == "no_plan") return "○";
  if (rating == "not_assessable") return "?";
  return "●";
}

struct Paint {
  const char* fill;
  const char* ink;
};

Paint paint_of(const std::string& rating) {
  if (rating == "red") return {"#a91d1d", "#fff"};
  if (rating == "amber") return {"#f2a900", "#1c1f23"};
  if (rating == "green") return {"#17693a", "#fff"};
  if (rating == "no_plan") return {"#fff", "#1c1f23"};
  return {"#5c636a", "#fff"};
}

/// The class of a badge: only ratings that have a colour of their own.
std::string class_of(const std::string& rating) {
  for (const auto& known : common_ratings()) {
    if (known == rating) return " " + rating;
  }
  return "";
}

/// One segment of a stacked bar, with its count if there is room.
std::string segment(const BarPart& part, double x, double width, int height) {
  const auto paint = paint_of(part.rating);
  std::string out = fmt::format(
      "<rect x=\"{:.1f}\" y=\"1\" width=\"{:.1f}\" height=\"{}\" fill=\"{}\" stroke=\"#1c1f23\" "
      "stroke-width=\"{}\"/>",
      x + 0.5, width > 1 ? width - 1 : width, height - 2, paint.fill,
      part.rating == kNoPlan ? 1 : 0);
  const auto text = std::string(sign_of(part.rating)) + " " + std::to_string(part.count);
  if (height < 24 || width < 12.0 * base::display_width(text)) return out;
  return out + fmt::format(
                   "<text x=\"{:.1f}\" y=\"{}\" font-size=\"14\" font-weight=\"600\" "
                   "text-anchor=\"middle\" fill=\"{}\">{}</text>",
                   x + width / 2, height / 2 + 5, paint.ink, text);
}

}  // namespace

std::string esc(std::string_view text) { return base::escaped_html(text); }

std::string outer_link(const std::string& url, const std::string& text) {
  const auto lower = base::lower_ascii(url);
  if (!lower.starts_with("https://") && !lower.starts_with("http://")) return esc(text);
  return fmt::format("<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", esc(url), esc(text));
}

std::string PageNames::name(const std::string& id) {
  if (const auto at = names_.find(id); at != names_.end()) return at->second;
  std::string slug;
  for (const char c : base::lower_ascii(id)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
    if (slug.size() >= 80) break;
  }
  while (slug.ends_with('-')) slug.pop_back();
  if (slug.empty()) slug = "unnamed";
  std::string unique = slug;
  for (int n = 2; !taken_.insert(unique).second; ++n) unique = slug + "-" + std::to_string(n);
  names_[id] = unique;
  return unique;
}

std::string framed(const PageFrame& frame) {
  std::string out = "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n";
  out += fmt::format("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n",
                     security_policy(frame.sortable));
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out += fmt::format("<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n", esc(frame.title),
                     kStyle);
  out +=
      "<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header class=\"top\"><nav "
      "aria-label=\"Pages\">";
  out += fmt::format(
      "<strong>Ratings of local plans</strong><a href=\"{0}index.html\">Results</a>"
      "<a href=\"{0}methods.html\">How the plans were rated</a></nav></header>\n",
      frame.root);
  out += "<main id=\"main\">\n" + frame.body + "</main>\n";
  out +=
      "<footer><p>These pages rate documents, not services. Every decision rests on the quotations "
      "shown; estimated numbers of children are modelled, not counted.</p></footer>\n";
  if (frame.sortable) out += fmt::format("<script>{}</script>\n", kScript);
  return out + "</body>\n</html>\n";
}

std::string rating_badge(const std::string& rating) {
  if (rating.empty()) return "";
  return fmt::format("<span class=\"badge{}\"><span aria-hidden=\"true\">{}</span> {}</span>",
                     class_of(rating), sign_of(rating), esc(spoken(rating)));
}

std::string shown(const std::optional<std::int64_t>& count) {
  return count ? base::with_thousands(*count) : "";
}

std::string fact(const std::string& name, const std::string& html) {
  return html.empty() ? "" : fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, html);
}

std::string stacked_bar(const std::vector<BarPart>& parts, const std::string& label, int width,
                        int height) {
  std::int64_t total = 0;
  std::vector<std::string> words;
  for (const auto& part : parts) {
    total += part.count;
    if (part.count > 0) words.push_back(std::to_string(part.count) + " " + spoken(part.rating));
  }
  if (total <= 0) return "";
  std::string out = fmt::format(
      "<svg viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" aria-label=\"{2}: "
      "{3}\">",
      width, height, esc(label), esc(base::join(words, ", ")));
  double x = 0;
  for (const auto& part : parts) {
    const double share = static_cast<double>(part.count) / static_cast<double>(total);
    if (part.count > 0) out += segment(part, x, share * width, height);
    x += share * width;
  }
  return out + "</svg>\n";
}

std::string percent_bar(double percent, std::optional<double> low, std::optional<double> high) {
  const auto clamp = [](double v) { return v < 0 ? 0.0 : v > 100 ? 100.0 : v; };
  std::string out = fmt::format(
      "<svg viewBox=\"0 0 160 14\" width=\"160\" height=\"14\" aria-hidden=\"true\">"
      "<rect x=\"0\" y=\"2\" width=\"160\" height=\"10\" fill=\"#e3e6ea\"/>"
      "<rect x=\"0\" y=\"2\" width=\"{:.1f}\" height=\"10\" fill=\"#0b4f9c\"/>",
      1.6 * clamp(percent));
  if (low && high) {
    out += fmt::format(
        "<path d=\"M{0:.1f} 0V14M{0:.1f} 7H{1:.1f}M{1:.1f} 0V14\" stroke=\"#1c1f23\" "
        "fill=\"none\"/>",
        1.6 * clamp(*low), 1.6 * clamp(*high));
  }
  return out + "</svg>";
}

}  // namespace plangrade::report
