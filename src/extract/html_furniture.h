// Which parts of a web page are its text, and which the site put around it.
#pragma once

#include <libxml/tree.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace plangrade::extract {

/// Elements nested deeper than this are read as running text, and not looked into for structure.
inline constexpr int kMaxHtmlDepth = 256;

/// The element's name, "" for other nodes. Lives as long as the node.
std::string_view element_name(const xmlNode* node);

/// The value of an attribute in lower case, "" if absent.
std::string attribute(const xmlNode* element, const char* name);

/// Whether nobody reads this element as part of the page's text: scripts, forms' controls, hidden
/// elements, navigation, cookie banners; heads, feet and asides unless within <main>, <article>
/// or the element `root` that is being read.
bool is_left_out(const xmlNode* element, const xmlNode* root);

/// Bytes of text below `node` that is not left out.
std::size_t readable_bytes(const xmlNode* node, const xmlNode* root);

/// The element that holds the page's text; `body` if the page marks none, or marks one that does
/// not hold a good part of it.
const xmlNode* text_root(const xmlNode* body);

}  // namespace plangrade::extract
