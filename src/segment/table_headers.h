// Header rows that an extractor did not mark.
#pragma once

#include "segment/items.h"

namespace plangrade::segmenting {

/// Marks the first row of a table as its header where no row of it is marked, its cells are short
/// words or years, and the rows below differ: they hold numbers, or there are three columns or
/// more. A table that names things in its first column and says something of each in its second
/// ("Purpose | For approval") has no header.
void infer_headers(Source& source);

}  // namespace plangrade::segmenting
