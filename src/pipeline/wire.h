// Pieces of the lines between stages that only the pipeline itself needs.
#pragma once

#include <string>

#include "plangrade/model/document.h"
#include "plangrade/model/plan.h"
#include "plangrade/model/problem.h"

namespace plangrade {

/// The part of a document that depends on its bytes alone, as a JSON object: what the cache keeps.
std::string content_text(const Document& document);
Result<Document> parse_content(const std::string& content);

/// The status in such a content, without parsing its text: it stands among the first members.
DocumentStatus content_status(const std::string& content);

/// A line of `plangrade extract` from such a content.
std::string document_line_of(const PlanEntry& plan, const std::string& path,
                             const std::string& sha256, const std::string& content);

}  // namespace plangrade
