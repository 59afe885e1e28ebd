// Documents as bytes, for the way from the worker to its parent.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "plangrade/model/document.h"

namespace plangrade::extract {

/// All of a document but plan_id, path and sha256, which the parent knows better.
std::string encode(const Document& document);

/// The document that encode() packed. Empty if the bytes are anything else: spans outside their
/// text, blocks out of order, statuses nobody knows, text that is not UTF-8.
std::optional<Document> decode(std::string_view bytes);

}  // namespace plangrade::extract
