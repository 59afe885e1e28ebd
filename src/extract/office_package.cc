// Shared by docx_extractor.cc and odt_extractor.cc.
#include "extract/office_package.h"

#include <algorithm>

#include "base/text.h"

namespace plangrade::extract {

std::string_view local_name(const pugi::xml_node& node) {
  std::string_view name = node.name();
  const auto colon = name.find(':');
  if (colon != name.npos) name.remove_prefix(colon + 1);
  return name;
}

pugi::xml_node child_named(const pugi::xml_node& parent, std::string_view name) {
  return parent.find_child([&](const pugi::xml_node& child) { return local_name(child) == name; });
}

pugi::xml_node at_path(pugi::xml_node from, std::initializer_list<std::string_view> names) {
  for (const auto name : names) from = child_named(from, name);
  return from;
}

std::string_view value_of(const pugi::xml_node& node, std::string_view attribute) {
  for (const auto& candidate : node.attributes()) {
    std::string_view name = candidate.name();
    const auto colon = name.find(':');
    if (colon != name.npos) name.remove_prefix(colon + 1);
    if (name == attribute) return candidate.value();
  }
  return {};
}

int number_in(std::string_view text, int missing, int most) {
  if (text.empty() || text[0] < '0' || text[0] > '9') return missing;
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') break;
    number = std::min(number * 10 + (c - '0'), most);
    if (number == most) break;
  }
  return number;
}

bool parse_part(const PackageParts& parts, std::string_view name, pugi::xml_document& tree) {
  const auto part = parts.find(name);
  if (part == parts.end()) return false;
  // Blanks alone between tags are text in both formats.
  const auto options = pugi::parse_default | pugi::parse_ws_pcdata;
  return static_cast<bool>(tree.load_buffer(part->second.data(), part->second.size(), options));
}

void set_damaged(Document& document, const std::string& why) {
  document.status = DocumentStatus::damaged;
  document.message = why + ": get the file again from where it was published";
  document.pages.clear();
}

void set_failure(Document& document, const Problems& problems) {
  const Problem& first = problems.front();
  document.status = first.code == "ARC004" || first.code == "ARC002" ? DocumentStatus::too_large
                    : first.code == "ARC005"                         ? DocumentStatus::locked
                                                                     : DocumentStatus::damaged;
  document.message = first.message + (first.remedy.empty() ? "" : ": " + first.remedy);
  document.pages.clear();
}

void set_metadata(Document& document, const pugi::xml_node& properties) {
  constexpr std::size_t kIsoDate = 10;
  document.title = folded(child_named(properties, "title").child_value(), false);
  for (const auto* name : {"created", "creation-date"}) {
    const std::string_view date = child_named(properties, name).child_value();
    if (date.size() >= kIsoDate && date[4] == '-' && date[7] == '-') {
      document.created = base::valid_utf8(date.substr(0, kIsoDate));
    }
  }
}

int count_named(const pugi::xml_node& top, std::string_view name) {
  struct Counter : pugi::xml_tree_walker {
    std::string_view wanted;
    int count = 0;
    bool for_each(pugi::xml_node& node) override {
      if (local_name(node) == wanted) ++count;
      return true;
    }
  } counter;
  counter.wanted = name;
  pugi::xml_node start = top;
  start.traverse(counter);
  return counter.count;
}

bool breaks_are_pages(int breaks, int noted) {
  return breaks > 0 && (noted == 0 || noted == breaks + 1);
}

std::vector<std::string> per_column(const std::vector<OfficeCell>& cells) {
  std::vector<std::string> texts;
  for (const auto& cell : cells) {
    for (int i = 0; i < cell.columns && texts.size() < kMaxColumns; ++i) {
      texts.push_back(i == 0 ? cell.text : "");
    }
  }
  return texts;
}

void NotedWriter::heading(int level, std::string_view text) {
  flush_notes();
  writer_.heading(level, text);
}

void NotedWriter::flush_notes() {
  for (const auto& note : notes_) writer_.paragraph(note);
  notes_.clear();
}

}  // namespace plangrade::extract
