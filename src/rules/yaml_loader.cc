// YAML text to a YamlNode tree. The only file that knows yaml-cpp.
//
// The parser is driven by events, so that a hostile file is stopped where it becomes hostile: the
// handler counts nodes and depth and gives up by exception, which stops at parse_yaml. Aliases are
// copies of finished nodes and count in full, so that a "billion laughs" file ends at the limit.
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <map>
#include <streambuf>

#include "base/text.h"
#include "rules/yaml_tree.h"

namespace plangrade::rules {
namespace {

/// Brackets open at once, quoted or not. Far above what patterns hold, far below what hurts.
constexpr int kMaxOpenBrackets = 1000;

/// Thrown by the handler to stop the parser; caught in parse_yaml.
struct Refused {
  YAML::Mark mark;
  const char* code;
  std::string message;
  std::string remedy;
};

/// Reads a string in place.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string& bytes) {
    setg(bytes.data(), bytes.data(), bytes.data() + bytes.size());
  }
};

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const std::string& path, std::string_view bytes) : path_(path), bytes_(bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      if (bytes[i] == '\n') line_begins_.push_back(i + 1);
    }
  }

  YamlNode root;
  bool seen_document = false;

  /// Columns count characters, the parser counts bytes. Positions mostly come in the order of the
  /// text, so that the count goes on from the last one: a file may be one very long line.
  SourcePosition position(const YAML::Mark& mark) {
    if (mark.is_null()) return {path_, 0, 0};
    const auto line = std::min(static_cast<std::size_t>(mark.line), line_begins_.size() - 1);
    const auto at =
        std::min(line_begins_[line] + static_cast<std::size_t>(mark.column), bytes_.size());
    if (line != counted_line_ || at < counted_to_) {
      counted_line_ = line;
      counted_to_ = line_begins_[line];
      characters_ = 0;
    }
    for (; counted_to_ < at; ++counted_to_) {
      if ((static_cast<unsigned char>(bytes_[counted_to_]) & 0xC0) != 0x80) ++characters_;
    }
    return {path_, mark.line + 1, characters_ + 1};
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (seen_document) {
      throw Refused{mark, "R001", "a second document begins in this file",
                    "keep one rule set per file"};
    }
    seen_document = true;
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(YamlNode{YamlKind::null, "", false, position(mark), {}, {}}, mark, anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) {
      throw Refused{mark, "R001", "an alias stands inside what it stands for",
                    "write the text out"};
    }
    count(mark, found->second.nodes - 1);
    add(found->second.node, mark, 0);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_tag(mark, tag);
    add(YamlNode{YamlKind::scalar, value, tag == "!", position(mark), {}, {}}, mark, anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, YamlKind::list);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, YamlKind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    YamlNode node;
    YAML::Mark mark;
    YAML::anchor_t anchor;
    int first_node;            ///< nodes_ when it was opened
    bool key_pending = false;  ///< map: a key was read, its value was not
  };
  struct Anchored {
    YamlNode node;
    int nodes;
  };

  static void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    throw Refused{mark, "R001", "the tag '" + tag.substr(0, 60) + "' is not understood",
                  "leave it out"};
  }

  void count(const YAML::Mark& mark, int more) {
    nodes_ += more;
    if (nodes_ <= kMaxYamlNodes) return;
    throw Refused{
        mark, "R002",
        "the file holds more than " + std::to_string(kMaxYamlNodes) + " values, aliases included",
        "divide it into files and include them"};
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YamlKind kind) {
    refuse_tag(mark, tag);
    if (stack_.size() >= static_cast<std::size_t>(kMaxYamlDepth)) {
      throw Refused{mark, "R002",
                    "values are nested more than " + std::to_string(kMaxYamlDepth) + " deep",
                    "give parts a name under 'conditions' and use them by it"};
    }
    stack_.push_back({YamlNode{kind, "", false, position(mark), {}, {}}, mark, anchor, nodes_});
  }

  void close() {
    Open done = std::move(stack_.back());
    stack_.pop_back();
    const int inner = nodes_ - done.first_node;
    add(std::move(done.node), done.mark, done.anchor, inner + 1);
  }

  /// Puts a finished node where it belongs; remembers it if it has an anchor.
  void add(YamlNode node, const YAML::Mark& mark, YAML::anchor_t anchor, int size = 1) {
    count(mark, 1);
    if (anchor != 0) {
      count(mark, size);
      anchors_[anchor] = {node, size};
    }
    if (stack_.empty()) {
      root = std::move(node);
      return;
    }
    Open& parent = stack_.back();
    if (parent.node.kind == YamlKind::map && !parent.key_pending) {
      if (node.kind != YamlKind::scalar) {
        throw Refused{mark, "R001", "a key must be a word",
                      "quote text that begins with [ { ? or ~"};
      }
      parent.node.keys.push_back({std::move(node.text), node.at});
      parent.key_pending = true;
      return;
    }
    parent.key_pending = false;
    parent.node.items.push_back(std::move(node));
  }

  const std::string& path_;
  std::string_view bytes_;
  std::vector<std::size_t> line_begins_{0};
  std::size_t counted_line_ = 0, counted_to_ = 0;
  int characters_ = 0;
  std::vector<Open> stack_;
  std::map<YAML::anchor_t, Anchored> anchors_;
  int nodes_ = 0;
};

SourcePosition position_of_byte(const std::string& bytes, std::size_t offset,
                                const std::string& path) {
  const auto line = std::count(bytes.begin(), bytes.begin() + static_cast<long>(offset), '\n') + 1;
  const auto begin = offset == 0 ? std::string::npos : bytes.rfind('\n', offset - 1);
  const auto column = begin == std::string::npos ? offset + 1 : offset - begin;
  return {path, static_cast<int>(line), static_cast<int>(column)};
}

/// What must not reach the parser at all; empty if there is nothing.
Problems refuse_bytes(const std::string& bytes, const std::string& path) {
  if (bytes.size() > kMaxYamlBytes) {
    return {Problem{"R002",
                    "the file is larger than 1 MB",
                    {path, 0, 0},
                    "divide it into files and include them",
                    {}}};
  }
  if (const auto bad = base::invalid_utf8(bytes); bad != std::string_view::npos) {
    return {Problem{"R003",
                    "the file is not UTF-8 here",
                    position_of_byte(bytes, bad, path),
                    "save it as UTF-8",
                    {}}};
  }
  if (const auto nul = bytes.find('\0'); nul != std::string::npos) {
    return {Problem{"R003",
                    "the file holds a zero byte here",
                    position_of_byte(bytes, nul, path),
                    "save it as plain text in UTF-8",
                    {}}};
  }
  int open = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '[' || bytes[i] == '{') ++open;
    if ((bytes[i] == ']' || bytes[i] == '}') && open > 0) --open;
    if (open > kMaxOpenBrackets) {
      return {Problem{"R002",
                      "more than " + std::to_string(kMaxOpenBrackets) + " brackets are open here",
                      position_of_byte(bytes, i, path),
                      "close them",
                      {}}};
    }
  }
  return {};
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (std::size_t i = std::min(keys.size(), items.size()); i-- > 0;) {
    if (keys[i].name == key) return &items[i];
  }
  return nullptr;
}

std::vector<std::string_view> lines_of(std::string_view bytes) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin <= bytes.size();) {
    const auto end = std::min(bytes.find('\n', begin), bytes.size());
    auto line = bytes.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    begin = end + 1;
  }
  return lines;
}

std::string_view line_of(std::string_view bytes, int number) {
  const auto lines = lines_of(bytes);
  const auto index = static_cast<std::size_t>(number) - 1;
  return number >= 1 && index < lines.size() ? lines[index] : std::string_view();
}

/// Whether a tab indents line `number`, or the one before, after which the parser may stumble.
static bool is_indented_by_tab(std::string_view bytes, int number) {
  for (const int i : {number, number - 1}) {
    const auto line = line_of(bytes, i);
    const auto indent = line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
    if (indent.find('\t') != std::string_view::npos) return true;
  }
  return false;
}

Result<YamlNode> parse_yaml(const std::string& bytes, const std::string& path) {
  if (auto problems = refuse_bytes(bytes, path); !problems.empty()) return problems;
  std::string copy = bytes;
  ViewBuffer buffer(copy);
  std::istream stream(&buffer);
  TreeBuilder builder(path, bytes);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) continue;
  } catch (const Refused& refused) {
    return Problem{
        refused.code, refused.message, builder.position(refused.mark), refused.remedy, {}};
  } catch (const YAML::Exception& error) {
    const auto at = builder.position(error.mark);
    return Problem{
        "R001",
        "not YAML: " + error.msg,
        at,
        is_indented_by_tab(bytes, at.line)
            ? "a tab indents this line, or the one before; YAML wants blanks"
            : "check indentation, colons and quotes; patterns stand best in single quotes",
        {}};
  }
  return std::move(builder.root);
}

}  // namespace plangrade::rules
