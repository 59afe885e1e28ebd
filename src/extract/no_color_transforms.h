// See no_color_transforms.cc.
#pragma once

namespace plangrade::extract {

/// Whether Poppler gets this program's cmsCreateTransform instead of the library's. Calling it is
/// what makes the linker take the replacement from its static library.
bool color_transforms_are_off();

}  // namespace plangrade::extract
