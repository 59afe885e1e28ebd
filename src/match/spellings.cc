// Only plain letters, and classes of a few of them, are spelled out.
#include "match/spellings.h"

#include <algorithm>

#include "match/characters.h"

namespace plangrade::match {
namespace {

constexpr std::size_t kMaxForms = 256;  // spellings of one word

}  // namespace

char reduced(char32_t c) {
  if (c < 0x80) {
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
    if (c >= '0' && c <= '9') return '0';
    return is_ascii_word(c) ? static_cast<char>(c) : '\0';
  }
  // The Kelvin sign and the long s are what RE2 takes for k and s when it ignores case.
  if (c == 0x212A) return 'k';
  if (c == 0x17F) return 's';
  return is_word(c) ? '~' : '\0';
}

char sign(char32_t c) {
  switch (c) {
    case '|':
    case '$':
    case '%':
    case ':':
    case ';':
    case '>':
      return static_cast<char>(c);
    case 0x2192:
    case 0x21D2:
    case 0x2794:
    case 0x25BA:
    case 0x27F6:
    case 0x279C:
    case 0xBB:
      return '>';
    case 0xA3:
      return 'P';
    case 0x20AC:
      return 'E';
    default:
      return '\0';
  }
}

std::string letters_of(const Node& atom) {
  const std::string& text = atom.text;
  if (atom.kind != NodeKind::atom || atom.edge == kOtherEdge) return "";
  if (text == "\\d" || text == "[0-9]") return "0";
  if (text.front() == '[') {
    const std::string inner = text.substr(1, text.size() - 2);
    if (inner.find_first_not_of("0123456789-") == std::string::npos) return "0";
    const bool plain = inner.size() <= 8 && std::ranges::all_of(inner, [](char c) {
                         return is_ascii_word(static_cast<unsigned char>(c));
                       });
    std::string out;
    for (std::size_t i = 0; plain && i < inner.size(); ++i) {
      out += reduced(static_cast<unsigned char>(inner[i]));
    }
    return out;
  }
  if (text.front() == '\\' || text == ".") return "";
  const char c = reduced(character_at(text, 0));
  return c == '\0' ? "" : std::string(1, c);
}

std::string sign_of(const Node& atom) {
  std::string_view text = atom.text;
  if (text.starts_with('\\')) text.remove_prefix(1);
  if (text.empty() || character_width(text, 0) != text.size()) return "";
  const char letter = sign(character_at(text, 0));
  return letter == '\0' ? "" : std::string(1, letter);
}

Forms joined(const Forms& forms, const Forms& endings) {
  Forms out;
  if (forms.size() * endings.size() > kMaxForms) return out;
  for (const std::string& form : forms) {
    for (const std::string& ending : endings) out.push_back(form + ending);
  }
  return out;
}

Forms one_letter(const Node& atom) {
  Forms out;
  for (const char c : letters_of(atom)) out.emplace_back(1, c);
  return out;
}

Forms spellings(const Node& node) {
  Forms out;
  if (!node.quantifier.empty() && node.quantifier.front() != '?') return out;
  if (node.kind == NodeKind::atom) {
    out = one_letter(node);
  } else if (node.kind == NodeKind::sequence) {
    out.emplace_back();
    for (const Node& child : node.children) {
      out = joined(out, spellings(child));
      if (out.empty()) return out;
    }
  } else if (node.kind == NodeKind::choice || node.kind == NodeKind::group) {
    if (node.whole_words) return out;
    for (const Node& child : node.children) {
      const Forms forms = spellings(child);
      if (forms.empty() || out.size() + forms.size() > kMaxForms) return {};
      out.insert(out.end(), forms.begin(), forms.end());
    }
  }
  if (!out.empty() && !node.quantifier.empty()) out.emplace_back();
  return out;
}

}  // namespace plangrade::match
