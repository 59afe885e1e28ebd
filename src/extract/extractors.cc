// The table of formats. A new format is one extractor file and one row here.
#include <algorithm>
#include <array>

#include "extractor.h"
#include "formats_office.h"

namespace plangrade::extract {
namespace {

/// Readers accept a header within the first kilobyte; what the web puts before it is common.
bool is_pdf(std::string_view bytes, std::string_view) {
  return bytes.substr(0, 1024 + 5).find("%PDF-") != std::string_view::npos;
}

/// A PDF whose beginning is lost is still a PDF to its owner: damaged, not unsupported.
bool is_called_pdf(std::string_view, std::string_view file_name) {
  return extension_of(file_name) == "pdf";
}

constexpr std::array kFormats = {
    Format{"pdf", is_pdf, extract_pdf},
    Format{"docx", recognises_docx, extract_docx},
    Format{"odt", recognises_odt, extract_odt},
    Format{"rtf", recognises_rtf, extract_rtf},
    Format{"html", recognises_html, extract_html},
    Format{"markdown", recognises_markdown, extract_markdown},
    Format{"text", recognises_text, extract_text},
    Format{"pdf", is_called_pdf, extract_pdf},
    Format{"", recognises_unsupported, extract_unsupported},
};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* format_of(std::string_view bytes, std::string_view file_name) {
  const auto row = std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& format) {
    return format.recognises(bytes, file_name);
  });
  return row == kFormats.end() ? nullptr : &*row;
}

}  // namespace plangrade::extract
