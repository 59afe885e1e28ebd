// The marks that sites put on furniture: element names first, then ARIA roles, then the few class
// names that mean one thing everywhere. Doubtful marks ("sidebar", "panel") are read: a menu
// that is read costs little, a paragraph that is not read can cost a plan its rating.
#include "extract/html_furniture.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace plangrade::extract {
namespace {

constexpr std::size_t kLongestBanner = 4000;  ///< bytes; what is longer is no cookie banner

template <std::size_t n>
bool any_of(const std::array<std::string_view, n>& list, std::string_view what) {
  return std::find(list.begin(), list.end(), what) != list.end();
}

constexpr std::array<std::string_view, 25> kNeverText = {
    "script", "style",  "noscript", "template", "head",   "svg",    "object",
    "embed",  "iframe", "audio",    "video",    "canvas", "map",    "select",
    "option", "button", "textarea", "datalist", "nav",    "applet", "noframes",
    "title",  "meta",   "link",     "input"};
constexpr std::array<std::string_view, 10> kFurnitureRoles = {
    "navigation",  "banner", "contentinfo", "search",  "dialog",
    "alertdialog", "menu",   "menubar",     "toolbar", "listbox"};
constexpr std::array<std::string_view, 6> kFurnitureWords = {
    "cookie", "cookies", "gdpr", "breadcrumb", "breadcrumbs", "skiplink"};
constexpr std::array<std::string_view, 5> kHiddenClasses = {
    "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "skip-link"};
constexpr std::array<std::string_view, 10> kBannerElements = {
    "div", "section", "aside", "p", "ul", "ol", "span", "form", "a", "table"};

bool is_hidden(const xmlNode* element) {
  if (xmlHasProp(element, reinterpret_cast<const xmlChar*>("hidden")) != nullptr) return true;
  if (attribute(element, "aria-hidden") == "true") return true;
  std::string style = attribute(element, "style");
  std::erase(style, ' ');
  return style.find("display:none") != style.npos || style.find("visibility:hidden") != style.npos;
}

/// Whether the class or id says furniture in one of the words that mean nothing else.
bool is_marked(const xmlNode* element) {
  std::string marks = attribute(element, "class");
  for (const auto& name : base::split(marks, ' ')) {
    if (any_of(kHiddenClasses, name)) return true;
  }
  marks += ' ' + attribute(element, "id");
  std::replace_if(
      marks.begin(), marks.end(), [](char c) { return c == '-' || c == '_' || c == ':'; }, ' ');
  for (const auto& word : base::split(marks, ' ')) {
    if (any_of(kFurnitureWords, word)) return true;
  }
  return false;
}

bool is_main(const xmlNode* element) {
  return element_name(element) == "main" || attribute(element, "role") == "main";
}

bool within_text(const xmlNode* element, const xmlNode* root) {
  int depth = 0;
  for (const xmlNode* at = element->parent; at != nullptr; at = at->parent) {
    if (at == root && element_name(at) != "body") return true;
    if (is_main(at) || element_name(at) == "article" || ++depth > kMaxHtmlDepth) return true;
  }
  return false;
}

std::size_t raw_bytes(const xmlNode* node, int depth) {
  std::size_t bytes = 0;
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (child->type == XML_TEXT_NODE) {
      bytes += base::trimmed(reinterpret_cast<const char*>(child->content)).size();
    } else if (depth < kMaxHtmlDepth && !any_of(kNeverText, element_name(child))) {
      bytes += raw_bytes(child, depth + 1);
    }
  }
  return bytes;
}

std::size_t link_bytes(const xmlNode* node, int depth) {
  std::size_t bytes = 0;
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (element_name(child) == "a") {
      bytes += raw_bytes(child, depth + 1);
    } else if (depth < kMaxHtmlDepth) {
      bytes += link_bytes(child, depth + 1);
    }
  }
  return bytes;
}

std::size_t readable(const xmlNode* node, const xmlNode* root, int depth) {
  std::size_t bytes = 0;
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (child->type == XML_TEXT_NODE) {
      bytes += base::trimmed(reinterpret_cast<const char*>(child->content)).size();
    } else if (depth < kMaxHtmlDepth && child->type == XML_ELEMENT_NODE &&
               !is_left_out(child, root)) {
      bytes += readable(child, root, depth + 1);
    }
  }
  return bytes;
}

/// The elements that are marked as the page's text, by the strength of the mark.
struct Marked {
  const xmlNode* main = nullptr;
  const xmlNode* article = nullptr;
  const xmlNode* content = nullptr;
  int articles = 0;
};

void find_marked(const xmlNode* node, int depth, Marked& marked) {
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (child->type != XML_ELEMENT_NODE || depth > kMaxHtmlDepth) continue;
    if (is_main(child) && marked.main == nullptr) marked.main = child;
    if (element_name(child) == "article" && ++marked.articles == 1) marked.article = child;
    const std::string id = attribute(child, "id");
    if (marked.content == nullptr &&
        (id == "content" || id == "main-content" || id == "maincontent" || id == "main")) {
      marked.content = child;
    }
    find_marked(child, depth + 1, marked);
  }
}

}  // namespace

std::string_view element_name(const xmlNode* node) {
  if (node->type != XML_ELEMENT_NODE) return {};
  return reinterpret_cast<const char*>(node->name);
}

std::string attribute(const xmlNode* element, const char* name) {
  if (element->type != XML_ELEMENT_NODE) return "";
  xmlChar* value = xmlGetProp(element, reinterpret_cast<const xmlChar*>(name));
  if (value == nullptr) return "";
  std::string text = base::lower_ascii(reinterpret_cast<const char*>(value));
  xmlFree(value);
  return text;
}

bool is_left_out(const xmlNode* element, const xmlNode* root) {
  const auto name = element_name(element);
  if (any_of(kNeverText, name) || is_hidden(element)) return true;
  if (name == "body" || name == "html" || element == root) return false;
  const std::string role = attribute(element, "role");
  if (any_of(kFurnitureRoles, role)) return true;
  if ((name == "header" || name == "footer") && !within_text(element, root)) return true;
  if (name == "aside" || role == "complementary") {
    // A side box belongs to the text, a list of links beside it does not.
    return !within_text(element, root) || 2 * link_bytes(element, 0) > raw_bytes(element, 0);
  }
  return any_of(kBannerElements, name) && is_marked(element) &&
         raw_bytes(element, 0) <= kLongestBanner;
}

std::size_t readable_bytes(const xmlNode* node, const xmlNode* root) {
  return readable(node, root, 0);
}

const xmlNode* text_root(const xmlNode* body) {
  constexpr std::size_t kLeastMain = 200;
  Marked marked;
  find_marked(body, 0, marked);
  const std::size_t whole = readable_bytes(body, body);
  const auto holds = [&](const xmlNode* node, std::size_t part_of_four) {
    return node != nullptr && readable_bytes(node, node) * 4 >= whole * part_of_four;
  };
  if (marked.main != nullptr &&
      (readable_bytes(marked.main, marked.main) >= kLeastMain || holds(marked.main, 2))) {
    return marked.main;
  }
  if (marked.articles == 1 && holds(marked.article, 2)) return marked.article;
  if (holds(marked.content, 3)) return marked.content;
  return body;
}

}  // namespace plangrade::extract
