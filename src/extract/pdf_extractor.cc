// PDF files to documents: page after page, first as layouts, then as text.
#include "extractor.h"
#include "layout.h"
#include "pdf_file.h"

namespace plangrade::extract {
namespace {

constexpr std::size_t kMegabyte = std::size_t{1} << 20;

Document failed(DocumentStatus status, std::string message) {
  Document document;
  document.format = "pdf";
  document.status = status;
  document.message = std::move(message);
  return document;
}

std::size_t text_bytes(const PageLayout& layout) {
  std::size_t bytes = 0;
  for (const auto& block : layout.blocks) {
    for (const auto& cell : block.cells) bytes += cell.size();
  }
  return bytes;
}

}  // namespace

Document extract_pdf(std::string_view bytes, const ExtractOptions& options) {
  const PdfFile file(bytes);
  if (file.state() == PdfFile::State::locked) {
    return failed(DocumentStatus::locked, "needs a password; save a copy without one");
  }
  if (file.state() == PdfFile::State::damaged || file.pages() == 0) {
    return failed(DocumentStatus::damaged, "is not a readable PDF; fetch it again");
  }
  Document document;
  document.format = "pdf";
  document.title = file.title();
  document.created = file.created();
  std::vector<PageLayout> layouts;
  std::size_t room = static_cast<std::size_t>(options.max_output_mb) * kMegabyte;
  for (int number = 1; number <= file.pages(); ++number) {
    layouts.push_back(lay_out(file.content(number)));
    const auto size = text_bytes(layouts.back());
    if (size > room) {
      return failed(DocumentStatus::too_large,
                    "holds more than " + std::to_string(options.max_output_mb) + " MB of text");
    }
    room -= size;
  }
  mark_headings_and_furniture(layouts);
  bool any_text = false;
  for (int number = 1; number <= file.pages(); ++number) {
    Page page;
    page.number = number;
    page.label = file.label(number);
    write_page(layouts[static_cast<std::size_t>(number - 1)], page);
    any_text = any_text || !page.text.empty();
    document.pages.push_back(std::move(page));
  }
  if (!any_text) {
    document.status = DocumentStatus::no_text;
    document.message = "holds no text, only images or drawings";
  }
  return document;
}

}  // namespace plangrade::extract
