// Rows that a page break cuts in two.
#pragma once

#include "segment/items.h"

namespace plangrade::segmenting {

/// Joins the last row of a page with the rest of it overleaf, behind the header if that is repeated
/// there:
///
///   R1 | Waits do not fall | 16 | Review with NHS Im-     |  R1 | Waits do not fall | 16 | Review
///   ---------------------- page ---------------------     |  with NHS Improvement; weekly list
///   Ref | Risk | Score | Mitigation                       |
///      |      |       | provement; weekly list            |
///
/// The rest is known by cells that go on in lower case, or by filling just the cells that the row
/// before the break left empty.
void join_broken_rows(Source& source);

}  // namespace plangrade::segmenting
