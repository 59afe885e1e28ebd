// The readable text of HTML as blocks: what a visitor reads, without the machinery around it.
#pragma once

#include <string>
#include <string_view>

#include "extract/block_writer.h"

namespace plangrade::extract {

struct HtmlMetadata {
  std::string title;    ///< of the <title> element
  std::string created;  ///< ISO date from a <meta> element; may be empty
};

/// Writes the blocks of a page or fragment in UTF-8 and returns what it says about itself.
/// Left out: scripts, forms, navigation, page heads and foots, asides beside the main part,
/// cookie banners, hidden elements. If the page marks its main part (<main>, role=main, a single
/// <article>, or an element with id "content" or "main-content" that holds most of the text),
/// only that is read. Entities are the standard ones; nothing outside the text is ever opened.
HtmlMetadata write_html(std::string_view utf8, BlockWriter& writer);

/// The character a named HTML entity ("amp", "nbsp") stands for, as UTF-8; "" if there is none.
std::string html_entity(std::string_view name);

}  // namespace plangrade::extract
