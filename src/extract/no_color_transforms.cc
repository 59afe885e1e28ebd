// Poppler builds ICC colour transforms even for plain text, at least once per page, and much of
// the time of reading a short page goes there. A reader of text needs no colours: this function
// replaces the colour library's and gives none, which Poppler takes as "no colour management".
// (Black on white stays black on white, so OCR does not mind either.)
//
// The replacement works because the dynamic linker looks for the symbol in the program first.
#include "no_color_transforms.h"

#include <dlfcn.h>
#include <lcms2.h>

extern "C" {
__attribute__((visibility("default"), used)) cmsHTRANSFORM cmsCreateTransform(
    cmsHPROFILE, cmsUInt32Number, cmsHPROFILE, cmsUInt32Number, cmsUInt32Number, cmsUInt32Number) {
  return nullptr;
}
}

namespace plangrade::extract {

bool color_transforms_are_off() {
  return ::dlsym(RTLD_DEFAULT, "cmsCreateTransform") ==
         reinterpret_cast<void*>(&cmsCreateTransform);
}

}  // namespace plangrade::extract
