// The one place that sees Poppler, through its C++ interface.
//
// What that interface does not tell is worked out here: the baseline of a word from its box, and
// whether it is bold from the name of its font.
#include "pdf_file.h"

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

#include "base/text.h"
#include "drawing_order.h"
#include "no_color_transforms.h"
#include "tex_symbols.h"

namespace plangrade::extract {
namespace {

constexpr double kPointsPerInch = 72;
/// The part of a word's box that lies below its baseline: 0.19 to 0.25 in the fonts of office
/// programs (Arial, Times, Calibri, Cambria, DejaVu), 0.27 where the file does not say.
constexpr double kBelowBaseline = 0.21;

void ignore_messages(const std::string&, void*) {}

bool is_bold(const std::string& font_name) {
  const auto lower = base::lower_ascii(font_name);
  for (const char* mark : {"bold", "black", "heavy", "demi", ",b", "-bd"}) {
    if (lower.find(mark) != std::string::npos) return true;
  }
  return false;
}

/// Appends a character as UTF-8; control characters and what is no character become blanks.
void append(std::string& text, UChar32 c) {
  std::array<char, U8_MAX_LENGTH> bytes{};
  int32_t size = 0;
  UBool error = false;
  if (c < 0x20 || c == 0x7F || c == 0xA0) c = ' ';
  U8_APPEND(bytes.data(), size, U8_MAX_LENGTH, c, error);
  if (!error) text.append(bytes.data(), static_cast<std::size_t>(size));
}

/// UTF-8 of Poppler's UTF-16. (Its own to_utf8() opens a converter for every word.)
std::string utf8(const poppler::ustring& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    UChar32 c = 0;
    U16_NEXT(text.data(), i, text.size(), c);
    append(out, c);
  }
  return out;
}

/// The word's text without blanks. `font_name` is that of its first glyph.
std::string text_of(const poppler::text_box& word, const std::string& font_name) {
  const auto raw = word.text();
  std::string text;
  if (!is_tex_font(font_name)) {
    text = utf8(raw);
  } else {
    for (std::size_t i = 0; i < raw.size();) {
      UChar32 c = 0;
      const auto font = word.get_font_name(static_cast<int>(i));
      U16_NEXT(raw.data(), i, raw.size(), c);
      const auto symbol = tex_symbol(font, c);
      if (symbol)
        text.append(*symbol);
      else
        append(text, c);
    }
  }
  std::erase(text, ' ');
  return text;
}

/// The value of a key of the file's information, without blanks around it.
std::string info(const poppler::document& doc, const char* key) {
  return std::string(base::trimmed(utf8(doc.info_key(key))));
}

/// The box in the frame in which text of its rotation runs from left to right.
Box upright(const poppler::rectf& box, int rotation, double width, double height) {
  switch (rotation) {
    case 1:  // downwards
      return {box.top(), width - box.right(), box.bottom(), width - box.left()};
    case 2:  // upside down
      return {width - box.right(), height - box.bottom(), width - box.left(), height - box.top()};
    case 3:  // upwards
      return {height - box.bottom(), box.left(), height - box.top(), box.right()};
    default:
      return {box.left(), box.top(), box.right(), box.bottom()};
  }
}

double baseline(const Box& box, double size, const std::string& font_name) {
  if (hangs_from_baseline(font_name)) return box.y0 + 0.95 * size;
  // Fonts of mathematical signs claim to reach far below; above their baseline they are like
  // others.
  constexpr double kTall = 1.5;
  constexpr double kAboveBaseline = 0.8;
  if (box.height() > kTall * size) return box.y0 + kAboveBaseline * size;
  return box.y1 - kBelowBaseline * box.height();
}

Word word_of(const poppler::text_box& raw, double width, double height) {
  Word word;
  const auto font_name = raw.get_font_name();
  word.text = text_of(raw, font_name);
  word.box = upright(raw.bbox(), raw.rotation() & 3, width, height);
  const double size = raw.get_font_size();
  word.size = size > 0.5 ? size : std::max(1.0, word.box.height());
  word.baseline = baseline(word.box, word.size, font_name);
  word.bold = is_bold(font_name);
  if (is_slanted(font_name)) word.box.x1 += 0.04 * word.size;
  // Poppler begins a word wherever the font changes, and takes an index for a word of its own.
  word.glued = true;
  return word;
}

/// Whether TeX set a formula on the page. It draws all in the order in which it is read.
bool has_formula(const std::vector<poppler::text_box>& boxes) {
  return std::any_of(boxes.begin(), boxes.end(), [](const poppler::text_box& box) {
    return is_formula_font(box.get_font_name());
  });
}

/// Gives the words, which are those of the boxes, their turns in the order of drawing; false if
/// they are too many.
bool take_turns(const poppler::page& page, const std::vector<poppler::text_box>& boxes,
                std::vector<Word>& words) {
  std::vector<DrawnWord> as_drawn;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    auto text = utf8(boxes[i].text());
    std::erase(text, ' ');
    const auto& word = words[i];
    as_drawn.push_back({std::move(text), word.box.x0, word.box.x1, word.baseline, word.size});
  }
  const auto drawn = page.text({}, poppler::page::raw_order_layout).to_utf8();
  const auto turns = turns_in({drawn.data(), drawn.size()}, as_drawn);
  for (std::size_t i = 0; i < turns.size(); ++i) words[i].turn = turns[i];
  return !turns.empty();
}

/// The rotation in which most characters of the page are set.
int main_rotation(const std::vector<poppler::text_box>& words) {
  std::array<std::size_t, 4> characters{};
  for (const auto& word : words) {
    characters[static_cast<std::size_t>(word.rotation() & 3)] += word.text().size();
  }
  return static_cast<int>(std::max_element(characters.begin(), characters.end()) -
                          characters.begin());
}

}  // namespace

struct PdfFile::Impl {
  bool without_colors = color_transforms_are_off();
  std::unique_ptr<poppler::document> doc;
  State state = State::damaged;

  /// The page (from 1), or null if the file has none of that number.
  std::unique_ptr<poppler::page> page(int number) const {
    return std::unique_ptr<poppler::page>(doc->create_page(number - 1));
  }
};

PdfFile::PdfFile(std::string_view bytes) : impl_(std::make_unique<Impl>()) {
  poppler::set_debug_error_function(ignore_messages, nullptr);
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return;
  impl_->doc.reset(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (impl_->doc == nullptr) return;
  impl_->state = impl_->doc->is_locked() ? State::locked : State::open;
}

PdfFile::~PdfFile() = default;

PdfFile::State PdfFile::state() const { return impl_->state; }

int PdfFile::pages() const { return impl_->doc->pages(); }

std::string PdfFile::title() const { return info(*impl_->doc, "Title"); }

std::string PdfFile::created() const {
  const auto text = info(*impl_->doc, "CreationDate");
  int year = 0, month = 1, day = 1;
  const char* digits = text.c_str() + (text.starts_with("D:") ? 2 : 0);
  if (std::sscanf(digits, "%4d%2d%2d", &year, &month, &day) != 3) return "";
  if (year < 1980 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) return "";
  std::array<char, 16> date{};
  std::snprintf(date.data(), date.size(), "%04d-%02d-%02d", year, month, day);
  return date.data();
}

std::string PdfFile::label(int number) const {
  const auto page = impl_->page(number);
  return page == nullptr ? "" : std::string(base::trimmed(utf8(page->label())));
}

PageContent PdfFile::content(int number) const {
  PageContent content;
  const auto page = impl_->page(number);
  if (page == nullptr) return content;
  const auto size = page->page_rect();
  content.width = size.width();
  content.height = size.height();
  const auto turned = page->orientation();
  if (turned == poppler::page::landscape || turned == poppler::page::seascape) {
    std::swap(content.width, content.height);
  }
  const auto boxes = page->text_list(poppler::page::text_list_include_font);
  std::vector<Word> words;
  for (const auto& box : boxes) words.push_back(word_of(box, content.width, content.height));
  content.in_order = has_formula(boxes) && take_turns(*page, boxes, words);
  const int rotation = main_rotation(boxes);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].text.empty()) continue;
    const bool sideways = (boxes[i].rotation() & 3) != rotation;
    (sideways ? content.sideways : content.words).push_back(std::move(words[i]));
  }
  if (rotation % 2 != 0) std::swap(content.width, content.height);
  return content;
}

GreyImage PdfFile::image(int number, double dpi, std::size_t max_pixels, bool smooth) const {
  GreyImage image;
  const auto page = impl_->page(number);
  if (page == nullptr) return image;
  const auto size = page->page_rect();
  const double inches = size.width() / kPointsPerInch * size.height() / kPointsPerInch;
  if (!(inches > 0)) return image;
  const double used = std::min(dpi, std::sqrt(static_cast<double>(max_pixels) / inches));
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  if (smooth) {
    renderer.set_render_hints(poppler::page_renderer::antialiasing |
                              poppler::page_renderer::text_antialiasing);
  }
  const auto rendered = renderer.render_page(page.get(), used, used);
  if (!rendered.is_valid()) return image;
  image.width = rendered.width();
  image.height = rendered.height();
  image.pixels.reserve(static_cast<std::size_t>(image.width) *
                       static_cast<std::size_t>(image.height));
  for (int y = 0; y < image.height; ++y) {
    const char* row =
        rendered.const_data() + static_cast<std::ptrdiff_t>(y) * rendered.bytes_per_row();
    image.pixels.insert(image.pixels.end(), row, row + image.width);
  }
  return image;
}

}  // namespace plangrade::extract
