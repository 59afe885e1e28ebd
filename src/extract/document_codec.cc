// The parent trusts nothing that a worker says: decoding checks every promise of document.h.
#include "document_codec.h"

#include <algorithm>

#include "base/text.h"
#include "packed.h"

namespace plangrade::extract {
namespace {

void put(PackedWriter& out, Span span) {
  out.number(span.begin);
  out.number(span.end);
}

void put(PackedWriter& out, const Block& block) {
  out.number(static_cast<std::uint32_t>(block.kind));
  put(out, block.span);
  out.number(static_cast<std::uint32_t>(block.level));
  out.number((block.header ? 1u : 0u) | (block.starts_table ? 2u : 0u));
  out.number(static_cast<std::uint32_t>(block.cells.size()));
  for (const auto cell : block.cells) put(out, cell);
}

void put(PackedWriter& out, const Page& page) {
  out.number(static_cast<std::uint32_t>(page.number));
  out.text(page.label);
  out.text(page.text);
  out.number(page.ocr ? 1 : 0);
  out.number(static_cast<std::uint32_t>(page.blocks.size()));
  for (const auto& block : page.blocks) put(out, block);
}

Span get_span(PackedReader& in) {
  const auto begin = in.number();
  return Span{begin, in.number()};
}

bool get(PackedReader& in, Block& block) {
  const auto kind = in.number();
  block.kind = static_cast<BlockKind>(kind);
  block.span = get_span(in);
  block.level = static_cast<int>(in.number());
  const auto flags = in.number();
  block.header = (flags & 1u) != 0;
  block.starts_table = (flags & 2u) != 0;
  block.cells.resize(in.count(8));
  for (auto& cell : block.cells) cell = get_span(in);
  const auto inside = [&](Span cell) {
    return cell.begin <= cell.end && block.span.contains(cell);
  };
  return in.ok() && kind <= static_cast<std::uint32_t>(BlockKind::furniture) &&
         block.span.begin <= block.span.end &&
         std::all_of(block.cells.begin(), block.cells.end(), inside);
}

bool get(PackedReader& in, Page& page) {
  page.number = static_cast<int>(in.number());
  page.label = in.text();
  page.text = in.text();
  page.ocr = in.number() == 1;
  page.blocks.resize(in.count(20));
  std::uint32_t end = 0;
  for (auto& block : page.blocks) {
    if (!get(in, block) || block.span.begin < end || block.span.end > page.text.size())
      return false;
    end = block.span.end;
  }
  return in.ok() && base::invalid_utf8(page.text) == std::string::npos &&
         base::invalid_utf8(page.label) == std::string::npos;
}

}  // namespace

std::string encode(const Document& document) {
  PackedWriter out;
  out.text(document.format);
  out.number(static_cast<std::uint32_t>(document.status));
  out.text(document.message);
  out.text(document.title);
  out.text(document.created);
  out.number(static_cast<std::uint32_t>(document.pages.size()));
  for (const auto& page : document.pages) put(out, page);
  return out.take();
}

std::optional<Document> decode(std::string_view bytes) {
  PackedReader in(bytes);
  Document document;
  document.format = in.text();
  const auto status = in.number();
  document.status = static_cast<DocumentStatus>(status);
  document.message = base::valid_utf8(in.text());
  document.title = base::valid_utf8(in.text());
  document.created = base::valid_utf8(in.text());
  document.pages.resize(in.count(20));
  for (auto& page : document.pages) {
    if (!get(in, page)) return std::nullopt;
  }
  if (!in.ok() || !in.at_end()) return std::nullopt;
  if (status > static_cast<std::uint32_t>(DocumentStatus::superseded)) return std::nullopt;
  return document;
}

}  // namespace plangrade::extract
