// What is not read: named by its first bytes, with what to do about it. A plan that cannot be
// read is counted as such, so the message is written for the person who collects the plans.
#include <array>
#include <string>

#include "base/text.h"
#include "extract/charset.h"
#include "extract/extractor.h"
#include "extract/formats_office.h"

namespace plangrade::extract {
namespace {

constexpr std::string_view kOle = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// `ascii` as the UTF-16LE in which OLE files keep the names of their streams.
std::string wide(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) {
    out += c;
    out += '\0';
  }
  return out;
}

bool contains(std::string_view bytes, std::string_view what) {
  return bytes.find(what) != std::string_view::npos;
}

/// Which of the formats that share Microsoft's old container this is.
std::string ole_format(std::string_view bytes) {
  if (contains(bytes, wide("EncryptedPackage"))) return "encrypted";
  if (contains(bytes, wide("WordDocument"))) return "doc";
  if (contains(bytes, wide("Workbook")) || contains(bytes, wide("Book"))) return "xls";
  if (contains(bytes, wide("PowerPoint Document"))) return "ppt";
  if (contains(bytes, wide("__substg1.0_"))) return "msg";
  return "ole";
}

std::string zip_format(std::string_view bytes) {
  constexpr std::string_view kMime = "mimetypeapplication/vnd.oasis.opendocument.";
  if (contains(bytes.substr(0, 200), kMime)) return "opendocument";
  if (contains(bytes, "xl/workbook")) return "xlsx";
  if (contains(bytes, "ppt/presentation")) return "pptx";
  if (contains(bytes, "Index/Document.iwa")) return "pages";
  if (contains(bytes.substr(0, 100), "application/epub+zip")) return "epub";
  return "zip";
}

struct Magic {
  std::string_view bytes;
  const char* format;
};

constexpr std::array<Magic, 12> kMagic = {{{"\x89PNG", "png"},
                                           {"\xFF\xD8\xFF", "jpeg"},
                                           {"GIF8", "gif"},
                                           {"II*", "tiff"},
                                           {{"MM\0*", 4}, "tiff"},
                                           {"BM", "bmp"},
                                           {"Rar!", "rar"},
                                           {"7z\xBC\xAF", "7z"},
                                           {"\x1F\x8B", "gzip"},
                                           {"%!PS", "postscript"},
                                           {"\x7F"
                                            "ELF",
                                            "program"},
                                           {"MZ", "program"}}};

std::string remedy_for(const std::string& format) {
  if (format == "doc") return "old Word files are not read: save it as PDF or DOCX";
  if (format == "xls" || format == "xlsx")
    return "spreadsheets are not plans: save it as PDF if it is one";
  if (format == "ppt" || format == "pptx" || format == "opendocument") {
    return "presentations and drawings are not read: save it as PDF";
  }
  if (format == "png" || format == "jpeg" || format == "gif" || format == "tiff" ||
      format == "bmp") {
    return "pictures are not read: save the scanned pages as one PDF";
  }
  if (format == "zip" || format == "rar" || format == "7z" || format == "gzip") {
    return "archives of this kind or within archives are not opened: unpack it";
  }
  if (format == "msg") return "mails are not read: save the attached plan";
  if (format.empty()) return "the format is not known: save it as PDF or DOCX";
  return "files of this format are not read: save it as PDF or DOCX";
}

}  // namespace

std::string extension_of(std::string_view file_name) {
  const auto slash = file_name.find_last_of("/\\!");
  if (slash != file_name.npos) file_name.remove_prefix(slash + 1);
  const auto point = file_name.rfind('.');
  if (point == file_name.npos || point == 0) return "";
  return base::lower_ascii(file_name.substr(point + 1));
}

std::string_view first_member(std::string_view bytes) {
  constexpr std::size_t kHeader = 30;
  if (!bytes.starts_with("PK\x03\x04") || bytes.size() < kHeader) return {};
  const auto length = static_cast<unsigned char>(bytes[26]) |
                      static_cast<std::size_t>(static_cast<unsigned char>(bytes[27])) << 8;
  return bytes.substr(kHeader, length);
}

std::string unsupported_format(std::string_view bytes) {
  if (bytes.starts_with(kOle)) return ole_format(bytes);
  if (bytes.starts_with("PK\x03\x04")) return zip_format(bytes);
  for (const auto& [magic, format] : kMagic) {
    if (bytes.starts_with(magic)) return format;
  }
  return "";
}

bool recognises_unsupported(std::string_view, std::string_view) { return true; }

Document extract_unsupported(std::string_view bytes, const ExtractOptions&) {
  Document document;
  document.format = unsupported_format(bytes);
  document.status = DocumentStatus::unsupported;
  if (bytes.empty()) {
    document.status = DocumentStatus::damaged;
    document.message = "the file is empty: get it again from where it was published";
  } else if (document.format == "encrypted") {
    document.format = "docx";
    document.status = DocumentStatus::locked;
    document.message = "the file needs a password: save it without one";
  } else {
    document.message = remedy_for(document.format);
  }
  return document;
}

}  // namespace plangrade::extract
