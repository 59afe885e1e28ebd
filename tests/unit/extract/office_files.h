// Builders of ZIP archives and office files in memory, for tests.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace plangrade::test {

using Members = std::vector<std::pair<std::string, std::string>>;

/// A ZIP archive of these members, in this order. `options` are libarchive's
/// ("zip:compression=store").
inline std::string zip_of(const Members& members, const std::string& options = "",
                          const std::string& password = "") {
  std::size_t room = 1 << 20;
  for (const auto& [name, bytes] : members) room += bytes.size() + 4 * name.size() + 512;
  std::string zip(room, '\0');
  std::size_t used = 0;
  archive* writer = archive_write_new();
  archive_write_set_format_zip(writer);
  if (!options.empty()) archive_write_set_options(writer, options.c_str());
  if (!password.empty()) archive_write_set_passphrase(writer, password.c_str());
  archive_write_open_memory(writer, zip.data(), zip.size(), &used);
  for (const auto& [name, bytes] : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(writer, entry);
    archive_write_data(writer, bytes.data(), bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  zip.resize(used);
  return zip;
}

/// A DOCX file with this content of w:body, and further parts.
inline std::string docx_of(const std::string& body, const Members& more = {}) {
  Members members = {
      {"[Content_Types].xml", "<Types/>"},
      {"_rels/.rels",
       "<Relationships><Relationship Type='http://x/officeDocument' Target='word/document.xml'/>"
       "</Relationships>"},
      {"word/document.xml", "<w:document xmlns:w='w'><w:body>" + body + "</w:body></w:document>"}};
  members.insert(members.end(), more.begin(), more.end());
  return zip_of(members);
}

/// A run and a paragraph of a DOCX file; `properties` go into w:pPr.
inline std::string run(const std::string& text, const std::string& properties = "") {
  return "<w:r><w:rPr>" + properties + "</w:rPr><w:t>" + text + "</w:t></w:r>";
}
inline std::string para(const std::string& inlines, const std::string& properties = "") {
  return "<w:p><w:pPr>" + properties + "</w:pPr>" + inlines + "</w:p>";
}

/// An ODT file with this content of office:text, automatic styles, and further parts.
inline std::string odt_of(const std::string& text, const std::string& styles = "",
                          const Members& more = {}) {
  Members members = {
      {"mimetype", "application/vnd.oasis.opendocument.text"},
      {"content.xml", "<office:document-content><office:automatic-styles>" + styles +
                          "</office:automatic-styles><office:body><office:text>" + text +
                          "</office:text></office:body></office:document-content>"}};
  members.insert(members.end(), more.begin(), more.end());
  return zip_of(members, "zip:compression=store");
}

}  // namespace plangrade::test
