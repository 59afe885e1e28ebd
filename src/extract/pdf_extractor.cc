// PDF files to documents: page after page, first as layouts, then as text.
#include <algorithm>
#include <memory>

#include "extractor.h"
#include "layout.h"
#include "ocr.h"
#include "page_ink.h"
#include "page_rules.h"
#include "pdf_file.h"
#include "text_marks.h"

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

constexpr double kDpi = 300;
/// A2 at 300 dpi; larger pages are rendered with fewer dots.
constexpr std::size_t kMaxPixels = 35'000'000;

std::size_t letters(const PageContent& content) {
  std::size_t n = 0;
  for (const auto& word : content.words) n += has_letter(word.text) ? word.text.size() : 0;
  return n;
}

/// Gives the words of pages, by recognition where a page has no usable ones of its own.
class PageReader {
 public:
  PageReader(const PdfFile& file, const ExtractOptions& options) : file_(file), options_(options) {}

  PageContent read(int number, bool& recognised) {
    auto content = file_.content(number);
    recognised = wants_recognition(number, content) && recognise(number, content);
    return content;
  }
  bool without_model() const { return without_model_; }

 private:
  bool wants_recognition(int number, const PageContent& content) const {
    if (options_.ocr == OcrMode::off) return false;
    if (options_.ocr == OcrMode::force) return true;
    if (is_gibberish(content)) return true;
    // A stamp or page number on a scan is not its text.
    constexpr std::size_t kFewLetters = 40;
    const auto own = letters(content);
    return own < kFewLetters && shows_more(number, content, own > 0);
  }

  /// Whether a page with few words or none looks as if there was text in its picture: any ink if
  /// it has no words, else as much ink on paper as a page of text has.
  bool shows_more(int number, const PageContent& content, bool has_words) const {
    constexpr double kLookDpi = 50;
    constexpr double kSomeInk = 0.002;
    constexpr double kInkOfText = 0.05;
    constexpr double kPaperOfText = 0.5;
    const auto ink = ink_of(file_.image(number, kLookDpi, kMaxPixels), content);
    if (!has_words) return ink.unread > kSomeInk;
    return ink.unread > kInkOfText && ink.paper > kPaperOfText;
  }

  /// Replaces the page's own words if recognition finds more. False if it does not.
  bool recognise(int number, PageContent& content) {
    if (recogniser_ == nullptr) recogniser_ = std::make_unique<Recogniser>();
    without_model_ = !recogniser_->ready();
    if (without_model_) return false;
    const auto image = file_.image(number, kDpi, kMaxPixels);
    if (image.width == 0) return false;
    const double dpi = kDpi * image.width / std::max(1.0, content.width / 72 * kDpi);
    auto found = recogniser_->recognise(image, dpi);
    if (options_.on_recognised_page) options_.on_recognised_page();
    if (letters(found) == 0) return false;
    if (letters(found) <= letters(content) && !is_gibberish(content)) return false;
    content = std::move(found);
    return true;
  }

  const PdfFile& file_;
  const ExtractOptions& options_;
  std::unique_ptr<Recogniser> recogniser_;
  bool without_model_ = false;
};

/// Whether columns of text stand on the page that may be the cells of a table: three or more beside
/// each other, and no rows found by white space on most of the page.
bool may_hold_cells(const PageLayout& layout) {
  const auto rows =
      std::count_if(layout.blocks.begin(), layout.blocks.end(),
                    [](const LayoutBlock& block) { return block.kind == BlockKind::table_row; });
  return layout.beside >= 3 && static_cast<std::size_t>(rows) * 2 <= layout.blocks.size();
}

/// Lays out a page of which Poppler told the words alone. Whether columns are cells only the lines
/// around them tell, which a picture of the page has.
PageLayout lay_out_with_rules(const PdfFile& file, int number, PageContent content) {
  constexpr double kLinesDpi = 72;
  auto layout = lay_out(content);
  if (!may_hold_cells(layout)) return layout;
  content.rules = rules_in(file.image(number, kLinesDpi, kMaxPixels, false), content.width);
  return content.rules.empty() ? layout : lay_out(std::move(content));
}

/// What a document without any text says for itself.
std::string no_text_message(const ExtractOptions& options, const PageReader& reader) {
  if (options.ocr == OcrMode::off) return "holds images only; --ocr auto recognises their text";
  if (reader.without_model())
    return "holds images only, and the English model of Tesseract is missing";
  return "holds no text, and none was recognised in its images";
}

/// Labels 1, 2, 3, ... say nothing beside the numbers; most such files declare none at all.
void drop_labels_that_only_count(std::vector<Page>& pages) {
  const bool count = std::all_of(pages.begin(), pages.end(), [](const Page& page) {
    return page.label == std::to_string(page.number);
  });
  if (!count) return;
  for (auto& page : pages) page.label.clear();
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
  PageReader reader(file, options);
  for (int number = 1; number <= file.pages(); ++number) {
    Page page;
    page.number = number;
    page.label = file.label(number);
    auto content = reader.read(number, page.ocr);
    layouts.push_back(page.ocr ? lay_out(std::move(content))
                               : lay_out_with_rules(file, number, std::move(content)));
    document.pages.push_back(std::move(page));
    const auto size = text_bytes(layouts.back());
    if (size > room) {
      return failed(DocumentStatus::too_large,
                    "holds more than " + std::to_string(options.max_output_mb) + " MB of text");
    }
    room -= size;
  }
  drop_labels_that_only_count(document.pages);
  mark_headings_and_furniture(layouts);
  bool any_text = false;
  for (std::size_t i = 0; i < layouts.size(); ++i) {
    write_page(layouts[i], document.pages[i]);
    any_text = any_text || !document.pages[i].text.empty();
  }
  if (!any_text) {
    document.status = DocumentStatus::no_text;
    document.message = no_text_message(options, reader);
  }
  return document;
}

}  // namespace plangrade::extract
