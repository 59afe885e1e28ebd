// XLSX workbooks: a ZIP (libarchive) of XML parts (pugixml). Debian 12 has no reader library for
// them; a population table needs cell texts only, so that styles and formulas are passed over.
//
// Parts: xl/workbook.xml names the sheets, xl/_rels/workbook.xml.rels their files,
// xl/sharedStrings.xml the texts that cells refer to by number (ECMA-376, part 1, 18.3 and 18.4).
#include <archive.h>
#include <archive_entry.h>

#include <charconv>
#include <cstring>
#include <map>
#include <memory>
#include <pugixml.hpp>

#include "aggregate/messages.h"
#include "aggregate/sheet.h"
#include "base/text.h"

namespace plangrade::counting {
namespace {

constexpr std::size_t kMostPartBytes = 256U << 20U;
using Parts = std::map<std::string, std::string>;

struct Free {
  void operator()(archive* reader) const { archive_read_free(reader); }
};

bool is_wanted(const std::string& name) {
  return name == "xl/workbook.xml" || name == "xl/_rels/workbook.xml.rels" ||
         name == "xl/sharedStrings.xml" || name.starts_with("xl/worksheets/sheet");
}

Result<std::string> read_part(archive* reader, const std::string& path, std::size_t& budget) {
  std::string bytes;
  char buffer[65536];
  while (true) {
    const auto got = archive_read_data(reader, buffer, sizeof buffer);
    if (got < 0)
      return problem_at("POP001", "the XLSX workbook is damaged", path, 0, "save it anew");
    if (got == 0) return bytes;
    if (static_cast<std::size_t>(got) > budget) {
      return problem_at("POP001", "the XLSX workbook is too large", path, 0,
                        "save the table as CSV");
    }
    budget -= static_cast<std::size_t>(got);
    bytes.append(buffer, static_cast<std::size_t>(got));
  }
}

Result<Parts> unpack(const std::string& path, const std::string& bytes) {
  const std::unique_ptr<archive, Free> reader(archive_read_new());
  archive_read_support_format_zip(reader.get());
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    return problem_at("POP001", "the XLSX workbook cannot be opened", path, 0, "save it anew");
  }
  Parts parts;
  std::size_t budget = kMostPartBytes;
  archive_entry* entry = nullptr;
  while (archive_read_next_header(reader.get(), &entry) == ARCHIVE_OK) {
    const char* name = archive_entry_pathname(entry);
    if (name == nullptr || !is_wanted(name)) continue;
    auto part = read_part(reader.get(), path, budget);
    if (!part) return std::move(part).error();
    parts[name] = std::move(*part);
  }
  return parts;
}

/// Rich text is parts in runs; phonetic hints (rPh) are not part of it.
std::string text_of(const pugi::xml_node& item) {
  std::string text = item.child("t").text().get();
  for (const auto& run : item.children("r")) text += run.child("t").text().get();
  return base::valid_utf8(text);
}

std::vector<std::string> shared_strings(const Parts& parts) {
  std::vector<std::string> strings;
  const auto part = parts.find("xl/sharedStrings.xml");
  if (part == parts.end()) return strings;
  pugi::xml_document xml;
  xml.load_buffer(part->second.data(), part->second.size());
  for (const auto& item : xml.child("sst").children("si")) strings.push_back(text_of(item));
  return strings;
}

/// "BC12" -> column 54; kMostColumns if it is no reference or too far right.
std::size_t column_of(const char* reference) {
  std::size_t column = 0;
  for (; *reference >= 'A' && *reference <= 'Z'; ++reference) {
    column = column * 26 + static_cast<std::size_t>(*reference - 'A') + 1;
    if (column > kMostColumns) return kMostColumns;
  }
  return column == 0 ? kMostColumns : column - 1;
}

std::string cell_text(const pugi::xml_node& cell, const std::vector<std::string>& strings) {
  const char* type = cell.attribute("t").value();
  if (std::strcmp(type, "inlineStr") == 0) return text_of(cell.child("is"));
  const std::string value = cell.child("v").text().get();
  if (std::strcmp(type, "s") == 0) {
    std::size_t index = strings.size();
    std::from_chars(value.data(), value.data() + value.size(), index);
    return index < strings.size() ? strings[index] : "";
  }
  if (*type != '\0' && std::strcmp(type, "n") != 0) return base::valid_utf8(value);
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  return error == std::errc() && end == value.data() + value.size() ? number_text(number) : "";
}

Sheet read_sheet(const std::string& name, const std::string& part,
                 const std::vector<std::string>& strings) {
  Sheet sheet{name, {}};
  pugi::xml_document xml;
  xml.load_buffer(part.data(), part.size());
  std::size_t cells = 0;
  for (const auto& row : xml.child("worksheet").child("sheetData").children("row")) {
    const auto number = row.attribute("r").as_ullong(sheet.rows.size() + 1);
    if (number == 0 || number > kMostRows || cells > kMostCells) break;
    if (sheet.rows.size() < number) sheet.rows.resize(number);
    auto& texts = sheet.rows[number - 1];
    for (const auto& cell : row.children("c")) {
      const char* reference = cell.attribute("r").value();
      const auto column = *reference == '\0' ? texts.size() : column_of(reference);
      if (column >= kMostColumns) continue;
      if (texts.size() <= column) texts.resize(column + 1);
      texts[column] = cell_text(cell, strings);
      cells += column + 1;
    }
  }
  return sheet;
}

/// Sheet names in the order of the workbook, with the parts that hold them.
std::vector<std::pair<std::string, std::string>> sheet_parts(const Parts& parts) {
  pugi::xml_document workbook, relations;
  const auto load = [&](const char* name, pugi::xml_document& xml) {
    const auto part = parts.find(name);
    if (part != parts.end()) xml.load_buffer(part->second.data(), part->second.size());
  };
  load("xl/workbook.xml", workbook);
  load("xl/_rels/workbook.xml.rels", relations);
  std::map<std::string, std::string> target;
  for (const auto& relation : relations.child("Relationships").children("Relationship")) {
    std::string file = relation.attribute("Target").value();
    target[relation.attribute("Id").value()] =
        file.starts_with('/') ? file.substr(1) : "xl/" + file;
  }
  std::vector<std::pair<std::string, std::string>> sheets;
  for (const auto& sheet : workbook.child("workbook").child("sheets").children("sheet")) {
    sheets.emplace_back(base::valid_utf8(sheet.attribute("name").value()),
                        target[sheet.attribute("r:id").value()]);
  }
  return sheets;
}

}  // namespace

Result<std::vector<Sheet>> read_xlsx(const std::string& path, const std::string& bytes) {
  auto parts = unpack(path, bytes);
  if (!parts) return std::move(parts).error();
  const auto strings = shared_strings(*parts);
  std::vector<Sheet> sheets;
  for (const auto& [name, file] : sheet_parts(*parts)) {
    const auto part = parts->find(file);
    if (part != parts->end()) sheets.push_back(read_sheet(name, part->second, strings));
  }
  if (sheets.empty()) {
    return problem_at("POP001", "the file is a ZIP without spreadsheets", path, 0,
                      "give a population table as CSV, XLS or XLSX");
  }
  return sheets;
}

}  // namespace plangrade::counting
