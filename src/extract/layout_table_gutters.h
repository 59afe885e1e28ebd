// Gutters between the cells of a table. Wide ones part its columns whatever stands beside them;
// narrow ones may be blanks of stretched lines, and count where the text beside them is aligned.
#pragma once

#include <cstddef>
#include <vector>

#include "layout_table_rows.h"

namespace plangrade::extract {

/// Gutters through nearly all bands, wide ones or such that the text right of them is aligned.
std::vector<double> aligned_gutters(const std::vector<Band>& bands, std::size_t first,
                                    std::size_t last, double size, double min_width);

/// The gutters of a table: narrow ones too where the text beside them is aligned. Stretched blanks
/// in the lines of a cell have no header of their own.
std::vector<double> all_gutters(const std::vector<Band>& bands, const std::vector<BandRow>& rows,
                                double size);

/// Whether the texts of most rows begin, end or have their middles where those of other rows do, as
/// they do not in drawings.
bool are_aligned(const std::vector<Band>& bands, const std::vector<BandRow>& rows,
                 const std::vector<double>& gutters);

/// Drops rows at the end that are lines of text with wide blanks.
void drop_text_below(const std::vector<Band>& bands, std::vector<BandRow>& rows,
                     const std::vector<double>& gutters);

}  // namespace plangrade::extract
