// What the styles of a DOCX file say about its paragraphs and runs.
#pragma once

#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace plangrade::extract {

/// Paragraph and character styles with what they inherit by basedOn.
class DocxStyles {
 public:
  DocxStyles() = default;
  /// From the root of styles.xml.
  explicit DocxStyles(const pugi::xml_node& root);

  /// 1 to 9 for a style that makes headings, by its outline level or by its built-in name, which
  /// Word writes in English whatever its language is ("heading 2"); else 0.
  int heading_level(std::string_view id) const;
  /// From 1 for a style that makes list items; else 0.
  int list_level(std::string_view id) const;
  bool hidden(std::string_view id) const;
  bool bold(std::string_view id) const;

 private:
  struct Style {
    std::string name;  ///< lower case
    std::string based_on;
    int outline = -1;     ///< 0 is the highest level, 9 is body text, -1 not said
    int list_level = -1;  ///< 0: explicitly none, -1 not said
    int vanish = -1;      ///< 1, 0, or -1 not said
    int bold = -1;
  };
  /// The first answer along the chain of basedOn that is not -1.
  template <typename Answer>
  int inherited(std::string_view id, Answer answer) const;

  std::map<std::string, Style, std::less<>> styles_;
};

/// Whether an on/off property such as w:b or w:vanish below `properties` is on: 1, off: 0, or -1 if
/// it is not there.
int docx_toggle(const pugi::xml_node& properties, std::string_view name);

}  // namespace plangrade::extract
