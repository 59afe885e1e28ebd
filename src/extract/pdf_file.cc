// The one place that sees Poppler.
#include "pdf_file.h"

#include <poppler/Catalog.h>
#include <poppler/ErrorCodes.h>
#include <poppler/GfxState.h>
#include <poppler/GlobalParams.h>
#include <poppler/Object.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/SplashOutputDev.h>
#include <poppler/Stream.h>
#include <poppler/TextOutputDev.h>
#include <poppler/UTF.h>
#include <poppler/goo/gmem.h>
#include <poppler/splash/SplashBitmap.h>
#include <unicode/utf8.h>

#include <array>
#include <cmath>
#include <cstdio>

#include "base/text.h"
#include "no_color_transforms.h"

namespace plangrade::extract {
namespace {

constexpr double kPointsPerInch = 72;
/// A filled rectangle thinner than this is a line.
constexpr double kThin = 3.0;
/// Pages of drawings (maps, charts) have no tables; their lines are not kept.
constexpr std::size_t kMaxRules = 20'000;

void ignore_messages(ErrorCategory, Goffset, const char*) {}

/// Collects words as they are drawn, and straight lines.
class ContentCollector : public TextOutputDev {
 public:
  explicit ContentCollector(PageContent& content)
      : TextOutputDev(nullptr, false, 0, true, false), content_(content) {}

  // Poppler leaves out images for devices that want text only; where they stand is wanted here.
  bool needNonText() override { return true; }

  // Text within a fill pattern is decoration.
  bool useTilingPatternFill() override { return true; }
  bool tilingPatternFill(GfxState*, Gfx*, Catalog*, GfxTilingPattern*, const double*, int, int, int,
                         int, double, double) override {
    return true;
  }

  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                 GfxImageColorMap* colors, bool interpolate, const int* mask,
                 bool inlined) override {
    add_image(state);
    // The base class steps over the bytes of an image that stands within the page's commands.
    if (inlined) {
      TextOutputDev::drawImage(state, ref, stream, width, height, colors, interpolate, mask, true);
    }
  }
  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height,
                     bool invert, bool interpolate, bool inlined) override {
    add_image(state);
    if (inlined) {
      TextOutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, true);
    }
  }
  void drawMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*, bool,
                       Stream*, int, int, bool, bool) override {
    add_image(state);
  }
  void drawSoftMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*, bool,
                           Stream*, int, int, GfxImageColorMap*, bool) override {
    add_image(state);
  }

  void stroke(GfxState* state) override {
    if (state->getStrokeOpacity() > 0) add_segments(state);
  }
  void fill(GfxState* state) override { add_filled(state); }
  void eoFill(GfxState* state) override { add_filled(state); }

 private:
  void add(const Rule& rule) {
    if (content_.rules.size() < kMaxRules) content_.rules.push_back(rule);
  }

  /// An image is the unit square of its coordinates.
  void add_image(GfxState* state) {
    Box box;
    for (int corner = 0; corner < 4; ++corner) {
      double x = 0, y = 0;
      state->transform(corner & 1, corner >> 1, &x, &y);
      const Box point{x, y, x, y};
      corner == 0 ? static_cast<void>(box = point) : box.add(point);
    }
    const double width = std::min(box.x1, content_.width) - std::max(box.x0, 0.0);
    const double height = std::min(box.y1, content_.height) - std::max(box.y0, 0.0);
    if (width > 0 && height > 0) content_.image_area += width * height;
  }

  void add_line(double x0, double y0, double x1, double y1) {
    constexpr double kStraight = 0.6;
    if (std::abs(y0 - y1) < kStraight) {
      add({true, (y0 + y1) / 2, std::min(x0, x1), std::max(x0, x1)});
    } else if (std::abs(x0 - x1) < kStraight) {
      add({false, (x0 + x1) / 2, std::min(y0, y1), std::max(y0, y1)});
    }
  }

  void add_segments(GfxState* state) {
    ++content_.shapes;
    const GfxPath* path = state->getPath();
    for (int s = 0; s < path->getNumSubpaths(); ++s) {
      const GfxSubpath* part = path->getSubpath(s);
      for (int p = 1; p < part->getNumPoints(); ++p) {
        if (part->getCurve(p)) continue;
        double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
        state->transform(part->getX(p - 1), part->getY(p - 1), &x0, &y0);
        state->transform(part->getX(p), part->getY(p), &x1, &y1);
        add_line(x0, y0, x1, y1);
      }
    }
  }

  /// A thin filled rectangle is a line; a thick one is a shaded area, whose edges are lines.
  void add_filled(GfxState* state) {
    ++content_.shapes;
    const GfxPath* path = state->getPath();
    for (int s = 0; s < path->getNumSubpaths(); ++s) {
      const GfxSubpath* part = path->getSubpath(s);
      if (part->getNumPoints() < 3 || part->getNumPoints() > 9) continue;
      Box box;
      bool curved = false;
      for (int p = 0; p < part->getNumPoints(); ++p) {
        double x = 0, y = 0;
        state->transform(part->getX(p), part->getY(p), &x, &y);
        const Box point{x, y, x, y};
        p == 0 ? static_cast<void>(box = point) : box.add(point);
        curved = curved || part->getCurve(p);
      }
      if (curved) continue;
      if (box.height() < kThin && box.width() > box.height()) {
        add({true, box.middle_y(), box.x0, box.x1});
      } else if (box.width() < kThin) {
        add({false, box.middle_x(), box.y0, box.y1});
      } else {
        add_edges(box);
      }
    }
  }

  void add_edges(const Box& box) {
    const bool background =
        box.width() > 0.9 * content_.width && box.height() > 0.9 * content_.height;
    if (background) return;
    add({true, box.y0, box.x0, box.x1, true});
    add({true, box.y1, box.x0, box.x1, true});
    add({false, box.x0, box.y0, box.y1, true});
    add({false, box.x1, box.y0, box.y1, true});
  }

  PageContent& content_;
};

bool is_bold(const TextWord& word) {
  const TextFontInfo* font = word.getFontInfo(0);
  if (font->isBold()) return true;
  const GooString* name = font->getFontName();
  if (name == nullptr) return false;
  const auto lower = base::lower_ascii(name->toStr());
  for (const char* mark : {"bold", "black", "heavy", "semibold", "demi", ",b", "-bd"}) {
    if (lower.find(mark) != std::string::npos) return true;
  }
  return false;
}

/// The word in the frame in which text of its rotation runs from left to right.
Word upright(const TextWord& raw, int rotation, double width, double height) {
  Word word;
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  raw.getBBox(&x0, &y0, &x1, &y1);
  word.baseline = raw.getBaseline();
  switch (rotation) {
    case 1:  // downwards
      word.box = {y0, width - x1, y1, width - x0};
      word.baseline = width - word.baseline;
      break;
    case 2:  // upside down
      word.box = {width - x1, height - y1, width - x0, height - y0};
      word.baseline = height - word.baseline;
      break;
    case 3:  // upwards
      word.box = {height - y1, x0, height - y0, x1};
      break;
    default:
      word.box = {x0, y0, x1, y1};
  }
  word.size = raw.getFontSize() > 0.5 ? raw.getFontSize() : std::max(1.0, word.box.height());
  word.bold = is_bold(raw);
  return word;
}

Rule upright(const Rule& rule, int rotation, double width, double height) {
  Rule turned = rule;
  const double across = rule.horizontal ? width : height;
  switch (rotation) {
    case 1:
    case 3:
      turned.horizontal = !rule.horizontal;
      if (rule.horizontal == (rotation == 3))
        turned.at = (rule.horizontal ? height : width) - rule.at;
      if (rule.horizontal == (rotation == 1))
        turned.from = across - rule.to, turned.to = across - rule.from;
      break;
    case 2:
      turned.at = (rule.horizontal ? height : width) - rule.at;
      turned.from = across - rule.to;
      turned.to = across - rule.from;
      break;
    default:
      break;
  }
  return turned;
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

/// UTF-8 of a text string of the file (UTF-16 or PDFDocEncoding).
std::string utf8(const GooString* text) {
  if (text == nullptr) return "";
  Unicode* characters = nullptr;
  const int size = TextStringToUCS4(text->toStr(), &characters);
  const std::unique_ptr<Unicode, void (*)(void*)> owner(characters, gfree);
  std::string out;
  for (int i = 0; i < size; ++i) append(out, static_cast<UChar32>(characters[i]));
  return std::string(base::trimmed(out));
}

/// The characters of a word, without blanks.
std::string utf8(const TextWord& word) {
  std::string out;
  for (int i = 0; i < word.getLength(); ++i) {
    append(out, static_cast<UChar32>(*word.getChar(i)));
    if (!out.empty() && out.back() == ' ') out.pop_back();
  }
  return out;
}

}  // namespace

struct PdfFile::Impl {
  GlobalParamsIniter params{ignore_messages};
  bool without_colors = color_transforms_are_off();
  std::unique_ptr<PDFDoc> doc;
  State state = State::damaged;
  bool has_labels = false;

  std::string info(const char* key) const {
    const Object dictionary = doc->getDocInfo();
    if (!dictionary.isDict()) return "";
    const Object value = dictionary.dictLookup(key);
    return value.isString() ? utf8(value.getString()) : "";
  }
};

PdfFile::PdfFile(std::string_view bytes) : impl_(std::make_unique<Impl>()) {
  auto* stream =
      new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull));
  impl_->doc = std::make_unique<PDFDoc>(stream);  // owns the stream
  if (impl_->doc->isOk()) {
    impl_->state = State::open;
    const Object catalog = impl_->doc->getXRef()->getCatalog();
    impl_->has_labels = catalog.isDict() && catalog.dictLookup("PageLabels").isDict();
  } else if (impl_->doc->getErrorCode() == errEncrypted) {
    impl_->state = State::locked;
  }
}

PdfFile::~PdfFile() = default;

PdfFile::State PdfFile::state() const { return impl_->state; }

int PdfFile::pages() const { return impl_->doc->getNumPages(); }

std::string PdfFile::title() const { return impl_->info("Title"); }

std::string PdfFile::created() const {
  const auto text = impl_->info("CreationDate");
  int year = 0, month = 1, day = 1;
  const char* digits = text.c_str() + (text.starts_with("D:") ? 2 : 0);
  if (std::sscanf(digits, "%4d%2d%2d", &year, &month, &day) != 3) return "";
  if (year < 1980 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) return "";
  std::array<char, 16> date{};
  std::snprintf(date.data(), date.size(), "%04d-%02d-%02d", year, month, day);
  return date.data();
}

std::string PdfFile::label(int page) const {
  GooString label;
  if (!impl_->has_labels || !impl_->doc->getCatalog()->indexToLabel(page - 1, &label)) return "";
  return utf8(&label);
}

PageContent PdfFile::content(int page) const {
  PageContent content;
  PDFDoc& doc = *impl_->doc;
  if (doc.getPage(page) == nullptr) return content;
  content.width = doc.getPageCropWidth(page);
  content.height = doc.getPageCropHeight(page);
  if (doc.getPageRotate(page) % 180 != 0) std::swap(content.width, content.height);

  ContentCollector collector(content);
  doc.displayPage(&collector, page, kPointsPerInch, kPointsPerInch, 0, false, false, false);
  const auto raw_words = collector.makeWordList();
  if (raw_words == nullptr) return content;

  // The direction in which most characters run is the page's.
  std::array<int, 4> characters{};
  for (int i = 0; i < raw_words->getLength(); ++i) {
    const TextWord* raw = raw_words->get(i);
    characters[static_cast<std::size_t>(raw->getRotation() & 3)] += raw->getLength();
  }
  const int main_rotation =
      static_cast<int>(std::max_element(characters.begin(), characters.end()) - characters.begin());

  int end_of_last = -1;
  for (int i = 0; i < raw_words->getLength(); ++i) {
    const TextWord* raw = raw_words->get(i);
    const int rotation = raw->getRotation() & 3;
    Word word = upright(*raw, rotation, content.width, content.height);
    word.text = utf8(*raw);
    word.glued = raw->getCharPos() == end_of_last;
    end_of_last = raw->getCharPos() + raw->getCharLen();
    if (word.text.empty()) ++content.shapes;
    if (word.text.empty()) continue;
    (rotation == main_rotation ? content.words : content.sideways).push_back(std::move(word));
  }
  for (auto& rule : content.rules) {
    rule = upright(rule, main_rotation, content.width, content.height);
  }
  if (main_rotation % 2 != 0) std::swap(content.width, content.height);
  return content;
}

GreyImage PdfFile::image(int page, double dpi, std::size_t max_pixels) const {
  GreyImage image;
  PDFDoc& doc = *impl_->doc;
  if (doc.getPage(page) == nullptr) return image;
  const double inches =
      doc.getPageCropWidth(page) / kPointsPerInch * doc.getPageCropHeight(page) / kPointsPerInch;
  if (!(inches > 0)) return image;
  const double fitting = std::sqrt(static_cast<double>(max_pixels) / inches);
  const double used = std::min(dpi, fitting);
  SplashColor white = {255, 255, 255};
  SplashOutputDev device(splashModeMono8, 1, false, white);
  device.startDoc(&doc);
  doc.displayPage(&device, page, used, used, 0, false, true, false);
  const std::unique_ptr<SplashBitmap> bitmap(device.takeBitmap());
  if (bitmap == nullptr || bitmap->getDataPtr() == nullptr) return image;
  image.width = bitmap->getWidth();
  image.height = bitmap->getHeight();
  image.pixels.reserve(static_cast<std::size_t>(image.width) *
                       static_cast<std::size_t>(image.height));
  for (int y = 0; y < image.height; ++y) {
    const auto* row = bitmap->getDataPtr() + static_cast<std::ptrdiff_t>(y) * bitmap->getRowSize();
    image.pixels.insert(image.pixels.end(), row, row + image.width);
  }
  return image;
}

}  // namespace plangrade::extract
