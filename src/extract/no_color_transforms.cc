// Poppler builds ICC colour transforms even for plain text, at least once per page, and most of
// the time of reading a short page goes there. A reader of text needs no colours: this function
// replaces the colour library's and gives none, which Poppler takes as "no colour management".
//
// It must end up in the executable and be exported from it (ENABLE_EXPORTS), so that the dynamic
// linker finds it first.
#include <lcms2.h>

extern "C" {
// Visible although nothing in the program calls it.
__attribute__((visibility("default"), used)) cmsHTRANSFORM cmsCreateTransform(
    cmsHPROFILE, cmsUInt32Number, cmsHPROFILE, cmsUInt32Number, cmsUInt32Number, cmsUInt32Number) {
  return nullptr;
}
}
