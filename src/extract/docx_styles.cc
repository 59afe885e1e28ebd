// Inheritance of DOCX styles, bounded in length because basedOn may go in circles.
#include "extract/docx_styles.h"

#include "base/text.h"
#include "extract/office_package.h"

namespace plangrade::extract {
namespace {

constexpr int kLongestChain = 24;

/// 2 for "heading 2", 0 for other names.
int trailing_level(std::string_view name, std::string_view prefix) {
  if (!name.starts_with(prefix)) return 0;
  const auto rest = base::trimmed(name.substr(prefix.size()));
  return rest.size() == 1 && rest[0] >= '1' && rest[0] <= '9' ? rest[0] - '0' : 0;
}

int named_heading(std::string_view name) {
  if (name == "title" || name == "toc heading") return 1;
  if (name == "subtitle") return 2;
  return trailing_level(name, "heading");
}

int named_list(std::string_view name) {
  for (const auto* prefix : {"list bullet", "list number"}) {
    if (name == prefix) return 1;
    if (const int level = trailing_level(name, prefix); level > 0) return level;
  }
  return 0;
}

}  // namespace

int docx_toggle(const pugi::xml_node& properties, std::string_view name) {
  const auto toggle = child_named(properties, name);
  if (!toggle) return -1;
  const auto value = value_of(toggle, "val");
  return value == "0" || value == "false" || value == "off" ? 0 : 1;
}

DocxStyles::DocxStyles(const pugi::xml_node& root) {
  for (const auto& node : root.children()) {
    if (local_name(node) != "style") continue;
    Style style;
    style.name = base::lower_ascii(value_of(child_named(node, "name"), "val"));
    style.based_on = value_of(child_named(node, "basedOn"), "val");
    const auto paragraph = child_named(node, "pPr");
    const auto run = child_named(node, "rPr");
    style.outline = number_in(value_of(child_named(paragraph, "outlineLvl"), "val"), -1, 9);
    if (const auto numbering = child_named(paragraph, "numPr")) {
      const bool none = value_of(child_named(numbering, "numId"), "val") == "0";
      const int level = number_in(value_of(child_named(numbering, "ilvl"), "val"), 0, 8);
      style.list_level = none ? 0 : level + 1;
    } else if (const int level = named_list(style.name); level > 0) {
      style.list_level = level;
    }
    style.vanish = docx_toggle(run, "vanish");
    style.bold = docx_toggle(run, "b");
    styles_.emplace(value_of(node, "styleId"), std::move(style));
  }
}

template <typename Answer>
int DocxStyles::inherited(std::string_view id, Answer answer) const {
  for (int i = 0; i < kLongestChain; ++i) {
    const auto style = styles_.find(id);
    if (style == styles_.end()) return -1;
    if (const int found = answer(style->second); found >= 0) return found;
    id = style->second.based_on;
  }
  return -1;
}

int DocxStyles::heading_level(std::string_view id) const {
  const int level = inherited(id, [](const Style& style) {
    if (const int named = named_heading(style.name); named > 0) return named;
    if (style.outline < 0) return -1;
    return style.outline == 9 ? 0 : style.outline + 1;
  });
  return level > 0 ? level : 0;
}

int DocxStyles::list_level(std::string_view id) const {
  const int level = inherited(id, [](const Style& style) { return style.list_level; });
  return level > 0 ? level : 0;
}

bool DocxStyles::hidden(std::string_view id) const {
  return inherited(id, [](const Style& style) { return style.vanish; }) == 1;
}

bool DocxStyles::bold(std::string_view id) const {
  return inherited(id, [](const Style& style) { return style.bold; }) == 1;
}

}  // namespace plangrade::extract
