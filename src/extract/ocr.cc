// The picture is cleaned for the recogniser in three steps: turned if it lies on its side,
// straightened if it is skewed, and searched for ruled lines, which become the rules of tables.
// Tesseract does not say whether a word is bold; the thickness of its strokes does.
#include "ocr.h"

#include <allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>
#include <cmath>
#include <map>

#include "base/text.h"
#include "layout_tables.h"
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

/// What Tesseract makes of bullets.
constexpr std::array<std::string_view, 12> kBulletLike = {
    "\u00A2", "*", "\u00A9", "\u00AE", "\u00B0", "\u00BB", "e", "o", "+", "\u00AB", ".", "\u00A7"};

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

/// The boxes of the cells of a grid, in points.
std::vector<Box> boxes_of_cells(const Grid& grid) {
  std::map<std::size_t, Box> boxes;
  for (std::size_t r = 0; r < grid.rows(); ++r) {
    for (std::size_t c = 0; c < grid.columns(); ++c) {
      const Box square{grid.xs[c], grid.ys[r], grid.xs[c + 1], grid.ys[r + 1]};
      const auto [at, added] = boxes.try_emplace(grid.cell_at(r, c), square);
      if (!added) at->second.add(square);
    }
  }
  std::vector<Box> out;
  for (const auto& [cell, box] : boxes) out.push_back(box);
  return out;
}

/// Enough black dots in a rectangle (pixels) for a digit.
bool has_ink(const Picture& black, int x, int y, int w, int h) {
  BOX* box = boxCreate(x, y, w, h);
  const Picture part(pixClipRectangle(black.get(), box, nullptr));
  boxDestroy(&box);
  l_int32 ink = 0;
  if (part != nullptr) pixCountPixels(part.get(), &ink, nullptr);
  return ink > 40;
}

/// A recognised word with what is only needed until the page is done.
struct Found {
  Word word;
  float trust = 0;    ///< Tesseract's own, percent
  double stroke = 0;  ///< thickness of its strokes, pixels
  int line = 0;       ///< number of its line
};

/// Words whose strokes are clearly thicker for their size than those of most words are bold.
void mark_bold(std::vector<Found>& all) {
  std::vector<double> relative;
  for (const auto& found : all) relative.push_back(found.stroke / found.word.size);
  const double usual = median(relative);
  for (std::size_t i = 0; i < all.size(); ++i) all[i].word.bold = relative[i] > 1.22 * usual;
}

/// Measured heights scatter. Words of one line have one size, and lines of about the usual size
/// have the usual size.
void even_out_sizes(std::vector<Found>& all) {
  std::vector<double> sizes;
  for (const auto& found : all) sizes.push_back(found.word.size);
  const double usual = std::round(median(sizes) * 2) / 2;
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin;
    std::vector<double> in_line;
    while (end < all.size() && all[end].line == all[begin].line) {
      in_line.push_back(all[end].word.size);
      ++end;
    }
    const double size = median(in_line);
    constexpr double kScatter = 0.14;
    const bool ordinary = std::abs(size - usual) < kScatter * usual;
    for (; begin < end; ++begin) all[begin].word.size = ordinary ? usual : std::round(size);
  }
}

/// Bullets are read as whatever letter or sign is as small and round.
void restore_bullets(std::vector<Found>& all) {
  static constexpr std::string_view kBullet = "\u2022";
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    const bool begins_line = i == 0 || all[i - 1].line != all[i].line;
    if (!begins_line) continue;
    Word& word = all[i].word;
    const bool sign =
        std::find(kBulletLike.begin(), kBulletLike.end(), word.text) != kBulletLike.end();
    if (sign && all[i + 1].line == all[i].line && word.box.width() < 0.6 * word.size) {
      word.text = kBullet;
    } else if (word.text.starts_with("\u00A2") && word.text.size() > 2) {
      word.text = std::string(kBullet) + " " + word.text.substr(2);  // "¢A" for "• A"
    }
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
  int lines = 0;  ///< of all recognitions so far

  /// Turns a page that lies on its side or head, with its rules; recognises it again.
  void turn_upright(Picture& picture, PageContent& content, double scale);

  /// The words of the last recognition.
  std::vector<Found> collect(const Picture& black, double scale);

  /// A page as a whole loses single digits in the cells of tables; cells with doubtful words or
  /// none are read by themselves, and the more trusted reading is kept.
  void read_cells_again(const Picture& picture, const Picture& black, double scale,
                        const std::vector<Grid>& grids, std::vector<Found>& all);
  void read_cell_again(const Picture& black, double scale, const Box& cell,
                       std::vector<Found>& all);

  /// Recognises the picture; the mean trust in its words, percent.
  int trust_in(const Picture& picture) {
    api.SetImage(picture.get());
    api.SetSourceResolution(300);
    api.Recognize(nullptr);
    return api.MeanTextConf();
  }
};

std::vector<Found> Recogniser::Impl::collect(const Picture& black, double scale) {
  std::vector<Found> all;
  const std::unique_ptr<tesseract::ResultIterator> it(api.GetIterator());
  if (it == nullptr) return all;
  do {
    if (it->Empty(tesseract::RIL_WORD)) continue;
    if (it->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) ++lines;
    const std::unique_ptr<char[]> text(it->GetUTF8Text(tesseract::RIL_WORD));
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    const float trust = it->Confidence(tesseract::RIL_WORD);
    if (text == nullptr || trust < kMinTrust) continue;
    if (!it->BoundingBox(tesseract::RIL_WORD, &x0, &y0, &x1, &y1)) continue;
    Found found;
    found.trust = trust;
    found.line = lines;
    found.stroke = stroke_width(black, x0, y0, x1, y1);
    found.word.text = base::valid_utf8(base::trimmed(text.get()));
    if (found.word.text.empty()) continue;
    found.word.box = {x0 * scale, y0 * scale, x1 * scale, y1 * scale};
    int bx0 = 0, by0 = 0, bx1 = 0, by1 = 0;
    const bool based = it->Baseline(tesseract::RIL_WORD, &bx0, &by0, &bx1, &by1);
    found.word.baseline = based ? (by0 + by1) / 2.0 * scale : found.word.box.y1;
    float height = 0, descenders = 0, ascenders = 0;
    it->RowAttributes(&height, &descenders, &ascenders);
    const double row = height > 0 ? static_cast<double>(height) * scale : found.word.box.height();
    found.word.size = std::max(4.0, 0.9 * row);
    all.push_back(std::move(found));
  } while (it->Next(tesseract::RIL_WORD));
  return all;
}

void Recogniser::Impl::read_cells_again(const Picture& picture, const Picture& black, double scale,
                                        const std::vector<Grid>& grids, std::vector<Found>& all) {
  constexpr std::size_t kMaxCells = 500;
  for (const auto& grid : grids) {
    if (grid.columns() < 2 || grid.cells.size() > kMaxCells) continue;
    api.SetPageSegMode(tesseract::PSM_SINGLE_BLOCK);
    api.SetImage(picture.get());
    api.SetSourceResolution(300);
    for (const auto& cell : boxes_of_cells(grid)) read_cell_again(black, scale, cell, all);
    api.SetPageSegMode(tesseract::PSM_AUTO);
  }
}

void Recogniser::Impl::read_cell_again(const Picture& black, double scale, const Box& cell,
                                       std::vector<Found>& all) {
  constexpr float kSure = 80;
  const auto in_cell = [&](const Found& found) {
    const double x = found.word.box.middle_x(), y = found.word.box.middle_y();
    return x > cell.x0 && x < cell.x1 && y > cell.y0 && y < cell.y1;
  };
  float least = 100, sum = 0;
  std::size_t count = 0;
  for (const auto& found : all) {
    if (!in_cell(found)) continue;
    least = std::min(least, found.trust);
    sum += found.trust;
    ++count;
  }
  if (count > 0 && least >= kSure) return;
  constexpr int kMargin = 3;
  const int x = static_cast<int>(cell.x0 / scale) + kMargin,
            y = static_cast<int>(cell.y0 / scale) + kMargin;
  const int w = static_cast<int>(cell.width() / scale) - 2 * kMargin;
  const int h = static_cast<int>(cell.height() / scale) - 2 * kMargin;
  if (w < 10 || h < 10 || !has_ink(black, x, y, w, h)) return;
  api.SetRectangle(x, y, w, h);
  if (api.Recognize(nullptr) != 0) return;
  auto again = collect(black, scale);
  float sum_again = 0;
  for (const auto& found : again) sum_again += found.trust;
  const bool better = !again.empty() && again.size() >= count &&
                      (count == 0 || sum_again / static_cast<float>(again.size()) >
                                         sum / static_cast<float>(count));
  if (!better) return;
  std::erase_if(all, in_cell);
  all.insert(all.end(), std::make_move_iterator(again.begin()),
             std::make_move_iterator(again.end()));
}

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

  auto all = impl_->collect(black, scale);
  impl_->read_cells_again(picture, black, scale, find_grids(content.rules), all);
  even_out_sizes(all);
  mark_bold(all);
  restore_bullets(all);
  for (auto& found : all) content.words.push_back(std::move(found.word));
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
