// Conversion is ICU's; what is decided here is which encoding to believe.
#include "extract/charset.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <memory>

#include "base/text.h"

namespace plangrade::extract {
namespace {

constexpr std::size_t kSample = 64 << 10;

/// The encoding that a byte order mark names, or "".
std::string_view by_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return "UTF-8";
  if (bytes.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF")) return "UTF-16BE";
  return "";
}

std::string without_mark(std::string text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

}  // namespace

bool convert(std::string_view bytes, std::string_view charset, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> from(
      ucnv_open(std::string(charset).c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) return false;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> to(ucnv_open("UTF-8", &status),
                                                              &ucnv_close);
  if (U_FAILURE(status)) return false;
  // Every byte becomes at most one character of at most four bytes.
  out.resize(bytes.size() * 4 + 8);
  char* target = out.data();
  const char* source = bytes.data();
  ucnv_convertEx(to.get(), from.get(), &target, out.data() + out.size(), &source,
                 bytes.data() + bytes.size(), nullptr, nullptr, nullptr, nullptr, true, true,
                 &status);
  out.resize(static_cast<std::size_t>(target - out.data()));
  return U_SUCCESS(status);
}

std::string decoded(std::string_view bytes, std::string_view declared) {
  const auto mark = by_mark(bytes);
  std::string out;
  if (!mark.empty() && mark != "UTF-8" && convert(bytes, mark, out)) {
    return without_mark(base::valid_utf8(out));
  }
  if (mark == "UTF-8" || base::invalid_utf8(bytes) == std::string_view::npos) {
    return without_mark(base::valid_utf8(bytes));
  }
  const std::string name = base::lower_ascii(base::trimmed(declared));
  // A file that declares UTF-8 and is not holds, in practice, a few stray Windows bytes; which
  // encoding garbles less depends on which is in the majority.
  const bool mostly_utf8 = [&] {
    const auto sample = base::valid_utf8(bytes.substr(0, kSample));
    const auto count = [&](std::string_view what) {
      std::size_t n = 0;
      for (auto at = sample.find(what); at != std::string::npos; at = sample.find(what, at + 1))
        ++n;
      return n;
    };
    const auto multibyte = static_cast<std::size_t>(
        std::count_if(sample.begin(), sample.end(), [](char c) { return (c & 0xC0) == 0xC0; }));
    return multibyte > 2 * count("\uFFFD");
  }();
  if (mostly_utf8) return base::valid_utf8(bytes);
  // Browsers read Latin-1 as Windows-1252, which adds the curly quotes that are meant.
  const bool latin = name == "iso-8859-1" || name == "latin1" || name == "us-ascii";
  const bool wide = name.starts_with("utf-16") || name.starts_with("utf-32");
  if (!name.empty() && name != "utf-8" && !latin && !wide && convert(bytes, name, out)) {
    return base::valid_utf8(out);
  }
  if (convert(bytes, "windows-1252", out)) return base::valid_utf8(out);
  return base::valid_utf8(bytes);
}

bool looks_like_text(std::string_view bytes) {
  const auto mark = by_mark(bytes);
  if (!mark.empty()) return true;
  const auto sample = bytes.substr(0, kSample);
  if (sample.find('\0') != std::string_view::npos) return false;
  const auto odd = std::count_if(sample.begin(), sample.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
  });
  return static_cast<std::size_t>(odd) * 100 <= sample.size();
}

}  // namespace plangrade::extract
