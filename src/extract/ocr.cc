// The picture is cleaned for the recogniser in three steps: turned if it lies on its side,
// straightened if it is skewed, and searched for ruled lines, which become the rules of tables.
// Tesseract does not say whether a word is bold; the thickness of its strokes does.
#include "ocr.h"

#include <allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cmath>

#include "base/text.h"
#include "text_marks.h"

namespace plangrade::extract {
namespace {

constexpr const char* kLanguage = "eng";
constexpr double kPointsPerInch = 72;
/// Tesseract's own measure of trust in a word, percent.
constexpr float kMinTrust = 25;
/// Below this mean trust a page may lie on its side or head.
constexpr int kDoubtful = 55;
/// Radians in a degree.
constexpr double kDegree = 3.14159265358979 / 180;

struct PixDeleter {
  void operator()(PIX* pix) const { pixDestroy(&pix); }
};
using Picture = std::unique_ptr<PIX, PixDeleter>;

Picture picture_of(const GreyImage& image) {
  Picture picture(pixCreate(image.width, image.height, 8));
  if (picture == nullptr) return picture;
  for (int y = 0; y < image.height; ++y) {
    l_uint32* line =
        pixGetData(picture.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(picture.get());
    const auto* row =
        image.pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width);
    for (int x = 0; x < image.width; ++x) SET_DATA_BYTE(line, x, row[x]);
  }
  return picture;
}

Picture binary(const Picture& picture) {
  return Picture(pixOtsuThreshOnBackgroundNorm(picture.get(), nullptr, 20, 30, 100, 100, 200, 0, 0,
                                               0.1f, nullptr));
}

/// Hardly any ink: not worth the recogniser's time.
bool is_blank(const Picture& black) {
  l_int32 ink = 0;
  pixCountPixels(black.get(), &ink, nullptr);
  const double all = static_cast<double>(pixGetWidth(black.get())) * pixGetHeight(black.get());
  return ink < 0.00005 * all;
}

/// Turns a skewed page straight; keeps a straight one.
Picture straightened(Picture picture, const Picture& black) {
  l_float32 degrees = 0, trust = 0;
  if (pixFindSkew(black.get(), &degrees, &trust) != 0) return picture;
  if (trust < 3.0f || std::abs(degrees) < 0.15f) return picture;
  return Picture(pixRotate(picture.get(), static_cast<l_float32>(degrees * kDegree),
                           L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
}

/// The grey of the paper: the most common one of the lighter half.
int paper_grey(const Picture& picture) {
  NUMA* counts = pixGetGrayHistogram(picture.get(), 4);
  int paper = 255;
  l_float32 most = 0;
  for (int grey = 128; grey < 256; ++grey) {
    l_float32 count = 0;
    numaGetFValue(counts, grey, &count);
    if (count > most) most = count, paper = grey;
  }
  numaDestroy(&counts);
  return paper;
}

/// Everything clearly darker than paper, the thin grey lines of tables too, which binary() takes
/// for paper.
Picture all_marks(const Picture& picture) {
  constexpr int kContrast = 40;
  return Picture(pixThresholdToBinary(picture.get(), paper_grey(picture) - kContrast));
}

/// Finds straight lines of at least 30 points, as rules in points, and wipes them off the picture,
/// so that they are not read as letters ("|").
void take_rules(Picture& picture, const Picture& marks, bool horizontal, double scale,
                std::vector<Rule>& rules) {
  constexpr double kMinPoints = 30;
  constexpr double kMaxThickness = 4;
  const int length = static_cast<int>(kMinPoints / scale);
  const Picture lines(horizontal ? pixOpenBrick(nullptr, marks.get(), length, 1)
                                 : pixOpenBrick(nullptr, marks.get(), 1, length));
  if (lines == nullptr) return;
  BOXA* boxes = pixConnCompBB(lines.get(), 8);
  for (int i = 0; i < boxaGetCount(boxes); ++i) {
    l_int32 x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
    if ((horizontal ? h : w) * scale > kMaxThickness) continue;  // a bar or picture
    if (horizontal) rules.push_back({true, (y + h / 2.0) * scale, x * scale, (x + w) * scale});
    if (!horizontal) rules.push_back({false, (x + w / 2.0) * scale, y * scale, (y + h) * scale});
    BOX* line = boxCreate(x - 1, y - 1, w + 2, h + 2);
    pixSetInRectArbitrary(picture.get(), line, static_cast<l_uint32>(255));
    boxDestroy(&line);
  }
  boxaDestroy(&boxes);
}

std::vector<Rule> take_rules(Picture& picture, double scale) {
  std::vector<Rule> rules;
  const Picture marks = all_marks(picture);
  if (marks == nullptr) return rules;
  take_rules(picture, marks, true, scale, rules);
  take_rules(picture, marks, false, scale, rules);
  return rules;
}

/// Mean thickness of the strokes of the ink in a box, in pixels: twice its area by its outline.
double stroke_width(const Picture& black, int x0, int y0, int x1, int y1) {
  BOX* box = boxCreate(x0, y0, x1 - x0, y1 - y0);
  const Picture word(pixClipRectangle(black.get(), box, nullptr));
  boxDestroy(&box);
  if (word == nullptr) return 0;
  const Picture inner(pixErodeBrick(nullptr, word.get(), 3, 3));
  l_int32 ink = 0, inside = 0;
  pixCountPixels(word.get(), &ink, nullptr);
  if (inner != nullptr) pixCountPixels(inner.get(), &inside, nullptr);
  return ink > inside ? 2.0 * ink / (ink - inside) : 0;
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Words whose strokes are clearly thicker for their size than those of most words are bold.
void mark_bold(std::vector<Word>& words, const std::vector<double>& strokes) {
  std::vector<double> relative;
  for (std::size_t i = 0; i < words.size(); ++i) relative.push_back(strokes[i] / words[i].size);
  const double usual = median(relative);
  for (std::size_t i = 0; i < words.size(); ++i) words[i].bold = relative[i] > 1.22 * usual;
}

/// Heights of letters differ from word to word; words of one line have one size.
void even_out_sizes(std::vector<Word>& words, const std::vector<int>& line_of_word) {
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin;
    std::vector<double> sizes;
    while (end < words.size() && line_of_word[end] == line_of_word[begin]) {
      sizes.push_back(words[end].size);
      ++end;
    }
    const double size = median(sizes);
    for (; begin < end; ++begin) words[begin].size = std::round(size * 2) / 2;
  }
}

/// Clockwise quarter turns that bring the page upright, by Tesseract's own model of orientation;
/// 0 if that is not sure or not installed.
int quarter_turns(const Picture& picture) {
  tesseract::TessBaseAPI api;
  if (api.Init(nullptr, "osd") != 0) return 0;
  api.SetPageSegMode(tesseract::PSM_OSD_ONLY);
  api.SetImage(picture.get());
  int degrees = 0;
  float trust = 0, script_trust = 0;
  const char* script = nullptr;
  if (!api.DetectOrientationScript(&degrees, &trust, &script, &script_trust)) return 0;
  return trust > 1.5f ? (4 - degrees / 90) % 4 : 0;
}

}  // namespace

struct Recogniser::Impl {
  tesseract::TessBaseAPI api;
  bool ready = false;

  /// Turns a page that lies on its side or head, with its rules; recognises it again.
  void turn_upright(Picture& picture, PageContent& content, double scale);

  /// Recognises the picture; the mean trust in its words, percent.
  int trust_in(const Picture& picture) {
    api.SetImage(picture.get());
    api.SetSourceResolution(300);
    api.Recognize(nullptr);
    return api.MeanTextConf();
  }
};

void Recogniser::Impl::turn_upright(Picture& picture, PageContent& content, double scale) {
  const int turns = quarter_turns(picture);
  if (turns == 0) return;
  const int trust = api.MeanTextConf();
  Picture turned(pixRotateOrth(picture.get(), turns));
  auto rules = take_rules(turned, scale);
  if (trust_in(turned) <= trust) {
    trust_in(picture);
    return;
  }
  picture = std::move(turned);
  content.rules = std::move(rules);
  if (turns % 2 != 0) std::swap(content.width, content.height);
}

Recogniser::Recogniser() : impl_(std::make_unique<Impl>()) {
  setMsgSeverity(L_SEVERITY_NONE);
  impl_->ready = impl_->api.Init(nullptr, kLanguage, tesseract::OEM_LSTM_ONLY) == 0;
  impl_->api.SetVariable("debug_file", "/dev/null");
  impl_->api.SetPageSegMode(tesseract::PSM_AUTO);
}

Recogniser::~Recogniser() = default;

bool Recogniser::ready() const { return impl_->ready; }

PageContent Recogniser::recognise(const GreyImage& image, double dpi) {
  PageContent content;
  const double scale = kPointsPerInch / dpi;
  content.width = image.width * scale;
  content.height = image.height * scale;
  Picture picture = picture_of(image);
  if (picture == nullptr) return content;
  if (const Picture ink = binary(picture); ink == nullptr || is_blank(ink)) {
    return content;
  } else {
    picture = straightened(std::move(picture), ink);
  }
  content.rules = take_rules(picture, scale);
  if (impl_->trust_in(picture) < kDoubtful) impl_->turn_upright(picture, content, scale);
  const Picture black = binary(picture);
  if (black == nullptr) return content;

  std::vector<double> strokes;
  std::vector<int> lines;
  int line = 0;
  const std::unique_ptr<tesseract::ResultIterator> it(impl_->api.GetIterator());
  if (it == nullptr) return content;
  do {
    if (it->Empty(tesseract::RIL_WORD)) continue;
    if (it->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) ++line;
    const std::unique_ptr<char[]> text(it->GetUTF8Text(tesseract::RIL_WORD));
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    if (text == nullptr || it->Confidence(tesseract::RIL_WORD) < kMinTrust) continue;
    if (!it->BoundingBox(tesseract::RIL_WORD, &x0, &y0, &x1, &y1)) continue;
    Word word;
    word.text = base::valid_utf8(base::trimmed(text.get()));
    if (word.text.empty()) continue;
    word.box = {x0 * scale, y0 * scale, x1 * scale, y1 * scale};
    int bx0 = 0, by0 = 0, bx1 = 0, by1 = 0;
    const bool based = it->Baseline(tesseract::RIL_WORD, &bx0, &by0, &bx1, &by1);
    word.baseline = based ? (by0 + by1) / 2.0 * scale : word.box.y1;
    float height = 0, descenders = 0, ascenders = 0;
    it->RowAttributes(&height, &descenders, &ascenders);
    word.size =
        std::max(4.0, (height > 0 ? static_cast<double>(height) * scale : word.box.height()) * 0.9);
    content.words.push_back(std::move(word));
    strokes.push_back(stroke_width(black, x0, y0, x1, y1));
    lines.push_back(line);
  } while (it->Next(tesseract::RIL_WORD));
  even_out_sizes(content.words, lines);
  mark_bold(content.words, strokes);
  impl_->api.Clear();
  return content;
}

bool is_gibberish(const PageContent& content) {
  constexpr std::size_t kEnough = 20;
  std::size_t words = 0, sane = 0, characters = 0, senseless = 0;
  for (const auto& word : content.words) {
    bool letter = false, vowel = false, foreign = false;
    int32_t i = 0;
    while (i < static_cast<int32_t>(word.text.size())) {
      UChar32 c = 0;
      U8_NEXT(word.text.data(), i, static_cast<int32_t>(word.text.size()), c);
      ++characters;
      const auto kind = u_charType(c);
      if (c == 0xFFFD || kind == U_PRIVATE_USE_CHAR || kind == U_CONTROL_CHAR ||
          kind == U_UNASSIGNED) {
        ++senseless;
      }
      letter = letter || u_isalpha(c);
      foreign = foreign || (c > 0x7F && u_isalpha(c));
      vowel = vowel || (c < 0x80 && std::string_view("aeiouyAEIOUY").find(static_cast<char>(c)) !=
                                        std::string_view::npos);
    }
    if (!letter || word.text.size() < 3) continue;
    ++words;
    if (vowel || foreign) ++sane;
  }
  if (characters > 0 && senseless * 10 > characters * 3) return true;
  return words >= kEnough && sane * 2 < words;
}

}  // namespace plangrade::extract
