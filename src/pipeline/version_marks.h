// What a document says about itself as a version: that it is a draft, its version number, its date.
//
// Only its title page speaks for it, and what runs along its pages: elsewhere plans write of other
// drafts and other years. On a title page, only short lines do. "Consultation draft", "DRAFT"
// across the head, "Version 0.3" and "draft" in the file's name are marks of a draft. Dates are
// those with a year from 2000 on: "31 October 2015", "Refresh 2016", "2016/17"; a period such as
// "2015-2020" is what a plan is for, not when it was written, and is left out.
#pragma once

#include <string>

#include "plangrade/model/document.h"

namespace plangrade {

struct VersionMarks {
  std::string draft;    ///< the words that say so, with their place; empty: it does not say so
  std::string version;  ///< "0.3"; empty if it names none
  std::string dated;    ///< the latest date: "2015-10", or "2015" without a month; may be empty
};

VersionMarks version_marks(const Document& document);

/// The latest date in a text as above; empty if there is none.
std::string latest_date(const std::string& text);

/// "October 2015" for "2015-10".
std::string spoken_date(const std::string& dated);

}  // namespace plangrade
