// How the formats other than PDF are told apart; extractors.cc takes these into its table, in the
// order given here. Content decides; the file's name only where text could be anything.
#pragma once

#include <string>
#include <string_view>

namespace plangrade::extract {

bool recognises_docx(std::string_view bytes, std::string_view file_name);
bool recognises_odt(std::string_view bytes, std::string_view file_name);
bool recognises_rtf(std::string_view bytes, std::string_view file_name);
/// By a doctype or <html>, or the name .htm, .html, .xhtml of a text file.
bool recognises_html(std::string_view bytes, std::string_view file_name);
/// Text files named .md or .markdown.
bool recognises_markdown(std::string_view bytes, std::string_view file_name);
/// Text files named .txt or .text, or without an extension; a .csv is not a plan.
bool recognises_text(std::string_view bytes, std::string_view file_name);
/// Always: extract_unsupported says what the file is and what to do. The last row.
bool recognises_unsupported(std::string_view bytes, std::string_view file_name);

/// The name of a format that is not read ("doc", "xlsx", "zip", "png", ...), or "" if unknown.
std::string unsupported_format(std::string_view bytes);

/// The file name's extension in lower case, without its point; "" if it has none.
std::string extension_of(std::string_view file_name);

/// The name of the first member of a ZIP archive, or "" if the bytes are no ZIP archive.
std::string_view first_member(std::string_view bytes);

}  // namespace plangrade::extract
