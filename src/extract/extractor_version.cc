// The version of the text that extraction gives.
#include "plangrade/extract.h"
#include "text_version.h"  // written by cmake/text_version.cmake

namespace plangrade {

std::string extractor_version() { return kTextVersion; }

}  // namespace plangrade
